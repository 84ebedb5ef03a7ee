//! UK postcodes, and the pseudo-postcodes that the NHS uses where there is none.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::texts;
use crate::{Flaw, Private};

/// The NHS's pseudo-postcode for *no fixed abode*.
pub const NO_FIXED_ABODE: &str = "ZZ99 3VZ";
/// The NHS's pseudo-postcode for *address not known*.
pub const ADDRESS_NOT_KNOWN: &str = "ZZ99 3WZ";
/// The NHS's pseudo-postcode for *England or United Kingdom, not otherwise stated*.
pub const NOT_OTHERWISE_STATED: &str = "ZZ99 3CZ";

const PSEUDO: [&str; 3] = [NO_FIXED_ABODE, ADDRESS_NOT_KNOWN, NOT_OTHERWISE_STATED];

texts! {
    /// A UK postcode in capitals with one space before its last three characters. Only its shape is
    /// checked: whether it exists is Royal Mail's to know.
    Postcode, parse_postcode;
}

impl Postcode {
    /// Whether it is one of the NHS's pseudo-postcodes, which name no place.
    pub fn is_pseudo(&self) -> bool {
        PSEUDO.contains(&self.as_str())
    }

    /// The sector: all but the last two letters, such as `SR1 3`. The finest that may leave the service.
    pub fn sector(&self) -> &str {
        self.as_str().get(..self.as_str().len().saturating_sub(2)).unwrap_or_default()
    }
}

fn parse_postcode(typed: &str) -> Result<String, Flaw> {
    let packed: String = typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    if !packed.is_ascii() || !(5..=7).contains(&packed.len()) {
        return Err(Flaw::NotAPostcode);
    }
    let (outward, inward) = packed.split_at(packed.len() - 3);
    let postcode = format!("{outward} {inward}");
    let known = PSEUDO.contains(&postcode.as_str()) || postcode == "GIR 0AA";
    if known || (is_outward(outward.as_bytes()) && is_inward(inward.as_bytes())) {
        Ok(postcode)
    } else {
        Err(Flaw::NotAPostcode)
    }
}

/// The shapes `AN`, `ANN`, `AAN`, `AANN`, `ANA`, `AANA` with the letters that each place takes (BS 7666).
fn is_outward(outward: &[u8]) -> bool {
    let first = |c: &u8| c.is_ascii_uppercase() && !b"QVX".contains(c);
    let second = |c: &u8| c.is_ascii_uppercase() && !b"IJZ".contains(c);
    let third = |c: &u8| b"ABCDEFGHJKPSTUW".contains(c);
    let fourth = |c: &u8| b"ABEHMNPRVWXY".contains(c);
    let digit = |c: &u8| c.is_ascii_digit();
    match outward {
        [a, n] => first(a) && digit(n),
        [a, n, m] if digit(n) => first(a) && (digit(m) || third(m)),
        [a, b, n] => first(a) && second(b) && digit(n),
        [a, b, n, m] => first(a) && second(b) && digit(n) && (digit(m) || fourth(m)),
        _ => false,
    }
}

/// A digit and two letters, none of which is C, I, K, M, O or V.
fn is_inward(inward: &[u8]) -> bool {
    let letter = |c: &u8| c.is_ascii_uppercase() && !b"CIKMOV".contains(c);
    matches!(inward, [n, a, b] if n.is_ascii_digit() && letter(a) && letter(b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(typed: &str) -> Result<String, Flaw> {
        Postcode::parse(&typed.into()).map(|postcode| postcode.reveal().as_str().to_owned())
    }

    #[test]
    fn every_real_shape_passes() {
        for real in [
            "M1 1AA", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "SW1W 0NY", "SR1 3JP", "N1C 4AG",
            "E1W 1AA", "NW1W 9AA", "GIR 0AA", "L1 8JQ", "BT1 5GS", "SE1P 5LX", "CF10 3NP", "ZE1 0AA",
        ] {
            assert_eq!(parse(real).as_deref(), Ok(real));
        }
    }

    #[test]
    fn it_is_put_into_its_usual_form() {
        assert_eq!(parse("sr13jp").as_deref(), Ok("SR1 3JP"));
        assert_eq!(parse(" ec1a  1bb ").as_deref(), Ok("EC1A 1BB"));
    }

    #[test]
    fn pseudo_postcodes_pass_and_are_known_as_such() {
        for pseudo in PSEUDO {
            assert_eq!(parse(pseudo).as_deref(), Ok(pseudo));
            assert!(Postcode::parse(&pseudo.into()).unwrap().reveal().is_pseudo());
        }
        assert!(!Postcode::parse(&"SR1 3JP".into()).unwrap().reveal().is_pseudo());
        assert_eq!(parse("ZZ99 3ZZ").as_deref(), Err(&Flaw::NotAPostcode));
    }

    #[test]
    fn what_is_no_postcode_is_refused() {
        for wrong in ["", "SR1", "1SR 3JP", "SR1 JJP", "QR1 3JP", "SR1 3CP", "SR1 3JPP", "ßR1 3JP", "S١ 3JP"] {
            assert_eq!(parse(wrong), Err(Flaw::NotAPostcode), "{wrong}");
        }
    }

    #[test]
    fn a_sector_leaves_out_the_street() {
        assert_eq!(Postcode::parse(&"sr1 3jp".into()).unwrap().reveal().sector(), "SR1 3");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".*") {
            let _ = parse(&text);
        }

        #[test]
        fn parsing_again_changes_nothing(text in "[A-Za-z]{1,2}[0-9][0-9A-Za-z]? ?[0-9][A-Za-z]{2}") {
            if let Ok(postcode) = parse(&text) {
                let again = parse(&postcode);
                prop_assert_eq!(again, Ok(postcode));
            }
        }
    }
}
