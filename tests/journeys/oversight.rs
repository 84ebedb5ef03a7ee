//! The data protection officer goes from a record's readers to what one of them did, and writes the list for the person.

use tests::axe;
use tests::page::Role::{Button, Heading, Link, Radio};

use crate::stage::{journey_on, serve_demonstration};
use crate::steps::{DEE, EFUA, open_record, sign_in};

#[test]
fn the_list_of_who_has_seen_a_record_names_those_alone_who_were_weighed() {
    let server = serve_demonstration(3);
    journey_on(&server, "oversight", async |browser| {
        sign_in(browser, EFUA).await;
        let record = open_record(browser, "Rowan Sampleson").await;
        let person = record.rsplit('/').next().expect("a record's path ends in its number").to_owned();
        browser.press(Button, "Sign out").await;

        sign_in(browser, DEE).await;
        browser.wait_for(Heading, "Oversight").await;
        browser.press(Button, "Look through today").await;
        browser.go(&format!("/office/trail/{person}")).await;
        browser.wait_for(Heading, "Who opened this record").await;
        browser.press(Link, "Efua Testworker").await;
        browser.wait_for(Heading, "What Efua Testworker did").await;
        browser.see("open service user").await;
        assert!(axe::violations(browser).await.is_empty(), "her doings");

        browser.go(&format!("/office/trail/{person}")).await;
        browser.press(Link, "Write a list of this for the person").await;
        browser.wait_for(Heading, "Who has seen a record").await;
        browser.see("Efua Testworker").await;
        browser.press(Radio, "Give the name").await;
        assert!(axe::violations(browser).await.is_empty(), "the weighing");
        browser.press(Button, "Write the list").await;
        browser.wait_for(Heading, "Who has seen your record").await;
        browser.see("OFFICIAL-SENSITIVE").await;
        browser.see("They opened your record, to work with you.").await;
        assert!(axe::violations(browser).await.is_empty(), "the list");
    });
}
