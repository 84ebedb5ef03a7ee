//! Tokens that are not ours, or no longer.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;
use vault::{Keys, Unlock};

use super::*;

fn now() -> DateTime<Utc> {
    domain::instant::parse("2026-11-24T14:00:00Z").unwrap()
}

fn keys() -> TokenKeys {
    let folder = tempfile::tempdir().unwrap();
    Keys::create(&folder.path().join("keys"), &Unlock::Bare).unwrap().token_signing_key()
}

fn session() -> SessionId {
    SessionId(Uuid::from_u128(7))
}

/// The claims of a token that holds now, with some of them changed.
fn claims(changes: &Value) -> Value {
    let mut claims = json!({
        "iss": ISSUER, "aud": AUDIENCE, "sid": session(), "iat": now().timestamp(), "exp": now().timestamp() + 300,
    });
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

fn signed(keys: &TokenKeys, header: &Header, claims: &Value) -> String {
    jsonwebtoken::encode(header, claims, &EncodingKey::from_ed_der(keys.private_der())).unwrap()
}

fn header(typ: &str) -> Header {
    Header { typ: Some(typ.to_owned()), ..Header::new(Algorithm::EdDSA) }
}

/// The parts of a token that the tests here look inside of.
fn words(token: Private<String>) -> String {
    serde_json::to_value(token).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn a_token_is_recognised_while_it_holds() {
    let tokens = Tokens::new(&keys());
    let token = words(tokens.issue(session(), now()).unwrap());
    assert_eq!(tokens.bearer(&token, now()), Some(Bearer::Session(session())));
    assert_eq!(tokens.bearer(&token, now() + LIFETIME - TimeDelta::seconds(1)), Some(Bearer::Session(session())));
    assert_eq!(tokens.bearer(&token, now() + LIFETIME), None, "expired");
    assert_eq!(tokens.bearer(&token, now() - TimeDelta::minutes(1)), None, "from the future");
}

#[test]
fn another_folders_key_signs_nothing_here() {
    let (ours, theirs) = (Tokens::new(&keys()), Tokens::new(&keys()));
    let token = words(theirs.issue(session(), now()).unwrap());
    assert_eq!(ours.bearer(&token, now()), None);
    assert_eq!(theirs.bearer(&token, now()), Some(Bearer::Session(session())));
}

#[test]
fn every_claim_counts() {
    let keys = keys();
    let tokens = Tokens::new(&keys);
    let session_of = |header: &Header, changes: Value| tokens.bearer(&signed(&keys, header, &claims(&changes)), now());
    assert_eq!(session_of(&header(TYPE), json!({})), Some(Bearer::Session(session())), "the control");
    assert_eq!(session_of(&header("JWT"), json!({})), None, "another type");
    assert_eq!(session_of(&header(TYPE), json!({"aud": "other"})), None);
    assert_eq!(session_of(&header(TYPE), json!({"iss": "other"})), None);
    assert_eq!(session_of(&header(TYPE), json!({"sid": "x"})), None);
    assert_eq!(session_of(&header(TYPE), json!({"exp": now().timestamp() + 86_400})), None, "too long a life");
    assert_eq!(session_of(&header(TYPE), json!({"exp": i64::MAX})), None);
}

#[test]
fn no_other_algorithm_is_believed() {
    let keys = keys();
    let tokens = Tokens::new(&keys);
    let encode = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    for algorithm in ["none", "None", "NONE"] {
        let header = encode(&json!({"alg": algorithm, "typ": TYPE}));
        for signature in ["", "AAAA"] {
            let token = format!("{header}.{}.{signature}", encode(&claims(&json!({}))));
            assert_eq!(tokens.bearer(&token, now()), None, "{algorithm}");
        }
    }
    // The public key is no secret: taken for an HMAC's, it must not sign.
    let header = Header { typ: Some(TYPE.to_owned()), ..Header::new(Algorithm::HS256) };
    let key = EncodingKey::from_secret(keys.public_raw());
    let token = jsonwebtoken::encode(&header, &claims(&json!({})), &key).unwrap();
    assert_eq!(tokens.bearer(&token, now()), None);
}

#[test]
fn a_changed_token_is_nobodys() {
    let tokens = Tokens::new(&keys());
    let token = words(tokens.issue(session(), now()).unwrap());
    let parts: Vec<&str> = token.split('.').collect();
    let payload = BASE64_URL_SAFE_NO_PAD.encode(claims(&json!({"sid": Uuid::from_u128(8)})).to_string());
    assert_eq!(tokens.bearer(&format!("{}.{payload}.{}", parts[0], parts[2]), now()), None, "forged");
    assert_eq!(tokens.bearer(&token[..token.len() - 2], now()), None, "cut short");
    assert_eq!(tokens.bearer("", now()), None);
    assert_eq!(tokens.bearer(&"a".repeat(LONGEST + 1), now()), None);
}

#[test]
fn a_clients_token_is_its_own_and_names_no_scope() {
    let tokens = Tokens::new(&keys());
    let id = Uuid::from_u128(9);
    let client = ClientToken { client: ClientId(id), credential: CredentialId(id), session: session() };
    let token = words(tokens.issue_to_client(client, now()).unwrap());
    assert_eq!(tokens.bearer(&token, now()), Some(Bearer::Client(client)));
    let payload = BASE64_URL_SAFE_NO_PAD.decode(token.split('.').nth(1).unwrap()).unwrap();
    let payload: Value = serde_json::from_slice(&payload).unwrap();
    assert_eq!(payload.get("scope"), None);
    assert_eq!(payload["client_id"], json!(id));
}

#[test]
fn half_a_client_is_nobody() {
    let keys = keys();
    let tokens = Tokens::new(&keys);
    let half = signed(&keys, &header(TYPE), &claims(&json!({"client_id": Uuid::from_u128(9)})));
    assert_eq!(tokens.bearer(&half, now()), None);
}

/// Tokens under one folder's key, for many cases.
static TOKENS: std::sync::LazyLock<Tokens> = std::sync::LazyLock::new(|| Tokens::new(&keys()));

proptest! {
    #[test]
    fn no_text_panics_or_is_a_token(
        text in ".{0,300}",
        parts in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..80), 0..5),
        claims in ".{0,100}",
    ) {
        let tokens = &*TOKENS;
        let encoded: Vec<String> = parts.iter().map(|part| BASE64_URL_SAFE_NO_PAD.encode(part)).collect();
        let real = words(tokens.issue(session(), now()).unwrap());
        let (head, rest) = real.split_once('.').unwrap();
        let (_, signature) = rest.split_once('.').unwrap();
        let other = format!("{head}.{}.{signature}", BASE64_URL_SAFE_NO_PAD.encode(claims));
        for token in [text, encoded.join("."), other] {
            prop_assert_eq!(tokens.bearer(&token, now()), None);
        }
    }
}
