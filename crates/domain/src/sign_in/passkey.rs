//! Passkeys: registering one, and answering with it in place of name and password, as a second factor or as a step-up.
//!
//! What is asked of the browser and what it answers is text here: only the browser and `vault` look into it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::second_factor::parse_token;
use crate::id::PasskeyId;
use crate::text::Line;
use crate::{Check, Flaw, Flaws, Private, form};

/// How many passkeys somebody may have.
pub const MOST_PASSKEYS: usize = 10;
/// The longest answer of an authenticator that is looked at, in characters: ten times what they send.
pub const MAX_CREDENTIAL: usize = 20_000;

form! {
    /// What begins a sign-in by passkey.
    pub struct PasskeySignInForm {
        /// What the step before answered, where the passkey is the second factor; without it the passkey is the whole
        /// sign-in.
        #[schema(value_type = String, max_length = 200, write_only)]
        pub pending: Private<String>,
    }
}

form! {
    /// What a passkey answered.
    pub struct PasskeyAnswerForm {
        /// What beginning answered.
        #[schema(required, value_type = String, max_length = 200, write_only)]
        pub ceremony: Private<String>,
        /// What the browser's `PublicKeyCredential.toJSON()` gave, as text.
        #[schema(required, value_type = String, max_length = 20_000, write_only)]
        pub credential: Private<String>,
    }
}

form! {
    /// What registers a passkey.
    pub struct RegisterPasskeyForm {
        /// What beginning answered.
        #[schema(required, value_type = String, max_length = 200, write_only)]
        pub ceremony: Private<String>,
        /// What the browser's `PublicKeyCredential.toJSON()` gave, as text.
        #[schema(required, value_type = String, max_length = 20_000, write_only)]
        pub credential: Private<String>,
        /// What to call it, so that it can be told from others.
        #[schema(required, value_type = String, max_length = 250, example = "Work laptop")]
        pub name: Private<String>,
    }
}

form! {
    /// What somebody typed to call a passkey otherwise.
    pub struct RenamePasskeyForm {
        /// What to call it.
        #[schema(required, value_type = String, max_length = 250, example = "Blue key")]
        pub name: Private<String>,
    }
}

/// What the browser is to ask of an authenticator.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasskeyAsked {
    /// Names this ceremony where it is answered: for five minutes, once.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub ceremony: Private<String>,
    /// What the browser's `PublicKeyCredential.parseCreationOptionsFromJSON()`, or `parseRequestOptionsFromJSON()`,
    /// takes, as text.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub options: Private<String>,
}

/// A passkey that somebody has registered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnPasskey {
    /// Which.
    pub id: PasskeyId,
    /// What they call it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "Work laptop"))]
    pub name: Private<Line>,
    /// When it was registered.
    pub registered_at: DateTime<Utc>,
    /// When it was last used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<DateTime<Utc>>,
    /// Since when it is not accepted, because its counter went back, as that of a copy does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspected_at: Option<DateTime<Utc>>,
}

/// The answer of a passkey; whether it holds `store` finds out.
#[derive(Clone)]
pub struct PasskeyAnswer {
    /// What beginning answered.
    pub ceremony: Private<String>,
    /// What the browser gave.
    pub credential: Private<String>,
}

/// A passkey to be registered.
#[derive(Clone)]
pub struct NewPasskey {
    /// What the authenticator answered.
    pub answer: PasskeyAnswer,
    /// What to call it.
    pub name: Private<Line>,
}

impl PasskeySignInForm {
    /// What the step before answered, if there was one, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<Option<Private<String>>, Flaws> {
        let mut check = Check::new();
        let pending = check.optional("pending", self.pending.as_ref(), parse_token);
        check.finish(Some(pending))
    }
}

impl PasskeyAnswerForm {
    /// The answer, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<PasskeyAnswer, Flaws> {
        let mut check = Check::new();
        let answer = answer(&mut check, self.ceremony.as_ref(), self.credential.as_ref());
        check.finish(answer)
    }
}

impl RegisterPasskeyForm {
    /// The passkey to be registered, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<NewPasskey, Flaws> {
        let mut check = Check::new();
        let answer = answer(&mut check, self.ceremony.as_ref(), self.credential.as_ref());
        let name = check.required("name", "what to call it", self.name.as_ref(), Line::parse);
        check.finish(answer.zip(name).map(|(answer, name)| NewPasskey { answer, name }))
    }
}

impl RenamePasskeyForm {
    /// What to call it, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<Private<Line>, Flaws> {
        let mut check = Check::new();
        let name = check.required("name", "what to call it", self.name.as_ref(), Line::parse);
        check.finish(name)
    }
}

fn answer(
    check: &mut Check,
    ceremony: Option<&Private<String>>,
    credential: Option<&Private<String>>,
) -> Option<PasskeyAnswer> {
    let ceremony = check.required("ceremony", "what beginning answered", ceremony, parse_token);
    let credential = check.required("credential", "what the passkey answered", credential, parse_credential);
    ceremony.zip(credential).map(|(ceremony, credential)| PasskeyAnswer { ceremony, credential })
}

fn parse_credential(typed: &Private<String>) -> Result<Private<String>, Flaw> {
    super::within(typed.reveal(), MAX_CREDENTIAL).map(|text| text.to_owned().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passkey_signs_in_with_or_without_a_step_before() {
        assert!(matches!(PasskeySignInForm::default().check(), Ok(None)));
        let form = PasskeySignInForm { pending: Some("a-token".into()) };
        assert!(matches!(form.check(), Ok(Some(_))));
    }

    #[test]
    fn what_is_missing_or_oversized_is_named() {
        let flaws = RegisterPasskeyForm::default().check().err().unwrap();
        assert!(["/ceremony", "/credential", "/name"].iter().all(|at| flaws.at(at).is_some()));
        let long = "a".repeat(MAX_CREDENTIAL + 1);
        let form = PasskeyAnswerForm { ceremony: Some("a-token".into()), credential: Some(long.into()) };
        assert_eq!(form.check().err().unwrap().at("/credential"), Some(&Flaw::TooLong(MAX_CREDENTIAL)));
    }
}
