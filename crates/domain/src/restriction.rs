//! Restriction: a record that only those named may open, and why.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{PersonId, StaffId};
use crate::text::Note;
use crate::{Check, Flaw, Flaws, Private, choice, form};

/// The most members of staff named in a restriction.
pub const MAX_NAMED: usize = 20;

choice! {
    /// Why a record is restricted.
    pub enum RestrictionReason {
        /// A colleague's relative.
        Relative = "relative", "A colleague's relative";
        /// A safeguarding matter.
        Safeguarding = "safeguarding", "A safeguarding matter";
        /// Somebody whom many know.
        PublicFigure = "public_figure", "A public figure";
        /// Is or was a volunteer or member of staff.
        WorksHere = "works_here", "Is or was a volunteer or member of staff";
        /// They restricted the processing of their data (UK GDPR Art 18): not even an emergency opens it.
        Processing = "processing", "Processing is restricted, as they asked";
        /// Something else, in words.
        Other = "other", "Something else";
    }
}

form! {
    /// What somebody typed to restrict a record.
    pub struct RestrictionForm {
        /// Why.
        #[schema(required, value_type = RestrictionReason)]
        pub reason: RestrictionReason,
        /// More of why; needed where the reason is something else.
        #[schema(value_type = String, max_length = 20_000, example = "Sister of the deputy manager")]
        pub words: Private<String>,
        /// Who may go on opening it, at most 20.
        #[schema(required, value_type = Vec<StaffId>, min_items = 1, max_items = 20)]
        pub staff: Vec<StaffId>,
    }
}

/// A restriction, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordRestriction {
    /// Why.
    pub reason: RestrictionReason,
    /// More of why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub words: Option<Private<Note>>,
    /// Who may open it.
    pub staff: Vec<StaffId>,
    /// Why it was lifted, once it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub lifted_because: Option<Private<Note>>,
}

impl RecordRestriction {
    /// The restriction of somebody who is or was staff or a volunteer, to those who work with them now.
    pub fn by_default(mut staff: Vec<StaffId>) -> Self {
        staff.sort_unstable();
        staff.dedup();
        staff.truncate(MAX_NAMED);
        Self { reason: RestrictionReason::WorksHere, words: None, staff, lifted_because: None }
    }
}

impl RestrictionForm {
    /// The restriction, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<RecordRestriction, Flaws> {
        let mut check = Check::new();
        let reason = check.required("reason", "why", self.reason.as_ref(), |reason| Ok(*reason));
        let words = check.optional("words", self.words.as_ref(), Note::parse);
        let staff = check.values("staff", MAX_NAMED, self.staff.as_ref(), |id| Ok(*id));
        if staff.is_empty() {
            check.flaw("staff", Flaw::Missing("who may go on opening it"));
        }
        if reason == Some(RestrictionReason::Other) && words.is_none() {
            check.flaw("words", Flaw::Missing("why"));
        }
        check.finish(reason.map(|reason| RecordRestriction { reason, words, staff, lifted_because: None }))
    }
}

form! {
    /// What somebody typed to lift a restriction.
    pub struct LiftForm {
        /// Why.
        #[schema(required, value_type = String, max_length = 20_000, example = "The colleague has left")]
        pub reason: Private<String>,
    }
}

impl LiftForm {
    /// The restriction as lifted, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, before: &RecordRestriction) -> Result<RecordRestriction, Flaws> {
        let mut check = Check::new();
        let reason = check.required("reason", "why it is lifted", self.reason.as_ref(), Note::parse);
        check.finish(reason.map(|reason| RecordRestriction { lifted_because: Some(reason), ..before.clone() }))
    }
}

/// A record that is restricted, as the data protection officer lists it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RestrictedRecord {
    /// Whose.
    pub person: PersonId,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Why, and to whom.
    pub restriction: RecordRestriction,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::id;

    #[test]
    fn a_restriction_names_somebody_and_says_why() {
        let flaws = RestrictionForm::default().check().err().unwrap();
        assert!(flaws.at("/reason").is_some() && flaws.at("/staff").is_some());
        let other = RestrictionForm { reason: Some(RestrictionReason::Other), staff: Some(vec![id(1)]), words: None };
        assert!(other.check().err().unwrap().at("/words").is_some());
        let form = RestrictionForm { words: Some("An invented matter".into()), ..other };
        assert!(form.check().is_ok());
    }

    #[test]
    fn a_default_names_everybody_once() {
        let restriction = RecordRestriction::by_default(vec![id(2), id(1), id(2)]);
        assert!(restriction.staff == [id(1), id(2)]);
    }
}
