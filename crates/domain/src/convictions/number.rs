//! The numbers by which police, probation and prisons know somebody.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::texts;
use crate::{Flaw, Private};

texts! {
    /// A case reference number of the Probation Service: a letter and six digits.
    Crn, parse_crn;
    /// A number of the Police National Computer: year, serial number, check letter.
    Pnc, parse_pnc;
    /// A prison number: a letter, four digits, two letters.
    PrisonNumber, parse_prison_number;
    /// An offence code: at most 16 letters, digits and strokes.
    OffenceCode, parse_offence_code;
}

fn parse_crn(typed: &str) -> Result<String, Flaw> {
    let number = packed(typed);
    if is_shaped(&number, "A999999") { Ok(number) } else { Err(Flaw::NotACrn) }
}

fn parse_pnc(typed: &str) -> Result<String, Flaw> {
    let number = packed(typed);
    let Some((year, serial)) = number.split_once('/') else {
        return Err(Flaw::NotAPncNumber);
    };
    let digits = serial.get(..serial.len().saturating_sub(1)).unwrap_or_default();
    let shaped = (is_shaped(year, "99") || is_shaped(year, "9999"))
        && (1..=7).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && serial.ends_with(|c: char| c.is_ascii_uppercase());
    if shaped { Ok(number) } else { Err(Flaw::NotAPncNumber) }
}

fn parse_prison_number(typed: &str) -> Result<String, Flaw> {
    let number = packed(typed);
    if is_shaped(&number, "A9999AA") { Ok(number) } else { Err(Flaw::NotAPrisonNumber) }
}

fn parse_offence_code(typed: &str) -> Result<String, Flaw> {
    let code = packed(typed);
    let shaped = (1..=16).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'/');
    if shaped { Ok(code) } else { Err(Flaw::NotAnOffenceCode) }
}

/// Without spaces, in capitals.
fn packed(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
}

/// Whether a letter stands for each `A` of the shape and a digit for each `9`.
fn is_shaped(number: &str, shape: &str) -> bool {
    let fits = |(c, shape): (u8, u8)| {
        if shape == b'9' { c.is_ascii_digit() } else { c.is_ascii_uppercase() }
    };
    number.len() == shape.len() && number.bytes().zip(shape.bytes()).all(fits)
}
