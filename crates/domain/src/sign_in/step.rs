//! What signing in answers: that one is in, or what is still to be done.

use serde::{Deserialize, Serialize};

use super::SignedIn;
use crate::{Private, choice};

choice! {
    /// A way to show a second time who one is.
    pub enum SignInMethod {
        /// A code of an authenticator app.
        Totp = "totp", "A code from your authenticator app";
        /// One of the recovery codes, each usable once.
        RecoveryCode = "recovery_code", "A recovery code";
        /// A passkey.
        Passkey = "passkey", "A passkey";
    }
}

/// What follows a right name and password, or an accepted one-time link.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "next", rename_all = "snake_case")]
pub enum SignInStep {
    /// Nothing: one is signed in.
    SignedIn(SignedIn),
    /// The second factor.
    SecondFactor(SecondFactorNeeded),
    /// Enrolling a second factor: until then nothing else can be done.
    Enrol(EnrolmentNeeded),
}

/// A sign-in that waits for the second factor.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactorNeeded {
    /// Stands for the password in the next request: for five minutes, once.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub pending: Private<String>,
    /// The ways that this person has.
    pub methods: Vec<SignInMethod>,
}

/// A sign-in that waits for a second factor to be enrolled.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnrolmentNeeded {
    /// Stands for the password in the next request: for five minutes, once.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub pending: Private<String>,
}
