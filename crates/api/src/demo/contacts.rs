//! What happened with somebody invented: mostly a handful of contacts, with some very many.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use domain::contact::{ContactForm, Outcome};

use super::chance::Chance;
use super::forms::Typed;
use super::health::Profile;
use super::interventions;
use super::notes;
use super::scene::{Scene, Team};
use super::spells::{Spell, earlier};
use super::typed::{instant, number, typed};

/// Everything that happened in somebody's spells, oldest first. `quiet` is for how many days at least nobody
/// has seen them, where that is to be so.
pub fn invent(
    scene: &Scene<'_>,
    team: &Team,
    spells: &[Spell],
    profile: Profile,
    chance: &mut Chance,
) -> Vec<Typed<ContactForm>> {
    let mut happened: Vec<(DateTime<Utc>, Spell)> = Vec::new();
    for _ in 0..how_many(chance) {
        let spell = chance.pick(&spells.iter().map(Some).collect::<Vec<_>>());
        happened.extend(spell.and_then(|spell| Some((moment(scene, spell, chance)?, *spell))));
    }
    // Whoever is with us was seen within three weeks, but for one in ten.
    let current = spells.last().filter(|spell| spell.closed.is_none() && spell.opened > 3);
    let lately = chance.between(1..=18);
    let seen = current
        .filter(|spell| spell.opened > lately && chance.happens(90))
        .map(|spell| (instant(scene.days_ago(lately), 10, 15), *spell));
    let mut contacts: Vec<_> =
        happened.into_iter().map(|(at, spell)| contact(scene, team, at, &spell, profile, chance)).collect();
    contacts.extend(seen.map(|(at, spell)| attended(scene, team, at, &spell, profile, chance)));
    contacts.sort_by_key(|contact| contact.at);
    contacts
}

/// Most have some fifteen contacts; one in two hundred has five hundred.
fn how_many(chance: &mut Chance) -> u32 {
    match chance.between(0..=199) {
        0 => 500,
        1..=3 => chance.between(81..=250),
        4..=29 => chance.between(31..=80),
        30..=37 => chance.between(0..=3),
        _ => chance.rather_small(5..=36),
    }
}

/// A moment of a working day within a spell, before now.
fn moment(scene: &Scene<'_>, spell: &Spell, chance: &mut Chance) -> Option<DateTime<Utc>> {
    let until = spell.closed.unwrap_or(1).min(spell.opened);
    let on = at_work(scene.days_ago(chance.between(until..=spell.opened)));
    let at = instant(on, chance.between(9..=16), chance.pick(&[0, 5, 10, 15, 20, 30, 40, 45, 50]));
    (at + TimeDelta::hours(3) < scene.now).then_some(at)
}

fn at_work(day: NaiveDate) -> NaiveDate {
    let back = match day.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    };
    day - chrono::Days::new(back)
}

/// A contact of whatever kind.
fn contact(
    scene: &Scene<'_>,
    team: &Team,
    at: DateTime<Utc>,
    spell: &Spell,
    profile: Profile,
    chance: &mut Chance,
) -> Typed<ContactForm> {
    match chance.between(0..=99) {
        0..=13 => word(scene, team, at, spell, chance),
        14..=36 => missed(scene, team, at, spell, chance),
        _ => attended(scene, team, at, spell, profile, chance),
    }
}

/// A meeting that took place.
fn attended(
    scene: &Scene<'_>,
    team: &Team,
    at: DateTime<Utc>,
    spell: &Spell,
    profile: Profile,
    chance: &mut Chance,
) -> Typed<ContactForm> {
    let (kind, medium, place, minutes) = meeting(chance);
    let form = ContactForm {
        minutes: number(minutes),
        kind: typed(kind),
        medium: typed(medium),
        place: typed(place),
        outcome: Some(if chance.happens(93) { Outcome::Attended } else { Outcome::AttendedLate }),
        interventions: Some(interventions::put_to_them(profile, chance)),
        note: typed(notes::of_a_talk(profile, chance)),
        staff: chance.happens(7).then(|| vec![team.worker(chance)]),
        ..begun(team, at, spell)
    };
    recorded(scene, team, at, spell, form, chance)
}

/// Kind, means, place and minutes of a meeting.
fn meeting(chance: &mut Chance) -> (&'static str, &'static str, &'static str, u32) {
    let minutes = chance.pick(&[20, 25, 30, 40, 45, 45, 50, 60]);
    let (kind, medium, place) = match chance.between(0..=99) {
        0..=57 => ("one_to_one", "01", "clinic"),
        58..=67 => ("phone_call", "02", "remote"),
        68..=73 => ("group", "01", "community"),
        74..=79 => ("prescribing", "01", "clinic"),
        80..=84 => ("home_visit", "01", "home"),
        85..=88 => ("drop_in", "01", "clinic"),
        89..=92 => ("needle_exchange", "01", "pharmacy"),
        93..=95 => ("outreach", "01", "street"),
        96..=97 => ("three_way", "01", "probation"),
        _ => ("video", "11", "remote"),
    };
    (kind, medium, place, minutes)
}

/// A text or a call in passing.
fn word(scene: &Scene<'_>, team: &Team, at: DateTime<Utc>, spell: &Spell, chance: &mut Chance) -> Typed<ContactForm> {
    let (kind, medium) = chance.pick(&[("text", "09"), ("phone_call", "02"), ("email", "05"), ("text", "09")]);
    let form = ContactForm {
        minutes: number(chance.between(1..=8)),
        kind: typed(kind),
        medium: typed(medium),
        place: typed("remote"),
        outcome: Some(Outcome::Attended),
        note: typed(notes::of_a_word(chance)),
        ..begun(team, at, spell)
    };
    recorded(scene, team, at, spell, form, chance)
}

/// A meeting that did not take place.
fn missed(scene: &Scene<'_>, team: &Team, at: DateTime<Utc>, spell: &Spell, chance: &mut Chance) -> Typed<ContactForm> {
    let outcome = match chance.between(0..=99) {
        0..=61 => Outcome::DidNotAttend,
        62..=82 => Outcome::CancelledByThem,
        83..=94 => Outcome::CancelledByUs,
        _ => Outcome::TooLate,
    };
    let form = ContactForm {
        minutes: number(5),
        kind: typed("one_to_one"),
        medium: typed("01"),
        place: typed("clinic"),
        outcome: Some(outcome),
        why: typed(notes::why(outcome, chance)),
        note: typed(notes::done_about_it(chance)),
        ..begun(team, at, spell)
    };
    recorded(scene, team, at, spell, form, chance)
}

/// A form with where and when alone.
pub fn begun(team: &Team, at: DateTime<Utc>, spell: &Spell) -> ContactForm {
    ContactForm {
        service: Some(team.service),
        episode: Some(spell.id),
        started_at: typed(at.to_rfc3339()),
        ..ContactForm::default()
    }
}

fn recorded(
    scene: &Scene<'_>,
    team: &Team,
    at: DateTime<Utc>,
    spell: &Spell,
    form: ContactForm,
    chance: &mut Chance,
) -> Typed<ContactForm> {
    let at = earlier(scene, at + TimeDelta::minutes(chance.between(20..=160).into()));
    let by = if chance.happens(82) { spell.worker } else { team.worker(chance) };
    Typed { id: chance.record_id(scene.now), at, by, form }
}
