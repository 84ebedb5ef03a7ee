//! What looking a sign-in name up found.

use domain::id::StaffId;

/// Whom a name belongs to, and how long it is to wait.
#[derive(Clone)]
pub struct Looked {
    /// Who may sign in under this name, with the hash of their password.
    pub found: Option<(StaffId, String)>,
    /// Seconds until the next try, after too many failures.
    pub wait: Option<u32>,
}
