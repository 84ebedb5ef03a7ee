//! NHS numbers: ten digits, the last of which checks the others.
//!
//! The rule is the NHS Data Dictionary's *NHS number*: weights 10 to 2 on the first nine digits, the sum
//! modulo 11 taken from 11; 11 stands for 0, and 10 is never issued.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::texts;
use crate::{Flaw, Private};

const DIGITS: usize = 10;

texts! {
    /// A valid NHS number, kept as ten digits without spaces.
    NhsNumber, parse_digits;
}

impl NhsNumber {
    /// In groups of 3, 3 and 4, as the NHS shows it: `999 000 0018`.
    pub fn spaced(&self) -> String {
        let mut spaced = String::with_capacity(DIGITS + 2);
        for (place, digit) in self.as_str().chars().enumerate() {
            if place == 3 || place == 6 {
                spaced.push(' ');
            }
            spaced.push(digit);
        }
        spaced
    }
}

fn parse_digits(typed: &str) -> Result<String, Flaw> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    let values: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.chars().count() != DIGITS || values.len() != DIGITS || is_one_digit(&values) || !checks(&values) {
        return Err(Flaw::NotAnNhsNumber);
    }
    Ok(digits)
}

/// Numbers of one repeated digit, `0000000000` among them, satisfy the arithmetic and are never issued.
fn is_one_digit(values: &[u32]) -> bool {
    values.iter().all(|value| values.first() == Some(value))
}

fn checks(values: &[u32]) -> bool {
    let sum: u32 = values.iter().zip((2..=10).rev()).map(|(value, weight)| value * weight).sum();
    let check = match 11 - sum % 11 {
        11 => 0,
        check => check,
    };
    values.last() == Some(&check)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(typed: &str) -> Result<String, Flaw> {
        NhsNumber::parse(&typed.into()).map(|number| number.reveal().as_str().to_owned())
    }

    #[test]
    fn valid_numbers_pass_however_they_are_spaced() {
        for valid in ["9990000018", "9990000026", "9990000034", "9990000042", "9434765919"] {
            assert_eq!(parse(valid).as_deref(), Ok(valid));
        }
        assert_eq!(parse(" 943-476 5919 ").as_deref(), Ok("9434765919"));
    }

    #[test]
    fn invalid_numbers_are_refused() {
        for last in 0..10 {
            assert_eq!(parse(&format!("999000014{last}")), Err(Flaw::NotAnNhsNumber), "its check digit would be 10");
        }
        for digit in 0..10 {
            assert_eq!(parse(&digit.to_string().repeat(10)), Err(Flaw::NotAnNhsNumber));
        }
        for wrong in ["", "999000001", "99900000188", "999000001x", "٩٩٩٠٠٠٠٠١٨"] {
            assert_eq!(parse(wrong), Err(Flaw::NotAnNhsNumber));
        }
    }

    #[test]
    fn it_is_shown_in_groups() {
        let number = NhsNumber::parse(&"9990000018".into()).unwrap();
        assert_eq!(number.reveal().spaced(), "999 000 0018");
    }

    proptest! {
        #[test]
        fn one_digit_wrong_is_always_noticed(nine in 100_000_000_u64..1_000_000_000, place in 0_usize..10, other in 1_u32..10) {
            for check in 0..10 {
                let number = format!("{nine}{check}");
                if parse(&number).is_err() {
                    continue;
                }
                let mut digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
                digits[place] = (digits[place] + other) % 10;
                let wrong: String = digits.iter().map(u32::to_string).collect();
                prop_assert_eq!(parse(&wrong), Err(Flaw::NotAnNhsNumber));
            }
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = parse(&text);
        }
    }
}
