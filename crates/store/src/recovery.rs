//! Recovery codes: for when an authenticator app is lost, each usable once.
//!
//! 80 random bits each, so a keyed hash is enough to keep them by: nobody guesses one, with or without the database.

use domain::Private;
use domain::id::StaffId;
use domain::sign_in::{RECOVERY_ALPHABET, RECOVERY_CODE_LENGTH};
use vault::{HashPurpose, Keys};

/// A new code, in small letters and digits.
pub fn random() -> String {
    let bits = vault::random::token();
    let alphabet = RECOVERY_ALPHABET.as_bytes();
    // 32 letters: the five low bits of a random byte choose one, each as likely as the others.
    let letters = bits.iter().take(RECOVERY_CODE_LENGTH).filter_map(|byte| alphabet.get(usize::from(byte % 32)));
    letters.map(|letter| char::from(*letter)).collect()
}

/// A code as it is shown: in groups of four.
pub fn shown(code: &str) -> Private<String> {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    Private::new(groups.join("-"))
}

/// What is kept of somebody's code.
pub fn hash(keys: &Keys, staff: StaffId, code: &str) -> [u8; 32] {
    keys.keyed_hash(HashPurpose::OneTime, &[b"recovery code", staff.0.as_bytes(), code.as_bytes()])
}

#[cfg(test)]
mod tests {
    use domain::sign_in::GivenCode;

    use super::*;

    #[test]
    fn a_code_is_typed_as_it_is_shown() {
        let code = random();
        assert_eq!(code.len(), RECOVERY_CODE_LENGTH);
        let typed = GivenCode::parse(&shown(&code)).ok().unwrap();
        assert!(matches!(typed, GivenCode::Recovery(read) if *read.reveal() == code));
        assert_ne!(code, random());
    }
}
