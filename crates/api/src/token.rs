//! Access tokens: who asks, for five minutes.
//!
//! A token carries a session and times, never a role: what its bearer may do is read from the database at
//! every request. It is signed by Ed25519 and nothing else (RFC 9068's `at+jwt`, RFC 8725), and its times
//! are checked against the store's clock.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use domain::Private;
use domain::id::{ClientId, CredentialId, SessionId};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use store::{Bearer, ClientToken};
use vault::TokenKeys;

/// How long a token holds.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(5);
/// How far the clocks of two nodes may differ.
const SKEW: TimeDelta = TimeDelta::seconds(5);
/// The longest token that is looked at, in bytes; ours have about 350.
const LONGEST: usize = 1_024;

/// Tokens that are remembered as ours; then all are forgotten, and found good again as they come.
const MOST_RECOGNISED: usize = 10_000;

const TYPE: &str = "at+jwt";
const ISSUER: &str = "criis";
const AUDIENCE: &str = "criis/api/v1";

/// Issues tokens and recognises its own.
#[derive(Clone)]
pub struct Tokens {
    signing: EncodingKey,
    verifying: DecodingKey,
    /// Tokens whose signature was found good, by their digest: the same one comes with every request for five
    /// minutes, and checking its signature is most of what admitting somebody costs. Whether their session
    /// holds, and in which roles, is read at every request all the same.
    recognised: Arc<Mutex<HashMap<[u8; 32], Recognised>>>,
}

/// What a token of ours says.
#[derive(Clone, Copy)]
struct Recognised {
    bearer: Bearer,
    iat: i64,
    exp: i64,
}

/// What a token says.
#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sid: SessionId,
    /// The API client, of a client's token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client_id: Option<ClientId>,
    /// The key or secret that it showed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credential: Option<CredentialId>,
    iat: i64,
    exp: i64,
}

impl Tokens {
    /// Tokens under the key folder's key, the same on every node.
    pub fn new(keys: &TokenKeys) -> Self {
        Self {
            signing: EncodingKey::from_ed_der(keys.private_der()),
            verifying: DecodingKey::from_ed_der(keys.public_raw()),
            recognised: Arc::default(),
        }
    }

    /// A token for a session; none if it could not be signed.
    pub fn issue(&self, session: SessionId, now: DateTime<Utc>) -> Option<Private<String>> {
        self.signed(Bearer::Session(session), now)
    }

    /// A token for an API client; none if it could not be signed. It names no scope, for none would be believed.
    pub fn issue_to_client(&self, token: ClientToken, now: DateTime<Utc>) -> Option<Private<String>> {
        self.signed(Bearer::Client(token), now)
    }

    fn signed(&self, bearer: Bearer, now: DateTime<Utc>) -> Option<Private<String>> {
        let (sid, client_id, credential) = match bearer {
            Bearer::Session(session) => (session, None, None),
            Bearer::Client(token) => (token.session, Some(token.client), Some(token.credential)),
        };
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sid,
            client_id,
            credential,
            iat: now.timestamp(),
            exp: (now + LIFETIME).timestamp(),
        };
        let header = Header { typ: Some(TYPE.to_owned()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &self.signing).ok().map(Private::new)
    }

    /// Whose a token is, if it is one of ours and holds now.
    pub fn bearer(&self, token: &str, now: DateTime<Utc>) -> Option<Bearer> {
        let claims = self.recognised(token)?;
        let issued = DateTime::from_timestamp(claims.iat, 0)?;
        let expires = DateTime::from_timestamp(claims.exp, 0)?;
        let holds = issued <= now + SKEW && now < expires && expires - issued <= LIFETIME;
        holds.then_some(claims.bearer)
    }

    /// What a token says, if it was signed by our key: looked up, or found out and kept. Only its times are
    /// left to be checked, which is done at every request.
    fn recognised(&self, token: &str) -> Option<Recognised> {
        if token.len() > LONGEST {
            return None;
        }
        let digest = vault::digest::sha256(&[token.as_bytes()]);
        let mut recognised = self.recognised.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(claims) = recognised.get(&digest) {
            return Some(*claims);
        }
        drop(recognised);
        let claims = self.verified(token)?;
        recognised = self.recognised.lock().unwrap_or_else(PoisonError::into_inner);
        if recognised.len() >= MOST_RECOGNISED {
            recognised.clear();
        }
        recognised.insert(digest, claims);
        Some(claims)
    }

    fn verified(&self, token: &str) -> Option<Recognised> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["iss", "aud", "exp"]);
        // The machine's clock is not the store's: times are checked by `session`.
        validation.validate_exp = false;
        let data = jsonwebtoken::decode::<Claims>(token, &self.verifying, &validation).ok()?;
        let Claims { sid, client_id, credential, iat, exp, .. } = data.claims;
        let bearer = match (client_id, credential) {
            (None, None) => Bearer::Session(sid),
            (Some(client), Some(credential)) => Bearer::Client(ClientToken { client, credential, session: sid }),
            _ => return None,
        };
        (data.header.typ.as_deref() == Some(TYPE)).then_some(Recognised { bearer, iat, exp })
    }
}

#[cfg(test)]
mod tests;
