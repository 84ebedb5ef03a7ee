//! Somebody invented's health, in the proportions of the national treatment statistics: about half come for
//! opiates, a third for alcohol alone.

use domain::answer::Answer;
use domain::health::{
    AllergiesKnown, AllergyForm, BloodBorneForm, ConditionForm, HealthForm, MedicationForm, MentalHealthForm,
    NaloxoneForm, NaloxoneStatus, SubstanceForm, TestResult,
};

use super::chance::Chance;
use super::scene::Scene;
use super::typed::{day, flag, number, typed};

/// What brings somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Heroin and the like, often with crack cocaine.
    #[default]
    Opiates,
    /// Alcohol and nothing else.
    Alcohol,
    /// Other drugs with alcohol.
    Both,
    /// Other drugs alone.
    Others,
}

impl Profile {
    /// What brings somebody, by how often it does.
    pub fn of(chance: &mut Chance) -> Self {
        chance.weighted(&[(46, Self::Opiates), (31, Self::Alcohol), (12, Self::Both), (11, Self::Others)])
    }
}

/// Their health.
pub fn invent(scene: &Scene<'_>, profile: Profile, chance: &mut Chance) -> HealthForm {
    let injects = profile == Profile::Opiates && chance.happens(32);
    let injected = injects || (profile == Profile::Opiates && chance.happens(35));
    let allergic = chance.happens(12);
    let troubled = chance.happens(62);
    HealthForm {
        conditions: Some(conditions(chance)),
        medication: Some(medication(profile, chance)),
        allergies_known: Some(if allergic { AllergiesKnown::Listed } else { AllergiesKnown::NoneKnown }),
        allergies: allergic.then(|| vec![allergy(chance)]),
        pregnancy: None,
        mental_health: Some(MentalHealthForm {
            need: Some(if troubled { Answer::Yes } else { Answer::No }),
            treatment: troubled.then(|| {
                chance.weighted(&[(55, "gp"), (14, "cmht"), (8, "talking"), (20, "none"), (3, "declined")]).into()
            }),
            note: None,
        }),
        blood_borne: (profile == Profile::Opiates).then(|| blood_borne(scene, injected, chance)),
        substances: Some(substances(profile, injects, chance)),
        injecting: typed(if injects {
            "C"
        } else if injected {
            "P"
        } else {
            "N"
        }),
        naloxone: (profile == Profile::Opiates).then(|| naloxone(scene, chance)),
        note: None,
        review_due_on: day(review(scene, chance)),
    }
}

fn review(scene: &Scene<'_>, chance: &mut Chance) -> chrono::NaiveDate {
    let overdue = chance.happens(9);
    let (ago, hence) = (chance.between(1..=60), chance.between(5..=170));
    if overdue { scene.days_ago(ago) } else { scene.in_days(hence) }
}

fn substances(profile: Profile, injects: bool, chance: &mut Chance) -> Vec<SubstanceForm> {
    let mut found = Vec::new();
    if profile == Profile::Opiates {
        found.push(substance("1011", if injects { "1" } else { "3" }, "About 0.3 g", chance));
        if chance.happens(62) {
            found.push(substance("3201", "3", "One or two rocks", chance));
        }
    }
    if matches!(profile, Profile::Both | Profile::Others) {
        let other = chance.weighted(&[(42, "5000"), (34, "3200"), (10, "ketamine"), (8, "3100"), (6, "pregabalin")]);
        let route = match other {
            "5000" => "3",
            "pregabalin" => "4",
            _ => "2",
        };
        found.push(substance(other, route, "About 1 g", chance));
    }
    if matches!(profile, Profile::Alcohol | Profile::Both) || chance.happens(20) {
        found.push(substance(
            "7000",
            "4",
            chance.pick(&["Six cans", "A bottle of spirits", "Two bottles of wine"]),
            chance,
        ));
    }
    if chance.happens(14) {
        found.push(substance("street_benzo", "4", "Two or three tablets", chance));
    }
    found
}

fn substance(code: &str, route: &str, amount: &str, chance: &mut Chance) -> SubstanceForm {
    SubstanceForm {
        substance: typed(code),
        route: typed(route),
        days: number(chance.weighted(&[(40, 28), (20, 21), (15, 12), (10, 4), (15, 0)])),
        amount: typed(amount),
        age_first_used: number(chance.between(12..=18)),
    }
}

fn conditions(chance: &mut Chance) -> Vec<ConditionForm> {
    let one = |name: &str, since: u32| ConditionForm { name: typed(name), since: typed(since.to_string()), note: None };
    let mut found = Vec::new();
    for (percent, name) in [
        (11, "Asthma"),
        (9, "COPD"),
        (7, "High blood pressure"),
        (6, "Liver disease"),
        (4, "Epilepsy"),
        (4, "Leg ulcer"),
    ] {
        if chance.happens(percent) {
            found.push(one(name, chance.between(2012..=2024)));
        }
    }
    found
}

fn medication(profile: Profile, chance: &mut Chance) -> Vec<MedicationForm> {
    let mut found = Vec::new();
    if profile == Profile::Opiates && chance.happens(70) {
        found.push(substitute(chance));
    }
    if matches!(profile, Profile::Alcohol | Profile::Both) && chance.happens(45) {
        found.push(medicine("Thiamine 100 mg", "One tablet", "Twice a day", false));
    }
    if chance.happens(33) {
        found.push(medicine(
            chance.pick(&["Sertraline 50 mg", "Mirtazapine 15 mg", "Citalopram 20 mg"]),
            "One tablet",
            "Daily",
            false,
        ));
    }
    found
}

/// What is prescribed in place of heroin.
fn substitute(chance: &mut Chance) -> MedicationForm {
    let supervised = chance.happens(45);
    match chance.between(0..=9) {
        0..=5 => {
            let dose = format!("{} ml", chance.between(4..=18) * 5);
            medicine("Methadone 1 mg/ml", &dose, "Daily", supervised)
        }
        6..=8 => {
            let dose = format!("{} mg", chance.between(2..=8) * 2);
            medicine("Buprenorphine", &dose, "Daily", supervised)
        }
        _ => medicine("Buprenorphine depot", "96 mg", "Monthly", false),
    }
}

fn medicine(name: &str, dose: &str, frequency: &str, supervised: bool) -> MedicationForm {
    MedicationForm {
        name: typed(name),
        dose: typed(dose),
        frequency: typed(frequency),
        prescriber: typed("Dr Testperson"),
        supervised: flag(supervised),
    }
}

fn allergy(chance: &mut Chance) -> AllergyForm {
    AllergyForm {
        substance: typed(chance.pick(&["Penicillin", "Plasters", "Nuts", "Codeine"])),
        reaction: typed(chance.pick(&["Rash", "Swelling", "Vomiting"])),
        severe: flag(chance.happens(20)),
    }
}

fn blood_borne(scene: &Scene<'_>, injected: bool, chance: &mut Chance) -> BloodBorneForm {
    let tested = chance.happens(if injected { 75 } else { 45 });
    let antibody = if injected && chance.happens(40) { TestResult::Positive } else { TestResult::Negative };
    BloodBorneForm {
        hep_b_status: typed(chance.weighted(&[(40, "A"), (25, "B"), (25, "C"), (10, "D")])),
        hep_c_status: typed(if tested { "tested" } else { chance.pick(&["B", "D", "waiting"]) }),
        hep_c_tested_on: tested.then(|| scene.days_ago(chance.between(10..=900)).to_string().into()),
        hep_c_antibody: tested.then_some(antibody),
        ..BloodBorneForm::default()
    }
}

fn naloxone(scene: &Scene<'_>, chance: &mut Chance) -> NaloxoneForm {
    match chance.between(0..=9) {
        0..=5 => NaloxoneForm {
            status: Some(NaloxoneStatus::Issued),
            issued_on: day(scene.days_ago(chance.between(3..=600))),
        },
        6..=7 => NaloxoneForm { status: Some(NaloxoneStatus::HasOne), issued_on: None },
        8 => NaloxoneForm { status: Some(NaloxoneStatus::Declined), issued_on: None },
        _ => NaloxoneForm { status: Some(NaloxoneStatus::NotOffered), issued_on: None },
    }
}
