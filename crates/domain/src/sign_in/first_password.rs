//! A password that an administrator sets for somebody who cannot sign in.

use super::Password;
use crate::{Check, Flaws, Private, form};

form! {
    /// What an administrator typed as somebody's new password.
    pub struct FirstPasswordForm {
        /// The password: at least 12 characters, not a common one.
        #[schema(required, value_type = String, min_length = 12, max_length = 128, write_only)]
        pub password: Private<String>,
    }
}

impl FirstPasswordForm {
    /// The password to set, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<Password, Flaws> {
        let mut check = Check::new();
        let password =
            check.required("password", "a new password", self.password.as_ref(), |typed| Password::parse(typed, ""));
        check.finish(password)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_the_rules_of_every_password() {
        let form = |typed: &str| FirstPasswordForm { password: Some(typed.into()) };
        assert!(form("heron lantern quartz").check().is_ok());
        assert!(form("short").check().is_err());
        assert!(FirstPasswordForm::default().check().err().unwrap().at("/password").is_some());
    }
}
