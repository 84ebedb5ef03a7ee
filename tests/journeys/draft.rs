//! Nothing typed is ever lost: reload, no network, a browser killed where it stands.

use serde_json::json;
use tests::browser::Browser;
use tests::byte_search;
use tests::page::Role::{Button, Field};

use crate::stage::journey;
use crate::steps::{EFUA, PASSWORD, begin_contact, give_credentials, open_record, save, sign_in};

#[test]
fn what_is_typed_is_there_after_a_reload() {
    journey("draft-reload", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Ash Placeholder").await;
        begin_contact(browser).await;
        browser.type_into("What happened", "Half a sentence about the garden").await;
        browser.see("Saved as you type").await;
        browser.reload().await;
        holds(browser, "What happened", "Half a sentence about the garden").await;
    });
}

#[test]
fn what_is_typed_without_a_network_is_kept_and_sent_when_it_is_back() {
    journey("draft-offline", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Alex Draftwell").await;
        begin_contact(browser).await;
        browser.go_offline().await;
        browser.type_into("What happened", "Typed in the lift").await;
        browser.see("You are offline.").await;
        browser.see("kept on this device, sent when back").await;
        browser.go_online().await;
        browser.see("Saved as you type").await;
        browser.see_no_more("You are offline.").await;
        save(browser).await;
        browser.see("Recorded ").await;
        browser.see_in("What happened", "Typed in the lift").await;
    });
}

#[test]
fn a_save_that_fails_says_so_and_can_be_repeated() {
    journey("save-offline", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Lou Fictive").await;
        begin_contact(browser).await;
        browser.type_into("What happened", "Said once, recorded once").await;
        browser.go_offline().await;
        save(browser).await;
        browser.see("The server cannot be reached at the moment.").await;
        browser.go_online().await;
        save(browser).await;
        browser.see("Recorded ").await;
        browser.see_in("What happened", "Said once, recorded once").await;
        let text = browser.text_of("What happened").await.unwrap_or_default();
        assert_eq!(text.matches("Said once, recorded once").count(), 1);
    });
}

#[test]
fn a_killed_browser_keeps_all_of_it_and_nothing_that_can_be_read() {
    journey("draft-killed", async |browser| {
        sign_in(browser, EFUA).await;
        let record = open_record(browser, "Kit Testperson").await;
        begin_contact(browser).await;
        plant(browser, "planted-where-all-can-see-it").await;
        browser.go_offline().await;
        browser.type_into("What happened", "Heliotrope marmalade, said Kit").await;
        browser.see("kept on this device, sent when back").await;
        browser.until("no draft is on the device", async |page| drafts_on_device(page).await == json!(1)).await;
        browser.kill();

        let profile = browser.profile().to_owned();
        let control = byte_search::files_with(&profile, &["planted-where-all-can-see-it"]).join("\n");
        for way in ["see-it” in /", "in UTF-16", "in base64"] {
            assert!(control.contains(way), "the search does not find what is there ({way}): {control}");
        }
        let readable = byte_search::files_with(&profile, &["Heliotrope", "marmalade", "Testperson", "TESTPERSON"]);
        assert!(readable.is_empty(), "{} files, of which: {readable:#?}", byte_search::count(&profile));

        browser.reopen().await;
        browser.go("/healthz").await;
        browser.client.delete_all_cookies().await.expect("the sign-in is forgotten");
        browser.go(&format!("{record}?panel=contact")).await;
        browser.wait_for(Button, "Sign in").await;
        give_credentials(browser, EFUA, PASSWORD).await;
        holds(browser, "What happened", "Heliotrope marmalade, said Kit").await;
        browser.until("the draft stays on the device", async |page| drafts_on_device(page).await == json!(0)).await;
    });
}

/// Wait until a field holds a text.
async fn holds(browser: &Browser, field: &str, text: &str) {
    browser.wait_for(Field, field).await;
    browser.until(&format!("“{field}” does not hold “{text}”"), async |page| page.value_of(field).await == text).await;
}

/// Put a word in clear where the browser keeps what the app gives it, in each of several ways: the search must
/// find them all.
async fn plant(browser: &Browser, word: &str) {
    let script = "
        const [word, done] = arguments;
        const opening = indexedDB.open('planted', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('words');
        opening.onsuccess = () => {
            const writing = opening.result.transaction('words', 'readwrite');
            const words = writing.objectStore('words');
            words.put(new TextEncoder().encode(word), 'bytes');
            words.put('✓ ' + word, 'wide');
            words.put(btoa('x' + word), 'base64');
            writing.oncomplete = () => done(true);
        };";
    browser.client.execute_async(script, vec![json!(word)]).await.expect("the word is planted");
}

/// How many drafts the device keeps.
async fn drafts_on_device(browser: &Browser) -> serde_json::Value {
    let script = "
        const [done] = arguments;
        const opening = indexedDB.open('criis');
        opening.onsuccess = () => {
            const database = opening.result;
            if (!database.objectStoreNames.contains('drafts')) { database.close(); done(0); return; }
            const counting = database.transaction('drafts').objectStore('drafts').count();
            counting.onsuccess = () => { database.close(); done(counting.result); };
        };";
    browser.client.execute_async(script, vec![]).await.expect("the drafts are counted")
}
