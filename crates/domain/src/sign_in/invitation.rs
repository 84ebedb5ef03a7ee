//! One-time links: how somebody who is taken on, or has lost their password, chooses one themselves.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::Password;
use super::second_factor::parse_token;
use crate::{Check, Flaws, Private, choice, form};

/// How long an invitation holds: over a weekend.
pub const INVITATION_HOLDS: TimeDelta = TimeDelta::hours(72);
/// How long a reset holds: as long as somebody waits beside the telephone.
pub const RESET_HOLDS: TimeDelta = TimeDelta::hours(1);

choice! {
    /// What a one-time link is for.
    pub enum InvitationKind {
        /// A first password, and enrolling a second factor.
        Invitation = "invitation", "Invitation";
        /// Another password; the second factor stays as it is.
        Reset = "reset", "Reset of the password";
    }
}

form! {
    /// What somebody typed who follows a one-time link.
    pub struct AcceptForm {
        /// What follows the number sign in the link.
        #[schema(required, value_type = String, max_length = 200, write_only)]
        pub token: Private<String>,
        /// The password that they choose: at least 12 characters, not a common one, without their name.
        #[schema(required, value_type = String, min_length = 12, max_length = 128, write_only)]
        pub password: Private<String>,
    }
}

/// A one-time link as it was made, for the administrator to pass on unless it was sent.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// What it is for.
    pub kind: InvitationKind,
    /// The address; what proves it stands after the number sign, which browsers send nowhere.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub link: Private<String>,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
    /// Whether it went to their e-mail address at work.
    pub sent: bool,
}

/// A one-time link that is followed.
#[derive(Clone)]
pub struct Accepted {
    /// What proves it.
    pub token: Private<String>,
    /// The password chosen.
    pub password: Password,
}

impl AcceptForm {
    /// What was accepted, or every flaw; the rules about their own name `store` checks.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<Accepted, Flaws> {
        let mut check = Check::new();
        let token =
            check.required("token", "what follows the number sign in the link", self.token.as_ref(), parse_token);
        let password =
            check.required("password", "a new password", self.password.as_ref(), |typed| Password::parse(typed, &[]));
        check.finish(token.zip(password).map(|(token, password)| Accepted { token, password }))
    }
}

impl InvitationKind {
    /// How long a link of this kind holds.
    pub const fn holds(self) -> TimeDelta {
        match self {
            Self::Invitation => INVITATION_HOLDS,
            Self::Reset => RESET_HOLDS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_accepted_keeps_the_rules_of_every_password() {
        let form = |password: &str| AcceptForm { token: Some("a-token".into()), password: Some(password.into()) };
        assert!(form("heron lantern quartz").check().is_ok());
        assert!(form("short").check().err().unwrap().at("/password").is_some());
        assert!(AcceptForm::default().check().err().unwrap().at("/token").is_some());
    }
}
