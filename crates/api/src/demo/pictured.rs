//! The first people, made by hand, so that a demonstration's screens look like the design's.
//!
//! Their day is laid round the present instant: whoever signs in at any hour finds somebody due now, with the
//! morning behind and the afternoon ahead.

mod day;
mod others;
mod ro;

use domain::identity::IdentityForm;
use domain::partial_date::PartialDate;

use super::chance::Chance;
use super::forms::Forms;
use super::health::Profile;
use super::person;
use super::scene::Scene;
use super::spells::Spell;
use super::typed::{flag, typed};

/// How many there are.
pub const PEOPLE: u64 = 12;

/// Whom each number stands for.
const RO: u64 = 0;
const ASH: u64 = 1;
const KIT: u64 = 2;
const LOU: u64 = 3;
const JO: u64 = 4;
const MAX: u64 = 5;
const SKY: u64 = 6;
const ROBIN: u64 = 7;
const NOOR: u64 = 8;
const CAS: u64 = 9;
const ALEX: u64 = 10;
const SKYE: u64 = 11;

/// The pictured person of a number, if it is one.
pub fn invent(scene: &Scene<'_>, number: u64, chance: &mut Chance) -> Option<Forms> {
    let who = match number {
        RO => Who {
            given: "Rowan",
            called: Some("Ro"),
            pronouns: Some("they/them"),
            ..Who::named("Sampleson", (1985, 7, 14), 11)
        },
        ASH => Who { given: "Ash", ..Who::named("Placeholder", (1991, 2, 3), 140) },
        KIT => Who { given: "Kit", ..Who::named("Testperson", (1978, 11, 30), 410) },
        LOU => Who { given: "Lou", ..Who::named("Fictive", (1969, 5, 21), 260) },
        JO => Who { given: "Jo", ..Who::named("Specimen", (2001, 9, 9), 0) },
        MAX => Who { given: "Max", ..Who::named("Example", (1988, 1, 17), 75) },
        SKY => Who { given: "Sky", ..Who::named("Mockwell", (1994, 6, 2), 95) },
        ROBIN => Who { given: "Robin", ..Who::named("Exampleton", (1972, 12, 12), 330) },
        NOOR => Who { given: "Noor", ..Who::named("Dummyfield", (1983, 4, 28), 61) },
        CAS => Who { given: "Cas", ..Who::named("Modelson", (1997, 8, 6), 48) },
        ALEX => Who { given: "Alex", ..Who::named("Draftwell", (1965, 10, 19), 720) },
        SKYE => Who { given: "Skye", ..Who::named("Mockwell", (1994, 6, 2), 1) },
        _ => return None,
    };
    let team = if number == SKYE { scene.others.first().unwrap_or(&scene.home) } else { &scene.home };
    let spell = Spell::open(scene, team.first_worker(), who.here_for, chance);
    let profile = if number == ROBIN { Profile::Alcohol } else { Profile::Opiates };
    let mut forms = person::with_spells(scene, number, team, &[spell], profile, chance);
    who.is(number, &mut forms);
    forms.alerts.clear();
    forms.appointments.clear();
    match number {
        RO => ro::fill(scene, &spell, &mut forms, chance),
        _ => others::fill(scene, number, &spell, &mut forms, chance),
    }
    day::fill(scene, number, &spell, &mut forms, chance);
    Some(forms)
}

/// Who somebody pictured is.
struct Who {
    given: &'static str,
    family: &'static str,
    called: Option<&'static str>,
    pronouns: Option<&'static str>,
    born: (i32, u32, u32),
    /// Since how many days they have been with the service.
    here_for: u32,
}

impl Who {
    const fn named(family: &'static str, born: (i32, u32, u32), here_for: u32) -> Self {
        Self { given: "", family, called: None, pronouns: None, born, here_for }
    }

    fn is(&self, number: u64, forms: &mut Forms) {
        let (year, month, day) = self.born;
        let born = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        forms.born = PartialDate::Day(born);
        // Two records of one person say so by their number too.
        let nhs_number = super::numbers::nhs_number(if number == SKYE { SKY } else { number });
        forms.identity = IdentityForm {
            given_names: typed(self.given),
            family_name: typed(self.family),
            preferred_name: self.called.map(Into::into),
            previous_names: None,
            birth_date: typed(born.to_string()),
            birth_date_estimated: flag(false),
            pronouns: self.pronouns.map(Into::into),
            gender_identity: self.pronouns.map(|_| "3".into()).or_else(|| forms.identity.gender_identity.clone()),
            nhs_number: typed(nhs_number),
            ..forms.identity.clone()
        };
    }
}
