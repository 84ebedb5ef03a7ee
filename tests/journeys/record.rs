//! A record: who, then danger, then what happened last; its parts read and changed.

use serde_json::json;
use tests::browser::Browser;
use tests::page::Role::{Button, Field, Heading, Link};

use crate::stage::journey;
use crate::steps::{EFUA, message_of, open_record, save, sign_in};

/// The parts of a record and the heading of each in the middle.
const PARTS: [(&str, &str); 9] = [
    ("What happened", "What happened"),
    ("Who they are", "Who they are"),
    ("Reach and address", "How to reach them"),
    ("Health", "Health"),
    ("Convictions and orders", "Convictions and orders"),
    ("Episodes", "Episodes"),
    ("Alerts", "Alerts"),
    ("Appointments", "Appointments"),
    ("History of changes", "History of changes"),
];

#[test]
fn who_and_what_is_dangerous_stay_on_every_part() {
    journey("banner-stays", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Rowan Sampleson").await;
        for (part, heading) in PARTS {
            browser.press_in("Parts of this record", Link, part).await;
            browser.wait_for(Heading, heading).await;
            browser.see_no_more("Loading").await;
            stays_in_sight(browser).await;
            let text = browser.text().await;
            let [who, danger, caution] = ["SAMPLESON, Rowan", "Important: overdose", "Caution: child"]
                .map(|words| text.find(words).unwrap_or_else(|| panic!("{part} does not say {words}: {text}")));
            assert!(who < danger && danger < caution, "{part}: who, then danger, then caution");
        }
    });
}

#[test]
fn a_changed_part_is_saved_and_its_history_shows_old_and_new() {
    journey("part-changed", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Robin Exampleton").await;
        browser.press_in("Parts of this record", Link, "Who they are").await;
        browser.press(Button, "Change who they are").await;
        browser.retype("Pronouns", "ze/zir").await;
        save(browser).await;
        browser.see_in("Who they are", "ze/zir").await;
        browser.see_in("Whose record this is", "ze/zir").await;

        browser.press_in("Parts of this record", Link, "History of changes").await;
        browser.see_in("History of changes", "ze/zir").await;
        browser.see_in("History of changes", "It was").await;
        browser.see_in("History of changes", "by Efua Testworker, version 2").await;
    });
}

#[test]
fn a_flawed_change_leads_to_the_field() {
    journey("part-flawed", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Noor Dummyfield").await;
        browser.press_in("Parts of this record", Link, "Who they are").await;
        browser.press(Button, "Change who they are").await;
        browser.wait_for(Field, "Date of birth").await;
        browser.retype("Date of birth", "30 2 1983").await;
        save(browser).await;
        browser.see("There is something to mend").await;
        let message = message_of(browser, "Date of birth").await;
        browser.press_in("Who they are", Link, &message).await;
        assert!(browser.focused().await.starts_with("Date of birth"));
        browser.retype("Date of birth", "28 4 1983").await;
        save(browser).await;
        browser.wait_for(Button, "Change who they are").await;
    });
}

/// Scroll to the foot of the page: the name and the first alert are still in the window.
async fn stays_in_sight(browser: &Browser) {
    let script = "
        window.scrollTo(0, document.body.scrollHeight);
        const isSeen = (element) => {
            const place = element.getBoundingClientRect();
            return place.top >= 0 && place.bottom <= window.innerHeight;
        };
        const [name, alert] = [document.querySelector('h1'), document.querySelector('[aria-label=Alerts] li')];
        const seen = [name, alert].map(isSeen);
        window.scrollTo(0, 0);
        return seen;";
    assert_eq!(browser.script(script, vec![]).await, json!([true, true]), "the name and the alert stay");
}
