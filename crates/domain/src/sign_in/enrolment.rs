//! Enrolling a second factor: an authenticator app, and the recovery codes for when it is lost.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::second_factor::parse_token;
use super::{GivenCode, SignedIn};
use crate::{Check, Flaw, Flaws, Private, form};

/// How many recovery codes are given at once.
pub const RECOVERY_CODES: usize = 10;

form! {
    /// What begins enrolling an authenticator app where one is not signed in yet.
    pub struct EnrolmentForm {
        /// What the step before answered.
        #[schema(required, value_type = String, max_length = 200, write_only)]
        pub pending: Private<String>,
    }
}

form! {
    /// What somebody typed to confirm that their authenticator app shows the right codes.
    pub struct ConfirmEnrolmentForm {
        /// What beginning to enrol answered.
        #[schema(required, value_type = String, max_length = 200, write_only)]
        pub enrolment: Private<String>,
        /// Six digits that the app shows.
        #[schema(required, value_type = String, max_length = 40, example = "492039", write_only)]
        pub code: Private<String>,
    }
}

/// An authenticator app that is to be enrolled: nothing of it counts until a code of it is given.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpEnrolment {
    /// Names this enrolment where it is confirmed: for fifteen minutes, once.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub enrolment: Private<String>,
    /// The secret in base 32, for apps that take it typed.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub secret: Private<String>,
    /// The `otpauth` address that opens an app on the same device.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub uri: Private<String>,
    /// The same address as a QR code.
    pub qr_code: QrCode,
}

/// A QR code as its modules, without the quiet zone of four modules that goes around it.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QrCode {
    /// How many modules a side has.
    pub size: u32,
    /// The rows from the top, each module a `1` where it is dark and a `0` where it is light.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub rows: Vec<Private<String>>,
}

/// Recovery codes, shown this once.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes, each usable once in place of an authenticator app's.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub recovery_codes: Vec<Private<String>>,
}

/// The end of a sign-in in which a second factor was enrolled.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enrolled {
    /// The codes for when the app is lost, shown this once.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub recovery_codes: Vec<Private<String>>,
    /// What signing in answers.
    pub signed_in: SignedIn,
}

/// What somebody has enrolled.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Factors {
    /// Since when codes of an authenticator app are taken; none where none is enrolled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totp_since: Option<DateTime<Utc>>,
    /// How many passkeys are registered and accepted.
    #[serde(default)]
    pub passkeys: u32,
    /// How many recovery codes are left.
    pub recovery_codes_left: u32,
    /// Until when this sign-in may do what takes a step-up; none if it has to be shown again who one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stepped_up_until: Option<DateTime<Utc>>,
}

/// A code that confirms an enrolment.
#[derive(Clone)]
pub struct Confirmation {
    /// What beginning to enrol answered.
    pub enrolment: Private<String>,
    /// Six digits that the app shows.
    pub code: Private<String>,
}

impl EnrolmentForm {
    /// What the step before answered, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<Private<String>, Flaws> {
        let mut check = Check::new();
        let pending = check.required("pending", "what the step before answered", self.pending.as_ref(), parse_token);
        check.finish(pending)
    }
}

impl ConfirmEnrolmentForm {
    /// The confirmation, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; a recovery code confirms nothing.
    pub fn check(&self) -> Result<Confirmation, Flaws> {
        let mut check = Check::new();
        let enrolment =
            check.required("enrolment", "what beginning to enrol answered", self.enrolment.as_ref(), parse_token);
        let code = check.required("code", "the six digits that the app shows", self.code.as_ref(), |typed| {
            match GivenCode::parse(typed)? {
                GivenCode::Totp(code) => Ok(code),
                GivenCode::Recovery(_) => Err(Flaw::NotASignInCode),
            }
        });
        check.finish(enrolment.zip(code).map(|(enrolment, code)| Confirmation { enrolment, code }))
    }
}
