//! A team leader closes a record to all but those named, and opens it again.

use tests::axe;
use tests::page::Role::{Button, Heading, Link, Radio};

use crate::stage::{journey_on, serve_demonstration};
use crate::steps::{EFUA, PAT, open_record, sign_in};

#[test]
fn a_record_is_restricted_to_those_named_until_that_is_lifted() {
    let server = serve_demonstration(3);
    journey_on(&server, "restriction", async |browser| {
        sign_in(browser, PAT).await;
        let record = open_record(browser, "Rowan Sampleson").await;
        browser.press(Link, "Who may open this record").await;
        browser.wait_for(Heading, "Who may open this record").await;
        browser.see("Every colleague whose service works with them may open it.").await;
        browser.press(Button, "Restrict it to named colleagues").await;
        browser.press(Radio, "A public figure").await;
        browser.choose("Who may go on opening it", "Pat Exemplar").await;
        assert!(axe::violations(browser).await.is_empty(), "the form");
        browser.press(Button, "Restrict").await;
        browser.see("Restricted: A public figure.").await;
        browser.see("Open to Pat Exemplar.").await;
        assert!(axe::violations(browser).await.is_empty(), "the page");
        browser.press(Button, "Sign out").await;

        sign_in(browser, EFUA).await;
        browser.go(&record).await;
        browser.see("The record could not be shown.").await;
        browser.press(Button, "Sign out").await;

        sign_in(browser, PAT).await;
        browser.go(&record).await;
        browser.press(Link, "Who may open this record").await;
        browser.press(Button, "Lift it").await;
        browser.type_into("Why it is lifted", "An invented reason").await;
        browser.press(Button, "Lift it").await;
        browser.see("Every colleague whose service works with them may open it.").await;
    });
}
