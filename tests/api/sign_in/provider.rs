//! Signing in at the organisation's own identity provider: a certified one, in its own process.

use std::cell::RefCell;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Stdio};

use reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use serde_json::{Value, json};
use tests::asking::Asker;
use tests::forms;
use tests::server::{Server, free_port};
use tests::visiting::wait;
use tests::world::{first_administrator, join};
use tests::{nursery, patience};
use tokio::sync::OnceCell;

/// What lies in the folder of npm packages runs there.
const PACKAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/npm");
const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/provider/provider.mjs");
const SECRET: &str = "an invented secret of no use elsewhere";

/// An organisation and its provider.
struct Organisation {
    server: Server,
    administrator: Asker,
    _provider: Child,
}

impl Organisation {
    async fn get() -> &'static Self {
        static ONLY: OnceCell<Organisation> = OnceCell::const_new();
        ONLY.get_or_init(Self::new).await
    }

    async fn new() -> Self {
        let mut server = Server::prepare();
        let (issuer, provider) = provider(&server).await;
        let secret = server.folder.path().join("client-secret");
        std::fs::write(&secret, SECRET).expect("the secret is written");
        std::fs::set_permissions(&secret, PermissionsExt::from_mode(0o600)).expect("nobody else reads it");
        let secret = text(&secret);
        server.serve_with(&[
            "--oidc-issuer",
            &issuer,
            "--oidc-client-id",
            "criis",
            "--oidc-client-secret-file",
            &secret,
        ]);
        let administrator = first_administrator(&server).await;
        Self { server, administrator, _provider: provider }
    }

    /// Take somebody on whom the provider knows by this name.
    async fn worker(&self, name: &str) -> String {
        let contract = self.administrator.post("/contracts", &forms::contract()).await.expect(201).id();
        let service = self.administrator.post("/services", &forms::service(name, &contract)).await.expect(201).id();
        let (id, _) = join(&self.administrator, name, "recovery_worker", Some(&service)).await;
        let known = forms::with(forms::staff(name), &json!({"work_email": format!("{name}@example.org")}));
        self.administrator.put(&format!("/staff/{id}"), 1, &known).await.expect(200);
        id
    }

    /// Begin in a browser of one's own: where to go, and the cookie that ties the way back.
    async fn begin(&self) -> (String, String) {
        let path = "/sign-in/provider";
        let begun = Asker::anonymous(&self.server.address).post(path, &Value::Null).await.expect(200);
        let cookie = begun.header("set-cookie").expect("a cookie").to_owned();
        assert!(cookie.contains("SameSite=Lax") && cookie.contains("HttpOnly"), "{cookie}");
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        (begun.body["address"].as_str().expect("an address").to_owned(), cookie)
    }

    /// Come back with a cookie, and answer where that leads.
    async fn come_back(&self, to: &str, cookie: &str) -> (String, Response) {
        let answer = browser().get(to).header(COOKIE, cookie).send().await.expect("an answer");
        assert_eq!(answer.status(), 303);
        (location(&answer), answer)
    }

    /// All of it, by somebody who gives this name at the provider.
    async fn sign_in(&self, name: &str) -> String {
        let (address, cookie) = self.begin().await;
        self.come_back(&at_provider(&address, name).await, &cookie).await.0
    }
}

/// A provider that leads back to a server, and its issuer. Between being free and being listened on, a port may go to
/// another server of the suite: then the provider ends at once, and another port is tried.
async fn provider(server: &Server) -> (String, Child) {
    let callback = format!("{}/api/v1/sign-in/provider/callback", server.address);
    let asking = tests::tls::client().build().expect("a client");
    loop {
        let port = free_port().to_string();
        let issuer = format!("http://localhost:{port}");
        let mut node = nursery::command("node");
        node.args([PROGRAM, &port, &callback]).current_dir(PACKAGES).stdout(Stdio::null()).stderr(Stdio::null());
        let provider = RefCell::new(nursery::start(node));
        let document = format!("{issuer}/.well-known/openid-configuration");
        let has_ended = || provider.borrow_mut().try_wait().expect("a child").is_some();
        let is_there = async || asking.get(&document).send().await.is_ok_and(|answer| answer.status().is_success());
        patience::until("the provider is not there", async || has_ended() || is_there().await).await;
        if !has_ended() {
            return (issuer, provider.into_inner());
        }
    }
}

fn browser() -> Client {
    tests::tls::client().redirect(Policy::none()).cookie_store(true).build().expect("a browser")
}

fn location(answer: &Response) -> String {
    answer.headers()[LOCATION].to_str().expect("an address").to_owned()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// Where an answer leads to, from where it came.
fn onward(answer: &Response) -> String {
    answer.url().join(&location(answer)).expect("an address").into()
}

/// Sign in at the provider; where it leads back to.
async fn at_provider(address: &str, name: &str) -> String {
    let browser = browser();
    let page = onward(&browser.get(address).send().await.expect("the provider answers"));
    let typed = [("prompt", "login"), ("login", name), ("password", "anything at all")];
    let next = browser.post(page).form(&typed).send().await.expect("the provider answers");
    onward(&browser.get(onward(&next)).send().await.expect("the provider answers"))
}

#[test]
fn somebody_taken_on_goes_on_to_the_second_factor_once() {
    wait(async {
        let organisation = Organisation::get().await;
        organisation.worker("known.worker").await;
        let (address, cookie) = organisation.begin().await;
        let back = at_provider(&address, "known.worker").await;
        let (to, _) = organisation.come_back(&back, &cookie).await;
        assert!(to.starts_with("/#second-factor="), "the provider said nothing of a second factor: {to}");
        let pending = to.trim_start_matches("/#second-factor=").split(',').next().unwrap_or_default();
        let form = json!({"pending": pending, "code": "000000"});
        let refused = Asker::anonymous(&organisation.server.address).post("/sign-in/second-factor", &form).await;
        assert_eq!(refused.expect(401).problem(), "code-refused", "what was answered stands for a password");
        // The same code and state again.
        assert_eq!(organisation.come_back(&back, &cookie).await.0, "/#provider-refused");
    });
}

#[test]
fn what_does_not_belong_together_is_refused() {
    wait(async {
        let organisation = Organisation::get().await;
        organisation.worker("other.worker").await;
        // Of another browser, or of none.
        let (address, _) = organisation.begin().await;
        let (_, other) = organisation.begin().await;
        let back = at_provider(&address, "other.worker").await;
        assert_eq!(organisation.come_back(&back, &other).await.0, "/#provider-refused");
        let (address, _) = organisation.begin().await;
        let back = at_provider(&address, "other.worker").await;
        assert_eq!(organisation.come_back(&back, "").await.0, "/#provider-refused");
        // With another sign-in's state, whose verifier and nonce are others: a code that was put under.
        let (first, _) = organisation.begin().await;
        let (second, cookie) = organisation.begin().await;
        let code = parameter(&at_provider(&first, "other.worker").await, "code");
        let state = parameter(&second, "state");
        let callback = format!("{}/api/v1/sign-in/provider/callback", organisation.server.address);
        let (to, answer) = organisation.come_back(&format!("{callback}?code={code}&state={state}"), &cookie).await;
        assert_eq!(to, "/#provider-refused");
        let set: Vec<&str> = answer.headers().get_all(SET_COOKIE).iter().filter_map(|set| set.to_str().ok()).collect();
        assert!(!set.iter().any(|set| set.starts_with("__Host-criis=")), "{set:?}");
        for nothing in ["", "?state=x", "?code=x&state=x", "?error=access_denied"] {
            assert_eq!(organisation.come_back(&format!("{callback}{nothing}"), &cookie).await.0, "/#provider-refused");
        }
    });
}

#[test]
fn nobody_is_made_by_signing_in_and_a_leaver_stays_out() {
    wait(async {
        let organisation = Organisation::get().await;
        assert_eq!(organisation.sign_in("nobody.here").await, "/#provider-refused");
        let id = organisation.worker("leaves.provider").await;
        assert!(organisation.sign_in("leaves.provider").await.starts_with("/#second-factor="));
        // Somebody else who was given the address: the link is to the subject, not to the address.
        assert_eq!(organisation.sign_in("new-leaves.provider").await, "/#provider-refused");
        let left = forms::with(forms::staff("leaves.provider"), &json!({"left_on": forms::days_ago(1)}));
        organisation.administrator.put(&format!("/staff/{id}"), 2, &left).await.expect(200);
        assert_eq!(organisation.sign_in("leaves.provider").await, "/#provider-refused");
    });
}

fn parameter(address: &str, name: &str) -> String {
    let address = reqwest::Url::parse(address).expect("an address");
    let found = address.query_pairs().find(|(key, _)| key == name);
    found.expect("the parameter").1.into_owned()
}
