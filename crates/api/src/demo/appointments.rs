//! What is in the diary for somebody invented.

use chrono::{DateTime, TimeDelta, Utc};
use domain::appointment::AppointmentForm;
use domain::calendar;
use domain::contact::Outcome;
use domain::id::StaffId;
use domain::instant::london_day;

use super::chance::Chance;
use super::forms::Typed;
use super::scene::{Scene, Team};
use super::spells::Spell;
use super::typed::{day, instant, number, typed};

/// An appointment, typed when it was booked, with how it ended.
pub type Booked = Typed<(AppointmentForm, Option<Outcome>)>;

/// The next appointment of whoever is with us, for most: never today.
pub fn invent(scene: &Scene<'_>, team: &Team, spells: &[Spell], chance: &mut Chance) -> Vec<Booked> {
    let Some(spell) = spells.last().filter(|spell| spell.closed.is_none()) else { return Vec::new() };
    if !chance.happens(72) {
        return Vec::new();
    }
    let on = scene.in_days(chance.rather_small(1..=21));
    let at = instant(on, chance.between(9..=16), chance.pick(&[0, 15, 30, 45]));
    let (kind, medium, place) = chance.pick(&[
        ("one_to_one", "01", "clinic"),
        ("one_to_one", "01", "clinic"),
        ("phone_call", "02", "remote"),
        ("review", "01", "clinic"),
        ("medical_review", "01", "clinic"),
        ("group", "01", "community"),
    ]);
    let form = AppointmentForm {
        kind: typed(kind),
        medium: typed(medium),
        place: typed(place),
        ..on_its_own(team, spell, at, spell.worker)
    };
    let booked = scene.now - TimeDelta::hours(i64::from(chance.between(2..=200)));
    vec![Typed { id: chance.record_id(scene.now), at: booked, by: spell.worker, form: (form, None) }]
}

/// A key work session at an instant, at the clinic.
pub fn on_its_own(team: &Team, spell: &Spell, at: DateTime<Utc>, staff: StaffId) -> AppointmentForm {
    AppointmentForm {
        service: Some(team.service),
        episode: Some(spell.id),
        day: day(london_day(at)),
        time: typed(calendar::time_text(at)),
        occurrence: Some(calendar::Fold::First),
        minutes: number(45),
        kind: typed("one_to_one"),
        medium: typed("01"),
        place: typed("clinic"),
        staff: Some(staff),
        two_staff: Some(false),
        note: None,
    }
}
