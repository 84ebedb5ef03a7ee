//! Which of a member of staff's doings are asked for.

use domain::trail::TrailOutcome;

/// What they must be; all of them where nothing is said.
#[derive(Clone, Default)]
pub struct DoingFilter {
    /// The operation's permanent word.
    pub operation: Option<String>,
    /// How it ended.
    pub outcome: Option<TrailOutcome>,
}
