//! A client's signed assertion (RFC 7523): a JWT by a key that was registered, for this server, used once.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::api_client::SigningAlgorithm;
use domain::id::{ClientId, CredentialId};
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use serde_json::Value;
use store::ClientKey;

/// The longest assertion that is looked at, in bytes: RSA's largest signature takes 1,400.
const LONGEST: usize = 8_192;
/// How long an assertion may hold.
const LIFETIME: TimeDelta = TimeDelta::minutes(5);
/// How far the client's clock may be from ours.
const SKEW: TimeDelta = TimeDelta::seconds(30);
/// The longest id of an assertion, in bytes.
const LONGEST_ID: usize = 255;
/// The types that its header may name.
const TYPES: [&str; 2] = ["jwt", "client-authentication+jwt"];

/// What is left to be done with an assertion that is right: using it up.
#[derive(Debug, PartialEq, Eq)]
pub struct Held {
    /// Its id.
    pub jti: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    jti: String,
    exp: i64,
    iat: Option<i64>,
    nbf: Option<i64>,
}

/// Which client and key an assertion names, to look the key up. Nothing of it is believed yet.
pub fn says(text: &str) -> Option<(ClientId, CredentialId)> {
    let (header, claims) = parts(text)?;
    Some((claims.get("sub")?.as_str()?.parse().ok()?, header.get("kid")?.as_str()?.parse().ok()?))
}

/// An assertion that was signed by this key, says what it must, and holds now.
pub fn check(text: &str, key: &ClientKey, client: ClientId, audience: &str, now: DateTime<Utc>) -> Option<Held> {
    let (header, _) = parts(text)?;
    // What must be understood to be safe is not: no extension is known here (RFC 7515, 4.1.11).
    let is_plain = header.get("crit").is_none();
    let typed = header.get("typ").map(|typ| typ.as_str().unwrap_or_default().to_ascii_lowercase());
    if !is_plain || typed.is_some_and(|typ| !TYPES.contains(&typ.as_str())) {
        return None;
    }
    let algorithm = header.get("alg")?.as_str()?;
    let algorithm = key.key.algorithms().into_iter().find(|known| known.word() == algorithm).map(of)?;
    let jwk: Jwk = serde_json::from_str(key.key.as_str()).ok()?;
    let mut validation = Validation::new(algorithm);
    validation.set_audience(&[audience]);
    validation.set_issuer(&[client.to_string()]);
    validation.set_required_spec_claims(&["iss", "aud", "exp"]);
    // The machine's clock is not the store's: times are checked below.
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let claims = jsonwebtoken::decode::<Claims>(text, &DecodingKey::from_jwk(&jwk).ok()?, &validation).ok()?.claims;
    held(claims, client, now)
}

fn held(claims: Claims, client: ClientId, now: DateTime<Utc>) -> Option<Held> {
    let own = client.to_string();
    let expires_at = DateTime::from_timestamp(claims.exp, 0)?;
    let has_begun = |at: Option<i64>| at.is_none_or(|at| at <= (now + SKEW).timestamp());
    let holds =
        now < expires_at && expires_at <= now + LIFETIME + SKEW && has_begun(claims.iat) && has_begun(claims.nbf);
    let is_named = !claims.jti.is_empty() && claims.jti.len() <= LONGEST_ID;
    (claims.iss == own && claims.sub == own && holds && is_named).then_some(Held { jti: claims.jti, expires_at })
}

/// Header and claims, before anything is checked.
fn parts(text: &str) -> Option<(Value, Value)> {
    if text.len() > LONGEST {
        return None;
    }
    let mut parts = text.split('.');
    let mut next = || {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(parts.next()?).ok()?;
        serde_json::from_slice::<Value>(&bytes).ok().filter(Value::is_object)
    };
    Some((next()?, next()?))
}

const fn of(algorithm: SigningAlgorithm) -> Algorithm {
    match algorithm {
        SigningAlgorithm::EdDsa => Algorithm::EdDSA,
        SigningAlgorithm::Es256 => Algorithm::ES256,
        SigningAlgorithm::Ps256 => Algorithm::PS256,
        SigningAlgorithm::Rs256 => Algorithm::RS256,
    }
}

#[cfg(test)]
mod tests;
