//! What an ID token may not be: expired, another's, unsigned, or signed in a way the key is not for.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use jsonwebtoken::EncodingKey;
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PublicKeyData};
use serde_json::json;

use super::*;

struct Issuer {
    key: KeyPair,
    keys: JwkSet,
}

impl Issuer {
    fn new() -> Self {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).unwrap();
        let (x, y) = key.der_bytes()[1..].split_at(32);
        let jwk = json!({"kty": "EC", "crv": "P-256", "kid": "one", "x": BASE64.encode(x), "y": BASE64.encode(y)});
        let keys = serde_json::from_value(json!({ "keys": [jwk] })).unwrap();
        Self { key, keys }
    }

    fn token(&self, claims: &Value) -> String {
        let header = Header { kid: Some("one".to_owned()), ..Header::new(Algorithm::ES256) };
        jsonwebtoken::encode(&header, claims, &EncodingKey::from_ec_der(&self.key.serialize_der())).unwrap()
    }
}

fn provider() -> Provider {
    Provider {
        issuer: "https://login.example.org".to_owned(),
        client_id: "criis".to_owned(),
        client_secret_file: "/nowhere".into(),
        member_claim: MemberClaim::Email,
        second_factor: Some(("amr".to_owned(), "mfa".to_owned())),
        ca: None,
    }
}

#[expect(clippy::disallowed_methods, reason = "sign-in providers keep the real clock")]
fn claims(with: &Value) -> Value {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let mut claims = json!({
        "iss": "https://login.example.org", "aud": "criis", "sub": "7f3a", "nonce": "n", "iat": now, "exp": now + 300,
        "email": "kit@example.org", "email_verified": true, "amr": ["pwd", "mfa"],
    });
    claims.as_object_mut().unwrap().extend(with.as_object().unwrap().clone());
    claims
}

#[test]
fn a_token_names_somebody_and_what_they_showed() {
    let issuer = Issuer::new();
    let named = verify(&issuer.token(&claims(&json!({}))), &issuer.keys, &provider(), "n").unwrap();
    assert_eq!((named.subject.reveal().as_str(), named.showed_second_factor), ("7f3a", true));
    assert_eq!(named.member.unwrap().reveal(), "kit@example.org");
    let weak = issuer.token(&claims(&json!({"amr": ["pwd"], "email_verified": false})));
    let named = verify(&weak, &issuer.keys, &provider(), "n").unwrap();
    assert!(!named.showed_second_factor && named.member.is_none());
    let silent = issuer.token(&claims(&json!({"email_verified": null})));
    assert!(verify(&silent, &issuer.keys, &provider(), "n").unwrap().member.is_none());
}

#[test]
fn what_is_not_for_us_now_and_this_sign_in_is_refused() {
    let issuer = Issuer::new();
    for with in [
        json!({"iss": "https://other.example.org"}),
        json!({"aud": "other"}),
        json!({"aud": ["criis", "other"], "azp": "other"}),
        json!({"nonce": "other"}),
        json!({"nonce": null}),
        json!({"exp": 1}),
        json!({"exp": null}),
        json!({"nbf": 4_000_000_000_u64}),
        json!({"sub": ""}),
        json!({"sub": "a".repeat(256)}),
    ] {
        let token = issuer.token(&claims(&with));
        assert!(matches!(verify(&token, &issuer.keys, &provider(), "n"), Err(TokenFault::Refused(_))), "{with}");
    }
}

#[test]
fn no_other_key_and_no_weaker_algorithm_will_do() {
    let (issuer, other) = (Issuer::new(), Issuer::new());
    let forged = other.token(&claims(&json!({})));
    assert!(matches!(verify(&forged, &issuer.keys, &provider(), "n"), Err(TokenFault::Refused(_))));
    let mut renamed = issuer.keys.clone();
    renamed.keys[0].common.key_id = Some("two".to_owned());
    let token = issuer.token(&claims(&json!({})));
    assert_eq!(verify(&token, &renamed, &provider(), "n").err(), Some(TokenFault::UnknownKey));

    let body = BASE64.encode(claims(&json!({})).to_string());
    let none = format!("{}.{body}.", BASE64.encode(r#"{"alg":"none","kid":"one"}"#));
    assert!(matches!(verify(&none, &issuer.keys, &provider(), "n"), Err(TokenFault::Refused(_))));
    // Signed with what everybody knows of the key, as if it were a secret.
    let known = serde_json::to_vec(&issuer.keys.keys[0]).unwrap();
    let header = Header { kid: Some("one".to_owned()), ..Header::new(Algorithm::HS256) };
    let confused = jsonwebtoken::encode(&header, &claims(&json!({})), &EncodingKey::from_secret(&known)).unwrap();
    assert_eq!(verify(&confused, &issuer.keys, &provider(), "n").err(), Some(TokenFault::Refused("its algorithm")));
}

proptest::proptest! {
    #[test]
    fn no_token_panics(token in ".{0,120}") {
        let none = JwkSet { keys: Vec::new() };
        proptest::prop_assert!(verify(&token, &none, &provider(), "n").is_err());
    }
}
