//! A screen that nobody is at, and acts that ask once more who one is.

use tests::browser::Browser;
use tests::page::Role::{Button, Field, Heading};

use crate::accessibility::Found;
use crate::stage::{journey, journey_on, serve_demonstration};
use crate::steps::{DANA, EFUA, PASSWORD, begin_contact, give_credentials, open_record, sign_in};

#[test]
fn a_locked_screen_shows_nothing_and_loses_nothing() {
    // One of its own: the draft that it leaves would come up on others' screens.
    let server = serve_demonstration(12);
    journey_on(&server, "lock", async |browser| {
        let mut found = Found::default();
        sign_in(browser, EFUA).await;
        open_record(browser, "Jo Specimen").await;
        begin_contact(browser).await;
        browser.retype("What happened", "Begun before the screen locked").await;
        browser.see("Saved as you type").await;
        let other = browser.another_tab().await;
        browser.go("/caseload").await;
        browser.wait_for(Heading, "Caseload").await;
        let second = browser.client.window().await.expect("a tab");
        browser.turn_to(&other).await;

        pass_minutes(browser, 9.5).await;
        browser.see("this screen locks in a minute").await;
        pass_minutes(browser, 11.0).await;
        browser.wait_for(Heading, "Locked").await;
        found.look(browser, "locked").await;
        assert!(!everything(browser).await.contains("SPECIMEN"), "a name is still in the document");
        assert!(!everything(browser).await.contains("Begun before"), "a note is still in the document");
        browser.turn_to(&second).await;
        browser.wait_for(Heading, "Locked").await;
        browser.turn_to(&other).await;

        browser.type_into("Password", "not the password at all").await;
        browser.press(Button, "Unlock").await;
        browser.see("This is not your password").await;
        browser.retype("Password", PASSWORD).await;
        browser.press(Button, "Unlock").await;
        browser.wait_for(Field, "What happened").await;
        assert_eq!(browser.value_of("What happened").await, "Begun before the screen locked");
        browser.turn_to(&second).await;
        browser.wait_for(Heading, "Caseload").await;
        found.nothing();
    });
}

#[test]
fn loading_a_locked_page_anew_does_not_unlock_it() {
    journey("lock-reload", async |browser| {
        sign_in(browser, EFUA).await;
        let record = open_record(browser, "Sky Mockwell").await;
        pass_minutes(browser, 11.0).await;
        browser.wait_for(Heading, "Locked").await;
        browser.reload().await;
        browser.wait_for(Heading, "Locked").await;
        assert!(!everything(browser).await.contains("MOCKWELL"));
        browser.type_into("Password", PASSWORD).await;
        browser.press(Button, "Unlock").await;
        browser.wait_for(Heading, "MOCKWELL").await;
        assert_eq!(browser.path().await, record);
    });
}

#[test]
fn a_sign_in_that_ends_behind_the_lock_uncovers_nothing() {
    journey("lock-ended", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Sky Mockwell").await;
        let first = browser.another_tab().await;
        browser.go("/").await;
        browser.press(Button, "Sign out").await;
        browser.wait_for(Field, "Password").await;
        browser.turn_to(&first).await;
        pass_minutes(browser, 11.0).await;
        browser.wait_for(Heading, "Locked").await;
        browser.type_into("Password", PASSWORD).await;
        browser.press(Button, "Unlock").await;
        browser.wait_for(Heading, "Sign in again").await;
        assert!(!everything(browser).await.contains("MOCKWELL"), "a name is in the document again");
        give_credentials(browser, EFUA, PASSWORD).await;
        browser.wait_for(Heading, "MOCKWELL").await;
    });
}

#[test]
fn an_act_that_takes_a_step_up_asks_in_place_and_goes_on() {
    journey("step-up", async |browser| {
        let mut found = Found::default();
        sign_in(browser, DANA).await;
        browser.go("/office/staff").await;
        browser.press(Button, "Add somebody").await;
        browser.type_into("Name", "Rook Placeholder").await;
        browser.type_into("Name to sign in with", "rook.placeholder").await;
        browser.press(Button, "Add").await;
        browser.press(tests::page::Role::Link, "Rook Placeholder").await;
        browser.press(Button, "Make a one-time link").await;
        browser.wait_for(Heading, "Show that it is you").await;
        found.look(browser, "step-up").await;
        browser.press(Button, "Cancel").await;
        browser.see("Show again that it is you").await;
        browser.press(Button, "Make a one-time link").await;
        browser.type_into("Password", "not the password at all").await;
        browser.press(Button, "Go on").await;
        browser.see("This is not right").await;
        browser.type_into("Password", PASSWORD).await;
        browser.press(Button, "Go on").await;
        browser.wait_for(Button, "Copy the link").await;
        found.nothing();
    });
}

/// Let the page believe that so many minutes have passed.
async fn pass_minutes(browser: &Browser, minutes: f64) {
    let script = "
        window.measured ??= performance.now.bind(performance);
        performance.now = () => window.measured() + arguments[0] * 60000;";
    // An arrow function has no arguments of its own: those are the script's.
    browser.script(script, vec![minutes.into()]).await;
}

/// All that is in the document.
async fn everything(browser: &Browser) -> String {
    let script = "
        const typed = [...document.querySelectorAll('input, textarea')].map((field) => field.value);
        return document.documentElement.outerHTML + typed.join(' ')";
    browser.script(script, vec![]).await.to_string()
}
