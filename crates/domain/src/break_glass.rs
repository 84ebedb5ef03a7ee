//! Break-glass: a record opened across a boundary because somebody is in danger now.
//!
//! It is found by full name and birth date alone, opens one person in the classes that were asked for, for an hour,
//! and somebody else reviews it. A record restricted to named staff opens too, and the notice says so; one whose
//! processing is restricted (UK GDPR Art 18) never does, and neither does one's own or a relative's.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::access::{Class, Classes};
use crate::id::{PersonId, StaffId};
use crate::text::{Name, Note};
use crate::{Against, Check, Flaw, Flaws, Private, calendar, choice, form};

mod notice;
mod review;

pub use notice::{EmergencyNotice, EmergencyUse, is_told};
pub use review::{EmergencyReview, EmergencyReviewForm, EmergencyVerdict};

/// For how many minutes a record stays open: as long as an ambulance, a ward and a telephone call take.
pub const MINUTES: i64 = 60;
/// Within how many hours an emergency is to be reviewed, before it reaches the Caldicott Guardian.
pub const REVIEW_HOURS: i64 = 72;
/// So many emergencies of somebody's that wait for review suspend their right to another.
pub const MOST_OPEN: usize = 3;
/// How often somebody may ask in a day in London, match or not: names are not to be tried out.
pub const TRIES_A_DAY: i64 = 5;

choice! {
    /// A class that an emergency can take. Who they are and every alert open with each of them; the papers of
    /// safeguarding never do.
    pub enum EmergencyClass {
        /// Addresses, telephone numbers, next of kin.
        Reach = "reach", "How to reach them";
        /// Health, medication, substances.
        Health = "health", "Health";
        /// Offences, court orders.
        Convictions = "convictions", "Convictions and orders";
        /// Contacts, episodes, appointments.
        Casework = "casework", "Casework";
    }
}

impl EmergencyClass {
    /// The class of personal data.
    pub const fn class(self) -> Class {
        match self {
            Self::Reach => Class::Reach,
            Self::Health => Class::Health,
            Self::Convictions => Class::Convictions,
            Self::Casework => Class::Casework,
        }
    }

    /// The classes that open where these are asked for: those, and who they are.
    pub fn opened(asked: &[Self]) -> Classes {
        asked.iter().fold(Classes::NONE.with(Class::Identity), |opened, asked| opened.with(asked.class()))
    }
}

form! {
    /// What somebody typed in an emergency. A given name or a family name is required.
    pub struct BreakGlassForm {
        /// All given names, as recorded; somebody of one name has it here or as family name.
        #[schema(value_type = String, max_length = 100, example = "Rowan")]
        pub given_names: Private<String>,
        /// Family name.
        #[schema(value_type = String, max_length = 100, example = "Sampleson")]
        pub family_name: Private<String>,
        /// The day on which they were born.
        #[schema(required, value_type = NaiveDate, example = "1985-07-14")]
        pub birth_date: Private<String>,
        /// What is needed of the record.
        #[schema(required, value_type = Vec<EmergencyClass>, min_items = 1, max_items = 4)]
        pub classes: Vec<EmergencyClass>,
        /// What the emergency is.
        #[schema(required, value_type = String, max_length = 20_000, example = "Found unconscious; paramedics ask what they take")]
        pub reason: Private<String>,
    }
}

/// An emergency, parsed and valid.
#[derive(Clone)]
pub struct Emergency {
    /// Given and family name, as they are looked for.
    pub full_name: Private<String>,
    /// When they were born.
    pub born: Private<NaiveDate>,
    /// What is needed of the record.
    pub classes: Vec<EmergencyClass>,
    /// What the emergency is.
    pub reason: Private<Note>,
}

impl BreakGlassForm {
    /// The emergency, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Emergency, Flaws> {
        let today = against.today();
        let mut check = Check::new();
        let given = check.optional("given_names", self.given_names.as_ref(), Name::parse);
        let family = check.optional("family_name", self.family_name.as_ref(), Name::parse);
        let born = check.required("birth_date", "the day on which they were born", self.birth_date.as_ref(), |typed| {
            calendar::parse_past_day(typed, today).map(Private::new)
        });
        let most = EmergencyClass::ALL.len();
        let classes = check.values("classes", most, self.classes.as_ref(), |class| Ok(*class));
        let reason = check.required("reason", "what the emergency is", self.reason.as_ref(), Note::parse);
        if given.is_none() && family.is_none() {
            check.flaw("family_name", Flaw::Missing("their full name, as it is recorded"));
        }
        if classes.is_empty() {
            check.flaw("classes", Flaw::Missing("what is needed of the record"));
        }
        let names: Vec<&str> = [&given, &family].into_iter().flatten().map(|name| name.reveal().as_str()).collect();
        let full_name = Private::new(names.join(" "));
        check.finish(born.zip(reason).map(|(born, reason)| Emergency { full_name, born, classes, reason }))
    }
}

/// What an emergency opened.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmergencyOpened {
    /// Whose record.
    pub person: PersonId,
    /// Until when; none where no boundary was in the way, so that nothing had to be broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// A record opened in an emergency, as it is kept under the person's key.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmergencyAccess {
    /// Who opened it.
    pub reader: StaffId,
    /// When.
    pub at: DateTime<Utc>,
    /// Until when it was open.
    pub until: DateTime<Utc>,
    /// What was asked for.
    pub classes: Vec<EmergencyClass>,
    /// What the emergency was.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub reason: Private<Note>,
    /// Whether the record was restricted to others.
    pub was_restricted: bool,
    /// What the review found, once somebody made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<EmergencyReview>,
}

impl EmergencyAccess {
    /// What somebody opens now.
    pub fn new(reader: StaffId, at: DateTime<Utc>, emergency: &Emergency, was_restricted: bool) -> Self {
        Self {
            reader,
            at,
            until: at + TimeDelta::minutes(MINUTES),
            classes: emergency.classes.clone(),
            reason: emergency.reason.clone(),
            was_restricted,
            review: None,
        }
    }

    /// By when it is to be reviewed.
    pub fn due(&self) -> DateTime<Utc> {
        self.at + TimeDelta::hours(REVIEW_HOURS)
    }

    /// Whether it has waited for its review for too long.
    pub fn is_overdue(&self, now: DateTime<Utc>) -> bool {
        self.review.is_none() && now >= self.due()
    }
}

#[cfg(test)]
mod tests;
