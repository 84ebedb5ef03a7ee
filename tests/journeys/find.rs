//! Finding somebody, with the keyboard alone.

use fantoccini::key::Key;
use tests::page::Role::{Choice, Field, Heading};

use crate::stage::journey;
use crate::steps::{EFUA, sign_in};

#[test]
fn somebody_is_found_by_a_wrong_spelling_without_the_mouse() {
    journey("find-misspelt", async |browser| {
        sign_in(browser, EFUA).await;
        browser.see("Needs you").await;
        browser.keys(&['/']).await;
        browser.type_on("smapelson").await;
        browser.wait_for(Choice, "").await;
        browser.see("SAMPLESON, Rowan").await;
        browser.keys(&[Key::Down.into()]).await;
        browser.keys(&[Key::Up.into()]).await;
        browser.keys(&[Key::Enter.into()]).await;
        browser.wait_for(Heading, "SAMPLESON, Rowan").await;

        // The focus is on the record, so a letter is a command and not typed into the box.
        browser
            .until("the focus is not on the record", async |page| page.focused().await.starts_with("SAMPLESON"))
            .await;
        browser.keys(&['c']).await;
        browser.wait_for(Field, "What happened").await;
    });
}

#[test]
fn somebody_is_found_by_their_date_of_birth() {
    journey("find-by-birth-date", async |browser| {
        sign_in(browser, EFUA).await;
        browser.see("Needs you").await;
        browser.keys(&['/']).await;
        browser.type_on("14 7 1985").await;
        browser.see("SAMPLESON, Rowan").await;
        browser.see("14-Jul-1985").await;
        browser.keys(&[Key::Enter.into()]).await;
        browser.wait_for(Heading, "SAMPLESON, Rowan").await;
    });
}

#[test]
fn nobody_found_offers_to_register_with_what_was_typed() {
    journey("find-nobody", async |browser| {
        sign_in(browser, EFUA).await;
        browser.see("Needs you").await;
        browser.keys(&['/']).await;
        browser.type_on("Wilhelmina Quuxworthy").await;
        browser.wait_for(Choice, "Register “Wilhelmina Quuxworthy”").await;
        browser.keys(&[Key::Enter.into()]).await;
        browser.wait_for(Heading, "Register somebody").await;
        assert_eq!(browser.value_of("Given names").await, "Wilhelmina");
        assert_eq!(browser.value_of("Family name").await, "Quuxworthy");
    });
}
