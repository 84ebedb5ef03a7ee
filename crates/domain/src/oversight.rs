//! What the data protection officer looks at: who did what, patterns worth a look, and what came of them.

mod asking;
mod deed;
mod finding;
mod pattern;
pub mod plain;
mod seen_by;
mod state;
mod statement;
mod thresholds;
mod view;
mod window;

pub use asking::AskingCount;
pub use deed::{Deed, Doer, Doings, Known};
pub use finding::{DAYS_TO_REVIEW, Finding, Looked, MAX_ENTRIES, Review, ReviewForm, SignOff, SignOffForm, Verdict};
pub use pattern::{Pattern, Sign};
pub use seen_by::{MAX_WEIGHED, Naming, SeenBy, SeenByForm, Sighting, Weighed, WeighedForm, sightings};
pub use state::LedgerState;
pub use statement::{Statement, StatementForm};
pub use thresholds::Thresholds;
pub use view::FindingView;
pub use window::{LookForm, MAX_DAYS, WindowForm};
