//! Two tabs of one browser.

use tests::browser::Browser;
use tests::page::Role::{Button, Field, Heading};

use crate::stage::journey;
use crate::steps::{EFUA, begin_contact, open_record, sign_in};

#[test]
fn a_draft_never_comes_up_on_another_persons_record() {
    journey("two-people", async |browser| {
        sign_in(browser, EFUA).await;
        let sky = open_record(browser, "Sky Mockwell").await;
        begin_contact(browser).await;
        browser.type_into("What happened", "About Sky alone").await;
        browser.see("Saved as you type").await;

        let first = browser.another_tab().await;
        browser.go("/").await;
        let jo = open_record(browser, "Jo Specimen").await;
        begin_contact(browser).await;
        assert_eq!(note(browser).await, "");
        browser.type_into("What happened", "About Jo alone").await;
        browser.see("Saved as you type").await;

        // In one tab from one person to the other, as one does between appointments.
        browser.turn_to(&first).await;
        open_record(browser, "Jo Specimen").await;
        assert_eq!(browser.path().await, jo);
        begin_contact(browser).await;
        browser.until("Jo's draft is not there", async |page| note(page).await == "About Jo alone").await;
        open_record(browser, "Sky Mockwell").await;
        assert_eq!(browser.path().await, sky);
        begin_contact(browser).await;
        browser.until("Sky's draft is not there", async |page| note(page).await == "About Sky alone").await;
        browser.reload().await;
        browser.until("Sky's draft is not there", async |page| note(page).await == "About Sky alone").await;
    });
}

#[test]
fn two_tabs_that_refresh_at_once_stay_signed_in() {
    journey("refresh-at-once", async |browser| {
        sign_in(browser, EFUA).await;
        let first = browser.another_tab().await;
        browser.go("/").await;
        browser.wait_for(Button, "Sign out").await;
        let second = browser.client.window().await.expect("a tab");
        for _ in 0..4 {
            // Loading the app refreshes the sign-in; both tabs do so at the same moment.
            let at = browser.script("return Date.now() + 1500", vec![]).await;
            for tab in [&first, &second] {
                browser.turn_to(tab).await;
                browser
                    .script(
                        "document.title = 'before'; setTimeout(() => location.reload(), arguments[0] - Date.now())",
                        vec![at.clone()],
                    )
                    .await;
            }
            for tab in [&first, &second] {
                browser.turn_to(tab).await;
                browser
                    .until("the tab does not load", async |page| {
                        page.client.title().await.is_ok_and(|it| it != "before")
                    })
                    .await;
                browser
                    .until("neither signed in nor out", async |page| {
                        page.has(Button, "Sign out").await || page.has(Field, "Password").await
                    })
                    .await;
                assert!(browser.has(Button, "Sign out").await, "one of the tabs was signed out");
                browser.wait_for(Heading, "Needs you").await;
            }
        }
    });
}

async fn note(browser: &Browser) -> String {
    browser.value_of("What happened").await
}
