//! The pictures in the README, taken when `CRIIS_SCREENSHOTS` names the folder to put them in.

use std::path::PathBuf;

use tests::browser::{DESK, PHONE};
use tests::page::Role::{Choice, Field, Link};

use crate::stage::{journey_on, serve_demonstration};
use crate::steps::{EFUA, sign_in};

#[test]
fn the_screens_that_the_readme_shows_can_be_reached() {
    let folder = std::env::var_os("CRIIS_SCREENSHOTS").map(PathBuf::from);
    // Of its own, so that nobody has recorded anything yet.
    let server = serve_demonstration(60);
    journey_on(&server, "readme", async |browser| {
        let keep = async |browser: &tests::browser::Browser, name: &str| {
            if let Some(folder) = &folder {
                browser.picture(&folder.join(name)).await;
            }
        };
        sign_in(browser, EFUA).await;
        browser.see("Needs you").await;
        keep(browser, "today.png").await;

        browser.type_into("Find a person", "smapelson").await;
        browser.wait_for(Choice, "SAMPLESON, Rowan").await;
        keep(browser, "find.png").await;

        browser.go("/").await;
        browser.press(Link, "Record contact").await;
        browser.wait_for(Field, "What happened").await;
        browser.see("Prison healthcare rang").await;
        keep(browser, "record.png").await;

        browser.resize(PHONE).await;
        browser.wait_for(Field, "What happened").await;
        browser.script("document.activeElement.blur(); window.scrollTo(0, 0)", vec![]).await;
        keep(browser, "record-phone.png").await;
        browser.resize(DESK).await;
    });
}
