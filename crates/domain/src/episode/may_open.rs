//! Which services may open a person, by their episodes.

use chrono::{Days, NaiveDate};

use super::Episode;
use crate::id::ServiceId;

/// For how many days after an episode closed its service may still open the person, unless the
/// organisation set another number: the late note, the call from the pharmacy, the one who comes back.
pub const DAYS_AFTER_CLOSING: u32 = 90;

/// As much of an episode as the right to open rests on, which is clear on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell {
    /// The service.
    pub service: ServiceId,
    /// The last day, of a closed one.
    pub closed_on: Option<NaiveDate>,
}

impl From<&Episode> for Spell {
    fn from(episode: &Episode) -> Self {
        Self { service: episode.service, closed_on: episode.closed_on }
    }
}

/// The services that may open a person on a day, each once, in order: those with an open episode, and
/// those with one that closed at most `days` days ago. The last such day is included.
pub fn may_open(spells: impl IntoIterator<Item = Spell>, today: NaiveDate, days: u32) -> Vec<ServiceId> {
    let mut services: Vec<ServiceId> =
        spells.into_iter().filter(|spell| spell.lasts_on(today, days)).map(|spell| spell.service).collect();
    services.sort_unstable();
    services.dedup();
    services
}

impl Spell {
    fn lasts_on(self, today: NaiveDate, days: u32) -> bool {
        let Some(closed_on) = self.closed_on else { return true };
        // A day beyond the calendar's end never comes, so it has not passed either.
        closed_on.checked_add_days(Days::new(days.into())).is_none_or(|last| today <= last)
    }
}
