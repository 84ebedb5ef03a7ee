//! Specimens for tests: invented people and what happened with them.

use std::sync::OnceLock;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::alert::{Alert, AlertForm, Level};
use crate::appointment::{Appointment, AppointmentForm, AppointmentState};
use crate::code::CodeLists;
use crate::contact::{Contact, ContactForm, OfferForm, Outcome, Response};
use crate::episode::{Episode, EpisodeForm};
use crate::headline::{CaseworkHeadline, Headlines, IdentityHeadline, RaisedAlert};
use crate::identity::{Identity, IdentityForm};
use crate::{Against, Private, calendar, code_lists, instant};

/// The present in specimens: Tuesday 24 November 2026, five past two in London.
pub(crate) const NOW: &str = "2026-11-24T14:05:00Z";

pub(crate) fn id<I: From<Uuid>>(number: u128) -> I {
    Uuid::from_u128(number).into()
}

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    instant::parse(text).unwrap()
}

pub(crate) fn day(text: &str) -> NaiveDate {
    calendar::parse_day(&text.into()).unwrap()
}

pub(crate) fn lists() -> &'static CodeLists {
    static LISTS: OnceLock<CodeLists> = OnceLock::new();
    LISTS.get_or_init(code_lists::built_in)
}

pub(crate) fn against() -> Against<'static> {
    Against { lists: lists(), now: at(NOW) }
}

/// Checks against an instant other than the present of specimens.
pub(crate) fn against_at(now: &str) -> Against<'static> {
    Against { lists: lists(), now: at(now) }
}

/// A contact with service 1, without interventions.
pub(crate) fn contact(started_at: &str, outcome: Outcome) -> Contact {
    contact_with(started_at, outcome, "one_to_one", &[])
}

pub(crate) fn contact_with(started_at: &str, outcome: Outcome, kind: &str, offers: &[(&str, Response)]) -> Contact {
    let offers = offers
        .iter()
        .map(|(code, response)| OfferForm { intervention: Some((*code).into()), response: Some(*response) });
    let form = ContactForm {
        service: Some(id(1)),
        started_at: Some(started_at.into()),
        minutes: Some(45.into()),
        kind: Some(kind.into()),
        medium: Some("01".into()),
        outcome: Some(outcome),
        interventions: Some(offers.collect()),
        ..ContactForm::default()
    };
    form.check(&against_at("2030-01-01T00:00:00Z")).ok().unwrap()
}

/// An open episode of service 1 with key worker 7.
pub(crate) fn episode(opened_on: &str) -> Episode {
    let form = EpisodeForm {
        service: Some(id(1)),
        opened_on: Some(opened_on.into()),
        key_worker: Some(id(7)),
        ..EpisodeForm::default()
    };
    form.check(&against()).ok().unwrap()
}

pub(crate) fn appointment_form(day: &str, time: &str) -> AppointmentForm {
    AppointmentForm {
        service: Some(id(1)),
        day: Some(day.into()),
        time: Some(time.into()),
        minutes: Some(45.into()),
        kind: Some("one_to_one".into()),
        medium: Some("01".into()),
        staff: Some(id(7)),
        ..AppointmentForm::default()
    }
}

/// An appointment of service 1 with member of staff 7, however long ago.
pub(crate) fn appointment(day: &str, time: &str, state: AppointmentState) -> Appointment {
    let booked = appointment_form(day, time).check(&against_at("2020-01-01T00:00:00Z"));
    Appointment { state, ..booked.ok().unwrap() }
}

pub(crate) fn alert(kind: &str, level: Level, since: &str) -> Alert {
    let form = AlertForm {
        kind: Some(kind.into()),
        level: Some(level),
        words: Some("Tolerance lost after release".into()),
        since: Some(since.into()),
        until: None,
    };
    form.check(&against()).ok().unwrap()
}

/// An alert as member of staff 7 raised it.
pub(crate) fn raised(number: u128, alert: &Alert) -> RaisedAlert<'_> {
    RaisedAlert { id: id(number), by: id(7), alert }
}

pub(crate) fn identity(given: &str, family: &str) -> Identity {
    let form = IdentityForm {
        given_names: Some(given.into()),
        family_name: Some(family.into()),
        birth_date: Some("1985-07-14".into()),
        ..IdentityForm::default()
    };
    form.check(&against()).ok().unwrap()
}

/// The headlines of somebody to a reader who has identity and casework.
pub(crate) fn headlines(person: u128, given: &str, casework: CaseworkHeadline) -> Headlines {
    Headlines {
        person: id(person),
        identity: IdentityHeadline::from_identity(&identity(given, "Sampleson")),
        casework: Some(casework),
        health: None,
        convictions: None,
        safeguarding: None,
        reach: None,
    }
}

/// Something typed, as a form has it.
#[expect(clippy::unnecessary_wraps, reason = "every field of a form is optional")]
pub(crate) fn typed(text: &str) -> Option<Private<String>> {
    Some(text.into())
}
