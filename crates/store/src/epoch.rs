//! What is said of epochs.

use vault::EpochId;

/// Where a database stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The epoch that new keys are wrapped in.
    pub current: EpochId,
    /// How many people's keys are still wrapped in another.
    pub left_behind: i64,
}

/// What a rotation did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotated {
    /// The epoch that everybody is in now.
    pub epoch: EpochId,
    /// How many people were rewrapped.
    pub rewrapped: usize,
    /// How many old epoch keys were destroyed.
    pub destroyed: usize,
    /// Whether a rotation that had been interrupted was finished, instead of a new one made.
    pub resumed: bool,
}
