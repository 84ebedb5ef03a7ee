//! Opening, closing and opening again.

use proptest::prelude::*;

use super::*;
use crate::specimen::{against, day, episode, id, typed};

fn close(before: &Episode, closed_on: &str) -> Result<Episode, Flaws> {
    let form = CloseForm { closed_on: typed(closed_on), reason: typed("80"), words: typed("Went well") };
    form.check(before, &against())
}

#[test]
fn an_episode_opens_with_its_key_worker() {
    let form = EpisodeForm { key_worker: None, ..form() };
    assert_eq!(form.check(&against()).err().unwrap().at("/key_worker"), Some(&Flaw::Missing("the key worker")));
}

#[test]
fn nobody_is_taken_on_tomorrow() {
    let form = EpisodeForm { opened_on: typed("2026-11-25"), ..form() };
    assert_eq!(form.check(&against()).err().unwrap().at("/opened_on"), Some(&Flaw::InFuture));
}

#[test]
fn the_referral_comes_before_the_opening() {
    let late = EpisodeForm { referred_on: typed("2026-11-14"), ..form() };
    assert!(late.check(&against()).err().unwrap().at("/referred_on").is_some());
    let same_day = EpisodeForm { referred_on: typed("2026-11-13"), ..form() };
    assert!(same_day.check(&against()).is_ok());
}

#[test]
fn it_closes_between_its_opening_and_today() {
    let open = episode("2026-11-13");
    assert_eq!(close(&open, "2026-11-12").err().unwrap().at("/closed_on"), Some(&Flaw::EndBeforeStart));
    assert_eq!(close(&open, "2026-11-25").err().unwrap().at("/closed_on"), Some(&Flaw::InFuture));
    let closed = close(&open, "2026-11-13").ok().unwrap();
    assert!(closed.state == EpisodeState::Closed && closed.closed_on == Some(day("2026-11-13")));
}

#[test]
fn it_closes_once_and_changes_only_while_open() {
    let closed = close(&episode("2026-11-13"), "2026-11-20").ok().unwrap();
    assert!(close(&closed, "2026-11-21").err().unwrap().at("/closed_on").is_some());
    let change = EpisodeChangeForm { key_worker: Some(id(8)), ..EpisodeChangeForm::default() };
    assert!(change.check(&closed, &against()).err().unwrap().at("/key_worker").is_some());
    assert!(change.check(&episode("2026-11-13"), &against()).ok().unwrap().key_worker == id(8));
}

#[test]
fn it_opens_again_with_a_reason() {
    let closed = close(&episode("2026-11-13"), "2026-11-20").ok().unwrap();
    let open = ReopenForm { reason: typed("Came back") }.check(&closed).ok().unwrap();
    assert!(open.state == EpisodeState::Open && open.closed_on.is_none() && open.reason.is_none());
    assert!(ReopenForm { reason: None }.check(&closed).is_err());
    assert!(ReopenForm { reason: typed("Again") }.check(&open).err().unwrap().at("/reason").is_some());
}

#[test]
fn a_service_may_open_somebody_until_the_ninetieth_day_after() {
    let closed = |service, on: &str| Spell { service: id(service), closed_on: Some(day(on)) };
    let today = day("2026-11-24");
    let spells = [
        closed(1, "2026-08-26"),
        closed(2, "2026-08-25"),
        Spell { service: id(3), closed_on: None },
        closed(3, "2020-01-01"),
    ];
    assert_eq!((today - day("2026-08-26")).num_days(), 90);
    assert_eq!(may_open(spells, today, DAYS_AFTER_CLOSING), [id(1), id(3)]);
    assert_eq!(may_open([], today, DAYS_AFTER_CLOSING), []);
}

fn form() -> EpisodeForm {
    EpisodeForm {
        service: Some(id(1)),
        opened_on: typed("2026-11-13"),
        key_worker: Some(id(7)),
        referral_source: typed("self"),
        referred_on: None,
    }
}

proptest! {
    #[test]
    fn no_closed_episode_ends_before_it_began(opened in 0_i64..400, closed in -30_i64..400) {
        let first = day("2026-01-01");
        let text = |days: i64| (first + chrono::TimeDelta::days(days)).to_string();
        let form = EpisodeForm { opened_on: typed(&text(opened)), ..form() };
        let Ok(open) = form.check(&against()) else { return Ok(()) };
        match close(&open, &text(closed)) {
            Ok(shut) => {
                prop_assert!(shut.closed_on >= Some(shut.opened_on));
                prop_assert!(shut.closed_on <= Some(against().today()));
            }
            Err(_) => prop_assert!(closed < opened || first + chrono::TimeDelta::days(closed) > against().today()),
        }
    }

    #[test]
    fn an_open_episode_outlasts_any_number_of_days(days in any::<u32>(), ago in 0_u64..40_000) {
        let today = day("2026-11-24");
        let closed_on = today - chrono::Days::new(ago);
        let spells = |closed_on| [Spell { service: id(1), closed_on }];
        prop_assert_eq!(may_open(spells(None), today, days), [id(1)]);
        prop_assert_eq!(!may_open(spells(Some(closed_on)), today, days).is_empty(), ago <= u64::from(days));
    }
}
