//! axe-core on every screen at three widths: nothing against WCAG 2.2 A and AA, and nothing that makes one
//! scroll sideways.

use tests::axe;
use tests::browser::{Browser, DESK, NARROW, PHONE};
use tests::page::Role::{Button, Choice, Field, Heading, Link};

use crate::stage::journey;
use crate::steps::{DANA, DEE, EFUA, PAT, begin_contact, open_record, sign_in};

#[test]
fn the_screens_of_a_worker() {
    journey("axe-worker", async |browser| {
        let mut found = Found::default();
        browser.go("/").await;
        browser.wait_for(Button, "Sign in").await;
        found.look(browser, "sign in").await;
        browser.press(Button, "Sign in").await;
        browser.see("There is something to mend").await;
        found.look(browser, "sign in, refused").await;

        sign_in(browser, EFUA).await;
        browser.see("Needs you").await;
        found.look(browser, "Today").await;
        browser.type_into("Find a person", "sample").await;
        browser.wait_for(Choice, "SAMPLESON").await;
        found.look(browser, "find, open").await;
        for (path, heading) in [
            ("/find", "Find a person"),
            ("/register", "Register somebody"),
            ("/caseload", "Caseload"),
            ("/more", "More"),
        ] {
            browser.go(path).await;
            browser.wait_for(Heading, heading).await;
            found.look(browser, path).await;
        }
        found.nothing();
    });
}

#[test]
fn the_screens_of_a_record() {
    journey("axe-record", async |browser| {
        let mut found = Found::default();
        sign_in(browser, EFUA).await;
        let record = open_record(browser, "Rowan Sampleson").await;
        browser.see("Important: overdose").await;
        found.look(browser, "record").await;
        begin_contact(browser).await;
        found.look(browser, "contact panel").await;
        browser.press(Button, "Close").await;
        for (part, heading) in PARTS {
            browser.go(&format!("{record}/{part}")).await;
            browser.wait_for(Heading, heading).await;
            found.look(browser, part).await;
        }
        browser.go(&format!("{record}/print")).await;
        browser.see("OFFICIAL-SENSITIVE").await;
        found.look(browser, "print").await;
        found.nothing();
    });
}

#[test]
fn the_forms_of_a_record() {
    journey("axe-forms", async |browser| {
        let mut found = Found::default();
        sign_in(browser, EFUA).await;
        let record = open_record(browser, "Rowan Sampleson").await;
        for (part, change) in [
            ("who-they-are", "Change who they are"),
            ("reach", "Change how to reach them"),
            ("health", "Change health"),
            ("convictions", "Change convictions and orders"),
        ] {
            browser.go(&format!("{record}/{part}")).await;
            browser.press(Button, change).await;
            browser.wait_for(Button, "Save").await;
            found.look(browser, change).await;
        }
        browser.go(&format!("{record}?panel=appointment")).await;
        browser.wait_for(Field, "Day").await;
        found.look(browser, "appointment panel").await;
        found.nothing();
    });
}

#[test]
fn the_screens_of_those_who_run_it() {
    journey("axe-office", async |browser| {
        let mut found = Found::default();
        sign_in(browser, DANA).await;
        for (path, heading) in
            [("/office/staff", "Staff"), ("/office/services", "Services"), ("/office/contracts", "Contracts")]
        {
            browser.go(path).await;
            browser.wait_for(Heading, heading).await;
            found.look(browser, path).await;
        }
        browser.go("/office/staff").await;
        browser.press(Link, "Efua Testworker").await;
        browser.wait_for(Heading, "Member of staff").await;
        found.look(browser, "a member of staff").await;
        browser.press(Button, "Sign out").await;

        sign_in(browser, PAT).await;
        browser.go("/requests").await;
        browser.wait_for(Heading, "Requests").await;
        found.look(browser, "/requests").await;
        browser.go("/office/activity").await;
        browser.wait_for(Heading, "Activity").await;
        found.look(browser, "/office/activity").await;
        browser.go("/").await;
        let record = open_record(browser, "Sky Mockwell").await;
        browser.press(Button, "Sign out").await;

        sign_in(browser, DEE).await;
        browser.wait_for(Heading, "Oversight").await;
        browser.see("Months reviewed").await;
        found.look(browser, "/office/oversight").await;
        for (path, heading) in [
            ("/office/oversight/asking", "Registrations and searches"),
            ("/office/oversight/kept-apart", "Kept apart, and to merge"),
        ] {
            browser.go(path).await;
            browser.wait_for(Heading, heading).await;
            found.look(browser, path).await;
        }
        browser.go("/office/trail").await;
        browser.wait_for(Heading, "Who opened what").await;
        found.look(browser, "whose trail").await;
        let person = record.rsplit('/').next().expect("a record's path ends in its number").to_owned();
        browser.type_into("Number of the record", &person).await;
        browser.press(Button, "Show").await;
        browser.wait_for(Heading, "Who opened this record").await;
        browser.see("Pat Exemplar").await;
        found.look(browser, "the trail").await;
        found.nothing();
    });
}

#[test]
fn what_is_wrong_is_found() {
    journey("axe-control", async |browser| {
        browser.go("/").await;
        browser.wait_for(Button, "Sign in").await;
        let script = "
            document.querySelector('label').remove();
            document.querySelector('h1').style.color = '#ddd';";
        browser.script(script, vec![]).await;
        let violations = axe::violations(browser).await;
        for rule in ["label (", "color-contrast ("] {
            assert!(violations.iter().any(|line| line.starts_with(rule)), "{rule} is not found: {violations:#?}");
        }
    });
}

/// The parts of a record by the word in their address, and a heading of each.
const PARTS: [(&str, &str); 8] = [
    ("who-they-are", "Who they are"),
    ("reach", "How to reach them"),
    ("health", "Health"),
    ("convictions", "Convictions and orders"),
    ("episodes", "Episodes"),
    ("alerts", "Alerts"),
    ("appointments", "Appointments"),
    ("history", "History of changes"),
];

/// What was found on all screens, told at once.
#[derive(Default)]
pub struct Found(Vec<String>);

impl Found {
    /// Look at the screen that is open, at each width.
    pub async fn look(&mut self, browser: &Browser, screen: &str) {
        browser.see_no_more("Loading").await;
        for size in [DESK, PHONE, NARROW] {
            browser.resize(size).await;
            let violations = axe::violations(browser).await;
            self.0.extend(violations.iter().map(|violation| format!("{screen}, {} px: {violation}", size.width)));
            let wide = browser.script("return document.scrollingElement.scrollWidth - window.innerWidth", vec![]).await;
            if wide.as_i64().is_some_and(|wide| wide > 0) {
                self.0.push(format!("{screen}, {} px: scrolls sideways by {wide} px", size.width));
            }
            keep_picture(browser, screen, size.width).await;
        }
        browser.resize(DESK).await;
    }

    /// There must be nothing.
    pub fn nothing(self) {
        assert!(self.0.is_empty(), "{} findings:\n{}", self.0.len(), self.0.join("\n"));
    }
}

/// With `CRIIS_PICTURES=folder`, keep a picture of every screen at every width, for whoever wants to look.
async fn keep_picture(browser: &Browser, screen: &str, width: u32) {
    let Some(folder) = std::env::var_os("CRIIS_PICTURES") else { return };
    let name = format!("{}-{width}.png", screen.trim_start_matches('/').replace([' ', ',', '/'], "-"));
    browser.picture(&std::path::Path::new(&folder).join(name)).await;
}
