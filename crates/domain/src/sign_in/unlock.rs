//! Going on after the screen was locked: the password of whoever is signed in, and of nobody else.

use super::second_factor::parse_typed_password;
use crate::{Check, Flaws, Private, form};

form! {
    /// What somebody typed to unlock their screen.
    pub struct UnlockForm {
        /// Their password.
        #[schema(required, value_type = String, max_length = 128, write_only)]
        pub password: Private<String>,
    }
}

impl UnlockForm {
    /// The password as typed, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form: no shape but an oversized one is told from a wrong password.
    pub fn check(&self) -> Result<Private<String>, Flaws> {
        let mut check = Check::new();
        let password = check.required("password", "your password", self.password.as_ref(), parse_typed_password);
        check.finish(password)
    }
}

#[cfg(test)]
mod tests {
    use super::UnlockForm;

    #[test]
    fn unlocking_tells_nothing_of_the_rules() {
        let form = |typed: &str| UnlockForm { password: Some(typed.into()) };
        assert!(form("short").check().is_ok());
        assert!(form(&"a".repeat(129)).check().err().unwrap().at("/password").is_some());
        assert!(UnlockForm::default().check().err().unwrap().at("/password").is_some());
    }
}
