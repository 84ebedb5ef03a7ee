//! From Today to a recorded contact.

use fantoccini::key::Key;
use tests::page::Role::{Field, Link, Radio};

use crate::stage::journey;
use crate::steps::{EFUA, save, sign_in};

/// The most interactions that a routine contact takes, besides its note.
const AT_MOST: u32 = 6;

#[test]
fn a_routine_contact_takes_six_interactions_from_today() {
    journey("routine-contact", async |browser| {
        sign_in(browser, EFUA).await;
        browser.wait_for(Link, "Record contact").await;
        browser.interactions();

        browser.press(Link, "Record contact").await;
        browser.wait_for(Field, "What happened").await;
        browser.until("the note has not the focus", async |page| page.focused().await == "What happened").await;
        browser.type_on("Came on time. Script picked up daily, sleeping better.").await;
        browser.press(Field, "Add an intervention").await;
        browser.type_on("nalo").await;
        browser.keys(&[Key::Enter.into()]).await;
        browser.press_in("Naloxone kit supplied", Radio, "Accepted").await;
        save(browser).await;
        browser.see("Recorded ").await;

        // The letters that find the intervention are one interaction more.
        let interactions = browser.interactions() + 1;
        assert!(interactions <= AT_MOST, "it took {interactions}");
        browser.see_in("What happened", "Came on time. Script picked up daily, sleeping better.").await;
        browser.see_in("What happened", "Naloxone kit supplied: accepted").await;

        browser.press(Link, "Today").await;
        browser.see("recorded").await;
    });
}

#[test]
fn today_says_what_waits_and_why() {
    journey("needs-you", async |browser| {
        sign_in(browser, EFUA).await;
        browser.see_in("Needs you", "No contact for 23 days").await;
        browser.see_in("Needs you", "Kit Testperson").await;
        browser.see("Important: overdose risk").await;
        browser.see("two staff").await;
    });
}
