//! The other pictured people: what makes each of them worth looking at.

use chrono::TimeDelta;
use domain::Private;
use domain::alert::Level;
use domain::contact::{ContactForm, Outcome};
use domain::draft::{DraftForm, DraftOf};
use domain::health::MedicationForm;
use domain::take_on::{TakeOnRequest, TakeOnState};

use super::super::alerts::alert;
use super::super::appointments::on_its_own;
use super::super::chance::Chance;
use super::super::contacts::begun;
use super::super::forms::{Forms, Typed};
use super::super::scene::Scene;
use super::super::spells::Spell;
use super::super::typed::{day, flag, instant, number, typed};
use super::{ALEX, JO, KIT, LOU, MAX, SKY, SKYE};

/// What makes somebody worth looking at.
pub fn fill(scene: &Scene<'_>, number: u64, spell: &Spell, forms: &mut Forms, chance: &mut Chance) {
    // Reviews are due ahead, but for one: the list of what waits stays short.
    forms.health.review_due_on = day(scene.in_days(chance.between(20..=120)));
    match number {
        KIT => unseen(scene, spell, forms, chance),
        LOU => {
            let words = "Not alone: two workers at every visit.";
            forms.alerts.push(alert(scene, spell, ("lone_working", Level::Caution, words), 120, None, chance));
        }
        JO => referred(scene, forms),
        MAX => {
            not_recorded(scene, spell, forms, chance);
            unfinished(scene, spell, forms, chance);
        }
        SKY => asked_for(scene, forms, chance),
        SKYE => forms.contacts.clear(),
        // Was a volunteer here once: restricted to those who work with them.
        ALEX => forms.identity.works_here = flag(true),
        _ => {}
    }
}

/// Nobody has seen Kit for 23 days.
fn unseen(scene: &Scene<'_>, spell: &Spell, forms: &mut Forms, chance: &mut Chance) {
    let last = instant(scene.days_ago(23), 11, 0);
    forms.contacts.retain(|contact| contact.at < last);
    let form = ContactForm {
        minutes: number(40),
        kind: typed("one_to_one"),
        medium: typed("01"),
        place: typed("clinic"),
        outcome: Some(Outcome::Attended),
        note: typed("Dose feels right. Looking for work again; will bring the letter next time."),
        ..begun(&scene.home, last, spell)
    };
    let at = last + TimeDelta::minutes(55);
    forms.contacts.push(Typed { id: chance.record_id(scene.now), at, by: spell.worker, form });
    forms.health.medication = Some(vec![MedicationForm {
        name: typed("Methadone 1 mg/ml"),
        dose: typed("45 ml"),
        frequency: typed("Daily"),
        prescriber: typed("Dr Testperson"),
        supervised: flag(false),
    }]);
}

/// Jo was referred by their GP five days ago and has not been met.
fn referred(scene: &Scene<'_>, forms: &mut Forms) {
    forms.contacts.clear();
    if let Some(episode) = forms.episodes.first_mut() {
        episode.form.0.referral_source = typed("gp");
        episode.form.0.referred_on = day(scene.days_ago(5));
    }
}

/// Yesterday's appointment with Max is neither recorded nor cancelled.
fn not_recorded(scene: &Scene<'_>, spell: &Spell, forms: &mut Forms, chance: &mut Chance) {
    let at = instant(scene.days_ago(1), 16, 30);
    let booked = at - TimeDelta::days(6);
    let form = (on_its_own(&scene.home, spell, at, spell.worker), None);
    forms.appointments.push(Typed { id: chance.record_id(scene.now), at: booked, by: spell.worker, form });
}

/// What was typed about Max yesterday and not recorded.
fn unfinished(scene: &Scene<'_>, spell: &Spell, forms: &mut Forms, chance: &mut Chance) {
    let began = instant(scene.days_ago(1), 16, 30);
    let typed_so_far = ContactForm {
        minutes: number(40),
        kind: typed("one_to_one"),
        medium: typed("01"),
        outcome: Some(Outcome::Attended),
        note: typed("Came with the letter from the housing office. They want"),
        ..begun(&scene.home, began, spell)
    };
    let form = DraftForm {
        person: Some(forms.person),
        form: Some(DraftOf::Contact),
        record: None,
        content: serde_json::to_value(&typed_so_far).ok().map(Private::new),
    };
    let at = instant(scene.days_ago(1), 17, 52);
    forms.drafts.push(Typed { id: chance.record_id(scene.now), at, by: spell.worker, form });
}

/// Another service registered Skye yesterday, who may be Sky: the team leader is asked.
fn asked_for(scene: &Scene<'_>, forms: &mut Forms, chance: &mut Chance) {
    let Some(asking) = scene.others.first() else { return };
    let asked_at = instant(scene.days_ago(1), 10, 20);
    let request = TakeOnRequest {
        asking: asking.service,
        asked_by: asking.first_worker(),
        asked_at,
        registered: scene.person(SKYE),
        held: forms.person,
        holding: scene.home.service,
        state: TakeOnState::Waiting,
        answered_by: None,
        answered_at: None,
        reason: None,
    };
    forms.requests.push(Typed {
        id: chance.record_id(scene.now),
        at: asked_at,
        by: asking.first_worker(),
        form: request,
    });
}
