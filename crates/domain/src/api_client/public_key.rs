//! A client's public key, as a JWK (RFC 7517): which are taken, and for which signatures.

use serde_json::{Map, Value, json};

use crate::{Flaw, Private, choice};

/// The longest JWK that is looked at, in bytes: that of a 16,384-bit RSA key has under 3,000.
const LONGEST: usize = 4_096;
/// The smallest RSA key, in bits (NIST SP 800-131A).
const RSA_LEAST: usize = 2_048;
/// The largest, in bits: a signature by a larger one takes long to check.
const RSA_MOST: usize = 8_192;
/// Members that only the private half has (RFC 7518, 6.2.2 and 6.3.2), and symmetric keys.
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

choice! {
    /// How an assertion may be signed; no other way is taken, whatever its header says.
    pub enum SigningAlgorithm {
        /// Ed25519.
        EdDsa = "EdDSA", "EdDSA";
        /// ECDSA on P-256 with SHA-256.
        Es256 = "ES256", "ES256";
        /// RSASSA-PSS with SHA-256.
        Ps256 = "PS256", "PS256";
        /// RSASSA-PKCS1-v1_5 with SHA-256.
        Rs256 = "RS256", "RS256";
    }
}

/// A public key that is taken, reduced to what names the key.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    jwk: String,
}

impl PublicKey {
    /// Parse the text of a JWK.
    ///
    /// # Errors
    /// [`Flaw::NotAPublicKey`], saying what would be right.
    pub fn parse(typed: &Private<String>) -> Result<Self, Flaw> {
        Self::of(typed.reveal())
    }

    /// The key as the text of a JWK, with nothing in it but the key and the algorithm it is for, if it is for one.
    pub fn as_str(&self) -> &str {
        &self.jwk
    }

    /// The algorithms by which it may sign; decided by the key, never by what is signed.
    pub fn algorithms(&self) -> Vec<SigningAlgorithm> {
        let jwk: Value = serde_json::from_str(&self.jwk).unwrap_or_default();
        let text = |member: &str| jwk.get(member).and_then(Value::as_str);
        match (text("kty"), text("alg")) {
            (Some("OKP"), _) => vec![SigningAlgorithm::EdDsa],
            (Some("EC"), _) => vec![SigningAlgorithm::Es256],
            (Some("RSA"), Some("PS256")) => vec![SigningAlgorithm::Ps256],
            (Some("RSA"), Some("RS256")) => vec![SigningAlgorithm::Rs256],
            (Some("RSA"), _) => vec![SigningAlgorithm::Ps256, SigningAlgorithm::Rs256],
            _ => Vec::new(),
        }
    }

    fn of(text: &str) -> Result<Self, Flaw> {
        if text.len() > LONGEST {
            return Err(Flaw::TooLong(LONGEST));
        }
        let parsed: Value = serde_json::from_str(text).map_err(|_| NOT_JSON)?;
        let jwk = parsed.as_object().ok_or(NOT_JSON)?;
        if PRIVATE.iter().any(|member| jwk.contains_key(*member)) {
            return Err(Flaw::NotAPublicKey(
                "Give the public key alone; what you gave is secret, so make another pair",
            ));
        }
        if jwk.get("use").is_some_and(|used| used != "sig") {
            return Err(Flaw::NotAPublicKey("Give a key that is for signatures"));
        }
        let mut kept = match text_of(jwk, "kty") {
            "OKP" if text_of(jwk, "crv") == "Ed25519" && is_256_bits(jwk, "x") => {
                json!({"kty": "OKP", "crv": "Ed25519", "x": jwk["x"]})
            }
            "EC" if text_of(jwk, "crv") == "P-256" && is_256_bits(jwk, "x") && is_256_bits(jwk, "y") => {
                json!({"kty": "EC", "crv": "P-256", "x": jwk["x"], "y": jwk["y"]})
            }
            "RSA" if text_of(jwk, "e") == "AQAB" => {
                let bits = bits(text_of(jwk, "n")).ok_or(UNKNOWN)?;
                if !(RSA_LEAST..=RSA_MOST).contains(&bits) {
                    return Err(Flaw::NotAPublicKey("Give an RSA key of 2,048 to 8,192 bits"));
                }
                json!({"kty": "RSA", "n": jwk["n"], "e": "AQAB"})
            }
            _ => return Err(UNKNOWN),
        };
        if let Some(algorithm) = jwk.get("alg") {
            if let Some(members) = kept.as_object_mut() {
                members.insert("alg".to_owned(), algorithm.clone());
            }
            let key = Self { jwk: kept.to_string() };
            let is_its_own = key.algorithms().iter().any(|known| algorithm == known.word());
            return if is_its_own { Ok(key) } else { Err(UNKNOWN) };
        }
        Ok(Self { jwk: kept.to_string() })
    }
}

const NOT_JSON: Flaw = Flaw::NotAPublicKey("Give the text of a JWK: a JSON object");
const UNKNOWN: Flaw = Flaw::NotAPublicKey(
    "Give a key of Ed25519 (EdDSA), of P-256 (ES256), or of RSA with the exponent 65537 (PS256, RS256)",
);

fn text_of<'a>(jwk: &'a Map<String, Value>, member: &str) -> &'a str {
    jwk.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn is_256_bits(jwk: &Map<String, Value>, member: &str) -> bool {
    let text = text_of(jwk, member);
    text.len() == 43 && text.bytes().all(|sign| value(sign).is_some())
}

/// The bits of a number in base64url without padding, as RFC 7518 writes them: without leading zero bytes.
fn bits(text: &str) -> Option<usize> {
    let mut values = text.bytes().map(value);
    let first = values.next()??;
    if values.any(|value| value.is_none()) || text.len() % 4 == 1 {
        return None;
    }
    let bytes = text.len() * 3 / 4;
    // The first sign holds the six highest bits of the first byte.
    (first != 0).then(|| bytes * 8 - (first.leading_zeros() as usize - 2))
}

/// The six bits of a sign of base64url.
const fn value(sign: u8) -> Option<u8> {
    match sign {
        b'A'..=b'Z' => Some(sign - b'A'),
        b'a'..=b'z' => Some(sign - b'a' + 26),
        b'0'..=b'9' => Some(sign - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ED25519: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    fn parsed(jwk: &Value) -> Result<PublicKey, Flaw> {
        PublicKey::parse(&jwk.to_string().into())
    }

    #[test]
    fn the_key_decides_the_algorithm() {
        let okp = parsed(&json!({"kty": "OKP", "crv": "Ed25519", "x": ED25519, "kid": "mine", "use": "sig"})).unwrap();
        assert!(okp.algorithms() == [SigningAlgorithm::EdDsa]);
        assert!(!okp.as_str().contains("mine"), "what is kept is the key alone");
        let ec = parsed(&json!({"kty": "EC", "crv": "P-256", "x": ED25519, "y": ED25519})).unwrap();
        assert!(ec.algorithms() == [SigningAlgorithm::Es256]);
        let rsa = json!({"kty": "RSA", "n": "s".repeat(342), "e": "AQAB", "alg": "PS256"});
        assert!(parsed(&rsa).unwrap().algorithms() == [SigningAlgorithm::Ps256]);
    }

    #[test]
    fn small_and_unusual_keys_are_refused() {
        for jwk in [
            json!({"kty": "RSA", "n": "s".repeat(341), "e": "AQAB"}),
            json!({"kty": "RSA", "n": format!("f{}", "s".repeat(341)), "e": "AQAB"}),
            json!({"kty": "RSA", "n": "s".repeat(342), "e": "Aw"}),
            json!({"kty": "RSA", "n": "s".repeat(342), "e": "AQAB", "alg": "RS512"}),
            json!({"kty": "OKP", "crv": "X25519", "x": ED25519}),
            json!({"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}),
            json!({"kty": "OKP", "crv": "Ed25519", "x": ED25519, "alg": "HS256"}),
            json!({"kty": "oct", "k": ED25519}),
            json!(["a list"]),
        ] {
            assert!(parsed(&jwk).is_err(), "{jwk}");
        }
    }

    #[test]
    fn a_private_key_is_refused_with_advice() {
        let flaw = parsed(&json!({"kty": "OKP", "crv": "Ed25519", "x": ED25519, "d": ED25519})).err().unwrap();
        assert!(flaw.to_string().contains("make another pair"));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,200}") {
            let _ = PublicKey::parse(&text.into());
        }
    }
}
