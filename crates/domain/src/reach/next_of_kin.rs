//! Next of kin and others who matter.

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::phone::Phone;
use crate::text::{Line, Name};
use crate::{Against, Check, Private, form, lists};

lists! {
    /// What one person is to another.
    Relationship = "relationship";
}

form! {
    /// What somebody typed about next of kin.
    pub struct NextOfKinForm {
        /// Their name.
        #[schema(required, value_type = String, max_length = 100, example = "Kit Testperson")]
        pub name: Private<String>,
        /// Code of the list `relationship`: what they are to the person.
        #[schema(value_type = String, max_length = 16, example = "partner")]
        pub relationship: Private<String>,
        /// Telephone number.
        #[schema(value_type = String, max_length = 40, example = "07700 900 456")]
        pub phone: Private<String>,
        /// Whether we may contact them; left out where nobody asked.
        #[schema(value_type = bool, example = true)]
        pub may_contact: Private<bool>,
        /// Whether we may tell them that the person is in treatment; left out where nobody asked.
        #[schema(value_type = bool, example = false)]
        pub may_tell_of_treatment: Private<bool>,
        /// What else to know before calling.
        #[schema(value_type = String, max_length = 250, example = "Works nights")]
        pub note: Private<String>,
    }
}

/// Next of kin, or somebody else who matters.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextOfKin {
    /// Their name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<Name>,
    /// Code of the list `relationship`: what they are to the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub relationship: Option<Code<Relationship>>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Option<Private<Phone>>,
    /// Whether we may contact them; left out where nobody asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub may_contact: Option<Private<bool>>,
    /// Whether we may tell them that the person is in treatment; left out where nobody asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub may_tell_of_treatment: Option<Private<bool>>,
    /// What else to know before calling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Private<Line>>,
}

impl NextOfKinForm {
    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Option<NextOfKin> {
        let today = against.today();
        let name = check.required("name", "their name", self.name.as_ref(), Name::parse);
        let relationship =
            check.optional("relationship", self.relationship.as_ref(), |code| against.lists.parse(code, today));
        let phone = check.optional("phone", self.phone.as_ref(), Phone::parse);
        let may_contact = check.optional("may_contact", self.may_contact.as_ref(), |flag| Ok(flag.clone()));
        let may_tell_of_treatment =
            check.optional("may_tell_of_treatment", self.may_tell_of_treatment.as_ref(), |flag| Ok(flag.clone()));
        let note = check.optional("note", self.note.as_ref(), Line::parse);
        Some(NextOfKin { name: name?, relationship, phone, may_contact, may_tell_of_treatment, note })
    }
}
