//! The same on a telephone.

use tests::browser::PHONE;
use tests::page::Role::{Button, Field, Link};

use crate::stage::journey;
use crate::steps::{EFUA, open_record};

#[test]
fn a_contact_is_recorded_on_a_telephone_with_the_banner_kept() {
    journey("phone-contact", async |browser| {
        browser.resize(PHONE).await;
        sign_in_on_phone(browser).await;
        browser.press_in("Quick", Link, "Find").await;
        open_record(browser, "Max Example").await;
        browser.press_in("Quick", Button, "Record contact").await;
        browser.wait_for(Field, "What happened").await;

        let banner = place_of(browser, "Whose record this is").await;
        let panel = place_of(browser, "Record a contact").await;
        assert!(banner[1] >= 0.0, "the banner is out of sight: {banner:?}");
        assert!(panel[1] >= banner[1] + banner[3] - 1.0, "the panel covers the banner: {banner:?}, {panel:?}");
        assert!(panel[2] >= f64::from(PHONE.width) * 0.9, "the panel is not the whole screen: {panel:?}");

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

async fn sign_in_on_phone(browser: &tests::browser::Browser) {
    browser.go("/").await;
    crate::steps::give_credentials(browser, EFUA, crate::steps::PASSWORD).await;
    browser.see("Needs you").await;
}

/// Left, top, width and height of a named part of the page, in the window.
async fn place_of(browser: &tests::browser::Browser, region: &str) -> [f64; 4] {
    let element = browser.seek("", tests::page::Role::Region, region).await.expect("the region is there");
    let script = "const r = arguments[0].getBoundingClientRect(); return [r.left, r.top, r.width, r.height]";
    let place = browser.script(script, vec![serde_json::to_value(&element).expect("an element")]).await;
    std::array::from_fn(|index| place[index].as_f64().expect("a number"))
}
