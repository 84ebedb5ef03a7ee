//! The diary: the day's appointments by the clock, with the one to record next.

use chrono::TimeDelta;

use super::{DiaryRow, Engagement, Sources};
use crate::appointment::AppointmentState;
use crate::headline::{CaseworkHeadline, Headlines};
use crate::instant;

/// How long before its start an appointment may become the one to record next.
const EARLY: TimeDelta = TimeDelta::minutes(15);

/// The caller's appointments of the day. One that moved is left out, for the one that took its place is
/// there; one with somebody whom the caller may no longer open is left out too.
pub(super) fn rows(sources: &Sources<'_>) -> Vec<DiaryRow> {
    let today = instant::london_day(sources.now);
    let mut rows: Vec<DiaryRow> = sources
        .diary
        .iter()
        .filter(|engagement| {
            let appointment = &engagement.appointment;
            appointment.staff == sources.me
                && instant::london_day(appointment.starts_at) == today
                && appointment.state != AppointmentState::Moved
        })
        .filter_map(|engagement| {
            let headlines = sources.people.get(&engagement.person)?;
            Some(row(sources, engagement, headlines))
        })
        .collect();
    rows.sort_by_key(|row| (row.starts_at, row.appointment));
    mark_due(&mut rows, sources);
    rows
}

/// Mark the one to record next: the last booked one that has begun or begins within a quarter of an hour.
fn mark_due(rows: &mut [DiaryRow], sources: &Sources<'_>) {
    let due =
        rows.iter_mut().rfind(|row| row.state == AppointmentState::Booked && row.starts_at <= sources.now + EARLY);
    if let Some(row) = due {
        row.due_now = true;
    }
}

fn row(sources: &Sources<'_>, engagement: &Engagement, headlines: &Headlines) -> DiaryRow {
    let appointment = &engagement.appointment;
    let casework = headlines.casework.as_ref();
    DiaryRow {
        appointment: engagement.id,
        person: engagement.person,
        name: headlines.identity.name.clone(),
        service: appointment.service,
        episode: appointment.episode,
        starts_at: appointment.starts_at,
        minutes: appointment.minutes.clone(),
        kind: appointment.kind.clone(),
        medium: appointment.medium.clone(),
        place: appointment.place.clone(),
        two_staff: appointment.two_staff.clone(),
        note: appointment.note.clone(),
        state: appointment.state,
        alerts: headlines.alerts_on(instant::london_day(sources.now)),
        last_seen: casework.and_then(|casework| casework.last_seen),
        missed_last_time: casework.is_some_and(CaseworkHeadline::missed_last_time).into(),
        due_now: false,
    }
}
