//! The same on a telephone.

use serde_json::{Value, json};
use tests::browser::{Browser, PHONE};
use tests::page::Role::{Button, Field, Heading, Link, Region};

use crate::stage::journey;
use crate::steps::{DANA, EFUA, PASSWORD, give_credentials, open_record};

#[test]
fn a_contact_is_recorded_on_a_telephone_with_the_banner_kept() {
    journey("phone-contact", async |browser| {
        browser.resize(PHONE).await;
        sign_in_on_phone(browser).await;
        browser.press_in("Quick", Link, "Find").await;
        open_record(browser, "Max Example").await;
        browser.press_in("Quick", Button, "Record contact").await;
        browser.wait_for(Field, "What happened").await;

        let wide = width_of(browser, "Record a contact").await;
        assert!(wide >= f64::from(PHONE.width) * 0.9, "the panel is {wide} px wide");
        assert!(is_in_sight(browser, "Whose record this is").await, "the banner is hidden");

        browser.retype("What happened", "Recorded on the bus").await;
        browser.press_in("Record a contact", Button, "Record").await;
        browser.see("Recorded ").await;
        browser.press(Button, "Close").await;
        browser.see_in("What happened", "Recorded on the bus").await;
    });
}

#[test]
fn the_bar_at_the_foot_leads_everywhere() {
    journey("phone-bar", async |browser| {
        browser.resize(PHONE).await;
        sign_in_on_phone(browser).await;
        browser.press_in("Quick", Link, "More").await;
        browser.press(Link, "Caseload").await;
        browser.see("Caseload").await;
        browser.press_in("Quick", Link, "Today").await;
        browser.see("Needs you").await;
        browser.press_in("Quick", Link, "Record contact").await;
        browser.wait_for(Field, "Find a person").await;
    });
}

#[test]
fn whoever_has_no_caseload_can_get_about_and_out_too() {
    journey("phone-office", async |browser| {
        browser.resize(PHONE).await;
        browser.go("/").await;
        give_credentials(browser, DANA, PASSWORD).await;
        browser.wait_for(Heading, "Staff").await;
        browser.press_in("Quick", Link, "More").await;
        browser.press(Link, "Contracts").await;
        browser.wait_for(Heading, "Contracts").await;
        browser.press_in("Quick", Link, "More").await;
        browser.press(Button, "Sign out").await;
        browser.wait_for(Field, "Password").await;
    });
}

async fn sign_in_on_phone(browser: &Browser) {
    browser.go("/").await;
    give_credentials(browser, EFUA, PASSWORD).await;
    browser.see("Needs you").await;
}

/// How wide a named part of the page is.
async fn width_of(browser: &Browser, region: &str) -> f64 {
    let script = "return arguments[0].getBoundingClientRect().width";
    ask(browser, region, script).await.as_f64().expect("a number")
}

/// Whether what one sees in the middle of a named part of the page is that part.
async fn is_in_sight(browser: &Browser, region: &str) -> bool {
    let script = "
        const place = arguments[0].getBoundingClientRect();
        const seen = document.elementFromPoint(place.left + place.width / 2, place.top + place.height / 2);
        return arguments[0].contains(seen);";
    ask(browser, region, script).await == true
}

async fn ask(browser: &Browser, region: &str, script: &str) -> Value {
    browser.wait_for(Region, region).await;
    let element = browser.seek("", Region, region).await.expect("it is still there");
    browser.script(script, vec![json!(element)]).await
}
