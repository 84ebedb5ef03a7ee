//! The audit ledger: no read without a trace.
//!
//! A change writes its entry in its own transaction. A read's entry is written and linked by the ledger's
//! thread before the read is answered. The thread links entries into this process's chain in the order in
//! which it sees them committed, many in one commit.

mod chain;
mod entry;
mod written;

pub use chain::{ChainRow, Ledger, LinkRow, Sink, link_hash};
pub use entry::{Entry, EntryRow, Outcome, SubjectRow, purpose_number, purpose_of, role_number, role_of};
pub use written::Written;
