//! Who somebody is, as the app asks for it.

use domain::answer::Answer;
use domain::draft::DraftOf;
use domain::identity::{IdentityForm, MAX_PREVIOUS_NAMES, NhsNumberStatus};

use crate::form::options;
use crate::part::spec::{Kind, Section, Spec, ask};
use crate::part::{Document, rules};

/// The document.
pub(crate) const DOCUMENT: Document = Document {
    name: "identity",
    title: "Who they are",
    draft: DraftOf::Identity,
    sections: SECTIONS,
    check: rules!(IdentityForm),
};

const ANSWER: Kind = Kind::Choice(|| options!(Answer));

const PREVIOUS: &[Spec] = &[
    ask("given_names", "Given names", Kind::Line),
    ask("family_name", "Family name", Kind::Line),
    ask("until", "Until", Kind::Date).hint("A day, a month or a year"),
];

const SECTIONS: &[Section] = &[
    Section {
        title: "Name and birth",
        fields: &[
            ask("given_names", "Given names", Kind::Line),
            ask("family_name", "Family name", Kind::Line),
            ask("preferred_name", "What they are called", Kind::Line).hint("If not by their given names"),
            ask("pronouns", "Pronouns", Kind::Line),
            ask("birth_date", "Date of birth", Kind::Date).hint("14 7 1985; or only 7 1985, or 1985"),
            ask("birth_date_estimated", "This is an estimate", Kind::Tick),
            ask("previous_names", "Previous name", Kind::Entries("a previous name", MAX_PREVIOUS_NAMES, PREVIOUS)),
            ask("died_on", "Died on", Kind::Date),
        ],
    },
    Section {
        title: "Sex and gender",
        fields: &[
            ask("sex", "Sex", Kind::Code("sex")),
            ask("gender_identity", "Gender", Kind::Code("gender_identity")),
            ask("sexual_orientation", "Sexual orientation", Kind::Code("sexual_orientation")),
        ],
    },
    Section {
        title: "NHS number",
        fields: &[
            ask("nhs_number", "NHS number", Kind::Line).hint("Ten digits, like 999 000 0018"),
            ask("nhs_number_status", "How sure it is", Kind::Choice(|| options!(NhsNumberStatus))),
        ],
    },
    Section {
        title: "Background and communication",
        fields: &[
            ask("ethnicity", "Ethnic group", Kind::Code("ethnicity")),
            ask("nationality", "Nationality", Kind::Pick("nationality")),
            ask("religion", "Religion or belief", Kind::Code("religion")),
            ask("language", "Language", Kind::Pick("language")),
            ask("interpreter_needed", "Needs an interpreter", ANSWER),
            ask("communication_needs", "Communication needs", Kind::Codes("communication_need")),
            ask("communication_note", "What else helps when writing or talking", Kind::Line),
            ask("disabilities", "Disabilities", Kind::Codes("disability")),
            ask("veteran", "Served in the British Armed Forces", ANSWER),
            ask("works_here", "Is or was a volunteer or member of staff here", Kind::Tick)
                .hint("Their record is then restricted to those who work with them"),
        ],
    },
];
