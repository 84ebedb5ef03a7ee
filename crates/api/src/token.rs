//! Access tokens: who asks, for five minutes.
//!
//! A token carries a session and times, never a role: what its bearer may do is read from the database at
//! every request. It is signed by Ed25519 and nothing else (RFC 9068's `at+jwt`, RFC 8725), and its times
//! are checked against the store's clock.

use chrono::{DateTime, TimeDelta, Utc};
use domain::Private;
use domain::id::SessionId;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use vault::TokenKeys;

/// How long a token holds.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(5);
/// How far the clocks of two nodes may differ.
const SKEW: TimeDelta = TimeDelta::seconds(5);
/// The longest token that is looked at, in bytes; ours have about 350.
const LONGEST: usize = 1_024;

const TYPE: &str = "at+jwt";
const ISSUER: &str = "criis";
const AUDIENCE: &str = "criis/api/v1";

/// Issues tokens and recognises its own.
#[derive(Clone)]
pub struct Tokens {
    signing: EncodingKey,
    verifying: DecodingKey,
}

/// What a token says.
#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sid: SessionId,
    iat: i64,
    exp: i64,
}

impl Tokens {
    /// Tokens under the key folder's key, the same on every node.
    pub fn new(keys: &TokenKeys) -> Self {
        Self {
            signing: EncodingKey::from_ed_der(keys.private_der()),
            verifying: DecodingKey::from_ed_der(keys.public_raw()),
        }
    }

    /// A token for a session; none if it could not be signed.
    pub fn issue(&self, session: SessionId, now: DateTime<Utc>) -> Option<Private<String>> {
        let claims = Claims {
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            sid: session,
            iat: now.timestamp(),
            exp: (now + LIFETIME).timestamp(),
        };
        let header = Header { typ: Some(TYPE.to_owned()), ..Header::new(Algorithm::EdDSA) };
        jsonwebtoken::encode(&header, &claims, &self.signing).ok().map(Private::new)
    }

    /// The session that a token is of, if it is one of ours and holds now.
    pub fn session(&self, token: &str, now: DateTime<Utc>) -> Option<SessionId> {
        if token.len() > LONGEST {
            return None;
        }
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["iss", "aud", "exp"]);
        // The machine's clock is not the store's: times are checked below.
        validation.validate_exp = false;
        let data = jsonwebtoken::decode::<Claims>(token, &self.verifying, &validation).ok()?;
        let issued = DateTime::from_timestamp(data.claims.iat, 0)?;
        let expires = DateTime::from_timestamp(data.claims.exp, 0)?;
        let holds = issued <= now + SKEW && now < expires && expires - issued <= LIFETIME;
        (data.header.typ.as_deref() == Some(TYPE) && holds).then_some(data.claims.sid)
    }
}

#[cfg(test)]
mod tests;
