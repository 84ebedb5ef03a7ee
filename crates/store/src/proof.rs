//! The proof of the ledger: checkpoints over all chains, signed and kept where the server cannot delete them.
//!
//! A chain that stands beside the data proves nothing against whoever holds the database: they can cut it short or
//! make it anew. A checkpoint names the head and the length of every chain, and goes to a [`Place`].

mod finding;
mod keeper;
mod note;
mod place;
mod prune;
mod reader;
mod replay;
mod rows;
mod verify;

pub use finding::{Finding, Gap, Report};
pub use keeper::Keeping;
pub(crate) use keeper::{Keeper, before_whole};
pub(crate) use note::{Head, Heads, heads_of};
pub use place::Place;
pub use prune::Pruned;
pub(crate) use verify::{Proved, Segment};
