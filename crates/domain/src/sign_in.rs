//! Signing in: who one is, and what the app learns by it.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::access::Role;
use crate::id::{ServiceId, StaffId};
use crate::text::{Line, Name, texts};
use crate::{Check, Flaw, Flaws, Private, form};

mod enrolment;
mod first_password;
mod invitation;
mod origin;
mod own_session;
mod passkey;
mod password;
mod provider;
mod second_factor;
mod step;
mod unlock;
pub use enrolment::{
    ConfirmEnrolmentForm, Confirmation, Enrolled, EnrolmentForm, Factors, QrCode, RECOVERY_CODES, RecoveryCodes,
    TotpEnrolment,
};
pub use first_password::FirstPasswordForm;
pub use invitation::{AcceptForm, Accepted, INVITATION_HOLDS, Invitation, InvitationKind, RESET_HOLDS};
pub use origin::Origin;
pub use own_session::{MOST_SESSIONS, OwnSession};
pub use passkey::{
    MOST_PASSKEYS, NewPasskey, OwnPasskey, PasskeyAnswer, PasskeyAnswerForm, PasskeyAsked, PasskeySignInForm,
    RegisterPasskeyForm, RenamePasskeyForm,
};
pub use password::{MAX_PASSWORD, MIN_PASSWORD, Password, PasswordChange, PasswordForm};
pub use provider::{ProviderAddress, SignInWays};
pub use second_factor::{
    CODE_DIGITS, GivenCode, Proof, RECOVERY_ALPHABET, RECOVERY_CODE_LENGTH, SecondFactor, SecondFactorForm, StepUpForm,
};
pub use step::{EnrolmentNeeded, SecondFactorNeeded, SignInMethod, SignInStep};
pub use unlock::UnlockForm;

/// The shortest sign-in name, in characters.
pub const MIN_SIGN_IN_NAME: usize = 3;
/// The longest sign-in name, in characters.
pub const MAX_SIGN_IN_NAME: usize = 64;

texts! {
    /// The name that somebody signs in with: 3 to 64 letters a to z, digits, dots, hyphens and
    /// underscores, kept in small letters.
    SignInName, parse_name;
}

form! {
    /// What somebody typed to sign in.
    pub struct SignInForm {
        /// The name that they sign in with.
        #[schema(required, value_type = String, max_length = 64, example = "efua.testworker")]
        pub name: Private<String>,
        /// Their password.
        #[schema(required, value_type = String, max_length = 128, write_only)]
        pub password: Private<String>,
    }
}

/// What somebody signs in with, as far as its shape is known; whether it is right `store` finds out, in
/// the same time for every wrong answer.
#[derive(Clone)]
pub struct Credentials {
    /// The name in small letters, of any shape: a name that cannot exist fails like one that does not.
    pub name: Private<String>,
    /// The password as typed.
    pub password: Private<String>,
}

/// What signing in, or refreshing, answers.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// The token for the `Authorization` header, kept in the tab's memory alone.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub access_token: Private<String>,
    /// For how many seconds it holds, counted from this answer.
    pub expires_in: u32,
    /// After how many minutes without a key or a pointer the app locks the screen.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60, example = 10))]
    pub lock_after_minutes: u32,
    /// Who one is.
    pub me: Me,
}

/// Who one is signed in as.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// Oneself.
    pub id: StaffId,
    /// One's name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<Name>,
    /// What one is, in which service.
    pub standings: Vec<NamedStanding>,
    /// The present instant by the server's clock, by which the app counts.
    pub server_time: DateTime<Utc>,
    /// The key, in base64, with which the browser keeps what the server has not acknowledged; only in the
    /// answers that sign in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub draft_key: Option<Private<String>>,
    /// Whether the data is invented.
    #[serde(default)]
    pub demo: bool,
}

/// A role held now, with its service's name.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedStanding {
    /// What one is.
    pub role: Role,
    /// Where; none for roles of the whole organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// The service's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub service_name: Option<Private<Line>>,
}

impl SignInForm {
    /// What to look up, or every flaw.
    ///
    /// # Errors
    /// [`Flaw::Missing`] and [`Flaw::TooLong`] alone: no other shape is told from a wrong password.
    pub fn check(&self) -> Result<Credentials, Flaws> {
        let mut check = Check::new();
        let name = check.required("name", "the name that you sign in with", self.name.as_ref(), |typed| {
            within(typed.reveal().trim(), MAX_SIGN_IN_NAME).map(str::to_lowercase)
        });
        let password = check.required("password", "your password", self.password.as_ref(), |typed| {
            within(typed.reveal(), MAX_PASSWORD).map(str::to_owned)
        });
        check.finish(
            name.zip(password).map(|(name, password)| Credentials { name: name.into(), password: password.into() }),
        )
    }
}

fn within(typed: &str, longest: usize) -> Result<&str, Flaw> {
    if typed.chars().count() > longest { Err(Flaw::TooLong(longest)) } else { Ok(typed) }
}

fn parse_name(typed: &str) -> Result<String, Flaw> {
    let name = within(typed.trim(), MAX_SIGN_IN_NAME)?.to_ascii_lowercase();
    if name.chars().count() < MIN_SIGN_IN_NAME {
        return Err(Flaw::TooShort(MIN_SIGN_IN_NAME));
    }
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c)) {
        return Err(Flaw::NotASignInName);
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(name: &str, password: &str) -> SignInForm {
        SignInForm { name: Some(name.into()), password: Some(password.into()) }
    }

    #[test]
    fn a_name_is_looked_up_in_small_letters() {
        let credentials = form(" Efua.Testworker ", " kept as typed ").check().ok().unwrap();
        assert_eq!(credentials.name.reveal(), "efua.testworker");
        assert_eq!(credentials.password.reveal(), " kept as typed ");
    }

    #[test]
    fn signing_in_tells_nothing_of_the_rules() {
        assert!(form("no such näme!", "short").check().is_ok());
    }

    #[test]
    fn nothing_oversized_reaches_the_hash() {
        let flaws = form(&"a".repeat(65), &"a".repeat(129)).check().err().unwrap();
        assert_eq!(flaws.at("/name"), Some(&Flaw::TooLong(64)));
        assert_eq!(flaws.at("/password"), Some(&Flaw::TooLong(128)));
    }

    #[test]
    fn a_sign_in_name_is_plain() {
        let parse = |typed: &str| SignInName::parse(&typed.into()).map(|name| name.reveal().as_str().to_owned());
        assert_eq!(parse("Efua_T-1.x"), Ok("efua_t-1.x".to_owned()));
        assert_eq!(parse("ef"), Err(Flaw::TooShort(3)));
        assert_eq!(parse("efua testworker"), Err(Flaw::NotASignInName));
        assert_eq!(parse("efüa"), Err(Flaw::NotASignInName));
    }
}
