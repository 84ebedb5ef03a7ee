//! Somebody who asks over HTTP, and what they are answered.

use reqwest::header::{AUTHORIZATION, HeaderMap, IF_MATCH};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::conform;

/// Somebody, signed in or not.
#[derive(Clone)]
pub struct Asker {
    /// Where they ask.
    pub address: String,
    client: Client,
    token: Option<String>,
}

/// What they were answered.
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as JSON; null where there is none.
    pub body: Value,
    /// The body as it came.
    pub text: String,
}

impl Asker {
    /// Somebody who is not signed in.
    pub fn anonymous(address: &str) -> Self {
        let client = Client::builder().cookie_store(false).no_proxy().build().expect("a client");
        Self { address: address.to_owned(), client, token: None }
    }

    /// The same with another token.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The same at another process.
    #[must_use]
    pub fn at(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    /// Sign in.
    pub async fn signed_in(address: &str, name: &str, password: &str) -> Self {
        let anonymous = Self::anonymous(address);
        let answer = anonymous.sign_in(name, password).await;
        assert_eq!(answer.status, 200, "{name} signs in: {}", answer.text);
        let token = answer.body["access_token"].as_str().expect("a token");
        anonymous.with_token(token)
    }

    /// Ask to be signed in, however that ends.
    pub async fn sign_in(&self, name: &str, password: &str) -> Answer {
        self.post("/sign-in", &json!({"name": name, "password": password})).await
    }

    /// Whether they have a token.
    pub const fn is_signed_in(&self) -> bool {
        self.token.is_some()
    }

    /// The token, of somebody signed in.
    pub fn token(&self) -> &str {
        self.token.as_deref().expect("somebody signed in")
    }

    /// Read.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, |request| request).await
    }

    /// Create, under an idempotency key of its own.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_once(path, body, Uuid::new_v4()).await
    }

    /// Create, under this idempotency key.
    pub async fn post_once(&self, path: &str, body: &Value, key: Uuid) -> Answer {
        self.send(Method::POST, path, |request| request.header("Idempotency-Key", key.to_string()).json(body)).await
    }

    /// Change the version that is there.
    pub async fn put(&self, path: &str, version: u64, body: &Value) -> Answer {
        self.send(Method::PUT, path, |request| request.header(IF_MATCH, format!("\"{version}\"")).json(body)).await
    }

    /// Do something to the version that is there: close, reopen, end, cancel, answer.
    pub async fn act(&self, path: &str, version: u64, body: &Value) -> Answer {
        self.act_once(path, version, body, Uuid::new_v4()).await
    }

    /// Do something to the version that is there, under this idempotency key.
    pub async fn act_once(&self, path: &str, version: u64, body: &Value, key: Uuid) -> Answer {
        let keyed = |request: RequestBuilder| request.header("Idempotency-Key", key.to_string());
        self.send(Method::POST, path, |request| keyed(request.header(IF_MATCH, format!("\"{version}\""))).json(body))
            .await
    }

    /// Throw away.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, |request| request).await
    }

    /// Keep what has one author and so no version to name, such as a draft.
    pub async fn keep(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::PUT, path, |request| request.json(body)).await
    }

    /// Whatever else, of the API.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        made: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Answer {
        let under = if path.starts_with("/api/") { "" } else { "/api/v1" };
        self.send_to(method, &format!("{under}{path}"), made).await
    }

    /// Read what lies outside the API: the documentation, the probes.
    pub async fn get_at_root(&self, path: &str) -> Answer {
        self.send_to(Method::GET, path, |request| request).await
    }

    /// Send to a whole path. Every answer is compared with the OpenAPI document.
    pub async fn send_to(
        &self,
        method: Method,
        path: &str,
        made: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Answer {
        let mut request = self.client.request(method.clone(), format!("{}{path}", self.address));
        if let Some(token) = &self.token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let response = made(request).send().await.expect("the server answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.expect("a body");
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        let answer = Answer { status, headers, body, text };
        conform::check(&self.address, &method, path, &answer).await;
        answer
    }
}

impl Answer {
    /// The answer, if its status is as expected.
    #[expect(clippy::return_self_not_must_use, reason = "often the status is all that a test asks for")]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        self
    }

    /// The id of the record.
    #[track_caller]
    pub fn id(&self) -> String {
        self.body["id"].as_str().unwrap_or_else(|| panic!("no id in {}", self.text)).to_owned()
    }

    /// The id of the person whom a registration made.
    #[track_caller]
    pub fn person(&self) -> String {
        self.body["person"].as_str().unwrap_or_else(|| panic!("nobody in {}", self.text)).to_owned()
    }

    /// The version of the record.
    #[track_caller]
    pub fn version(&self) -> u64 {
        self.body["version"].as_u64().unwrap_or_else(|| panic!("no version in {}", self.text))
    }

    /// The code of the flaw at a pointer of the form.
    pub fn flaw(&self, pointer: &str) -> Option<&str> {
        let flaws = self.body["errors"].as_array()?;
        flaws.iter().find(|flaw| flaw["pointer"] == pointer)?["code"].as_str()
    }

    /// The list that a page or a plain list answers.
    #[track_caller]
    pub fn items(&self) -> &[Value] {
        let items = self.body.as_array().or_else(|| self.body["items"].as_array());
        items.unwrap_or_else(|| panic!("no list in {}", self.text))
    }

    /// The kind of problem, without its address.
    #[track_caller]
    pub fn problem(&self) -> &str {
        let kind = self.body["type"].as_str().and_then(|kind| kind.strip_prefix("/docs/problems#"));
        kind.unwrap_or_else(|| panic!("no problem in {}", self.text))
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}
