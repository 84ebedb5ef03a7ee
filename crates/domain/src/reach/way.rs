//! One way to reach somebody, with what is safe to say there.

use serde::{Deserialize, Serialize};

use crate::email::Email;
use crate::phone::Phone;
use crate::text::Line;
use crate::{Against, Check, Flaw, Private, choice, form};

choice! {
    /// By what means somebody is reached.
    pub enum WayKind {
        /// A call.
        Phone = "phone", "Phone";
        /// A text message.
        Text = "text", "Text";
        /// An e-mail.
        Email = "email", "E-mail";
        /// A letter.
        Letter = "letter", "Letter";
        /// Through somebody who sees them.
        ThroughSomebody = "through_somebody", "Through somebody";
    }
}

form! {
    /// What somebody typed about one way to reach a person.
    pub struct WayForm {
        /// By what means.
        #[schema(required, value_type = WayKind)]
        pub kind: WayKind,
        /// The number, the e-mail address, the postal address, or through whom.
        #[schema(required, value_type = String, max_length = 250, example = "07700 900 123")]
        pub value: Private<String>,
        /// Whether this is the one to try first; at most one is.
        #[schema(value_type = bool, example = true)]
        pub preferred: Private<bool>,
        /// Whether it is safe to leave a message; left out where nobody asked.
        #[schema(value_type = bool, example = false)]
        pub may_leave_message: Private<bool>,
        /// Whether we may say who we are; left out where nobody asked.
        #[schema(value_type = bool, example = false)]
        pub may_say_who_we_are: Private<bool>,
        /// When to try, what to say.
        #[schema(value_type = String, max_length = 250, example = "After 4 pm; ask for Ro")]
        pub note: Private<String>,
    }
}

/// One way to reach somebody, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Way {
    /// By what means.
    pub kind: WayKind,
    /// The number, the e-mail address, the postal address, or through whom.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub value: Private<Line>,
    /// Whether this is the one to try first; at most one is.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = bool))]
    pub preferred: Private<bool>,
    /// Whether it is safe to leave a message; left out where nobody asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub may_leave_message: Option<Private<bool>>,
    /// Whether we may say who we are; left out where nobody asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub may_say_who_we_are: Option<Private<bool>>,
    /// When to try, what to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Private<Line>>,
}

impl WayForm {
    pub(crate) fn checked(&self, check: &mut Check, _: &Against<'_>) -> Option<Way> {
        let kind = check.required("kind", "how they are reached", self.kind.as_ref(), |choice| Ok(*choice));
        let value =
            check.required("value", "the number or address", self.value.as_ref(), |typed| parse_value(kind, typed));
        let preferred = self.preferred.clone().unwrap_or_default();
        let may_leave_message =
            check.optional("may_leave_message", self.may_leave_message.as_ref(), |flag| Ok(flag.clone()));
        let may_say_who_we_are =
            check.optional("may_say_who_we_are", self.may_say_who_we_are.as_ref(), |flag| Ok(flag.clone()));
        let note = check.optional("note", self.note.as_ref(), Line::parse);
        Some(Way { kind: kind?, value: value?, preferred, may_leave_message, may_say_who_we_are, note })
    }
}

/// A number must be one that can be dialled, an e-mail address one that can be written to.
fn parse_value(kind: Option<WayKind>, typed: &Private<String>) -> Result<Private<Line>, Flaw> {
    match kind {
        Some(WayKind::Phone | WayKind::Text) => Phone::parse(typed).map(drop)?,
        Some(WayKind::Email) => Email::parse(typed).map(drop)?,
        Some(WayKind::Letter | WayKind::ThroughSomebody) | None => {}
    }
    Line::parse(typed)
}
