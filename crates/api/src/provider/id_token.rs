//! The identity token of a provider: whether it is its own, for us, for this sign-in and of now.

use domain::Private;
use jsonwebtoken::jwk::{Jwk, JwkSet};
use jsonwebtoken::{Algorithm, DecodingKey, Header, Validation};
use serde::Deserialize;
use serde_json::Value;

use crate::config::{MemberClaim, Provider};

/// Signatures by a public key. None at all, and those by a secret that both sides know, are not among them: whoever
/// knows the public key could make the latter.
const ALLOWED: &[Algorithm] =
    &[Algorithm::RS256, Algorithm::PS256, Algorithm::ES256, Algorithm::ES384, Algorithm::EdDSA];
/// How far the provider's clock may differ, in seconds.
const SKEW: u64 = 60;
/// The longest subject that the standard has.
const LONGEST_SUBJECT: usize = 255;

/// Why a token is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// It is signed by a key that is not known: the provider may have changed its keys.
    #[error("the identity token names a key that is not known")]
    UnknownKey,
    /// It does not hold.
    #[error("the identity token does not hold: {0}")]
    Refused(&'static str),
}

/// Somebody as their provider names them.
#[derive(Clone, Debug)]
pub struct Named {
    /// Never changes, and is nobody else's.
    pub subject: Private<String>,
    /// What the member's claim says; none where it is missing.
    pub member: Option<Private<String>>,
    /// Whether the provider says that a second factor was shown.
    pub showed_second_factor: bool,
}

#[derive(Deserialize)]
struct Claims {
    sub: Private<String>,
    nonce: Option<String>,
    azp: Option<String>,
    email: Option<Private<String>>,
    email_verified: Option<Value>,
    preferred_username: Option<Private<String>>,
    amr: Option<Value>,
    acr: Option<Value>,
}

/// Whom a token names.
///
/// # Errors
/// [`TokenFault`].
pub fn verify(token: &str, keys: &JwkSet, provider: &Provider, nonce: &str) -> Result<Named, TokenFault> {
    let header = jsonwebtoken::decode_header(token).map_err(|_| TokenFault::Refused("its header"))?;
    if !ALLOWED.contains(&header.alg) {
        return Err(TokenFault::Refused("its algorithm"));
    }
    let key = key_of(keys, &header)?;
    let mut wanted = Validation::new(header.alg);
    wanted.leeway = SKEW;
    wanted.validate_nbf = true;
    wanted.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
    wanted.set_issuer(&[&provider.issuer]);
    wanted.set_audience(&[&provider.client_id]);
    let key = DecodingKey::from_jwk(key).map_err(|_| TokenFault::Refused("its key"))?;
    let claims = jsonwebtoken::decode::<Claims>(token, &key, &wanted);
    let claims = claims.map_err(|_| TokenFault::Refused("its signature, issuer, audience or time"))?.claims;
    if claims.nonce.as_deref() != Some(nonce) {
        return Err(TokenFault::Refused("its nonce"));
    }
    if claims.azp.as_ref().is_some_and(|party| *party != provider.client_id) {
        return Err(TokenFault::Refused("for whom it was made"));
    }
    if claims.sub.reveal().is_empty() || claims.sub.reveal().len() > LONGEST_SUBJECT {
        return Err(TokenFault::Refused("its subject"));
    }
    Ok(named(claims, provider))
}

fn key_of<'a>(keys: &'a JwkSet, header: &Header) -> Result<&'a Jwk, TokenFault> {
    let found = match &header.kid {
        Some(id) => keys.keys.iter().find(|key| key.common.key_id.as_ref() == Some(id)),
        // Without a name there must be no choice.
        None => keys.keys.first().filter(|_| keys.keys.len() == 1),
    };
    found.ok_or(TokenFault::UnknownKey)
}

fn named(claims: Claims, provider: &Provider) -> Named {
    // Where nothing is said, anybody at the provider may have typed it.
    let is_verified = claims.email_verified == Some(Value::Bool(true));
    let member = match provider.member_claim {
        MemberClaim::Email => claims.email.filter(|_| is_verified),
        MemberClaim::PreferredUsername => claims.preferred_username,
        MemberClaim::Subject => Some(claims.sub.clone()),
    };
    let showed_second_factor = provider.second_factor.as_ref().is_some_and(|(claim, value)| {
        let said = if claim == "amr" { claims.amr } else { claims.acr };
        match said {
            Some(Value::Array(all)) => all.iter().any(|one| one.as_str() == Some(value)),
            Some(Value::String(one)) => one == *value,
            _ => false,
        }
    });
    Named { subject: claims.sub, member, showed_second_factor }
}

#[cfg(test)]
mod tests;
