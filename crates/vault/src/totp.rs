//! Codes of authenticator apps: TOTP (RFC 6238) with SHA-1, six digits and steps of 30 seconds, which every app knows.
//!
//! One step of skew is allowed either way. A code must be accepted once only, so whoever asks keeps the step that was
//! accepted last and refuses it and those before (OWASP ASVS 6.5.1).

use rand::RngCore;
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

/// The bytes of a secret: what RFC 4226 recommends for SHA-1.
pub const SECRET_LENGTH: usize = 20;
/// The seconds of a step.
pub const STEP_SECONDS: u64 = 30;

/// What an authenticator app and the server both know.
pub struct TotpSecret(Zeroizing<[u8; SECRET_LENGTH]>);

impl TotpSecret {
    /// A new secret, from the thread's cryptographically secure generator.
    pub fn random() -> Self {
        let mut bytes = Zeroizing::new([0; SECRET_LENGTH]);
        rand::thread_rng().fill_bytes(bytes.as_mut_slice());
        Self(bytes)
    }

    /// The secret of these bytes, if they are of its length.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// The bytes, to be sealed.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    /// The secret as apps take it typed.
    pub fn to_base32(&self) -> Zeroizing<String> {
        Zeroizing::new(self.secret().to_base32())
    }

    /// The `otpauth` address of somebody's secret with an issuer; none if a name has a colon in it.
    pub fn uri(&self, issuer: &str, account: &str) -> Option<Zeroizing<String>> {
        let named = builder(self.secret()).with_account_name(account).with_issuer(Some(issuer));
        named.build().ok()?.to_url().ok().map(Zeroizing::new)
    }

    /// The step whose code this is at an instant, in seconds since 1970; compared in constant time.
    pub fn step_of(&self, code: &str, at: u64) -> Option<u64> {
        self.totp().check(code, at)
    }

    /// The code of a step, as an app shows it.
    pub fn code_of(&self, step: u64) -> String {
        self.totp().generate(step * STEP_SECONDS).to_string()
    }

    fn totp(&self) -> Totp {
        builder(self.secret()).build_noncompliant()
    }

    fn secret(&self) -> Secret {
        Secret::from(self.0.as_slice())
    }
}

/// SHA-1, six digits, 30 seconds and one step of skew are the builder's own defaults; they are said all the same.
fn builder(secret: Secret) -> Builder {
    Builder::new().with_secret(secret).with_digits(6).with_skew(1).with_step_duration(STEP_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::{STEP_SECONDS, TotpSecret};

    /// The secret of RFC 6238's appendix B.
    fn of_the_rfc() -> TotpSecret {
        TotpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(of_the_rfc().code_of(at / STEP_SECONDS), code);
            assert_eq!(of_the_rfc().step_of(code, at), Some(at / STEP_SECONDS));
        }
    }

    #[test]
    fn a_code_holds_one_step_early_and_one_late() {
        let secret = TotpSecret::random();
        let code = secret.code_of(1_000);
        for (step, held) in [(998, false), (999, true), (1_000, true), (1_001, true), (1_002, false)] {
            assert_eq!(secret.step_of(&code, step * STEP_SECONDS).is_some(), held, "{step}");
        }
        for other in ["", "12345", "1234567", "abcdef", "１２３４５６"] {
            assert_eq!(secret.step_of(other, 30_000), None, "{other}");
        }
    }

    #[test]
    fn an_app_is_told_what_it_needs() {
        let uri = of_the_rfc().uri("CRiiS", "efua.testworker").unwrap();
        assert!(uri.starts_with("otpauth://totp/CRiiS:efua.testworker?"), "{}", *uri);
        assert!(uri.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{}", *uri);
        assert!(of_the_rfc().uri("a:b", "efua").is_none());
    }
}
