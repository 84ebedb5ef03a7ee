//! Staff passwords: Argon2id with OWASP's parameters (19 MiB, two passes, one lane), as PHC strings.
//!
//! Each call takes tens of milliseconds of one core and 19 MiB; the caller bounds how many run at
//! once.

use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{self, SaltString},
};
use rand::RngCore;
use thiserror::Error;
use zeroize::Zeroizing;

use crate::unlock::Stretch;

/// How many times the work of a hash was done, whatever came of it.
static WORK: AtomicU64 = AtomicU64::new(0);

/// How many times this process did the work of a password hash since it started: a flood of sign-ins shows in
/// it, and that a name that does not exist costs as much as one that does.
pub fn work_done() -> u64 {
    WORK.load(Ordering::Relaxed)
}

/// Why a password could not be hashed or compared. It never holds the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PasswordError {
    /// What is stored is not a PHC string that we could have made.
    #[error("the stored password hash cannot be read")]
    Unreadable,
    /// The algorithm refused, as for want of memory or an absurd length.
    #[error("the password could not be hashed")]
    Failed,
}

/// A salted hash to store, as a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$…`.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    let mut salt = [0; 16];
    rand::thread_rng().fill_bytes(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(|_| PasswordError::Failed)?;
    count();
    let hash = owasp()?.hash_password(password.as_bytes(), &salt).map_err(|_| PasswordError::Failed)?;
    Ok(hash.to_string())
}

/// Whether this is the password that was hashed, compared in constant time.
pub fn verify(password: &str, phc: &str) -> Result<bool, PasswordError> {
    let stored = PasswordHash::new(phc).map_err(|_| PasswordError::Unreadable)?;
    let params = Params::try_from(&stored).map_err(|_| PasswordError::Unreadable)?;
    let cost = Stretch { memory: params.m_cost(), passes: params.t_cost(), lanes: params.p_cost() };
    if stored.salt.is_none() || stored.hash.is_none() || !cost.is_bearable() {
        return Err(PasswordError::Unreadable);
    }
    count();
    match owasp()?.verify_password(password.as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::Password) => Ok(false),
        Err(_) => Err(PasswordError::Unreadable),
    }
}

/// Whether a hash was made with less work than a new one takes, so that it is to be made again while the password is
/// at hand.
pub fn is_outdated(phc: &str) -> bool {
    let made = PasswordHash::new(phc).ok().and_then(|hash| Params::try_from(&hash).ok());
    let now = owasp().ok();
    let (Some(made), Some(now)) = (made, now) else { return false };
    let now = now.params();
    made.m_cost() < now.m_cost() || made.t_cost() < now.t_cost()
}

/// Does the work of [`verify`] for a name that does not exist, so that it takes the same time.
pub fn verify_nobody(password: &str) {
    let mut output = Zeroizing::new([0; 32]);
    count();
    let work = owasp()
        .map(|argon2| argon2.hash_password_into(password.as_bytes(), b"nobody has this.", output.as_mut_slice()));
    // Nothing comes of it either way; the compiler must not see that.
    let _ = black_box((work, &output));
}

fn count() {
    WORK.fetch_add(1, Ordering::Relaxed);
}

/// OWASP's first choice for Argon2id (Password Storage Cheat Sheet): m = 19 MiB, t = 2, p = 1.
fn owasp() -> Result<Argon2<'static>, PasswordError> {
    let params = Params::new(19_456, 2, 1, Some(32)).map_err(|_| PasswordError::Failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::{PasswordError, hash, is_outdated, verify, verify_nobody};

    #[test]
    fn the_right_password_is_known_and_a_wrong_one_is_not() {
        let phc = hash("a long walk by the canal").unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert_eq!(verify("a long walk by the canal", &phc), Ok(true));
        assert_eq!(verify("a long walk by the canal ", &phc), Ok(false));
        verify_nobody("a long walk by the canal");
    }

    #[test]
    fn the_same_password_hashes_differently_each_time() {
        assert_ne!(hash("umbrella"), hash("umbrella"));
    }

    #[test]
    fn a_hash_of_less_work_is_outdated_and_still_known() {
        let params = argon2::Params::new(8_192, 1, 1, Some(32)).unwrap();
        let cheap = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
        let salt = argon2::password_hash::SaltString::encode_b64(b"sixteen bytes ok").unwrap();
        let phc = argon2::PasswordHasher::hash_password(&cheap, b"umbrella", &salt).unwrap().to_string();
        assert_eq!(verify("umbrella", &phc), Ok(true));
        assert!(is_outdated(&phc));
        assert!(!is_outdated(&hash("umbrella").unwrap()) && !is_outdated("umbrella"));
    }

    #[test]
    fn what_is_not_a_hash_is_an_error_and_not_a_refusal() {
        let whole = hash("umbrella").unwrap();
        let costly = whole.replace("m=19456", "m=4194304");
        let unsalted = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ";
        for phc in ["", "umbrella", "$argon2id$", unsalted, &costly] {
            assert_eq!(verify("umbrella", phc), Err(PasswordError::Unreadable), "{phc}");
        }
    }
}
