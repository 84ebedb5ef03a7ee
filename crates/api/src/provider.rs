//! The organisation's own identity provider, spoken to by OpenID Connect: authorisation code with PKCE.
//!
//! Asked are the addresses that the issuer itself declares, and no other: no redirect is followed, and each takes TLS
//! and an end. Its keys are read anew when a token names one that is not known, at most once a minute.

mod id_token;
mod outbound;

use std::sync::Arc;
use std::time::{Duration, Instant};

use jsonwebtoken::jwk::JwkSet;
use serde::Deserialize;
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use crate::command::Failure;
use crate::config::{Config, Provider as Settings, secret_file};
use id_token::TokenFault;
use outbound::Outbound;

pub use id_token::Named;

/// Where a provider leads back to.
pub const CALLBACK: &str = "/api/v1/sign-in/provider/callback";
/// How long what a provider says of itself is believed.
const BELIEVED: Duration = Duration::from_hours(1);
/// How soon its keys may be read again.
const AGAIN: Duration = Duration::from_mins(1);

/// The provider; none where none is set.
#[derive(Clone)]
pub struct Provider(Option<Arc<Inner>>);

struct Inner {
    settings: Settings,
    secret: Zeroizing<String>,
    callback: String,
    outbound: Outbound,
    known: Mutex<Option<Known>>,
}

#[derive(Clone)]
struct Known {
    declared: Declared,
    keys: JwkSet,
    read_at: Instant,
}

/// What an issuer says of itself.
#[derive(Clone, Deserialize)]
struct Declared {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
}

#[derive(Deserialize)]
struct Redeemed {
    id_token: Zeroizing<String>,
}

/// What a sign-in at the provider is begun and ended with.
pub struct Challenge<'a> {
    /// Names this sign-in in the address that leads back.
    pub state: &'a str,
    /// What the identity token must carry.
    pub nonce: &'a str,
    /// What the code is redeemed with; the provider is told its digest first.
    pub verifier: &'a str,
}

/// Why it does not go on.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// None is set.
    #[error("no identity provider is set")]
    None,
    /// It cannot be reached, or says what it must not.
    #[error("the identity provider: {0}")]
    Away(String),
    /// The code or the token does not hold.
    #[error("{0}")]
    Refused(String),
}

impl Provider {
    /// The provider that the settings describe.
    ///
    /// # Errors
    /// When a file of theirs cannot be read.
    pub fn of(config: &Config) -> Result<Self, Failure> {
        let Some(settings) = config.provider.clone() else { return Ok(Self(None)) };
        let secret = secret_file::read_text(&settings.client_secret_file).map_err(Failure::Unsafe)?;
        let outbound = Outbound::to(&settings)?;
        let callback = format!("{}{CALLBACK}", config.address());
        Ok(Self(Some(Arc::new(Inner { settings, secret, callback, outbound, known: Mutex::new(None) }))))
    }

    /// Whether there is one.
    pub const fn is_set(&self) -> bool {
        self.0.is_some()
    }

    /// Its issuer.
    ///
    /// # Errors
    /// [`Fault::None`].
    pub fn issuer(&self) -> Result<&str, Fault> {
        self.0.as_ref().map(|inner| inner.settings.issuer.as_str()).ok_or(Fault::None)
    }

    /// Where somebody is sent to sign in.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn address(&self, challenge: &Challenge<'_>) -> Result<String, Fault> {
        let inner = self.0.as_ref().ok_or(Fault::None)?;
        let known = inner.known().await?;
        let digest = base64_url(&vault::digest::sha256_of(challenge.verifier.as_bytes()));
        let address = reqwest::Url::parse_with_params(
            &known.declared.authorization_endpoint,
            [
                ("response_type", "code"),
                ("client_id", &inner.settings.client_id),
                ("redirect_uri", &inner.callback),
                ("scope", "openid email profile"),
                ("state", challenge.state),
                ("nonce", challenge.nonce),
                ("code_challenge", &digest),
                ("code_challenge_method", "S256"),
            ],
        );
        address.map(String::from).map_err(|_| Fault::Away("its authorisation endpoint is no address".to_owned()))
    }

    /// Whom a code names.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn redeem(&self, code: &str, challenge: &Challenge<'_>) -> Result<Named, Fault> {
        let inner = self.0.as_ref().ok_or(Fault::None)?;
        let known = inner.known().await?;
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &inner.callback),
            ("client_id", &inner.settings.client_id),
            ("client_secret", &inner.secret),
            ("code_verifier", challenge.verifier),
        ];
        let redeemed: Redeemed = inner.outbound.redeem(&known.declared.token_endpoint, &form).await?;
        let token = redeemed.id_token.as_str();
        match id_token::verify(token, &known.keys, &inner.settings, challenge.nonce) {
            Err(TokenFault::UnknownKey) => {
                let known = inner.known_anew(known.read_at).await?;
                id_token::verify(token, &known.keys, &inner.settings, challenge.nonce)
            }
            verified => verified,
        }
        .map_err(|fault| Fault::Refused(fault.to_string()))
    }
}

impl Inner {
    async fn known(&self) -> Result<Known, Fault> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref().filter(|known| known.read_at.elapsed() < BELIEVED) {
            return Ok(known.clone());
        }
        Ok(known.insert(self.read().await?).clone())
    }

    /// What it says now, unless it was read again since, or within the last minute.
    async fn known_anew(&self, read_at: Instant) -> Result<Known, Fault> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref().filter(|known| known.read_at > read_at || known.read_at.elapsed() < AGAIN) {
            return Ok(known.clone());
        }
        Ok(known.insert(self.read().await?).clone())
    }

    async fn read(&self) -> Result<Known, Fault> {
        let issuer = &self.settings.issuer;
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let declared: Declared = self.outbound.get(&address).await?;
        if declared.issuer != *issuer {
            return Err(Fault::Away("it calls itself otherwise than `oidc_issuer` does".to_owned()));
        }
        for address in [&declared.authorization_endpoint, &declared.token_endpoint, &declared.jwks_uri] {
            self.outbound.accept(address)?;
        }
        let keys = self.outbound.get(&declared.jwks_uri).await?;
        Ok(Known { declared, keys, read_at: Instant::now() })
    }
}

fn base64_url(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
