//! Somebody who asks over HTTP, and what they are answered.

use std::sync::Arc;

use reqwest::header::{AUTHORIZATION, HeaderMap, IF_MATCH};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::authenticator::Authenticator;
use crate::conform;

/// Somebody, signed in or not.
#[derive(Clone)]
pub struct Asker {
    /// Where they ask.
    pub address: String,
    client: Client,
    token: Option<String>,
    proof: Option<Proof>,
}

/// What somebody shows again who they are with, when they are asked.
#[derive(Clone)]
enum Proof {
    App(Arc<Authenticator>),
    Password(String),
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
        let client = crate::tls::client().cookie_store(false).build().expect("a client");
        Self { address: address.to_owned(), client, token: None, proof: None }
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

    /// Sign in, by whatever second factor they have.
    pub async fn signed_in(address: &str, name: &str, password: &str) -> Self {
        let anonymous = Self::anonymous(address);
        let answer = anonymous.sign_in(name, password).await;
        assert_eq!(answer.status, 200, "{name} signs in: {}", answer.text);
        anonymous.as_signed_in(name, password, &answer)
    }

    /// Whoever an answer has signed in, who shows again who they are when asked.
    #[must_use]
    pub fn as_signed_in(&self, name: &str, password: &str, answer: &Answer) -> Self {
        let app = Authenticator::of(&self.address, name).map(Proof::App);
        let proof = app.unwrap_or_else(|| Proof::Password(password.to_owned()));
        let token = answer.body["access_token"].as_str().unwrap_or_else(|| panic!("no token in {}", answer.text));
        Self { proof: Some(proof), ..self.with_token(token) }
    }

    /// The same, who does not show again who they are.
    #[must_use]
    pub fn without_step_up(&self) -> Self {
        Self { proof: None, ..self.clone() }
    }

    /// Ask to be signed in, however that ends: by the second factor where one is asked for, enrolling where that is.
    pub async fn sign_in(&self, name: &str, password: &str) -> Answer {
        let first = self.first_step(name, password).await;
        self.go_on(name, first).await
    }

    /// Ask to be signed in, as far as name and password go.
    pub async fn first_step(&self, name: &str, password: &str) -> Answer {
        self.post("/sign-in", &json!({"name": name, "password": password})).await
    }

    /// Do what is still to be done after a first step, if it was right.
    pub async fn go_on(&self, name: &str, first: Answer) -> Answer {
        let pending = first.body["pending"].as_str().unwrap_or_default().to_owned();
        match first.body["next"].as_str() {
            Some("second_factor") => {
                let app = Authenticator::of(&self.address, name).unwrap_or_else(|| panic!("{name} has no app"));
                let code = app.next().await;
                let answer = self.post("/sign-in/second-factor", &json!({"pending": pending, "code": code})).await;
                if let Some(token) = answer.body["access_token"].as_str().filter(|_| app.runs_low()) {
                    let new =
                        Box::pin(self.with_token(token).post("/me/recovery-codes", &Value::Null)).await.expect(200);
                    app.write_down(&new.body["recovery_codes"]);
                }
                answer
            }
            Some("enrol") => self.enrol(name, &pending).await,
            _ => first,
        }
    }

    /// Enrol an authenticator app as the rest of a sign-in; answers who is signed in.
    pub async fn enrol(&self, name: &str, pending: &str) -> Answer {
        let begun = self.post("/sign-in/enrolment", &json!({"pending": pending})).await.expect(200);
        let app = Authenticator::with(begun.body["secret"].as_str().expect("a secret")).keep(&self.address, name);
        let given = json!({"enrolment": begun.body["enrolment"], "code": app.next_totp().await});
        let mut enrolled = self.post("/sign-in/enrolment/confirm", &given).await.expect(200);
        app.write_down(&enrolled.body["recovery_codes"]);
        enrolled.body = enrolled.body["signed_in"].take();
        enrolled
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

    /// The status of reading, or none where nothing is answered for so long.
    pub async fn status_within(&self, path: &str, long: std::time::Duration) -> Option<u16> {
        let request = self.client.get(format!("{}/api/v1{path}", self.address)).timeout(long);
        let request = match &self.token {
            Some(token) => request.header(AUTHORIZATION, format!("Bearer {token}")),
            None => request,
        };
        Some(request.send().await.ok()?.status().as_u16())
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
        let request = made(request);
        let again = request.try_clone();
        let answer = self.answered(request, &method, path).await;
        let asks_again = answer.status == 403 && answer.body["type"] == "/docs/problems#step-up-needed";
        match (again, &self.proof) {
            (Some(again), Some(proof)) if asks_again => {
                self.step_up(proof).await;
                self.answered(again, &method, path).await
            }
            _ => answer,
        }
    }

    /// Show again who they are.
    async fn step_up(&self, proof: &Proof) {
        let shown = match proof {
            Proof::App(app) => json!({"code": app.next().await}),
            Proof::Password(password) => json!({"password": password}),
        };
        let stepped = Box::pin(self.without_step_up().post("/me/step-up", &shown)).await;
        assert_eq!(stepped.status, 204, "{}", stepped.text);
    }

    async fn answered(&self, request: RequestBuilder, method: &Method, path: &str) -> Answer {
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.expect("a body");
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        let answer = Answer { status, headers, body, text };
        conform::check(&self.address, method, path, &answer).await;
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
