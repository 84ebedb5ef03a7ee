//! Ro Sampleson, whose record the design shows: eleven days out of custody, tolerance lost.

use chrono::{DateTime, TimeDelta, Utc};
use domain::alert::Level;
use domain::answer::Answer;
use domain::contact::{ContactForm, OfferForm, Outcome, Response};
use domain::health::{
    AllergiesKnown, HealthForm, MedicationForm, MentalHealthForm, NaloxoneForm, NaloxoneStatus, SubstanceForm,
};
use domain::reach::{ReachForm, WayForm, WayKind};

use super::super::alerts::alert;
use super::super::appointments::on_its_own;
use super::super::chance::Chance;
use super::super::contacts::{self, begun};
use super::super::forms::{Forms, Typed};
use super::super::health::Profile;
use super::super::interventions::offer;
use super::super::scene::Scene;
use super::super::spells::{self, Spell, earlier};
use super::super::typed::{day, flag, instant, number, typed};

/// Ro's record.
pub fn fill(scene: &Scene<'_>, spell: &Spell, forms: &mut Forms, chance: &mut Chance) {
    let team = &scene.home;
    forms.reach = reach();
    forms.health = health(scene);
    let overdose = "Released from custody 11 days ago; tolerance lost. Naloxone given on the day.";
    forms.alerts.push(alert(scene, spell, ("overdose", Level::Danger, overdose), 11, None, chance));
    let children = "Child protection plan for two children; social worker to be told of missed appointments.";
    forms.alerts.push(alert(scene, spell, ("children", Level::Caution, children), 53, None, chance));

    let before = [(1_310, 1_020), (690, 230)].map(|(opened, closed)| {
        let began = Spell::open(scene, team.worker(chance), opened, chance);
        Spell { closed: Some(closed), ..began }
    });
    for past in &before {
        forms.episodes.insert(0, spells::episode(scene, team, past, Profile::Opiates, chance));
    }
    forms.at = instant(scene.days_ago(1_310), 10, 0);
    let mut long_ago = contacts::invent(scene, team, &before, Profile::Opiates, chance);
    long_ago.truncate(44);
    forms.contacts = long_ago;
    lately(scene, spell, forms, chance);

    let next = instant(scene.in_days(2), 14, 0);
    let booked = scene.now - TimeDelta::days(4);
    let form = (on_its_own(team, spell, next, spell.worker), None);
    forms.appointments.push(Typed { id: chance.record_id(scene.now), at: booked, by: spell.worker, form });
}

/// What happened since Ro came back, and just before.
fn lately(scene: &Scene<'_>, spell: &Spell, forms: &mut Forms, chance: &mut Chance) {
    let mut add = |ago: u32, (hour, minute): (u32, u32), form: ContactForm| {
        let began: DateTime<Utc> = instant(scene.days_ago(ago), hour, minute);
        let at = earlier(scene, began + TimeDelta::minutes(50));
        let form = ContactForm { started_at: typed(began.to_rfc3339()), ..form };
        forms.contacts.push(Typed { id: chance.record_id(scene.now), at, by: spell.worker, form });
    };
    let here = begun(&scene.home, scene.now, spell);
    let session = ContactForm {
        kind: typed("one_to_one"),
        medium: typed("01"),
        place: typed("clinic"),
        minutes: number(50),
        outcome: Some(Outcome::Attended),
        ..here.clone()
    };
    add(
        12,
        (9, 30),
        ContactForm {
            episode: None,
            kind: typed("phone_call"),
            medium: typed("02"),
            place: typed("remote"),
            minutes: number(8),
            note: typed("Prison healthcare rang: release moved to tomorrow, 09:00. Bridging script until Monday."),
            ..session.clone()
        },
    );
    add(
        11,
        (10, 0),
        ContactForm {
            interventions: Some(offers()),
            staff: scene.home.workers.get(1).map(|colleague| vec![*colleague]),
            note: typed(
                "First meeting after release. Using most days since Sunday, smoking only. Wants to be back on script \
             before the weekend. Overdose plan talked through, showed how to use naloxone.",
            ),
            ..session.clone()
        },
    );
    add(
        4,
        (15, 10),
        ContactForm {
            minutes: number(5),
            outcome: Some(Outcome::DidNotAttend),
            why: typed("No reply to a text"),
            note: typed("Texted at 15:20, no reply. Social worker told at 15:40 (consent held)."),
            ..session
        },
    );
}

fn offers() -> Vec<OfferForm> {
    vec![
        offer("naloxone_kit", Response::Accepted),
        offer("prescribe_review", Response::Accepted),
        offer("hep_c_test", Response::Declined),
        offer("recovery_group", Response::Offered),
    ]
}

fn reach() -> ReachForm {
    let text = WayForm {
        kind: Some(WayKind::Text),
        value: typed("07700 900 123"),
        preferred: flag(true),
        may_leave_message: flag(false),
        may_say_who_we_are: flag(false),
        note: typed("After 4 pm; ask for Ro"),
    };
    ReachForm { ways: Some(vec![text]), ..ReachForm::default() }
}

fn health(scene: &Scene<'_>) -> HealthForm {
    let used = |code: &str, route: &str, days: u32, amount: &str, age: u32| SubstanceForm {
        substance: typed(code),
        route: typed(route),
        days: number(days),
        amount: typed(amount),
        age_first_used: number(age),
    };
    HealthForm {
        substances: Some(vec![used("1011", "3", 21, "About 0.2 g", 19), used("7000", "4", 8, "Four cans", 14)]),
        injecting: typed("P"),
        medication: Some(vec![MedicationForm {
            name: typed("Methadone 1 mg/ml"),
            dose: typed("60 ml"),
            frequency: typed("Daily"),
            prescriber: typed("Dr Testperson"),
            supervised: flag(true),
        }]),
        allergies_known: Some(AllergiesKnown::NoneKnown),
        mental_health: Some(MentalHealthForm {
            need: Some(Answer::Yes),
            treatment: typed("gp"),
            note: typed("Low since release"),
        }),
        naloxone: Some(NaloxoneForm { status: Some(NaloxoneStatus::Issued), issued_on: day(scene.days_ago(11)) }),
        review_due_on: day(scene.days_ago(4)),
        ..HealthForm::default()
    }
}
