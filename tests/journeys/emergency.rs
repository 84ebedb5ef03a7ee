//! Emergency access: from nobody found to a record under a red bar, and its review by their team leader.

use tests::axe;
use tests::page::Role::{Button, Choice, Field, Heading, Radio, Tick};

use crate::stage::{journey_on, serve_demonstration};
use crate::steps::{PASSWORD, PAT, save, sign_in};

/// A recovery worker of Southbridge, who does not work with Rowan Sampleson.
const NIA: &str = "nia.mockworker";

#[test]
fn a_record_opens_in_an_emergency_and_their_team_leader_reviews_it() {
    let server = serve_demonstration(3);
    journey_on(&server, "emergency", async |browser| {
        sign_in(browser, NIA).await;
        browser.type_into("Find a person", "Rowan Sampleson").await;
        browser.press(Choice, "Emergency access").await;
        browser.wait_for(Heading, "Emergency access").await;
        assert!(axe::violations(browser).await.is_empty(), "the form");
        browser.type_into("Given names", "Rowan").await;
        browser.type_into("Family name", "Sampleson").await;
        browser.type_into("Date of birth", "14 7 1985").await;
        browser.type_into("What the emergency is", "An invented collapse in the waiting room").await;
        browser.press(Tick, "Health").await;
        save(browser).await;
        browser.type_into("Password", PASSWORD).await;
        browser.press(Button, "Go on").await;
        browser.wait_for(Heading, "SAMPLESON, Rowan").await;
        browser.see("Emergency access until").await;
        browser.see("everything you open is reviewed").await;
        assert!(axe::violations(browser).await.is_empty(), "the record");
        browser.press(Button, "Sign out").await;

        browser.wait_for(Field, "Password").await;
        sign_in(browser, PAT).await;
        browser.go("/office/emergencies").await;
        browser.see("An invented collapse in the waiting room").await;
        browser.press(Button, "Review").await;
        browser.press(Radio, "Justified").await;
        browser.type_into("Why", "The invented hospital rang").await;
        assert!(axe::violations(browser).await.is_empty(), "the review");
        browser.press(Button, "Save the review").await;
        browser.see("Reviewed by").await;
    });
}
