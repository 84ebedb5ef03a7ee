//! Passkeys in the browser, by Chromium's virtual authenticator.

use tests::browser::Browser;
use tests::page::Role::{Button, Field, Heading, Link};

use crate::accessibility::Found;
use crate::second_factor::Organisation;
use crate::stage::{journey_on, serve_demonstration_with_clock};
use crate::steps::{DANA, give_credentials, sign_in};

#[test]
fn a_passkey_signs_in_alone_until_it_is_removed() {
    let organisation = Organisation::new();
    journey_on(&organisation.server, "passkey", async |browser| {
        let mut found = Found::default();
        organisation.worker("efua").await;
        let authenticator = browser.add_authenticator().await;
        organisation.sign_in(browser, "/office/account", "efua").await;
        add_passkey(browser).await;
        found.look(browser, "passkeys").await;
        browser.press(Button, "Sign out").await;
        browser.wait_for(Field, "Password").await;
        found.look(browser, "sign-in with a passkey").await;

        // Whom the device does not know is let in by nobody.
        browser.let_authenticator_verify(&authenticator, false).await;
        browser.press(Button, "Use a passkey").await;
        browser.see("No passkey was given").await;
        browser.let_authenticator_verify(&authenticator, true).await;
        browser.press(Button, "Use a passkey").await;
        browser.wait_for(Button, "Sign out").await;
        browser.go("/office/account").await;
        browser.see("last used").await;

        // The browser itself gives it to no other origin.
        let elsewhere = browser.address.replace("localhost", "127.0.0.1");
        browser.client.goto(&elsewhere).await.expect("the page opens");
        browser.press(Button, "Use a passkey").await;
        browser.see("No passkey was given").await;

        browser.go("/office/account").await;
        browser.press(Button, "Remove it").await;
        browser.see_no_more("Work laptop").await;
        browser.press(Button, "Sign out").await;
        browser.wait_for(Field, "Password").await;
        browser.press(Button, "Use a passkey").await;
        browser.see("This passkey was not accepted").await;
        found.nothing();
    });
}

#[test]
fn a_passkey_is_a_second_factor_and_a_step_up() {
    let server = serve_demonstration_with_clock();
    journey_on(&server, "passkey-step-up", async |browser| {
        let mut found = Found::default();
        browser.add_authenticator().await;
        sign_in(browser, DANA).await;
        browser.go("/office/account").await;
        browser.press(Button, "Add a passkey").await;
        browser.type_into("What to call it", "Work laptop").await;
        browser.press(Button, "Go on").await;
        browser.wait_for(Heading, "Show that it is you").await;
        browser.type_into("Password", crate::steps::PASSWORD).await;
        browser.press(Button, "Go on").await;
        browser.see("Work laptop").await;
        browser.press(Button, "Sign out").await;
        browser.wait_for(Field, "Password").await;

        give_credentials(browser, DANA, crate::steps::PASSWORD).await;
        browser.wait_for(Button, "Begin again").await;
        found.look(browser, "passkey as second factor").await;
        browser.press(Button, "Use a passkey").await;
        browser.wait_for(Button, "Sign out").await;

        // Eleven minutes later it has to be shown again.
        server.set_clock(660);
        browser.go("/office/staff").await;
        browser.press(Button, "Add somebody").await;
        browser.type_into("Name", "Rook Placeholder").await;
        browser.type_into("Name to sign in with", "rook.placeholder").await;
        browser.press(Button, "Add").await;
        browser.press(Link, "Rook Placeholder").await;
        browser.press(Button, "Make a one-time link").await;
        browser.wait_for(Heading, "Show that it is you").await;
        found.look(browser, "step-up by passkey").await;
        browser.press(Button, "Use a passkey").await;
        browser.wait_for(Button, "Copy the link").await;
        found.nothing();
    });
}

async fn add_passkey(browser: &Browser) {
    browser.press(Button, "Add a passkey").await;
    browser.type_into("What to call it", "Work laptop").await;
    browser.press(Button, "Go on").await;
    browser.see("Work laptop").await;
}
