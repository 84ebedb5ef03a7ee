//! Episodes: what ties a person to a service.

use domain::episode::{Episode, EpisodeState};
use domain::id::StaffId;
use uuid::Uuid;

use super::{Unit, record};
use crate::error::Error;
use crate::noun::Noun;
use crate::person::Person;
use crate::row::{Clear, RecordRow};

/// Keep a new episode.
pub fn insert(unit: &mut Unit<'_>, person: &Person, id: Uuid, by: StaffId, episode: &Episode) -> Result<RecordRow, Error> {
    record::insert(unit, person, Noun::Episode, id, clear(episode), by, episode)
}

/// An episode's clear columns: its instant is its opening day's start, once closed its closing day's.
pub fn clear(episode: &Episode) -> Clear {
    let day = episode.closed_on.unwrap_or(episode.opened_on);
    Clear {
        happened_at: domain::calendar::day_start(day).into(),
        service: Some(episode.service),
        staff: Some(episode.key_worker),
        open: episode.state == EpisodeState::Open,
    }
}
