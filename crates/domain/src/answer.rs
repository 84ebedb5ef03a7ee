//! What somebody answered when asked, told apart from not having been asked.

use crate::choice;

choice! {
    /// An answer to a question; a field without one was not asked.
    pub enum Answer {
        /// Yes.
        Yes = "yes", "Yes";
        /// No.
        No = "no", "No";
        /// Asked, and would rather not say.
        Declined = "declined", "Prefers not to say";
    }
}

impl Answer {
    /// Whether the answer was yes.
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}
