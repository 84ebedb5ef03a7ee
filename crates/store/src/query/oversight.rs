//! What the data protection officer looks at: what was asked for, by whom, and what came of it.

use domain::Recorded;
use domain::access::{ReadKeptApart, ReadPairs};
use domain::take_on::{TakeOnQuestion, TakeOnState};

use super::{Unit, take_on};
use crate::access::Access;
use crate::error::Error;

mod asking;
mod day;
mod doings;
mod finding;
mod keep;
mod known;
mod review;
mod seen_by;
mod state;
mod statement;

pub use asking::count as asking;
pub use day::{last_watched, signs, watched};
pub use doings::read as doings;
pub use finding::{list as findings, read as finding};
pub use keep::keep;
pub use review::{review, sign_off};
pub use seen_by::{give as give_seen_by, weigh as weigh_readers};
pub use state::read as state;
pub use statement::{list as statements, state as state_review};

/// Requests that were answered by keeping apart, the one answered last first.
pub fn kept_apart(unit: &mut Unit<'_>, access: &Access<ReadKeptApart>) -> Result<Vec<Recorded<TakeOnQuestion>>, Error> {
    take_on::answered(unit, access, TakeOnState::KeptApart)
}

/// Pairs of records that are one person's, the one found last first.
pub fn pairs(unit: &mut Unit<'_>, access: &Access<ReadPairs>) -> Result<Vec<Recorded<TakeOnQuestion>>, Error> {
    take_on::answered(unit, access, TakeOnState::Shared)
}
