//! The day of the pictured people: what is in the diary today, around now.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use domain::appointment::AppointmentForm;
use domain::calendar::{day_start, days_after};
use domain::contact::{ContactForm, Outcome};

use super::super::appointments::on_its_own;
use super::super::chance::Chance;
use super::super::contacts::begun;
use super::super::forms::{Forms, Typed};
use super::super::health::Profile;
use super::super::scene::Scene;
use super::super::spells::{Spell, earlier};
use super::super::typed::{number, typed};
use super::super::{interventions, notes};
use super::{ALEX, ASH, CAS, JO, LOU, NOOR, RO, ROBIN};

/// What is in the diary for somebody: minutes from now, and how it ended if it has.
struct Entry {
    minutes: i64,
    kind: &'static str,
    medium: &'static str,
    place: &'static str,
    two_staff: bool,
    note: Option<&'static str>,
    outcome: Option<Outcome>,
}

impl Entry {
    const fn session(minutes: i64, outcome: Option<Outcome>) -> Self {
        Self { minutes, kind: "one_to_one", medium: "01", place: "clinic", two_staff: false, note: None, outcome }
    }
}

fn entry(who: u64) -> Option<Entry> {
    let came = Some(Outcome::Attended);
    Some(match who {
        ASH => Entry::session(-270, came),
        ROBIN => Entry { kind: "phone_call", medium: "02", place: "remote", ..Entry::session(-210, came) },
        NOOR => Entry::session(-165, Some(Outcome::DidNotAttend)),
        CAS => Entry { kind: "medical_review", ..Entry::session(-90, came) },
        RO => Entry { note: Some("Wants script review"), ..Entry::session(0, None) },
        LOU => Entry {
            kind: "home_visit",
            place: "home",
            two_staff: true,
            note: Some("Two staff: not alone"),
            ..Entry::session(60, None)
        },
        JO => Entry { kind: "assessment", note: Some("First assessment"), ..Entry::session(135, None) },
        ALEX => Entry::session(195, None),
        _ => return None,
    })
}

/// Put somebody into today's diary, and record what has taken place.
pub fn fill(scene: &Scene<'_>, number: u64, spell: &Spell, forms: &mut Forms, chance: &mut Chance) {
    let Some(entry) = entry(number) else { return };
    let at = moment(scene, entry.minutes);
    let form = AppointmentForm {
        kind: typed(entry.kind),
        medium: typed(entry.medium),
        place: typed(entry.place),
        two_staff: Some(entry.two_staff),
        note: entry.note.map(Into::into),
        ..on_its_own(&scene.home, spell, at, spell.worker)
    };
    let booked = earlier(scene, at) - TimeDelta::days(4);
    let id = chance.record_id(scene.now);
    forms.appointments.push(Typed { id, at: booked, by: spell.worker, form: (form, entry.outcome) });
    if let Some(outcome) = entry.outcome {
        let contact =
            ContactForm { appointment: Some(id.into()), ..recorded(scene, &entry, at, outcome, spell, chance) };
        let at = earlier(scene, at + TimeDelta::minutes(18));
        forms.contacts.push(Typed { id: chance.record_id(scene.now), at, by: spell.worker, form: contact });
    }
}

fn recorded(
    scene: &Scene<'_>,
    entry: &Entry,
    at: DateTime<Utc>,
    outcome: Outcome,
    spell: &Spell,
    chance: &mut Chance,
) -> ContactForm {
    let kind = if entry.kind == "medical_review" { "clinic" } else { entry.kind };
    let here = ContactForm {
        minutes: number(if outcome.took_part() { 35 } else { 5 }),
        kind: typed(kind),
        medium: typed(entry.medium),
        place: typed(entry.place),
        outcome: Some(outcome),
        ..begun(&scene.home, at, spell)
    };
    if outcome.took_part() {
        return ContactForm {
            interventions: Some(interventions::put_to_them(Profile::Opiates, chance)),
            note: typed(notes::of_a_talk(Profile::Opiates, chance)),
            ..here
        };
    }
    ContactForm { why: typed(notes::why(outcome, chance)), note: typed(notes::done_about_it(chance)), ..here }
}

/// The instant so many minutes from the last quarter of an hour, kept within today: close to midnight the day
/// is squeezed rather than cut.
fn moment(scene: &Scene<'_>, minutes: i64) -> DateTime<Utc> {
    let past_quarter = TimeDelta::minutes(i64::from(scene.now.minute() % 15));
    let quarter = (scene.now - past_quarter).with_second(0).and_then(|at| at.with_nanosecond(0)).unwrap_or(scene.now);
    let (start, end) = (day_start(scene.today()), day_start(days_after(scene.today(), 1)));
    let room = if minutes < 0 { (quarter - start).num_minutes() } else { (end - quarter).num_minutes() - 5 };
    let reach = if minutes < 0 { 270 } else { 195 };
    let squeezed = if room >= reach { minutes } else { minutes * room / reach / 5 * 5 };
    quarter + TimeDelta::minutes(squeezed)
}
