//! What came of asking for a record in an emergency.

use domain::break_glass::EmergencyOpened;

/// The word by which the ledger names one use of an emergency, beside the entry of what was read. Its record is the
/// emergency.
pub const USE: &str = "use_emergency";

/// What came of it. A try that found nothing is kept like one that did, for it counts.
pub enum Tried {
    /// The record is open.
    Opened(EmergencyOpened),
    /// Nobody of that name and birth date, or nobody whose record an emergency opens: told alike.
    NotFound,
    /// More than one record fits.
    Several,
}
