//! What the data protection officer looks at: what was asked for, by whom, and what came of it.

use domain::Recorded;
use domain::access::{ReadKeptApart, ReadPairs};
use domain::take_on::{TakeOnQuestion, TakeOnState};

use super::{Unit, take_on};
use crate::access::Access;
use crate::error::Error;

mod asking;
mod doings;
mod state;

pub use asking::count as asking;
pub use doings::read as doings;
pub use state::read as state;

/// Requests that were answered by keeping apart, the one answered last first.
pub fn kept_apart(unit: &mut Unit<'_>, access: &Access<ReadKeptApart>) -> Result<Vec<Recorded<TakeOnQuestion>>, Error> {
    take_on::answered(unit, access, TakeOnState::KeptApart)
}

/// Pairs of records that are one person's, the one found last first.
pub fn pairs(unit: &mut Unit<'_>, access: &Access<ReadPairs>) -> Result<Vec<Recorded<TakeOnQuestion>>, Error> {
    take_on::answered(unit, access, TakeOnState::Shared)
}
