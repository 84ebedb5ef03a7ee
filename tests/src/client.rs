//! Programs that ask in their own name: registered, with a token, by keys of the suite's own.

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use domain::access::Scope;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::asking::{Answer, Asker};
use crate::forms;

/// A key pair that was made for these suites, and is of no other use.
#[derive(Clone, Copy)]
pub struct Pair {
    /// How it signs.
    pub algorithm: Algorithm,
    jwk: &'static str,
    der: &'static [u8],
}

impl Pair {
    /// The same key, signing in another way.
    #[must_use]
    pub const fn signing_by(self, algorithm: Algorithm) -> Self {
        Self { algorithm, ..self }
    }
}

/// Of Ed25519.
pub const ED25519: Pair = Pair {
    algorithm: Algorithm::EdDSA,
    jwk: include_str!("../keys/ed25519.json"),
    der: include_bytes!("../keys/ed25519.der"),
};
/// Of P-256.
pub const P256: Pair = Pair {
    algorithm: Algorithm::ES256,
    jwk: include_str!("../keys/p256.json"),
    der: include_bytes!("../keys/p256.der"),
};
/// Of RSA, with 2,048 bits, signing with PSS.
pub const RSA: Pair =
    Pair { algorithm: Algorithm::PS256, jwk: include_str!("../keys/rsa.json"), der: include_bytes!("../keys/rsa.der") };

/// A client as it was registered.
#[derive(Clone)]
pub struct Client {
    /// Its id.
    pub id: String,
    /// The key or secret that it was given.
    pub credential: String,
    /// The secret, if it is one.
    pub secret: String,
}

impl Pair {
    /// The public key, as the text of a JWK.
    pub const fn jwk(&self) -> &'static str {
        self.jwk
    }

    /// Sign claims under a header.
    pub fn signed(&self, header: &Header, claims: &Value) -> String {
        let key = match self.algorithm {
            Algorithm::EdDSA => EncodingKey::from_ed_der(self.der),
            Algorithm::ES256 => EncodingKey::from_ec_der(self.der),
            _ => EncodingKey::from_rsa_der(self.der),
        };
        jsonwebtoken::encode(header, claims, &key).expect("it is signed")
    }
}

/// A client of these services with these scopes.
pub fn form(services: &[&str], scopes: &[&str]) -> Value {
    json!({
        "name": "Invented reminders", "about": "Sends texts the day before", "services": services, "scopes": scopes,
        "per_minute": 6_000, "expires_on": forms::days_ahead(300),
    })
}

/// The words of every scope there is.
pub fn all_scopes() -> Vec<String> {
    Scope::all().iter().map(Scope::word).collect()
}

/// Register a client with a secret.
pub async fn register(administrator: &Asker, form: &Value) -> Client {
    given(&administrator.post("/api-clients", &json!({"client": form})).await.expect(201).body)
}

/// Register a client with a key.
pub async fn register_with(administrator: &Asker, form: &Value, pair: &Pair) -> Client {
    let registering = json!({"client": form, "key": pair.jwk()});
    given(&administrator.post("/api-clients", &registering).await.expect(201).body)
}

/// The client that an answer tells of.
pub fn given(body: &Value) -> Client {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Client {
        id: text(&body["client"]["id"]),
        credential: text(&body["issued"]["credential"]["id"]),
        secret: text(&body["issued"]["secret"]),
    }
}

/// Ask for a token with this form, and with this header if there is one.
pub async fn ask(address: &str, pairs: &[(&str, &str)], header: Option<&str>) -> Answer {
    ask_at(address, "/oauth/token", pairs, header).await
}

/// The same at another address.
pub async fn ask_at(address: &str, path: &str, pairs: &[(&str, &str)], header: Option<&str>) -> Answer {
    let body = pairs.iter().map(|(name, value)| format!("{name}={}", value.replace(':', "%3A")));
    let body = body.collect::<Vec<_>>().join("&");
    let made = |request: reqwest::RequestBuilder| {
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        match header {
            Some(header) => request.header(AUTHORIZATION, header),
            None => request,
        }
    };
    Asker::anonymous(address).send(Method::POST, path, made).await
}

impl Client {
    /// Ask for a token by the secret, in the header.
    pub async fn ask(&self, address: &str) -> Answer {
        let header = format!("Basic {}", BASE64_STANDARD.encode(format!("{}:{}", self.id, self.secret)));
        ask(address, &[("grant_type", "client_credentials")], Some(&header)).await
    }

    /// Ask for a token by an assertion.
    pub async fn ask_by(&self, address: &str, assertion: &str) -> Answer {
        let pairs = [
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", assertion),
        ];
        ask(address, &pairs, None).await
    }

    /// The client with a token, by its secret.
    pub async fn asker(&self, address: &str) -> Asker {
        with_token(address, &self.ask(address).await.expect(200))
    }

    /// The header of an assertion that is right.
    pub fn header(&self, pair: &Pair) -> Header {
        Header { kid: Some(self.credential.clone()), ..Header::new(pair.algorithm) }
    }

    /// The claims of an assertion that is right, for whoever serves at an address.
    pub fn claims(&self, address: &str) -> Value {
        let now = forms::now().timestamp();
        json!({
            "iss": self.id, "sub": self.id, "aud": format!("{address}/api/v1/oauth/token"), "jti": Uuid::new_v4(),
            "iat": now, "exp": now + 60,
        })
    }

    /// An assertion that is right.
    pub fn assertion(&self, pair: &Pair, address: &str) -> String {
        pair.signed(&self.header(pair), &self.claims(address))
    }
}

/// Whoever an answer gave a token.
pub fn with_token(address: &str, answer: &Answer) -> Asker {
    Asker::anonymous(address).with_token(answer.body["access_token"].as_str().expect("a token"))
}

/// What a token says, without asking whether it is right.
pub fn claims_of(token: &str) -> Value {
    let payload = token.split('.').nth(1).expect("claims");
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).expect("base64url")).expect("JSON")
}
