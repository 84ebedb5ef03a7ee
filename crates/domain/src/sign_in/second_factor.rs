//! Showing a second time who one is: at sign-in, and again before the most sensitive acts.

use super::MAX_PASSWORD;
use crate::{Check, Flaw, Flaws, Private, form};

/// The digits of an authenticator app's code.
pub const CODE_DIGITS: usize = 6;
/// The letters and digits of a recovery code: 80 bits of chance in an alphabet of 32.
pub const RECOVERY_CODE_LENGTH: usize = 16;
/// The longest token of ours that is looked at, in characters.
pub const MAX_TOKEN: usize = 200;

/// What recovery codes are written in: no letter in it is mistaken for another or for a digit (Crockford's base 32).
pub const RECOVERY_ALPHABET: &str = "0123456789abcdefghjkmnpqrstvwxyz";

form! {
    /// What somebody typed to end a sign-in by their second factor.
    pub struct SecondFactorForm {
        /// What the first step answered.
        #[schema(required, value_type = String, max_length = 200, write_only)]
        pub pending: Private<String>,
        /// Six digits from the authenticator app, or a recovery code.
        #[schema(required, value_type = String, max_length = 40, example = "492039", write_only)]
        pub code: Private<String>,
    }
}

form! {
    /// What somebody typed to show again who they are.
    pub struct StepUpForm {
        /// Six digits from the authenticator app, or a recovery code.
        #[schema(value_type = String, max_length = 40, example = "492039", write_only)]
        pub code: Private<String>,
        /// Their password: in demonstrations, of somebody who has no second factor.
        #[schema(value_type = String, max_length = 128, write_only)]
        pub password: Private<String>,
    }
}

/// A code as given, of either kind; whether it is right `store` finds out.
#[derive(Clone)]
pub enum GivenCode {
    /// Six digits of an authenticator app.
    Totp(Private<String>),
    /// A recovery code: small letters and digits, without hyphens.
    Recovery(Private<String>),
}

/// The second factor of a sign-in that is under way.
#[derive(Clone)]
pub struct SecondFactor {
    /// What the first step answered.
    pub pending: Private<String>,
    /// The code.
    pub code: GivenCode,
}

/// What somebody shows again who they are with.
#[derive(Clone)]
pub enum Proof {
    /// A code of their second factor.
    Code(GivenCode),
    /// Their password as typed.
    Password(Private<String>),
}

impl SecondFactorForm {
    /// The second factor, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<SecondFactor, Flaws> {
        let mut check = Check::new();
        let pending = check.required("pending", "what the first step answered", self.pending.as_ref(), parse_token);
        let code = check.required("code", "a code", self.code.as_ref(), GivenCode::parse);
        check.finish(pending.zip(code).map(|(pending, code)| SecondFactor { pending, code }))
    }
}

impl StepUpForm {
    /// What they show, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; one of the two is needed.
    pub fn check(&self) -> Result<Proof, Flaws> {
        let mut check = Check::new();
        if self.password.is_some() && self.code.is_some() {
            check.flaw("password", Flaw::Contradiction("Give a code or your password, not both"));
        }
        if let Some(password) = &self.password {
            let password = check.required("password", "your password", Some(password), parse_typed_password);
            return check.finish(password.map(Proof::Password));
        }
        let code = check.required("code", "a code", self.code.as_ref(), GivenCode::parse);
        check.finish(code.map(Proof::Code))
    }
}

impl GivenCode {
    /// Parse a code: spaces and hyphens are left out, letters that are mistaken for digits are put right.
    ///
    /// # Errors
    /// [`Flaw::NotASignInCode`] for what is neither six digits nor a recovery code.
    pub fn parse(typed: &Private<String>) -> Result<Self, Flaw> {
        let kept = |c: &char| !c.is_whitespace() && *c != '-';
        let plain: String = typed.reveal().chars().filter(kept).take(RECOVERY_CODE_LENGTH + 1).collect();
        if plain.len() == CODE_DIGITS && plain.chars().all(|c| c.is_ascii_digit()) {
            return Ok(Self::Totp(plain.into()));
        }
        let meant = |c: char| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        };
        let code: String = plain.chars().map(meant).collect();
        if code.chars().count() == RECOVERY_CODE_LENGTH && code.chars().all(|c| RECOVERY_ALPHABET.contains(c)) {
            return Ok(Self::Recovery(code.into()));
        }
        Err(Flaw::NotASignInCode)
    }
}

/// A token of ours as it came: whether it is one, `store` finds out.
pub(super) fn parse_token(typed: &Private<String>) -> Result<Private<String>, Flaw> {
    let token = super::within(typed.reveal().trim(), MAX_TOKEN)?;
    Ok(token.to_owned().into())
}

/// A password that is compared, not set: nothing oversized reaches the hash.
pub(super) fn parse_typed_password(typed: &Private<String>) -> Result<Private<String>, Flaw> {
    super::within(typed.reveal(), MAX_PASSWORD).map(|password| password.to_owned().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(typed: &str) -> Result<String, Flaw> {
        GivenCode::parse(&typed.into()).map(|code| match code {
            GivenCode::Totp(code) => format!("totp {}", code.reveal()),
            GivenCode::Recovery(code) => format!("recovery {}", code.reveal()),
        })
    }

    #[test]
    fn a_code_is_read_however_it_is_spaced() {
        assert_eq!(parse(" 492 039 ").unwrap(), "totp 492039");
        assert_eq!(parse("7K2M-QXRT-04VW-HJ9Z").unwrap(), "recovery 7k2mqxrt04vwhj9z");
    }

    #[test]
    fn letters_that_are_mistaken_for_digits_are_put_right() {
        assert_eq!(parse("Ok2m-qxrt-I4vw-hjLz").unwrap(), "recovery 0k2mqxrt14vwhj1z");
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in ["12345", "1234567", "49203a", "7k2m-qxrt-04vw-hj9", "7k2m-qxrt-04vw-hj9z5", "7k2m-qxrt-04vw-hjuz"]
        {
            assert_eq!(parse(typed), Err(Flaw::NotASignInCode), "{typed}");
        }
    }

    #[test]
    fn a_step_up_takes_one_of_two() {
        let form = |code: Option<&str>, password: Option<&str>| StepUpForm {
            code: code.map(Into::into),
            password: password.map(Into::into),
        };
        assert!(matches!(form(Some("492039"), None).check(), Ok(Proof::Code(GivenCode::Totp(_)))));
        assert!(matches!(form(None, Some("as typed")).check(), Ok(Proof::Password(_))));
        assert!(form(None, None).check().err().unwrap().at("/code").is_some());
        assert!(form(Some("492039"), Some("as typed")).check().is_err());
    }
}
