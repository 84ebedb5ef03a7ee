//! What of a timeline is asked for.

use domain::id::EpisodeId;
use domain::timeline::TimelineFilter;

/// A chip, and the episode that *this episode* means.
#[derive(Clone, Copy)]
pub struct Shown {
    /// The chip.
    pub filter: TimelineFilter,
    /// The episode that goes on.
    pub episode: Option<EpisodeId>,
}
