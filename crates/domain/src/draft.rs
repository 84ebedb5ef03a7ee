//! A draft: what its author has typed of a form and not yet recorded. It is read by its author alone.
//!
//! Its id is the idempotency key of the record that it becomes. Its content is the form itself, read back
//! as far as it goes, so a draft of an older form still opens.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::check::Blank;
use crate::form::Typed;
use crate::id::PersonId;
use crate::{Against, Check, Flaw, Flaws, Pointer, Private, choice, form};

/// The most that a draft holds, in bytes of its JSON: three of the longest notes.
pub const MAX_BYTES: usize = 64 * 1024;
/// For how many days after its last change a draft is kept.
pub const DAYS_KEPT: u32 = 14;

choice! {
    /// Which form a draft is of.
    pub enum DraftOf {
        /// A contact.
        Contact = "contact", "Contact";
        /// The correction of a contact.
        Correction = "correction", "Correction of a contact";
        /// A registration; it makes the person's id at its first save.
        Registration = "registration", "Registration";
        /// Who they are.
        Identity = "identity", "Who they are";
        /// Addresses.
        Addresses = "addresses", "Addresses";
        /// How to reach them.
        Reach = "reach", "How to reach them";
        /// Health.
        Health = "health", "Health";
        /// Convictions and orders.
        Convictions = "convictions", "Convictions and orders";
        /// An alert.
        Alert = "alert", "Alert";
        /// An appointment.
        Appointment = "appointment", "Appointment";
    }
}

form! {
    /// A draft as it is saved.
    pub struct DraftForm {
        /// Whom it is about; left out at the first save of a registration alone.
        #[schema(value_type = PersonId)]
        pub person: PersonId,
        /// Which form it is of.
        #[schema(required, value_type = DraftOf)]
        pub form: DraftOf,
        /// The record that it changes or corrects, if there is one.
        #[schema(value_type = Uuid)]
        pub record: Uuid,
        /// The form as far as it is typed: an object of at most 64 KiB.
        #[schema(required, value_type = Object)]
        pub content: Private<Value>,
    }
}

/// A draft.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draft {
    /// Whom it is about. None only in a registration that is not saved yet; the answer has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Which form it is of.
    pub form: DraftOf,
    /// The record that it changes or corrects, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Uuid>,
    /// The form as far as it is typed.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub content: Private<Value>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

impl DraftForm {
    /// The draft to save, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Draft, Flaws> {
        let mut check = Check::new();
        let form = check.required("form", "which form it is of", self.form.as_ref(), |form| Ok(*form));
        if self.person.is_none() && form.is_some_and(|form| form != DraftOf::Registration) {
            check.flaw("person", Flaw::Missing("whom it is about"));
        }
        if self.record.is_none() && form == Some(DraftOf::Correction) {
            check.flaw("record", Flaw::Missing("the contact that it corrects"));
        }
        let content = check.required("content", "what is typed", self.content.as_ref(), parse_content);
        check.finish(form.zip(content).map(|(form, content)| Draft {
            person: self.person,
            form,
            record: self.record,
            content,
            changed_at: against.now,
        }))
    }
}

fn parse_content(typed: &Private<Value>) -> Result<Private<Value>, Flaw> {
    if !typed.reveal().is_object() {
        return Err(Flaw::WrongType("an object"));
    }
    if typed.reveal().to_string().len() > MAX_BYTES {
        return Err(Flaw::TooLong(MAX_BYTES));
    }
    Ok(typed.clone())
}

impl Typed for Value {
    fn read(value: &Value, _: &Pointer, _: &mut Flaws) -> Option<Self> {
        Some(value.clone())
    }
}

impl Blank for Private<Value> {
    fn is_blank(&self) -> bool {
        self.reveal().is_null()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::code::CodeLists;
    use crate::instant;

    fn check(form: &DraftForm) -> Result<Draft, Flaws> {
        let lists = CodeLists::default();
        form.check(&Against { lists: &lists, now: instant::parse("2026-11-24T14:00:00Z").unwrap() })
    }

    fn draft(content: Value) -> DraftForm {
        DraftForm {
            person: Some(Uuid::from_u128(1).into()),
            form: Some(DraftOf::Contact),
            record: None,
            content: Some(content.into()),
        }
    }

    #[test]
    fn a_draft_may_be_as_unfinished_as_it_likes() {
        assert!(check(&draft(json!({"note": "Came on ti"}))).is_ok());
        assert!(check(&draft(json!({}))).is_ok());
    }

    #[test]
    fn only_a_registration_has_nobody_yet() {
        let nobody = DraftForm { person: None, ..draft(json!({})) };
        assert!(check(&nobody).err().unwrap().at("/person").is_some());
        assert!(check(&DraftForm { form: Some(DraftOf::Registration), ..nobody }).is_ok());
    }

    #[test]
    fn a_correction_says_of_what() {
        let form = DraftForm { form: Some(DraftOf::Correction), ..draft(json!({})) };
        assert!(check(&form).err().unwrap().at("/record").is_some());
    }

    #[test]
    fn content_is_an_object_within_its_limit() {
        assert_eq!(check(&draft(json!([]))).err().unwrap().at("/content"), Some(&Flaw::WrongType("an object")));
        let frame = json!({"note": ""}).to_string().len();
        let full = draft(json!({"note": "a".repeat(MAX_BYTES - frame)}));
        assert!(check(&full).is_ok());
        let over = draft(json!({"note": "a".repeat(MAX_BYTES - frame + 1)}));
        assert_eq!(check(&over).err().unwrap().at("/content"), Some(&Flaw::TooLong(MAX_BYTES)));
    }
}
