//! Registering somebody.

use tests::page::Role::{Button, Heading, Link};

use crate::stage::journey;
use crate::steps::{EFUA, PAT, save, sign_in};

#[test]
fn likely_matches_come_while_one_types_and_the_answer_is_always_the_same() {
    journey("register-likely", async |browser| {
        sign_in(browser, EFUA).await;
        browser.go("/register").await;
        browser.wait_for(Heading, "Register somebody").await;
        browser.type_into("Given names", "Rowan").await;
        browser.type_into("Family name", "Sampleson").await;
        browser.type_into("Date of birth", "14 7 1985").await;
        browser.see_in("Known already?", "SAMPLESON, Rowan").await;
        browser.see_in("Known already?", "may be the same person").await;

        save(browser).await;
        browser.see("For each, open the record or say that it is not the same person.").await;
        browser.press_in("Known already?", Button, "Not the same person").await;
        save(browser).await;
        browser.see("A check for earlier records has been asked for.").await;
        browser.press(Link, "Open the record").await;
        browser.wait_for(Heading, "SAMPLESON, Rowan").await;
        browser.see("Nothing is recorded yet").await;
    });
}

#[test]
fn somebody_whom_nobody_knows_is_answered_alike() {
    journey("register-unknown", async |browser| {
        sign_in(browser, PAT).await;
        browser.go("/register").await;
        browser.type_into("Given names", "Tamsin").await;
        browser.type_into("Family name", "Nobodyknows").await;
        browser.type_into("Date of birth", "3 1990").await;
        browser.see("Saved as you type").await;
        save(browser).await;
        browser.see("A check for earlier records has been asked for.").await;
    });
}

#[test]
fn a_flawed_registration_says_what_to_mend() {
    journey("register-flawed", async |browser| {
        sign_in(browser, "sam.placeholder").await;
        browser.go("/register").await;
        browser.type_into("Family name", "Flawed🙂").await;
        browser.type_into("Date of birth", "31 2 1990").await;
        save(browser).await;
        browser.see("There is something to mend").await;
        browser
            .until("the summary has not the focus", async |page| {
                page.focused().await.starts_with("There is something to mend")
            })
            .await;
        for field in ["Family name", "Date of birth"] {
            let message = crate::steps::message_of(browser, field).await;
            browser.press_in("Register somebody", Link, &message).await;
            assert!(browser.focused().await.starts_with(field), "{message} leads to {}", browser.focused().await);
        }
    });
}
