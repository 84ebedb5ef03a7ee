//! A real Chromium with a profile of its own: opened, sized, cut off from the network, killed, opened again.
//!
//! What somebody does and sees on its pages is in `page`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{chromedriver, scratch};

/// The longest that anything on a page is waited for, on a machine with other work.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks at the page.
pub const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// A desk's window.
pub const DESK: Size = Size { width: 1366, height: 900 };
/// A telephone's.
pub const PHONE: Size = Size { width: 390, height: 844 };
/// The narrowest at which everything must be usable without scrolling sideways (WCAG 1.4.10).
pub const NARROW: Size = Size { width: 320, height: 720 };

const CHROMIUM: &str = "/usr/bin/chromium";

/// Nothing that a test does not ask for: no first-run pages, no updates, no talk with anybody else.
const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// How large a window's inside is, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    /// Whether it is a telephone's, which is touched.
    pub fn is_touched(self) -> bool {
        self.width < 640
    }
}

/// One browser, its profile, and the address of the server that it is pointed at.
pub struct Browser {
    /// The session with chromedriver.
    pub client: Client,
    /// Where the app is.
    pub address: String,
    profile: TempDir,
    interactions: AtomicU32,
}

impl Browser {
    /// Open one on a fresh profile, of a desk's size.
    pub async fn open(address: &str) -> Self {
        let profile = scratch::folder();
        let client = begin(profile.path()).await;
        let browser = Self { client, address: address.to_owned(), profile, interactions: AtomicU32::new(0) };
        browser.resize(DESK).await;
        browser
    }

    /// The folder in which it keeps everything.
    pub fn profile(&self) -> &Path {
        self.profile.path()
    }

    /// Kill it where it stands, with all its processes. Nothing is asked of it any more until it is reopened.
    pub fn kill(&self) {
        let ids = processes_with(self.profile.path());
        assert!(!ids.is_empty(), "no process of the browser runs");
        Command::new("kill").arg("-9").args(&ids).status().expect("kill runs");
        let begun = Instant::now();
        while !processes_with(self.profile.path()).is_empty() {
            assert!(begun.elapsed() < PATIENCE, "the browser does not die");
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// Open it again on the profile as it was left.
    pub async fn reopen(&mut self) {
        let before = std::mem::replace(&mut self.client, begin(self.profile.path()).await);
        // Its browser was killed, so there is nothing to close; chromedriver forgets the session.
        let _ = before.close().await;
        self.resize(DESK).await;
    }

    /// End it in an orderly way.
    pub async fn close(self) {
        // One that has ended already is as it should be.
        let _ = self.client.close().await;
    }

    /// Go to a page of the app.
    pub async fn go(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.address)).await.expect("the page opens");
    }

    /// Load the page anew.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page loads anew");
    }

    /// Give the window this size, and a finger in place of a mouse where it is a telephone's.
    pub async fn resize(&self, size: Size) {
        let metrics = json!({
            "width": size.width, "height": size.height, "deviceScaleFactor": 1, "mobile": size.is_touched(),
        });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": size.is_touched() })).await;
    }

    /// Cut the page that is open off from the network.
    pub async fn go_offline(&self) {
        self.network(true).await;
    }

    /// Give it back.
    pub async fn go_online(&self) {
        self.network(false).await;
    }

    async fn network(&self, offline: bool) {
        let conditions = json!({ "offline": offline, "latency": 0, "throughput": 100_000_000 });
        self.ask("chromium/network_conditions", json!({ "network_conditions": conditions })).await;
    }

    /// Lay the page out as on paper, or as on a screen again (`""`).
    pub async fn medium(&self, medium: &str) {
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": medium })).await;
    }

    /// Open another tab and turn to it; answers the handle of the one before.
    pub async fn another_tab(&self) -> fantoccini::wd::WindowHandle {
        let before = self.client.window().await.expect("a tab");
        let tab = self.client.new_window(true).await.expect("another tab");
        self.client.switch_to_window(tab.handle).await.expect("the other tab");
        self.resize(DESK).await;
        before
    }

    /// Turn to a tab.
    pub async fn turn_to(&self, tab: &fantoccini::wd::WindowHandle) {
        self.client.switch_to_window(tab.clone()).await.expect("the tab");
    }

    /// Run a script in the page, whose last line returns.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.expect("the script runs")
    }

    /// What the browser complains of since it was last asked: breaches of the content security policy, and
    /// what the app did not catch.
    pub async fn complaints(&self) -> Vec<String> {
        let log = self.ask("se/log", json!({ "type": "browser" })).await;
        let entries = log.as_array().cloned().unwrap_or_default();
        let text = |entry: &Value, field: &str| entry[field].as_str().unwrap_or_default().to_owned();
        let is_ours = |entry: &Value| {
            // What the server refuses or the network does not bring is `network`, and meant in many tests.
            text(entry, "source") == "security"
                || (text(entry, "level") == "SEVERE" && text(entry, "source") != "network")
        };
        let ours = entries.iter().filter(|entry| is_ours(entry));
        ours.map(|entry| format!("{}: {}", text(entry, "source"), text(entry, "message"))).collect()
    }

    /// Keep a picture of what the window shows.
    pub async fn picture(&self, file: &Path) {
        let picture = self.client.screenshot().await.expect("a picture");
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder for pictures");
        std::fs::write(file, picture).expect("the picture is written");
    }

    /// Count one thing that somebody does: a press of a button, a choice, a key with a meaning.
    pub(crate) fn interacted(&self) {
        self.interactions.fetch_add(1, Ordering::Relaxed);
    }

    /// How many such things were done since this was last asked.
    pub fn interactions(&self) -> u32 {
        self.interactions.swap(0, Ordering::Relaxed)
    }

    /// A command of Chromium's own protocol, to the tab that is open.
    pub async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.ask("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    /// Put an authenticator beside this tab that keeps passkeys and knows who holds it.
    pub async fn add_authenticator(&self) -> String {
        let made = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserConsenting": true, "isUserVerified": true,
        });
        let id = self.ask("webauthn/authenticator", made).await;
        id.as_str().expect("an authenticator").to_owned()
    }

    /// Let an authenticator know, or not know, who holds it.
    pub async fn let_authenticator_verify(&self, id: &str, verifies: bool) {
        self.ask(&format!("webauthn/authenticator/{id}/uv"), json!({ "isUserVerified": verifies })).await;
    }

    /// A command that chromedriver knows and the standard does not.
    async fn ask(&self, command: &str, body: Value) -> Value {
        let session = self.client.session_id().await.expect("a session").expect("a session");
        let url = format!("{}/session/{session}/{command}", chromedriver::address());
        let asking = crate::tls::client().build().expect("a client");
        let answer = asking.post(url).json(&body).send().await.expect("chromedriver answers");
        let answer: Value = answer.json().await.expect("chromedriver answers in JSON");
        assert!(answer["value"]["error"].is_null(), "{command}: {}", answer["value"]["message"]);
        answer["value"].clone()
    }
}

async fn begin(profile: &Path) -> Client {
    let profile = format!("--user-data-dir={}", profile.display());
    let flags: Vec<&str> = FLAGS.into_iter().chain([profile.as_str()]).collect();
    let wanted = json!({
        "goog:chromeOptions": { "binary": CHROMIUM, "args": flags },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let wanted = wanted.as_object().cloned().unwrap_or_default();
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(wanted).connect(chromedriver::address()).await.expect("Chromium starts")
}

/// The ids of the processes that were started with this profile.
fn processes_with(profile: &Path) -> Vec<String> {
    let flag = profile.display().to_string();
    let processes = std::fs::read_dir("/proc").expect("/proc is there").flatten();
    let ids = processes.filter_map(|process| {
        let id = process.file_name().to_str().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))?.to_owned();
        let line = std::fs::read(PathBuf::from("/proc").join(&id).join("cmdline")).ok()?;
        String::from_utf8_lossy(&line).contains(&flag).then_some(id)
    });
    ids.collect()
}
