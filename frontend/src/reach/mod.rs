//! How to reach somebody and where they live, as the app asks for it.

mod way;

use domain::addresses::{AddressKind, AddressesForm, MAX_ADDRESSES};
use domain::draft::DraftOf;
use domain::reach::{MAX_NEXT_OF_KIN, ReachForm, WayKind};

use crate::form::options;
use crate::part::spec::{Kind, Section, Spec, ask};
use crate::part::{Document, rules};

pub(crate) use self::way::{way_line, way_words};

/// How to reach them.
pub(crate) const REACH: Document = Document {
    name: "reach",
    title: "How to reach them",
    draft: DraftOf::Reach,
    sections: REACH_SECTIONS,
    check: rules!(ReachForm),
};

/// Where they live.
pub(crate) const ADDRESSES: Document = Document {
    name: "addresses",
    title: "Addresses",
    draft: DraftOf::Addresses,
    sections: ADDRESS_SECTIONS,
    check: rules!(AddressesForm),
};

/// The questions of one way to reach somebody, which registering asks too.
pub(crate) const WAY: &[Spec] = &[
    ask("kind", "By", Kind::Choice(|| options!(WayKind))),
    ask("value", "Number or address", Kind::Line),
    ask("may_leave_message", "Safe to leave a message?", Kind::YesNo),
    ask("may_say_who_we_are", "May we say who we are?", Kind::YesNo),
    ask("preferred", "Try this first", Kind::Tick),
    ask("note", "When to try, what to say", Kind::Line),
];

const KIN: &[Spec] = &[
    ask("name", "Name", Kind::Line),
    ask("relationship", "Relationship", Kind::Code("relationship")),
    ask("phone", "Telephone", Kind::Line),
    ask("may_contact", "May we contact them?", Kind::YesNo),
    ask("may_tell_of_treatment", "May we tell them of the treatment?", Kind::YesNo),
    ask("note", "Note", Kind::Line),
];

const REACH_SECTIONS: &[Section] = &[
    Section { title: "Ways to reach them", fields: &[ask("ways", "Way", Kind::Ways(WAY))] },
    Section {
        title: "Next of kin and others who matter",
        fields: &[ask("next_of_kin", "Person", Kind::Entries("a person", MAX_NEXT_OF_KIN, KIN))],
    },
    Section {
        title: "General practice",
        fields: &[
            ask("gp/practice", "Practice", Kind::Line),
            ask("gp/ods_code", "Practice code (ODS)", Kind::Line),
            ask("gp/doctor", "Doctor", Kind::Line),
            ask("gp/phone", "Telephone", Kind::Line),
            ask("gp/may_share", "May we share with them?", Kind::YesNo),
        ],
    },
];

const ADDRESS: &[Spec] = &[
    ask("kind", "Kind", Kind::Choice(|| options!(AddressKind))),
    ask("establishment", "Name of the prison, hospital or premises", Kind::Line),
    ask("lines", "House and street", Kind::Lines),
    ask("town", "Town or city", Kind::Line),
    ask("postcode", "Postcode", Kind::Line).hint("ZZ99 3VZ for no fixed abode"),
    ask("from", "From", Kind::Date),
    ask("to", "Until", Kind::Date),
    ask("note", "Note", Kind::Line),
];

const ADDRESS_SECTIONS: &[Section] = &[Section {
    title: "Where they live and lived",
    fields: &[
        ask("accommodation", "How they are housed now", Kind::Code("accommodation")),
        ask("addresses", "Address", Kind::Entries("an address", MAX_ADDRESSES, ADDRESS)),
    ],
}];
