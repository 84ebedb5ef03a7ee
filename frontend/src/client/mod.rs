//! Speaking with the server: one private way to send a request, and one short function for each
//! endpoint, in files by noun. Nothing else in the app does HTTP.

pub(crate) mod account;
pub(crate) mod api_client;
pub(crate) mod break_glass;
pub(crate) mod casework;
pub(crate) mod contact;
pub(crate) mod draft;
pub(crate) mod organisation;
pub(crate) mod oversight;
pub(crate) mod record;
pub(crate) mod reference;
pub(crate) mod restriction;
pub(crate) mod search;
pub(crate) mod session;
pub(crate) mod step_up;
pub(crate) mod today;
pub(crate) mod token;

use std::fmt::Write;

use domain::problem::Problem;
use gloo_net::http::{Headers, Method, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Refused {
    /// No answer came: no network, or the server is away.
    Unreachable,
    /// An answer came that this version of the app does not understand.
    Unreadable,
    /// The browser brought no passkey: somebody waved it away, or no authenticator has one.
    NoPasskey,
    /// The server said no, and why.
    Problem(Box<Problem>),
}

impl Refused {
    /// What to say about it: never anything personal.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Unreachable => "The server cannot be reached at the moment.".to_owned(),
            Self::NoPasskey => "No passkey was given. Try again, or go on in another way.".to_owned(),
            Self::Unreadable => "This page is older than the server. Load it again.".to_owned(),
            Self::Problem(problem) => {
                let mut words = format!("{}.", problem.title.trim_end_matches('.'));
                if let Some(detail) = &problem.detail {
                    // Writing to a `String` does not fail.
                    let _ = write!(words, " {detail}");
                }
                words
            }
        }
    }

    /// The record that an earlier sending of the same form made, where that is why this one is refused.
    pub(crate) fn made_already(&self) -> Option<Uuid> {
        match self {
            Self::Problem(problem) if problem.status == 422 && problem.errors.is_empty() => {
                problem.records.first().copied()
            }
            _ => None,
        }
    }

    /// Whether it is a problem of this kind, by the last word of its address.
    fn is_of(&self, kind: &str) -> bool {
        matches!(self, Self::Problem(problem) if problem.kind.rsplit('#').next() == Some(kind))
    }

    /// The HTTP status, where an answer came.
    pub(crate) fn status(&self) -> Option<u16> {
        match self {
            Self::Problem(problem) => Some(problem.status),
            Self::Unreachable | Self::Unreadable | Self::NoPasskey => None,
        }
    }
}

/// What every endpoint's function answers.
pub(crate) type Answer<T> = Result<T, Refused>;

/// A request before it is sent; it can be sent again after signing in.
struct Ask {
    method: Method,
    path: String,
    body: Option<String>,
    version: Option<u32>,
    key: Option<Uuid>,
    accept: &'static str,
}

impl Ask {
    fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), body: None, version: None, key: None, accept: "application/json" }
    }

    /// By way of a [`Value`], which drafts need of every form anyway: one way to write each form is compiled.
    fn body(mut self, body: &impl Serialize) -> Answer<Self> {
        self.body = Some(serde_json::to_value(body).map_err(|_| Refused::Unreadable)?.to_string());
        Ok(self)
    }

    async fn send(&self, token: Option<&str>) -> Answer<Response> {
        let headers = Headers::new();
        headers.set("accept", self.accept);
        if let Some(token) = token {
            headers.set("authorization", &format!("Bearer {token}"));
        }
        if let Some(version) = self.version {
            headers.set("if-match", &format!("\"{version}\""));
        }
        if let Some(key) = self.key {
            headers.set("idempotency-key", &key.to_string());
        }
        let builder = RequestBuilder::new(&format!("/api/v1{}", self.path)).method(self.method.clone());
        let request = match &self.body {
            Some(body) => {
                headers.set("content-type", "application/json");
                builder.headers(headers).body(body.as_str())
            }
            None => builder.headers(headers).build(),
        };
        request.map_err(|_| Refused::Unreadable)?.send().await.map_err(|_| Refused::Unreachable)
    }
}

/// Send a request with the token, refresh it once if it has run out, wait for a new sign-in where refreshing
/// fails, and for a step-up where the act takes one: the caller only ever sees the answer.
async fn request(ask: Ask) -> Answer<Response> {
    let mut refreshed = false;
    loop {
        let token = token::current().await;
        let response = ask.send(token.as_deref()).await?;
        match refuse_unless_ok(response).await {
            Err(refused) if refused.is_of("not-signed-in") => {}
            Err(refused) if refused.is_of("step-up-needed") && step_up::ask().await => continue,
            answer => return answer,
        }
        token::forget();
        if refreshed {
            token::wait_for_sign_in().await;
        }
        refreshed = !refreshed;
    }
}

async fn refuse_unless_ok(response: Response) -> Answer<Response> {
    if response.ok() {
        return Ok(response);
    }
    match json(&response).await.and_then(read) {
        Ok(problem) => Err(Refused::Problem(Box::new(problem))),
        // A proxy's own page, in place of the server's answer.
        Err(_) => Err(Refused::Unreachable),
    }
}

async fn json(response: &Response) -> Answer<Value> {
    let text = response.text().await.map_err(|_| Refused::Unreachable)?;
    text.parse().map_err(|_| Refused::Unreadable)
}

/// Read an answer's content. Only this is compiled for each kind of answer; the way there is one.
fn read<T: DeserializeOwned>(content: Value) -> Answer<T> {
    serde_json::from_value(content).map_err(|_| Refused::Unreadable)
}

/// The content that a request is answered with.
async fn content(ask: Ask) -> Answer<Value> {
    json(&request(ask).await?).await
}

async fn get<T: DeserializeOwned>(path: impl Into<String>) -> Answer<T> {
    read(content(Ask::new(Method::GET, path)).await?)
}

/// Create something: the key makes sending it twice the same as sending it once.
async fn create<T: DeserializeOwned>(path: impl Into<String>, key: Uuid, body: &impl Serialize) -> Answer<T> {
    let ask = Ask { key: Some(key), ..Ask::new(Method::POST, path).body(body)? };
    read(content(ask).await?)
}

/// Ask with a body, changing nothing.
async fn query<T: DeserializeOwned>(path: impl Into<String>, body: &impl Serialize) -> Answer<T> {
    read(content(Ask::new(Method::POST, path).body(body)?).await?)
}

/// Change a record of a version.
async fn change<T: DeserializeOwned>(path: impl Into<String>, version: u32, body: &impl Serialize) -> Answer<T> {
    let ask = Ask { version: Some(version), ..Ask::new(Method::PUT, path).body(body)? };
    read(content(ask).await?)
}

/// Something that changes a record of a version by a POST, such as closing it. The version makes sending it
/// twice a refusal; the key, where the server takes one, makes it the same as once.
async fn act<T: DeserializeOwned>(
    path: impl Into<String>,
    version: u32,
    key: Uuid,
    body: &impl Serialize,
) -> Answer<T> {
    let ask = Ask { version: Some(version), key: Some(key), ..Ask::new(Method::POST, path).body(body)? };
    read(content(ask).await?)
}
