//! What makes a password safe enough: its length, and that nobody guesses it first.
//!
//! After NIST SP 800-63B §5.1.1.2: length over composition, nothing about the account, the charity or the product,
//! none of the commonest; no rule about digits and signs, and no regular change. `store` compares with a list of
//! common ones beside, which is too large for a browser.

use super::second_factor::parse_typed_password;
use crate::{Check, Flaw, Flaws, Private, form};

/// The shortest password, in characters.
pub const MIN_PASSWORD: usize = 12;
/// The longest password, in characters; longer ones would only make hashing slow.
pub const MAX_PASSWORD: usize = 128;

/// Words that the commonest long passwords are made of: whatever is left of a password without them, and
/// without digits and signs, must still be long enough to tell it from the next.
const COMMONEST: &[&str] = &[
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "letmein",
    "welcome",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r",
    "iloveyou",
    "sunshine",
    "princess",
    "football",
    "liverpool",
    "arsenal",
    "chelsea",
    "superman",
    "batman",
    "dragon",
    "monkey",
    "trustno1",
    "admin",
    "changeme",
    "secret",
    "summer",
    "winter",
    "autumn",
    "spring",
    "recovery",
];
/// How many letters beside the commonest words a password must have.
const OWN_LETTERS: usize = 4;
/// The shortest word of somebody's or the charity's name that a password may not have in it: shorter ones are in
/// half of all words.
const NAMING_LETTERS: usize = 4;

form! {
    /// What somebody typed to change their own password.
    pub struct PasswordForm {
        /// The present one.
        #[schema(required, value_type = String, max_length = 128, write_only)]
        pub current: Private<String>,
        /// The next: at least 12 characters, not a common one, without one's own name.
        #[schema(required, value_type = String, min_length = 12, max_length = 128, write_only)]
        pub new: Private<String>,
    }
}

/// A password that keeps the rules. It is never serialised, and printing it tells nothing.
#[derive(Clone, Debug)]
pub struct Password(Private<String>);

impl Password {
    /// Parse a new password of somebody who goes by these names: their own, the one that they sign in with, the
    /// charity's.
    ///
    /// # Errors
    /// [`Flaw::TooShort`], [`Flaw::TooLong`] or [`Flaw::EasilyGuessed`].
    pub fn parse(typed: &Private<String>, names: &[&str]) -> Result<Self, Flaw> {
        let length = typed.reveal().chars().count();
        if length < MIN_PASSWORD {
            return Err(Flaw::TooShort(MIN_PASSWORD));
        }
        if length > MAX_PASSWORD {
            return Err(Flaw::TooLong(MAX_PASSWORD));
        }
        let password = Self(typed.clone());
        password.refuse_names(names)?;
        if is_easily_guessed(typed.reveal()) { Err(Flaw::EasilyGuessed) } else { Ok(password) }
    }

    /// Refuse a password with a word of these names in it, where they are known only after the rest was checked.
    ///
    /// # Errors
    /// [`Flaw::EasilyGuessed`].
    pub fn refuse_names(&self, names: &[&str]) -> Result<(), Flaw> {
        let small = self.0.reveal().to_lowercase();
        let is_within = |name: &&str| {
            let name = name.to_lowercase();
            let mut words = name.split(|c: char| !c.is_alphanumeric());
            words.any(|word| word.chars().count() >= NAMING_LETTERS && small.contains(word))
        };
        if names.iter().any(is_within) { Err(Flaw::EasilyGuessed) } else { Ok(()) }
    }

    /// The password, for the hash.
    pub const fn as_private(&self) -> &Private<String> {
        &self.0
    }
}

/// A change of one's own password.
#[derive(Clone)]
pub struct PasswordChange {
    /// The present one as typed.
    pub current: Private<String>,
    /// The next.
    pub new: Password,
}

impl PasswordForm {
    /// The present password as typed and the next, or every flaw; the rules about one's own name `store` checks.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<PasswordChange, Flaws> {
        let mut check = Check::new();
        let current = check.required("current", "your present password", self.current.as_ref(), parse_typed_password);
        let new = check.required("new", "a new password", self.new.as_ref(), |typed| Password::parse(typed, &[]));
        if self.current.is_some() && self.current == self.new {
            check.flaw("new", Flaw::Contradiction("Choose a password other than the present one"));
        }
        check.finish(current.zip(new).map(|(current, new)| PasswordChange { current, new }))
    }
}

fn is_easily_guessed(password: &str) -> bool {
    let small = password.to_lowercase();
    small.contains("criis") || is_few_characters(&small) || is_common(&small)
}

/// Fewer than five different characters: `aaaaaaaaaaaa`, `121212121212`.
fn is_few_characters(small: &str) -> bool {
    let mut characters: Vec<char> = small.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    characters.len() < 5
}

/// Little but the commonest words, digits and signs: `password1234`, `Summer-2026!!`.
fn is_common(small: &str) -> bool {
    let mut rest = small.to_owned();
    for word in COMMONEST {
        rest = rest.replace(word, "");
    }
    rest.chars().filter(|c| c.is_alphabetic()).count() < OWN_LETTERS && rest.len() < small.len() || is_row(small)
}

/// One row of keys or of the alphabet, as in `123456789012` and `abcdefghijkl`.
fn is_row(small: &str) -> bool {
    ["01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm"]
        .iter()
        .any(|row| row.contains(small))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(typed: &str) -> Result<(), Flaw> {
        Password::parse(&typed.into(), &["Efua Testworker", "efua.testworker", "Northtown Recovery"]).map(|_| ())
    }

    #[test]
    fn length_is_what_counts() {
        assert_eq!(parse("elevenchars"), Err(Flaw::TooShort(12)));
        assert_eq!(parse("twelve chars"), Ok(()));
        assert_eq!(parse("correct horse battery staple"), Ok(()));
        assert_eq!(parse("482915736041"), Ok(()));
        assert_eq!(parse("пароль из слов"), Ok(()));
        let long = "correct horse battery staple ".repeat(5);
        assert_eq!(parse(&long[..128]), Ok(()));
        assert_eq!(parse(&long[..129]), Err(Flaw::TooLong(128)));
    }

    #[test]
    fn what_anybody_guesses_is_refused() {
        for guessed in [
            "password1234",
            "Passw0rd!!!!",
            "Summer-2026!!",
            "WelcomeWelcome1",
            "aaaaaaaaaaaa",
            "121212121212",
            "123456789012",
            "abcdefghijklm",
            "qwertyuiopas",
            "Efua.Testworker7",
            "northtown rain again",
            "TESTWORKER beside the sea",
            "ilikeCRiiSalot",
        ] {
            assert_eq!(parse(guessed), Err(Flaw::EasilyGuessed), "{guessed}");
        }
    }

    #[test]
    fn printing_a_password_tells_nothing() {
        let password = Password::parse(&"correct horse".into(), &["efua"]).ok().unwrap();
        assert_eq!(format!("{password:?}"), "Password([private])");
    }

    #[test]
    fn the_next_is_another_than_the_present() {
        let form = PasswordForm { current: Some("correct horse".into()), new: Some("correct horse".into()) };
        assert!(form.check().err().unwrap().at("/new").is_some());
    }
}
