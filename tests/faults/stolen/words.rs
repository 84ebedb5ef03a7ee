//! The words that must not be found. None is a word of the program's own, nor of PostgreSQL's.

/// What every text that is typed holds.
pub const CANARY: &str = "Heliotrope";
/// What is looked for of it, however it begins.
pub const STEM: &str = "eliotrop";

/// When everybody is born.
pub const BORN: &str = "1971-03-29";
/// A mobile's number.
pub const MOBILE: &str = "07700 900 871";
/// Another number.
pub const LANDLINE: &str = "0191 498 0871";
/// An NHS number of those that are nobody's.
pub const NHS_NUMBER: &str = "999 087 1205";
/// A postcode.
pub const POSTCODE: &str = "YO24 9ZZ";
/// A GP practice's code.
pub const ODS_CODE: &str = "Q87654";
/// A case reference number of probation's.
pub const CRN: &str = "X987123";
/// A number of the police's.
pub const PNC: &str = "2011/0987654K";
/// A prison number.
pub const PRISON_NUMBER: &str = "Q9871BZ";
/// An offence's code.
pub const OFFENCE_CODE: &str = "087/1QZ";

/// All of these.
pub const NUMBERS: [&str; 10] =
    [BORN, MOBILE, LANDLINE, NHS_NUMBER, POSTCODE, ODS_CODE, CRN, PNC, PRISON_NUMBER, OFFENCE_CODE];

/// Codes that are recorded, each rare enough to be nothing else.
pub const CODES: [&str; 17] = [
    "squatting",
    "xylazine",
    "nitazenes",
    "deafblind",
    "violence",
    "exploitation",
    "hospital_order",
    "penalty_notice",
    "discontinued",
    "psychodynamic",
    "mindfulness",
    "grandparent",
    "looked_after",
    "place_of_safety",
    "prison_visit",
    "keep_apart",
    "cancelled_by_them",
];

/// Everything that is looked for: numbers with their spaces and without.
pub fn words() -> Vec<String> {
    let mut words = vec![STEM.to_owned(), STEM.to_uppercase()];
    for number in NUMBERS {
        // Phone numbers may be written with the country's code.
        let number = number.trim_start_matches('0');
        words.push(number.to_owned());
        words.push(number.replace(' ', ""));
    }
    words.extend(CODES.map(str::to_owned));
    words.sort_unstable();
    words.dedup();
    words
}
