//! Assertions that are right, and every way in which one is not.

use domain::Private;
use domain::api_client::PublicKey;
use jsonwebtoken::{EncodingKey, Header};
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;
use vault::{Keys, TokenKeys, Unlock};

use super::*;

const AUDIENCE: &str = "https://criis.example/api/v1/oauth/token";
const CLIENT: ClientId = ClientId(Uuid::from_u128(3));
const KEY: CredentialId = CredentialId(Uuid::from_u128(4));

fn now() -> DateTime<Utc> {
    domain::instant::parse("2026-11-24T14:00:00Z").unwrap()
}

/// A key pair of Ed25519: the folder's own kind of key will do for a client's.
fn pair() -> TokenKeys {
    let folder = tempfile::tempdir().unwrap();
    Keys::create(&folder.path().join("keys"), &Unlock::Bare).unwrap().token_signing_key()
}

fn registered(pair: &TokenKeys) -> ClientKey {
    let x = BASE64_URL_SAFE_NO_PAD.encode(pair.public_raw());
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": x}).to_string();
    ClientKey { id: KEY, key: PublicKey::parse(&Private::new(jwk)).unwrap() }
}

fn header() -> Header {
    Header { kid: Some(KEY.to_string()), ..Header::new(Algorithm::EdDSA) }
}

fn claims(changes: &Value) -> Value {
    let mut claims = json!({
        "iss": CLIENT, "sub": CLIENT, "aud": AUDIENCE, "jti": "one", "exp": now().timestamp() + 60,
    });
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

fn signed(pair: &TokenKeys, header: &Header, changes: &Value) -> String {
    jsonwebtoken::encode(header, &claims(changes), &EncodingKey::from_ed_der(pair.private_der())).unwrap()
}

fn checked(text: &str, pair: &TokenKeys) -> Option<Held> {
    check(text, &registered(pair), CLIENT, AUDIENCE, now())
}

#[test]
fn one_that_is_right_holds_and_says_which_key() {
    let pair = pair();
    let text = signed(&pair, &header(), &json!({}));
    assert_eq!(says(&text), Some((CLIENT, KEY)));
    assert_eq!(checked(&text, &pair).unwrap().jti, "one");
}

#[test]
fn every_claim_counts() {
    let pair = pair();
    let at = now().timestamp();
    for changes in [
        json!({"aud": "https://other.example/token"}),
        json!({"iss": Uuid::from_u128(9)}),
        json!({"sub": Uuid::from_u128(9)}),
        json!({"jti": ""}),
        json!({"jti": "x".repeat(256)}),
        json!({"jti": null}),
        json!({"exp": at}),
        json!({"exp": at + 3_600}),
        json!({"exp": null}),
        json!({"iat": at + 3_600}),
        json!({"nbf": at + 3_600}),
    ] {
        assert_eq!(checked(&signed(&pair, &header(), &changes), &pair), None, "{changes}");
    }
}

#[test]
fn the_header_chooses_neither_key_nor_algorithm_nor_type() {
    let (ours, theirs) = (pair(), pair());
    assert_eq!(checked(&signed(&theirs, &header(), &json!({})), &ours), None, "another's key");
    let typed = Header { typ: Some("at+jwt".to_owned()), ..header() };
    assert_eq!(checked(&signed(&ours, &typed, &json!({})), &ours), None, "a token of ours is no assertion");
    // The public key taken for a secret, and no signature at all.
    let secret = EncodingKey::from_secret(ours.public_raw());
    let confused = Header { kid: Some(KEY.to_string()), ..Header::new(Algorithm::HS256) };
    let confused = jsonwebtoken::encode(&confused, &claims(&json!({})), &secret).unwrap();
    assert_eq!(checked(&confused, &ours), None);
    let payload = BASE64_URL_SAFE_NO_PAD.encode(claims(&json!({})).to_string());
    let none = BASE64_URL_SAFE_NO_PAD.encode(json!({"alg": "none", "kid": KEY}).to_string());
    assert_eq!(checked(&format!("{none}.{payload}."), &ours), None);
}

proptest! {
    #[test]
    fn no_text_panics(text in "[a-zA-Z0-9_.-]{0,200}") {
        let _ = says(&text);
    }
}
