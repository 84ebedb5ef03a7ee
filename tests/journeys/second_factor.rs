//! Signing in where it counts: by invitation, with a second factor, with a recovery code; and what ends elsewhere.
//!
//! Not on the demonstration, where somebody without a second factor is let in without one.

use serde_json::{Value, json};
use tests::asking::Asker;
use tests::authenticator::Authenticator;
use tests::browser::Browser;
use tests::forms;
use tests::page::Role::{Button, Field, Heading, Link, Tick};
use tests::server::Server;
use tests::visiting::wait;
use tests::world::{PASSWORD, first_administrator, join};

use crate::accessibility::Found;
use crate::stage::{journey_on, serve_for_real};
use crate::steps::give_credentials;

#[test]
fn somebody_invited_chooses_a_password_enrols_and_begins_their_day() {
    let organisation = Organisation::new();
    journey_on(&organisation.server, "invitation", async |browser| {
        let mut found = Found::default();
        organisation.sign_in(browser, "/office/staff", "dana").await;
        browser.press(Button, "Add somebody").await;
        browser.type_into("Name", "Kit Testperson").await;
        browser.type_into("Job", "Recovery worker").await;
        browser.type_into("Name to sign in with", "kit.testperson").await;
        browser.press(Button, "Add").await;
        browser.press(Link, "Kit Testperson").await;
        browser.press(Button, "Give a role").await;
        browser.choose("Service", "Northtown Recovery Service").await;
        browser.press(Button, "Give").await;
        browser.see("Recovery worker, Northtown Recovery Service").await;
        browser.press(Button, "Make a one-time link").await;
        organisation.step_up_if_asked(browser, "dana", "Copy the link").await;
        found.look(browser, "one-time link").await;
        let link = link_on(browser).await;
        browser.press(Button, "Sign out").await;
        browser.wait_for(Field, "Password").await;

        browser.client.goto(&link).await.expect("the link opens");
        browser.type_into("New password", "short").await;
        browser.press(Button, "Continue").await;
        browser.see("at least 12").await;
        found.look(browser, "choose a password").await;
        let address = browser.client.current_url().await.expect("an address");
        assert!(address.fragment().is_none(), "the token stays in the address");
        browser.retype("New password", "slow lantern under heather").await;
        browser.press(Button, "Continue").await;

        browser.wait_for(Heading, "Set up your second factor").await;
        found.look(browser, "enrol").await;
        browser.press(Button, "I cannot scan it").await;
        let app = Authenticator::with(&secret_on(browser).await).keep(&organisation.server.address, "kit.testperson");
        browser.type_into("Code", &app.next_totp().await).await;
        browser.press(Button, "Confirm").await;
        browser.wait_for(Heading, "Keep these recovery codes").await;
        browser.press(Button, "Continue").await;
        browser.see("Keep the codes first").await;
        found.look(browser, "recovery codes").await;
        browser.press(Tick, "I have kept them").await;
        browser.press(Button, "Continue").await;
        browser.wait_for(Heading, "Needs you").await;

        browser.client.goto(&link).await.expect("the link opens");
        browser.type_into("New password", "slow lantern under heather").await;
        browser.press(Button, "Continue").await;
        browser.see("This has been used").await;
        found.nothing();
    });
}

#[test]
fn a_sign_in_takes_the_password_and_a_code_that_was_not_used_before() {
    let organisation = Organisation::new();
    journey_on(&organisation.server, "second-factor", async |browser| {
        let mut found = Found::default();
        let (_, worker) = organisation.worker("efua").await;
        let codes = worker.post("/me/recovery-codes", &Value::Null).await.expect(200);
        let recovery = codes.body["recovery_codes"][0].as_str().expect("a recovery code").to_owned();

        browser.go("/").await;
        give_credentials(browser, "efua", PASSWORD).await;
        browser.wait_for(Field, "Code").await;
        found.look(browser, "code").await;
        browser.type_into("Code", "12 34").await;
        browser.press(Button, "Sign in").await;
        browser.see("Enter the six digits").await;
        browser.retype("Code", "123456").await;
        browser.press(Button, "Sign in").await;
        browser.see("This code is not right").await;
        let app = Authenticator::of(&organisation.server.address, "efua").expect("an app");
        browser.type_into("Code", &app.next_totp().await).await;
        browser.press(Button, "Sign in").await;
        browser.wait_for(Heading, "Needs you").await;
        browser.press(Button, "Sign out").await;
        browser.wait_for(Field, "Password").await;

        give_credentials(browser, "efua", PASSWORD).await;
        browser.press(Button, "Use a recovery code instead").await;
        found.look(browser, "recovery code").await;
        browser.type_into("Recovery code", &recovery).await;
        browser.press(Button, "Sign in").await;
        browser.wait_for(Heading, "Needs you").await;
        browser.press(Button, "Sign out").await;
        browser.wait_for(Field, "Password").await;

        give_credentials(browser, "efua", PASSWORD).await;
        browser.press(Button, "Use a recovery code instead").await;
        browser.type_into("Recovery code", &recovery).await;
        browser.press(Button, "Sign in").await;
        browser.see("was used before").await;
        found.nothing();
    });
}

#[test]
fn sign_ins_are_seen_and_end_from_either_side() {
    let organisation = Organisation::new();
    journey_on(&organisation.server, "sessions", async |browser| {
        let mut found = Found::default();
        let (_, elsewhere) = organisation.worker("efua").await;
        organisation.sign_in(browser, "/office/account", "efua").await;
        browser.wait_for(Button, "End all others").await;
        browser.see("this one").await;
        found.look(browser, "account").await;
        browser.press(Button, "End all others").await;
        browser.until("the other is still there", async |page| !page.has(Button, "End all others").await).await;
        elsewhere.get("/me").await.expect(401);

        let code = Authenticator::of(&organisation.server.address, "efua").expect("an app");
        let again = Asker::anonymous(&organisation.server.address);
        let first = again.first_step("efua", PASSWORD).await;
        let given = json!({"pending": first.body["pending"], "code": code.next().await});
        let again =
            again.as_signed_in("efua", PASSWORD, &again.post("/sign-in/second-factor", &given).await.expect(200));
        again.delete("/me/sessions").await.expect(204);
        browser.press(Button, "Change your password").await;
        browser.type_into("Present password", PASSWORD).await;
        browser.type_into("New password", "slow lantern under heather").await;
        browser.press(Button, "Change it").await;
        browser.wait_for(Heading, "Sign in again").await;
        found.nothing();
    });
}

/// An organisation with an administrator and a service.
pub struct Organisation {
    /// Where it is served.
    pub server: Server,
    administrator: Asker,
    northtown: String,
}

impl Organisation {
    /// One that has only begun.
    pub fn new() -> Self {
        let server = serve_for_real();
        wait(async {
            let administrator = first_administrator(&server).await;
            let contract = administrator.post("/contracts", &forms::contract()).await.expect(201).id();
            let northtown = administrator.post("/services", &forms::service("Northtown", &contract)).await;
            Self { server, administrator, northtown: northtown.expect(201).id() }
        })
    }

    /// Take somebody on.
    pub async fn worker(&self, name: &str) -> (String, Asker) {
        join(&self.administrator, name, "recovery_worker", Some(&self.northtown)).await
    }

    /// Sign in with a code, at this page.
    pub async fn sign_in(&self, browser: &Browser, path: &str, name: &str) {
        browser.go(path).await;
        give_credentials(browser, name, PASSWORD).await;
        browser.wait_for(Field, "Code").await;
        let app = Authenticator::of(&self.server.address, name).expect("an app");
        browser.type_into("Code", &app.next_totp().await).await;
        browser.press(Button, "Sign in").await;
        browser.wait_for(Button, "Sign out").await;
    }

    /// Wait for what an act brings, showing again who one is if that is asked first.
    async fn step_up_if_asked(&self, browser: &Browser, name: &str, brings: &str) {
        let (asked, brought) = ((Heading, "Show that it is you"), (Button, brings));
        let either = async |page: &Browser| page.has(asked.0, asked.1).await || page.has(brought.0, brought.1).await;
        browser.until("neither asked nor done", either).await;
        if browser.has(asked.0, asked.1).await {
            let app = Authenticator::of(&self.server.address, name).expect("an app");
            browser.type_into("Code", &app.next_totp().await).await;
            browser.press(Button, "Go on").await;
        }
        browser.wait_for(brought.0, brought.1).await;
    }
}

/// The one-time link that is shown.
async fn link_on(browser: &Browser) -> String {
    let text = browser.text_of("One-time link").await.expect("the link is shown");
    text.split(' ').find(|word| word.contains("/invitation#")).expect("a link").to_owned()
}

/// The secret that is shown for typing.
async fn secret_on(browser: &Browser) -> String {
    let text = browser.text().await;
    let (_, after) = text.split_once("type this into the app as the key: ").expect("the secret is shown");
    after.split(' ').take_while(|word| word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())).collect()
}
