//! The password of the first administrator, given at the command line: everybody later chooses their own.

use super::Password;
use crate::{Check, Flaws, Private, form};

form! {
    /// What was typed as a first password.
    pub struct FirstPasswordForm {
        /// The password: at least 12 characters, not a common one.
        #[schema(required, value_type = String, min_length = 12, max_length = 128, write_only)]
        pub password: Private<String>,
    }
}

impl FirstPasswordForm {
    /// The password of somebody who goes by these names, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, names: &[&str]) -> Result<Password, Flaws> {
        let mut check = Check::new();
        let password = check
            .required("password", "a first password", self.password.as_ref(), |typed| Password::parse(typed, names));
        check.finish(password)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_the_rules_of_every_password() {
        let form = |typed: &str| FirstPasswordForm { password: Some(typed.into()) };
        assert!(form("heron lantern quartz").check(&["Efua Testworker"]).is_ok());
        assert!(form("testworker by the sea").check(&["Efua Testworker"]).is_err());
        assert!(form("short").check(&[]).is_err());
        assert!(FirstPasswordForm::default().check(&[]).err().unwrap().at("/password").is_some());
    }
}
