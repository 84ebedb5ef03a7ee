//! What ties a member of staff to a person beyond their services, or parts them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::banner::Banner;
use crate::id::{PersonId, StaffId, TieId};
use crate::text::Note;
use crate::{Against, Check, Flaw, Flaws, Private, calendar, choice, form};

/// The longest that a record stays named for an audit, in days.
pub const MAX_AUDIT_DAYS: u32 = 366;

choice! {
    /// A kind of tie.
    pub enum TieKind {
        /// The record is restricted, to all but those named.
        Restricted = "restricted", "Restricted";
        /// They are named in the restriction.
        Named = "named", "Named in the restriction";
        /// A volunteer is given the person.
        Assigned = "assigned", "Given the person";
        /// An auditor from outside reads the record.
        Audit = "audit", "Named for an audit";
        /// They declared that it is themselves or a relative.
        Own = "own", "Own or a relative's record";
        /// They opened the record in an emergency.
        BreakGlass = "break_glass", "Opened in an emergency";
    }
}

impl TieKind {
    /// Permanent number.
    pub const fn number(self) -> i16 {
        match self {
            Self::Restricted => 1,
            Self::Named => 2,
            Self::Assigned => 3,
            Self::Audit => 4,
            Self::Own => 5,
            Self::BreakGlass => 6,
        }
    }

    /// The kind of a number.
    pub fn from_number(number: i16) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.number() == number)
    }
}

/// A tie that holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tied {
    /// Which.
    pub id: TieId,
    /// The kind.
    pub kind: TieKind,
    /// With whom.
    pub staff: StaffId,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when, if it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// Somebody whom the reader was given, or whose record is named to them for an audit.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GivenPerson {
    /// Who.
    pub banner: Banner,
    /// Until when, if it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

form! {
    /// To whom a person is given, and until when.
    pub struct GiveForm {
        /// The volunteer, or the auditor.
        #[schema(required, value_type = StaffId)]
        pub staff: StaffId,
        /// The last day; an audit has one, at most a year ahead.
        #[schema(value_type = NaiveDate, example = "2026-12-18")]
        pub to: Private<String>,
    }
}

/// To whom a person is given, and until when.
#[derive(Clone, Copy)]
pub struct Gift {
    /// To whom.
    pub staff: StaffId,
    /// The last day.
    pub to: Option<NaiveDate>,
}

impl GiveForm {
    /// The gift, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Gift, Flaws> {
        let today = against.today();
        let mut check = Check::new();
        let staff = check.required("staff", "to whom", self.staff.as_ref(), |id| Ok(*id));
        let to = check.optional("to", self.to.as_ref(), |typed| match calendar::parse_day(typed)? {
            day if day < today => Err(Flaw::Contradiction("Choose today or a later day")),
            day => Ok(day),
        });
        check.finish(staff.map(|staff| Gift { staff, to }))
    }
}

impl Gift {
    /// Refuse an audit without an end, or with one more than a year ahead.
    ///
    /// # Errors
    /// The flaw of the last day.
    pub fn for_audit(self, today: NaiveDate) -> Result<Self, Flaw> {
        let latest = calendar::days_after(today, MAX_AUDIT_DAYS);
        match self.to {
            None => Err(Flaw::Missing("the last day of the audit")),
            Some(to) if to > latest => Err(Flaw::Contradiction("Choose a day within a year")),
            Some(_) => Ok(self),
        }
    }
}

choice! {
    /// Who somebody is to the member of staff who says so.
    pub enum Whose {
        /// The record is their own.
        Mine = "mine", "This is my own record";
        /// It is a relative's, or of somebody close.
        Relative = "relative", "This is a relative, or somebody close to me";
    }
}

form! {
    /// What somebody typed to declare that a record is their own or a relative's.
    pub struct DeclarationForm {
        /// Whose.
        #[schema(required, value_type = Whose)]
        pub whose: Whose,
        /// What the data protection officer should know.
        #[schema(value_type = String, max_length = 20_000, example = "We shared a household until 2019")]
        pub words: Private<String>,
    }
}

/// A declaration: from then on they cannot open the record.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Declaration {
    /// Who declares it.
    pub staff: StaffId,
    /// Whose record it is.
    pub whose: Whose,
    /// What the data protection officer should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub words: Option<Private<Note>>,
}

/// A declaration with whom it is about.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Declared {
    /// The tie, by which it is ended.
    pub id: TieId,
    /// About whom.
    pub person: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// What was declared.
    pub declaration: Declaration,
}

impl DeclarationForm {
    /// The declaration, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, staff: StaffId) -> Result<Declaration, Flaws> {
        let mut check = Check::new();
        let whose = check.required("whose", "whose record it is", self.whose.as_ref(), |whose| Ok(*whose));
        let words = check.optional("words", self.words.as_ref(), Note::parse);
        check.finish(whose.map(|whose| Declaration { staff, whose, words }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{against, day, id};

    #[test]
    fn numbers_lead_back() {
        for kind in TieKind::ALL {
            assert!(TieKind::from_number(kind.number()) == Some(*kind));
        }
    }

    #[test]
    fn an_audit_ends_within_a_year() {
        let today = day("2026-11-24");
        let gift = |to| Gift { staff: id(1), to }.for_audit(today).is_ok();
        assert!(!gift(None) && gift(Some(day("2027-11-24"))) && !gift(Some(day("2027-12-24"))));
    }

    #[test]
    fn nothing_is_given_until_yesterday() {
        let form = GiveForm { staff: Some(id(1)), to: Some("2026-11-23".into()) };
        assert!(form.check(&against()).err().unwrap().at("/to").is_some());
    }
}
