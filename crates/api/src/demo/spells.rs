//! When somebody invented was with a service: from when to when, once or again.

use chrono::NaiveDate;
use domain::episode::{CloseForm, EpisodeForm};
use domain::id::{EpisodeId, StaffId};

use super::chance::Chance;
use super::forms::Typed;
use super::health::Profile;
use super::scene::{Scene, Team};
use super::typed::{day, instant, typed};

/// A time with a service.
#[derive(Clone, Copy)]
pub struct Spell {
    /// Its episode.
    pub id: EpisodeId,
    /// Who leads the work.
    pub worker: StaffId,
    /// Days from its opening to today.
    pub opened: u32,
    /// Days from its closing to today, if it is closed.
    pub closed: Option<u32>,
}

impl Spell {
    /// A spell that began so many days ago and goes on.
    pub fn open(scene: &Scene<'_>, worker: StaffId, opened: u32, chance: &mut Chance) -> Self {
        let id = EpisodeId(chance.record_id(scene.now));
        Self { id, worker, opened, closed: None }
    }
}

/// Somebody's times with a service, oldest first: two in five came before.
pub fn invent(scene: &Scene<'_>, team: &Team, worker: StaffId, chance: &mut Chance) -> Vec<Spell> {
    let lately = chance.rather_small(2..=900);
    let mut latest = Spell::open(scene, worker, lately, chance);
    if chance.happens(28) {
        latest.closed = Some(chance.between(0..=lately));
    }
    let mut spells = vec![latest];
    let mut since = lately;
    while chance.happens(40) && spells.len() < 4 {
        let closed = since + chance.rather_small(20..=700);
        let opened = closed + chance.rather_small(15..=420);
        let spell = Spell::open(scene, team.worker(chance), opened, chance);
        spells.insert(0, Spell { closed: Some(closed), ..spell });
        since = opened;
    }
    spells
}

/// A spell's episode as it was typed.
pub fn episode(
    scene: &Scene<'_>,
    team: &Team,
    spell: &Spell,
    profile: Profile,
    chance: &mut Chance,
) -> Typed<(EpisodeForm, Option<CloseForm>)> {
    let opened = scene.days_ago(spell.opened);
    let source = chance.weighted(&[
        (48, "self"),
        (14, "gp"),
        (9, "probation"),
        (7, "hospital"),
        (6, "through_gate"),
        (5, "arrest"),
        (5, "family_friend"),
        (3, "housing"),
        (3, "outreach"),
    ]);
    let waited = chance.rather_small(0..=21);
    let form = EpisodeForm {
        service: Some(team.service),
        opened_on: day(opened),
        key_worker: Some(spell.worker),
        referral_source: typed(source),
        referred_on: day(scene.days_ago(spell.opened + waited)),
    };
    let close = spell.closed.map(|closed| close(scene.days_ago(closed), profile, chance));
    Typed { id: spell.id.0, at: earlier(scene, instant(opened, 10, 5)), by: spell.worker, form: (form, close) }
}

fn close(on: NaiveDate, profile: Profile, chance: &mut Chance) -> CloseForm {
    let completed = if profile == Profile::Alcohol { "81" } else { "80" };
    let often = if profile == Profile::Opiates { 22 } else { 52 };
    CloseForm {
        closed_on: day(on),
        reason: typed(chance.weighted(&[(often, completed), (34, "85"), (7, "83"), (6, "84"), (5, "88"), (3, "86")])),
        words: None,
    }
}

/// An instant, or now where that comes first: nothing was recorded in the future.
pub fn earlier(scene: &Scene<'_>, at: chrono::DateTime<chrono::Utc>) -> chrono::DateTime<chrono::Utc> {
    at.min(scene.now)
}
