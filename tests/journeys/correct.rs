//! A missed appointment, a contact that is corrected, and when it was.

use tests::page::Role::{Button, Field, Link, Radio};

use crate::stage::journey;
use crate::steps::{EFUA, begin_contact, message_of, open_record, save, sign_in};

#[test]
fn a_missed_contact_asks_why_and_is_corrected_with_a_reason() {
    journey("missed-then-corrected", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Cas Modelson").await;
        begin_contact(browser).await;
        browser.press(Radio, "Missed").await;
        browser.wait_for(Field, "Why, as far as you know").await;
        assert!(!browser.has(Field, "Add an intervention").await, "nothing is offered to somebody who did not come");
        browser.type_into("Why, as far as you know", "The bus did not come").await;
        browser.type_into("What was done", "Rang at ten past, no answer.").await;
        save(browser).await;
        browser.see("Recorded ").await;
        browser.see_in("What happened", "Missed").await;
        browser.see_in("What happened", "Why: The bus did not come").await;

        browser.press(Button, "Correct it").await;
        browser.wait_for(Field, "Why it is corrected").await;
        assert_eq!(browser.value_of("What was done").await, "Rang at ten past, no answer.");
        browser.retype("What was done", "Rang at ten past: on the way, but too late.").await;
        save(browser).await;
        browser.see("There is something to mend").await;
        browser.type_into("Why it is corrected", "They rang back").await;
        save(browser).await;
        browser.see("Corrected ").await;
        browser.see_in("What happened", "Rang at ten past: on the way, but too late.").await;

        browser.press(Link, "corrected, see history").await;
        browser.see("Rang at ten past, no answer.").await;
        browser.see("Rang at ten past: on the way, but too late.").await;
        browser.see("They rang back").await;
    });
}

#[test]
fn when_it_was_is_typed_as_a_day_and_a_time() {
    journey("contact-when", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Cas Modelson").await;
        begin_contact(browser).await;
        browser.type_into("What happened", "Recorded the week after.").await;
        browser.retype("Day", "32 11 2026").await;
        save(browser).await;
        browser.see("There is something to mend").await;
        let said = message_of(browser, "Day").await;
        assert!(said.contains("date"), "{said}");
        browser.retype("Day", "2 3 2026").await;
        browser.retype("Time", "1435").await;
        save(browser).await;
        browser.see("Recorded ").await;
        browser.see_in("What happened", "Recorded the week after.").await;
        browser.see_in("What happened", "14:35, 45 min").await;
    });
}
