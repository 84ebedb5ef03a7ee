//! Every page's address in the frontline app. Nothing personal stands in one: a person is an opaque id.

use domain::id::{ContactId, PersonId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yew_router::prelude::*;

/// A page.
#[derive(Clone, PartialEq, Debug, Routable)]
pub(crate) enum Route {
    /// The worker's day.
    #[at("/")]
    Today,
    /// The people of a service.
    #[at("/caseload")]
    Caseload,
    /// Find, as a page of its own on a telephone.
    #[at("/find")]
    Find,
    /// Open a record in an emergency.
    #[at("/emergency")]
    Emergency,
    /// Register somebody.
    #[at("/register")]
    Register,
    /// A record: what happened.
    #[at("/people/:person")]
    Record {
        /// Whose.
        person: PersonId,
    },
    /// A record on paper.
    #[at("/people/:person/print")]
    Print {
        /// Whose.
        person: PersonId,
    },
    /// The versions of one contact.
    #[at("/people/:person/contacts/:contact/history")]
    ContactHistory {
        /// Whose.
        person: PersonId,
        /// Which.
        contact: ContactId,
    },
    /// A part of a record.
    #[at("/people/:person/:part")]
    Part {
        /// Whose.
        person: PersonId,
        /// Which.
        part: Part,
    },
    /// Requests to take somebody on.
    #[at("/requests")]
    Requests,
    /// What does not fit anywhere else on a telephone.
    #[at("/more")]
    More,
    /// There is no such page.
    #[not_found]
    #[at("/404")]
    NotFound,
}

impl Route {
    /// Whose record a page is of.
    pub(crate) const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Record { person }
            | Self::Print { person }
            | Self::ContactHistory { person, .. }
            | Self::Part { person, .. } => Some(*person),
            _ => None,
        }
    }
}

macro_rules! parts {
    ($($(#[doc = $doc:expr])* $Part:ident = $word:literal, $title:literal;)*) => {
        /// A part of a record, by the word in its address.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(crate) enum Part {
            $($(#[doc = $doc])* $Part,)*
        }

        impl Part {
            /// Its word in an address.
            pub(crate) const fn word(self) -> &'static str {
                match self { $(Self::$Part => $word),* }
            }

            /// What people read.
            pub(crate) const fn title(self) -> &'static str {
                match self { $(Self::$Part => $title),* }
            }
        }

        impl std::str::FromStr for Part {
            type Err = ();
            fn from_str(word: &str) -> Result<Self, ()> {
                match word { $($word => Ok(Self::$Part),)* _ => Err(()) }
            }
        }
    };
}

parts! {
    /// Names, birth, identifiers.
    Identity = "who-they-are", "Who they are";
    /// Addresses and ways to reach them.
    Reach = "reach", "Reach and address";
    /// Health.
    Health = "health", "Health";
    /// Convictions and orders.
    Convictions = "convictions", "Convictions and orders";
    /// Episodes.
    Episodes = "episodes", "Episodes";
    /// Alerts.
    Alerts = "alerts", "Alerts";
    /// Appointments.
    Appointments = "appointments", "Appointments";
    /// Who changed what when.
    History = "history", "History of changes";
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

/// What stands open beside a page, in the address's query, so that it is there again after a reload.
#[derive(Clone, Copy, PartialEq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Beside {
    /// Which panel.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) panel: Option<Panel>,
    /// The record that the panel is of: the contact to correct, the appointment that a contact comes of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) of: Option<Uuid>,
}

/// A panel beside a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Panel {
    /// Record a contact.
    Contact,
    /// Correct a contact.
    Correct,
    /// Make or change an appointment.
    Appointment,
}

impl Beside {
    /// A panel for something new.
    pub(crate) const fn new(panel: Panel) -> Self {
        Self { panel: Some(panel), of: None }
    }

    /// A panel of a record.
    pub(crate) const fn of(panel: Panel, id: Uuid) -> Self {
        Self { panel: Some(panel), of: Some(id) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_page() {
        let person = PersonId(Uuid::from_u128(7));
        for route in [
            Route::Today,
            Route::Record { person },
            Route::Part { person, part: Part::Health },
            Route::ContactHistory { person, contact: ContactId(Uuid::from_u128(8)) },
        ] {
            assert_eq!(Route::recognize(&route.to_path()), Some(route));
        }
        assert_eq!(Route::recognize("/nowhere/at/all"), Some(Route::NotFound));
    }
}
