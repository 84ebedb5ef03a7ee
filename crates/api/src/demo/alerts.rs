//! Alerts about somebody invented, some of which have passed.

use domain::alert::{AlertForm, EndForm, Level};

use super::chance::Chance;
use super::forms::Typed;
use super::health::Profile;
use super::scene::Scene;
use super::spells::{Spell, earlier};
use super::typed::{day, instant, typed};

/// An alert with how it ended.
pub type Raised = Typed<(AlertForm, Option<EndForm>)>;

/// How often in a hundred, what, how much it matters, and in which words.
const KINDS: &[(u32, &str, Level, &str)] = &[
    (5, "suicide", Level::Danger, "Attempt last year; safety plan in place, crisis line given."),
    (2, "violence", Level::Danger, "Threatened reception staff; two workers at every meeting."),
    (4, "lone_working", Level::Caution, "No lone working: meet at the clinic or go as two."),
    (8, "children", Level::Caution, "Children at home; the school nurse knows."),
    (4, "domestic_abuse", Level::Danger, "Partner must not learn of appointments."),
    (3, "animals", Level::Caution, "Large dog at the address; ring first."),
    (3, "seizure", Level::Danger, "Fits on withdrawal; never stop drinking at once."),
    (3, "infection", Level::Caution, "Open wound on the left leg; dressings on Mondays."),
    (2, "exclusion", Level::Caution, "Not to enter Sample Street under the order."),
    (1, "adult_at_risk", Level::Danger, "Money taken by a neighbour; concern raised."),
];

/// Alerts, none for most.
pub fn invent(scene: &Scene<'_>, spells: &[Spell], profile: Profile, chance: &mut Chance) -> Vec<Raised> {
    let Some(spell) = spells.last() else { return Vec::new() };
    let overdose = if profile == Profile::Opiates { 14 } else { 1 };
    let likely = KINDS.iter().copied().chain([(
        overdose,
        "overdose",
        Level::Danger,
        "Overdose in the last year; uses alone. Naloxone at home.",
    )]);
    let mut raised = Vec::new();
    for (percent, kind, level, words) in likely {
        if chance.happens(percent) {
            let since = chance.between(0..=spell.opened);
            let ended = chance.happens(18).then(|| chance.between(0..=since));
            raised.push(alert(scene, spell, (kind, level, words), since, ended, chance));
        }
    }
    raised
}

/// One alert, raised so many days ago by whoever leads the work.
pub fn alert(
    scene: &Scene<'_>,
    spell: &Spell,
    (kind, level, words): (&str, Level, &str),
    since: u32,
    ended: Option<u32>,
    chance: &mut Chance,
) -> Raised {
    let on = scene.days_ago(since);
    let form = AlertForm { kind: typed(kind), level: Some(level), words: typed(words), since: day(on), until: None };
    let end = ended.map(|ended| EndForm {
        ended_on: day(scene.days_ago(ended)),
        reason: typed("No longer so, gone through together"),
    });
    let at = earlier(scene, instant(on, 11, 40));
    Typed { id: chance.record_id(scene.now), at, by: spell.worker, form: (form, end) }
}
