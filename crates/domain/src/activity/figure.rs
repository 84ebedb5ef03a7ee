//! The figures, each with its one definition.

use serde::{Deserialize, Serialize};

use crate::choice;

choice! {
    /// In what a figure is counted.
    pub enum Unit {
        /// People, each once.
        People = "people", "people";
        /// Contacts.
        Contacts = "contacts", "contacts";
        /// Interventions put to somebody in a contact.
        Interventions = "interventions", "interventions";
        /// Hundredths, to one decimal.
        Percent = "percent", "%";
    }
}

choice! {
    /// A figure.
    pub enum FigureKind {
        /// People seen.
        PeopleSeen = "people_seen", "People seen";
        /// Contacts in all.
        Contacts = "contacts", "Contacts";
        /// Contacts attended.
        Attended = "attended", "Attended";
        /// Contacts missed.
        DidNotAttend = "did_not_attend", "Did not attend";
        /// Contacts cancelled by them.
        CancelledByThem = "cancelled_by_them", "They cancelled";
        /// Contacts cancelled by the service.
        CancelledByUs = "cancelled_by_us", "We cancelled";
        /// Attendance.
        Attendance = "attendance", "Attendance";
        /// Contacts of a kind.
        ContactsOfKind = "contacts_of_kind", "Contacts of this kind";
        /// Interventions put to people.
        Offered = "interventions_offered", "Interventions offered";
        /// Interventions taken up.
        Accepted = "interventions_accepted", "Interventions accepted";
        /// Interventions refused.
        Declined = "interventions_declined", "Interventions declined";
        /// One intervention put to people.
        OfferedOf = "offered_of", "Offered";
        /// One intervention taken up.
        AcceptedOf = "accepted_of", "Accepted";
        /// One intervention refused.
        DeclinedOf = "declined_of", "Declined";
    }
}

impl FigureKind {
    /// What is counted, in words that a commissioner can check.
    pub const fn definition(self) -> &'static str {
        match self {
            Self::PeopleSeen => {
                "People with at least one contact in the period in which they took part, each counted once."
            }
            Self::Contacts => {
                "Contacts that began on a day of the period in London, whatever their outcome: those attended, \
                 not attended and cancelled."
            }
            Self::Attended => "Contacts with the outcome attended, or came late and was seen.",
            Self::DidNotAttend => "Contacts with the outcome did not attend, or came too late to be seen.",
            Self::CancelledByThem => "Contacts that the person cancelled, or somebody for them.",
            Self::CancelledByUs => "Contacts that the service cancelled or postponed.",
            Self::Attendance => {
                "Contacts attended as a share of all contacts but those that the service cancelled. Nothing if \
                 there are none."
            }
            Self::ContactsOfKind => "Contacts recorded as being of this kind, whatever their outcome.",
            Self::Offered => {
                "Interventions put to somebody in a contact, whatever became of them: accepted, declined or not \
                 yet answered. One put to somebody in two contacts counts twice."
            }
            Self::Accepted => "Interventions put to somebody in a contact and taken up.",
            Self::Declined => "Interventions put to somebody in a contact and refused.",
            Self::OfferedOf => "This intervention put to somebody in a contact, whatever became of it.",
            Self::AcceptedOf => "This intervention put to somebody in a contact and taken up.",
            Self::DeclinedOf => "This intervention put to somebody in a contact and refused.",
        }
    }

    /// In what it is counted.
    pub const fn unit(self) -> Unit {
        match self {
            Self::PeopleSeen => Unit::People,
            Self::Attendance => Unit::Percent,
            Self::Contacts
            | Self::Attended
            | Self::DidNotAttend
            | Self::CancelledByThem
            | Self::CancelledByUs
            | Self::ContactsOfKind => Unit::Contacts,
            Self::Offered | Self::Accepted | Self::Declined | Self::OfferedOf | Self::AcceptedOf | Self::DeclinedOf => {
                Unit::Interventions
            }
        }
    }
}

/// One figure.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figure {
    /// Which.
    pub kind: FigureKind,
    /// The code that it is about: of the list `contact_kind` or `intervention`; none for figures of all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(example = "hep_c_test"))]
    pub code: Option<String>,
    /// What people read.
    pub label: String,
    /// What is counted, in words.
    pub definition: String,
    /// In what.
    pub unit: Unit,
    /// How many; none if it is withheld, or for a share of nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Whether it is withheld because it, or one beside it, is small enough to point at people.
    #[serde(default)]
    pub withheld: bool,
}
