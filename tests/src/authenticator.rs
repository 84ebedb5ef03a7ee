//! Somebody's authenticator app, and the recovery codes that they wrote down.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use totp_rs::{Builder, Secret};

/// The seconds of a step.
const STEP: u64 = 30;
/// A code of the step before still holds, unless the step ends before the server has looked.
const MARGIN: u64 = 4;

/// Apps by the server's address and the name that their owners sign in with.
type ByOwner = HashMap<(String, String), Arc<Authenticator>>;

static EVERYBODYS: LazyLock<Mutex<ByOwner>> = LazyLock::new(Mutex::default);

/// An app with its secret.
pub struct Authenticator {
    secret: String,
    used: Mutex<Used>,
}

#[derive(Default)]
struct Used {
    last_step: u64,
    recovery_codes: VecDeque<String>,
}

impl Authenticator {
    /// An app that was told this secret, in base 32.
    pub fn with(secret: &str) -> Self {
        Self { secret: secret.to_owned(), used: Mutex::default() }
    }

    /// Somebody's at a server, if they have enrolled one there.
    pub fn of(address: &str, name: &str) -> Option<Arc<Self>> {
        let name = name.trim().to_lowercase();
        EVERYBODYS.lock().expect("nobody panics here").get(&(address.to_owned(), name)).cloned()
    }

    /// Let somebody have this app from now on.
    pub fn keep(self, address: &str, name: &str) -> Arc<Self> {
        let kept = Arc::new(self);
        EVERYBODYS.lock().expect("nobody panics here").insert((address.to_owned(), name.to_owned()), Arc::clone(&kept));
        kept
    }

    /// Write recovery codes down in place of those of before.
    pub fn write_down(&self, recovery_codes: &Value) {
        let codes = recovery_codes.as_array().expect("recovery codes").iter();
        let codes = codes.map(|code| code.as_str().expect("a recovery code").to_owned());
        self.used.lock().expect("nobody panics here").recovery_codes = codes.collect();
    }

    /// Whether the recovery codes are running out.
    pub fn runs_low(&self) -> bool {
        self.used.lock().expect("nobody panics here").recovery_codes.len() < 3
    }

    /// A code that was not used before: of the app while it has one, then a recovery code, then the app's next.
    pub async fn next(&self) -> String {
        loop {
            if let Some(code) = self.at_once() {
                return code;
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// A code of the app alone, however long that takes.
    pub async fn next_totp(&self) -> String {
        loop {
            if let Some(code) = self.totp() {
                return code;
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// The code that the app shows, used or not.
    pub fn shown(&self) -> String {
        self.code_of(now() / STEP)
    }

    /// The code that it shows where the clock is ahead by these seconds.
    pub fn shown_ahead(&self, seconds: i64) -> String {
        self.code_of(now().saturating_add_signed(seconds) / STEP)
    }

    fn at_once(&self) -> Option<String> {
        self.totp().or_else(|| self.used.lock().expect("nobody panics here").recovery_codes.pop_front())
    }

    fn totp(&self) -> Option<String> {
        let mut used = self.used.lock().expect("nobody panics here");
        let (step, into) = (now() / STEP, now() % STEP);
        let first = if into + MARGIN < STEP { step - 1 } else { step };
        let next = first.max(used.last_step + 1);
        if next > step + 1 {
            return None;
        }
        used.last_step = next;
        Some(self.code_of(next))
    }

    fn code_of(&self, step: u64) -> String {
        let secret = Secret::try_from_base32(&self.secret).expect("base 32");
        Builder::new().with_secret(secret).build_noncompliant().generate(step * STEP).to_string()
    }
}

#[expect(clippy::disallowed_methods, reason = "an app on a telephone goes by that telephone's clock")]
fn now() -> u64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").as_secs()
}
