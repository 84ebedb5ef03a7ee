//! Two texts of one record: somebody else saved theirs first, or the same form was sent twice with other words.

use tests::browser::Browser;
use tests::page::Role::{Button, Field, Heading, Link, Radio};

use crate::accessibility::Found;
use crate::stage::{journey, journey_on, serve_demonstration};
use crate::steps::{EFUA, PAT, begin_contact, open_record, save, sign_in};

const STALE: &str = "Somebody changed this while you typed";
const SENT_BEFORE: &str = "This was recorded already, with other words";

#[test]
fn a_stale_save_shows_both_texts_field_by_field() {
    journey("stale-part", async |mine| {
        let theirs = Browser::open(&mine.address).await;
        for (browser, name) in [(&*mine, EFUA), (&theirs, PAT)] {
            sign_in(browser, name).await;
            open_record(browser, "Lou Fictive").await;
            browser.press_in("Parts of this record", Link, "Who they are").await;
            browser.press(Button, "Change who they are").await;
            browser.wait_for(Field, "Pronouns").await;
        }
        theirs.retype("Pronouns", "xe/xem").await;
        theirs.retype("What else helps when writing or talking", "Large print").await;
        save(&theirs).await;
        theirs.see_in("Who they are", "xe/xem").await;

        mine.retype("Pronouns", "fae/faer").await;
        mine.retype("What they are called", "Skylark").await;
        save(mine).await;
        mine.wait_for(Heading, STALE).await;
        mine.see_in(STALE, "Pat Exemplar saved it").await;
        mine.see_in("Pronouns", "fae/faer").await;
        mine.see_in("Pronouns", "xe/xem").await;
        assert_eq!(mine.value_of("Pronouns").await, "fae/faer", "what both changed stays as I typed it");
        let help = "What else helps when writing or talking";
        assert_eq!(mine.value_of(help).await, "Large print", "what only they changed is taken over");

        let mut found = Found::default();
        found.look(mine, "two texts of a part").await;
        found.nothing();

        mine.press_in(STALE, Button, "Take all of theirs").await;
        assert_eq!(mine.value_of("Pronouns").await, "xe/xem");
        mine.press_in("What they are called", Radio, "Mine").await;
        assert_eq!(mine.value_of("What they are called").await, "Skylark", "mine was kept");
        save(mine).await;
        mine.wait_for(Button, "Change who they are").await;
        for words in ["xe/xem", "Skylark", "Large print"] {
            mine.see_in("Who they are", words).await;
        }
        theirs.close().await;
    });
}

#[test]
fn a_draft_older_than_what_is_kept_shows_both_texts() {
    journey("stale-draft", async |mine| {
        let theirs = Browser::open(&mine.address).await;
        for (browser, name) in [(&*mine, EFUA), (&theirs, PAT)] {
            sign_in(browser, name).await;
            open_record(browser, "Ash Placeholder").await;
            browser.press_in("Parts of this record", Link, "Who they are").await;
            browser.press(Button, "Change who they are").await;
            browser.wait_for(Field, "Pronouns").await;
        }
        mine.retype("Pronouns", "fae/faer").await;
        mine.see("Saved as you type").await;
        mine.press_in("Parts of this record", Link, "Health").await;
        theirs.retype("Pronouns", "xe/xem").await;
        save(&theirs).await;
        theirs.see_in("Who they are", "xe/xem").await;

        mine.press_in("Parts of this record", Link, "Who they are").await;
        mine.press(Button, "Change who they are").await;
        mine.wait_for(Heading, "Somebody changed this after you typed").await;
        mine.see_in("Pronouns", "fae/faer").await;
        mine.see_in("Pronouns", "xe/xem").await;
        assert_eq!(mine.value_of("Pronouns").await, "fae/faer");
        theirs.close().await;
    });
}

#[test]
fn a_contact_sent_twice_with_other_words_becomes_a_correction() {
    journey_on(&serve_demonstration(20), "sent-before", async |browser| {
        sign_in(browser, EFUA).await;
        open_record(browser, "Alex Draftwell").await;
        begin_contact(browser).await;
        browser.type_into("What happened", "Talked on the way home.").await;
        lose_the_next_answer(browser).await;
        save(browser).await;
        browser.see("The server cannot be reached at the moment.").await;

        browser.retype("What happened", "Talked on the way home, and about work.").await;
        save(browser).await;
        browser.wait_for(Heading, SENT_BEFORE).await;
        browser.wait_for(Heading, "Correct a contact").await;
        browser.see_in("Note", "Talked on the way home.").await;
        let mut found = Found::default();
        found.look(browser, "two texts of a contact").await;
        found.nothing();

        browser.type_into("Why it is corrected", "It was sent before I had finished").await;
        save(browser).await;
        browser.see("Corrected ").await;
        browser.see_in("What happened", "Talked on the way home, and about work.").await;
        let timeline = browser.text_of("What happened").await.unwrap_or_default();
        assert_eq!(timeline.matches("Talked on the way home").count(), 1, "it is recorded once: {timeline}");
    });
}

/// The server gets what is recorded next, and its answer is lost on the way back.
async fn lose_the_next_answer(browser: &Browser) {
    let script = "
        const real = window.fetch;
        window.fetch = async (request, ...rest) => {
            const isContact = request.method === 'POST' && request.url.endsWith('/contacts');
            const answer = await real(request, ...rest);
            if (!isContact) return answer;
            window.fetch = real;
            throw new TypeError('the answer is lost');
        };";
    browser.script(script, vec![]).await;
}
