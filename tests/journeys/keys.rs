//! A record without the mouse.

use fantoccini::key::Key;
use tests::page::Role::{Button, Field, Heading, Tick};

use crate::stage::journey;
use crate::steps::{EFUA, open_record, sign_in};

#[test]
fn single_letters_open_close_and_lead_on() {
    journey("keys", async |browser| {
        sign_in(browser, EFUA).await;
        browser.see("Needs you").await;
        browser.keys(&['g']).await;
        browser.keys(&['c']).await;
        browser.wait_for(Heading, "Caseload").await;

        open_record(browser, "Robin Exampleton").await;
        browser.keys(&['c']).await;
        browser.wait_for(Field, "What happened").await;
        browser.until("the note has not the focus", async |page| page.focused().await == "What happened").await;
        browser.type_on("c is a letter here").await;
        assert_eq!(browser.value_of("What happened").await, "c is a letter here");
        browser.see("Saved as you type").await;
        browser.keys(&[Key::Escape.into()]).await;
        browser.see_no_more("Record a contact").await;
        browser.until("the focus is lost", async |page| page.focused().await.starts_with("Record contact")).await;
        browser.keys(&['c']).await;
        let is_kept = async |page: &tests::browser::Browser| {
            page.has(Field, "What happened").await && page.value_of("What happened").await == "c is a letter here"
        };
        browser.until("the draft is not kept", is_kept).await;
        browser.keys(&[Key::Escape.into()]).await;
        browser.see_no_more("Record a contact").await;

        browser.keys(&['a']).await;
        browser.wait_for(Field, "Day").await;
        browser.keys(&[Key::Escape.into()]).await;
        browser.see_no_more("Two members of staff must be there").await;
        browser.keys(&['g']).await;
        browser.keys(&['t']).await;
        browser.wait_for(Heading, "Needs you").await;
    });
}

#[test]
fn single_letters_can_be_switched_off() {
    journey("keys-off", async |browser| {
        sign_in(browser, EFUA).await;
        browser.see("Needs you").await;
        browser.keys(&['?']).await;
        browser.wait_for(Heading, "Keys").await;
        browser.press(Tick, "Use single letters").await;
        browser.press(Button, "Close").await;
        browser.keys(&['g']).await;
        browser.keys(&['c']).await;
        browser.keys(&['/']).await;
        browser.wait_for(Heading, "Needs you").await;
        assert_eq!(browser.path().await, "/");
        assert!(!browser.focused().await.starts_with("Find a person"));
        browser.reload().await;
        browser.wait_for(Heading, "Needs you").await;
        browser.keys(&['/']).await;
        assert!(!browser.focused().await.starts_with("Find a person"), "it is kept switched off");
    });
}
