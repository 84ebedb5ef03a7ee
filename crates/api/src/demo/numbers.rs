//! Numbers that reach nobody: NHS numbers of the range kept for tests, telephone numbers kept for drama.

use super::chance::Chance;

/// The first NHS number for tests is this one's, and each number below 900,000 has its own.
const NUMBERS: u64 = 900_000;

/// An NHS number that begins with 999, which are never issued, with its check digit.
pub fn nhs_number(number: u64) -> String {
    let (ten, nth) = (number % NUMBERS / 9, number % 9);
    let valid = (0..10).filter_map(|last| {
        let nine = format!("999{ten:05}{last}");
        check_digit(&nine).map(|check| format!("{nine}{check}"))
    });
    // Of ten that differ in one digit at most one has no check digit, so there are nine.
    valid.skip(usize::try_from(nth).unwrap_or_default()).take(1).collect()
}

/// The NHS Data Dictionary's rule: weights 10 to 2, the sum modulo 11 taken from 11; 11 stands for 0, and
/// 10 is never issued.
fn check_digit(nine: &str) -> Option<u32> {
    let digits = nine.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits.zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        check => Some(check),
    }
}

/// A mobile number that Ofcom keeps for drama.
pub fn mobile(chance: &mut Chance) -> String {
    format!("07700 900 {:03}", chance.between(0..=999))
}

/// A landline number that Ofcom keeps for drama, in Tyneside.
pub fn landline(chance: &mut Chance) -> String {
    format!("0191 498 0{:03}", chance.between(0..=999))
}
