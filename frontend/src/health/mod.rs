//! Somebody's health, as the app asks for it.

use domain::answer::Answer;
use domain::draft::DraftOf;
use domain::health::{AllergiesKnown, HealthForm, NaloxoneStatus, PregnancyStatus, TestResult};

use crate::form::options;
use crate::part::spec::{Kind, Section, Spec, ask};
use crate::part::{Document, rules};

/// The document.
pub(crate) const DOCUMENT: Document =
    Document { name: "health", title: "Health", draft: DraftOf::Health, sections: SECTIONS, check: rules!(HealthForm) };

const RESULT: Kind = Kind::Choice(|| options!(TestResult));

const SUBSTANCE: &[Spec] = &[
    ask("substance", "Substance", Kind::Pick("substance")),
    ask("route", "How it is taken", Kind::Code("route")),
    ask("days", "Days of the last 28", Kind::Number),
    ask("amount", "Amount on a usual day", Kind::Line),
    ask("age_first_used", "Age at first use", Kind::Number),
];

const MEDICINE: &[Spec] = &[
    ask("name", "Medicine", Kind::Line),
    ask("dose", "Dose", Kind::Line),
    ask("frequency", "How often", Kind::Line),
    ask("prescriber", "Prescriber", Kind::Line),
    ask("supervised", "Taken under supervision", Kind::Tick),
];

const CONDITION: &[Spec] = &[
    ask("name", "Condition", Kind::Line),
    ask("since", "Since", Kind::Date).hint("A day, a month or a year"),
    ask("note", "Note", Kind::Line),
];

const ALLERGY: &[Spec] = &[
    ask("substance", "Allergic to", Kind::Line),
    ask("reaction", "What happens", Kind::Line),
    ask("severe", "May be dangerous", Kind::Tick),
];

const SECTIONS: &[Section] = &[
    Section {
        title: "Substances",
        fields: &[
            ask("substances", "Substance", Kind::Entries("a substance", 10, SUBSTANCE)),
            ask("injecting", "Injecting", Kind::Code("injecting_status")),
            ask("naloxone/status", "Take-home naloxone", Kind::Choice(|| options!(NaloxoneStatus))),
            ask("naloxone/issued_on", "Kit issued on", Kind::Date),
        ],
    },
    Section {
        title: "Medicines and allergies",
        fields: &[
            ask("medication", "Medicine", Kind::Entries("a medicine", 40, MEDICINE)),
            ask("allergies_known", "Allergies", Kind::Choice(|| options!(AllergiesKnown))),
            ask("allergies", "Allergy", Kind::Entries("an allergy", 20, ALLERGY)),
        ],
    },
    Section {
        title: "Conditions",
        fields: &[
            ask("conditions", "Condition", Kind::Entries("a condition", 30, CONDITION)),
            ask("pregnancy/status", "Pregnancy", Kind::Choice(|| options!(PregnancyStatus))),
            ask("pregnancy/due_on", "Child due on", Kind::Date),
        ],
    },
    Section {
        title: "Mental health",
        fields: &[
            ask("mental_health/need", "Has a mental health treatment need", Kind::Choice(|| options!(Answer))),
            ask("mental_health/treatment", "What they receive for it", Kind::Code("mental_health_treatment")),
            ask("mental_health/note", "Note", Kind::Line),
        ],
    },
    Section {
        title: "Blood-borne viruses",
        fields: &[
            ask("blood_borne/hep_b_status", "Hepatitis B vaccination", Kind::Code("hep_b_status")),
            ask("blood_borne/hep_b_doses", "Hepatitis B doses", Kind::Code("hep_b_doses")),
            ask("blood_borne/hep_b", "Hepatitis B result", RESULT),
            ask("blood_borne/hep_c_status", "Hepatitis C test", Kind::Code("hep_c_status")),
            ask("blood_borne/hep_c_tested_on", "Hepatitis C tested on", Kind::Date),
            ask("blood_borne/hep_c_antibody", "Hepatitis C antibody result", RESULT),
            ask("blood_borne/hep_c_rna", "Hepatitis C RNA result", RESULT),
            ask("blood_borne/hep_c_referred", "Referred for hepatitis C treatment", Kind::YesNo),
            ask("blood_borne/hiv_tested_on", "HIV tested on", Kind::Date),
            ask("blood_borne/hiv", "HIV result", RESULT),
        ],
    },
    Section {
        title: "What else",
        fields: &[
            ask("note", "What else matters for their health", Kind::Area),
            ask("review_due_on", "Go through this again on", Kind::Date),
        ],
    },
];
