//! Offences and orders, as the app asks for them.

use domain::convictions::{ConvictionsForm, MAX_CONVICTIONS, Standing};
use domain::draft::DraftOf;

use crate::form::options;
use crate::part::spec::{Kind, Section, Spec, ask};
use crate::part::{Document, rules};

/// The document.
pub(crate) const DOCUMENT: Document = Document {
    name: "convictions",
    title: "Convictions and orders",
    draft: DraftOf::Convictions,
    sections: SECTIONS,
    check: rules!(ConvictionsForm),
};

const REQUIREMENT: &[Spec] = &[
    ask("requirement", "Requirement", Kind::Code("requirement")),
    ask("days", "Days, or hours of unpaid work", Kind::Number),
    ask("ends_on", "Ends on", Kind::Date),
    ask("note", "What else it says", Kind::Line),
];

const CONVICTION: &[Spec] = &[
    ask("offence", "Offence", Kind::Line),
    ask("offence_code", "Home Office code", Kind::Line),
    ask("offence_on", "Committed", Kind::Date).hint("A day, a month or a year"),
    ask("status", "Where it stands", Kind::Choice(|| options!(Standing))),
    ask("court", "Court", Kind::Line),
    ask("convicted_on", "Convicted or cautioned on", Kind::Date),
    ask("disposal", "What was imposed", Kind::Code("disposal")),
    ask("order_type", "Order", Kind::Code("order_type")),
    ask("order_from", "Order from", Kind::Date),
    ask("order_to", "Order until", Kind::Date),
    ask("requirements", "Requirement", Kind::Entries("a requirement", 15, REQUIREMENT)),
    ask("conditions", "Conditions: licence, exclusion, curfew, no contact", Kind::Area),
    ask("next_hearing_on", "Next hearing on", Kind::Date),
    ask("source", "Where this comes from", Kind::Line),
    ask("informed_on", "Told on", Kind::Date),
];

const SECTIONS: &[Section] = &[
    Section {
        title: "Offences and orders",
        fields: &[
            ask("none_known", "Asked: nothing is known", Kind::Tick),
            ask("convictions", "Offence", Kind::Entries("an offence", MAX_CONVICTIONS, CONVICTION)),
        ],
    },
    Section {
        title: "Probation and numbers",
        fields: &[
            ask("probation_officer", "Probation officer", Kind::Line),
            ask("probation_office", "Probation office", Kind::Line),
            ask("probation_phone", "Telephone", Kind::Line),
            ask("crn", "CRN", Kind::Line).hint("Like X123456"),
            ask("pnc", "PNC number", Kind::Line).hint("Like 2010/0123456X"),
            ask("prison_number", "Prison number", Kind::Line).hint("Like A1234BC"),
        ],
    },
];
