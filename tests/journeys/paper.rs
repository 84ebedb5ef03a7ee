//! A record on paper.

use fantoccini::wd::PrintConfiguration;
use tests::page::Role::Link;

use crate::stage::journey;
use crate::steps::{EFUA, open_record, sign_in};

#[test]
fn paper_says_how_sensitive_it_is_and_who_printed_it() {
    journey("paper", async |browser| {
        sign_in(browser, EFUA).await;
        let record = open_record(browser, "Rowan Sampleson").await;
        browser.press_in("Parts of this record", Link, "Print").await;
        browser.see("OFFICIAL-SENSITIVE").await;
        assert_eq!(browser.path().await, format!("{record}/print"));
        for content in
            ["SAMPLESON, Rowan", "Given names", "Methadone", "What happened, the latest", "Prison healthcare rang"]
        {
            browser.see(content).await;
        }
        browser.medium("print").await;
        let text = browser.text().await;
        assert!(text.matches("OFFICIAL-SENSITIVE").count() >= 2, "at the head and at the foot: {text}");
        assert!(text.contains("Efua Testworker"), "who printed it: {text}");
        for on_screen_only in ["Sign out", "Caseload", "Find a person"] {
            assert!(!text.contains(on_screen_only), "paper needs no {on_screen_only}");
        }
        let paper = browser.client.print(PrintConfiguration::default()).await.expect("it prints");
        assert!(paper.starts_with(b"%PDF"));
        browser.medium("").await;
    });
}
