//! Telephone numbers, in the United Kingdom or abroad.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::texts;
use crate::{Flaw, Private};

/// The longest telephone number as it may be typed, in characters, with its spaces and extension.
pub const PHONE_LENGTH: usize = 40;

texts! {
    /// A telephone number as it was typed, in single spaces: ten or eleven digits from 0, or eight to
    /// fifteen (ITU-T E.164) after `+`; an extension may follow as `ext 12`.
    Phone, parse_phone;
}

impl Phone {
    /// The digits alone with the United Kingdom's `+44` as 0, by which two numbers compare and a telephone dials.
    pub fn dialled(&self) -> String {
        let (number, _) = split_extension(self.as_str());
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if !is_abroad(number) {
            return digits;
        }
        let digits = digits.strip_prefix("00").unwrap_or(&digits);
        match digits.strip_prefix("44") {
            Some(national) => format!("0{}", national.trim_start_matches('0')),
            None => format!("+{digits}"),
        }
    }
}

fn parse_phone(typed: &str) -> Result<String, Flaw> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > PHONE_LENGTH {
        return Err(Flaw::TooLong(PHONE_LENGTH));
    }
    let (number, extension) = split_extension(&text);
    let plain = number.strip_prefix('+').unwrap_or(number);
    let shaped = plain.chars().all(|c| c.is_ascii_digit() || " ()-.".contains(c))
        && extension.is_none_or(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()));
    let digits = plain.chars().filter(char::is_ascii_digit).count();
    let counted = if is_abroad(number) { (8..=17).contains(&digits) } else { (10..=11).contains(&digits) };
    let begins = number.starts_with(['+', '0', '(']);
    if shaped && counted && begins { Ok(text) } else { Err(Flaw::NotAPhoneNumber) }
}

fn is_abroad(number: &str) -> bool {
    number.starts_with('+') || number.starts_with("00")
}

fn split_extension(text: &str) -> (&str, Option<&str>) {
    match text.split_once("ext") {
        Some((number, extension)) => (number.trim_end(), Some(extension.trim_start_matches(['.', ' ']))),
        None => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(typed: &str) -> Result<Private<Phone>, Flaw> {
        Phone::parse(&typed.into())
    }

    #[test]
    fn numbers_pass_as_people_write_them() {
        for number in
            ["07700 900 123", "+44 7700 900123", "0191 498 0000", "(0191) 498-0000 ext 12", "+353 20 911 0000"]
        {
            assert!(parse(number).is_ok(), "{number}");
        }
    }

    #[test]
    fn what_cannot_be_dialled_is_refused() {
        for wrong in ["", "12345", "7700 900 123", "07700 90012x", "call Rowan", "0770090012345", "07700 900 123 ext"] {
            assert_eq!(parse(wrong), Err(Flaw::NotAPhoneNumber), "{wrong}");
        }
        assert_eq!(parse(&"0".repeat(41)), Err(Flaw::TooLong(40)));
    }

    #[test]
    fn numbers_compare_by_what_is_dialled() {
        for same in ["07700 900 123", "+44 7700 900123", "+44 (0)7700 900 123", "0044 7700 900123 ext 5"] {
            assert_eq!(parse(same).unwrap().reveal().dialled(), "07700900123");
        }
        assert_eq!(parse("+353 20 911 0000").unwrap().reveal().dialled(), "+353209110000");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".*") {
            if let Ok(phone) = parse(&text) {
                let _ = phone.reveal().dialled();
            }
        }
    }
}
