//! What waits for the caller, most pressing first.

use super::{Need, NeedKind, Sources};
use crate::appointment::AppointmentState;
use crate::id::PersonId;
use crate::{Private, calendar, instant};

/// Everything that waits: people without contact, requests, reviews, appointments not recorded, notes
/// not finished; within each what has waited longest first.
pub(super) fn of(sources: &Sources<'_>) -> Vec<Need> {
    let mut needs: Vec<Need> = without_contact(sources)
        .chain(requests(sources))
        .chain(reviews(sources))
        .chain(not_recorded(sources))
        .chain(unfinished(sources))
        .collect();
    needs.sort_by_key(|need| (need.kind.rank(), need.since, need.person));
    needs.dedup_by(|a, b| a == b);
    needs
}

impl NeedKind {
    /// The place of this kind among the others, most pressing first.
    const fn rank(&self) -> u8 {
        match self {
            Self::NoContact { .. } => 0,
            Self::TakeOn { .. } => 1,
            Self::ReviewDue => 2,
            Self::NotRecorded { .. } => 3,
            Self::UnfinishedNote { .. } => 4,
        }
    }
}

fn without_contact(sources: &Sources<'_>) -> impl Iterator<Item = Need> {
    let today = instant::london_day(sources.now);
    sources.my_episodes().filter_map(move |(headlines, episode)| {
        let since = headlines.casework.as_ref()?.quiet_since(episode);
        let days = u32::try_from((today - since).num_days()).ok()?;
        (days >= sources.days_allowed(episode.service)).then(|| Need {
            person: Some(headlines.person),
            name: Some(headlines.identity.name.clone()),
            since: calendar::day_start(since),
            kind: NeedKind::NoContact { days: days.into() },
        })
    })
}

fn reviews(sources: &Sources<'_>) -> impl Iterator<Item = Need> {
    let today = instant::london_day(sources.now);
    sources.my_episodes().filter_map(move |(headlines, _)| {
        let since = headlines.health.as_ref()?.review_overdue_since(today)?;
        Some(Need {
            person: Some(headlines.person),
            name: Some(headlines.identity.name.clone()),
            since: calendar::day_start(since),
            kind: NeedKind::ReviewDue,
        })
    })
}

fn not_recorded(sources: &Sources<'_>) -> impl Iterator<Item = Need> {
    let today = instant::london_day(sources.now);
    sources.diary.iter().filter_map(move |engagement| {
        let appointment = &engagement.appointment;
        let waits = appointment.staff == sources.me
            && appointment.state == AppointmentState::Booked
            && instant::london_day(appointment.starts_at) < today;
        let headlines = sources.people.get(&engagement.person).filter(|_| waits)?;
        Some(Need {
            person: Some(engagement.person),
            name: Some(headlines.identity.name.clone()),
            since: appointment.starts_at,
            kind: NeedKind::NotRecorded { appointment: engagement.id },
        })
    })
}

fn requests(sources: &Sources<'_>) -> impl Iterator<Item = Need> {
    sources.requests.iter().map(|request| Need {
        person: Some(request.held),
        name: name_of(sources, request.held),
        since: request.asked_at,
        kind: NeedKind::TakeOn { request: request.id, asking: request.asking },
    })
}

fn unfinished(sources: &Sources<'_>) -> impl Iterator<Item = Need> {
    sources.drafts.iter().map(|draft| Need {
        person: draft.person,
        name: draft.person.and_then(|person| name_of(sources, person)),
        since: draft.changed_at,
        kind: NeedKind::UnfinishedNote { draft: draft.id, form: draft.form, record: draft.record },
    })
}

fn name_of(sources: &Sources<'_>, person: PersonId) -> Option<Private<String>> {
    sources.people.get(&person).map(|headlines| headlines.identity.name.clone())
}
