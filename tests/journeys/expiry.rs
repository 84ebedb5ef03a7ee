//! A sign-in that ends while somebody types.

use tests::page::Role::{Button, Field, Heading};

use crate::stage::journey;
use crate::steps::{EFUA, PASSWORD, begin_contact, give_credentials, open_record, save, sign_in};

#[test]
fn signing_in_again_in_place_loses_nothing() {
    journey("signed-out-elsewhere", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Noor Dummyfield").await;
        begin_contact(browser).await;
        browser.type_into("What happened", "Begun before the sign-in ended").await;
        browser.see("Saved as you type").await;

        let first = browser.another_tab().await;
        browser.go("/").await;
        browser.press(Button, "Sign out").await;
        browser.wait_for(Field, "Password").await;
        browser.turn_to(&first).await;

        browser.type_into("What happened", ", and gone on with after it").await;
        browser.wait_for(Heading, "Sign in again").await;
        give_credentials(browser, EFUA, PASSWORD).await;
        browser.see_no_more("Sign in again").await;
        let typed = "Begun before the sign-in ended, and gone on with after it";
        assert_eq!(browser.value_of("What happened").await, typed);
        browser.see("Saved as you type").await;
        save(browser).await;
        browser.see("Recorded ").await;
        browser.see_in("What happened", typed).await;
    });
}
