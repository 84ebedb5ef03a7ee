//! Signing in.

use tests::page::Role::{Button, Field};

use crate::stage::journey;
use crate::steps::{EFUA, PASSWORD, give_credentials, open_record, sign_in};

#[test]
fn a_wrong_password_and_a_name_that_nobody_has_are_refused_alike() {
    journey("wrong-password", async |browser| {
        browser.go("/").await;
        give_credentials(browser, EFUA, "not the password at all").await;
        browser.wait_for(Button, "Sign in").await;
        let told = refusal(browser).await;
        browser.reload().await;
        give_credentials(browser, "nobody.invented", "not the password at all").await;
        assert_eq!(refusal(browser).await, told);
        assert_eq!(browser.value_of("Password").await, "");

        browser.reload().await;
        give_credentials(browser, EFUA, PASSWORD).await;
        browser.see("Needs you").await;
        browser.see("Efua Testworker").await;
    });
}

#[test]
fn signing_out_leaves_nothing_on_the_screen() {
    journey("sign-out", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Rowan Sampleson").await;
        browser.press(Button, "Sign out").await;
        browser.wait_for(Field, "Password").await;
        browser.client.back().await.expect("the page before");
        browser.wait_for(Field, "Password").await;
        assert!(!browser.text().await.contains("SAMPLESON"));
    });
}

async fn refusal(browser: &tests::browser::Browser) -> String {
    let script = "return document.querySelector('[role=alert]')?.innerText ?? ''";
    browser.until("nothing is said of the refusal", async |page| page.script(script, vec![]).await != "").await;
    browser.script(script, vec![]).await.to_string()
}
