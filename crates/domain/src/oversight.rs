//! What the data protection officer looks at: who did what, patterns worth a look, and what came of them.

mod asking;
mod state;
mod window;

pub use asking::AskingCount;
pub use state::LedgerState;
pub use window::{MAX_DAYS, WindowForm};
