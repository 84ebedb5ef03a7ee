//! Appointments, by the clocks of London, and what became of them.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};
use serde_json::{Value, json};
use tests::forms::{self, with, without};
use tests::visiting::WORLD;
use tests::world::World;

async fn somebody(world: &World, family: &str) -> (String, String) {
    let record = format!("/service-users/{}", world.person("Xenia", family).await);
    (format!("{record}/appointments"), format!("{record}/contacts"))
}

fn form(world: &World) -> Value {
    forms::appointment(&world.northtown, &world.worker_id)
}

/// The last Sunday of a month of next year, on which the clocks change.
fn clocks_change(month: u32) -> NaiveDate {
    let next_month = NaiveDate::from_ymd_opt(forms::today().year() + 1, month + 1, 1).expect("a day");
    let mut last_week = (1..=7).map(|back| next_month - Days::new(back));
    last_week.find(|day| day.weekday() == Weekday::Sun).expect("every week has a Sunday")
}

fn starts_at(appointment: &Value) -> DateTime<Utc> {
    appointment["starts_at"].as_str().expect("when").parse().expect("an instant")
}

#[test]
fn an_appointment_is_made_moved_and_cancelled() {
    WORLD.visit(async |world| {
        let (appointments, _) = somebody(world, "Appointed").await;
        let made = world.worker.post(&appointments, &form(world)).await.expect(201);
        assert_eq!((&made.body["state"], &made.body["time"]), (&json!("booked"), &json!("14:00")));
        let one = format!("{appointments}/{}", made.id());
        let moved = with(form(world), &json!({"day": forms::days_ahead(2), "time": "9.30", "staff": world.leader_id}));
        let moved = world.worker.put(&one, 1, &moved).await.expect(200);
        assert_eq!(
            (moved.version(), &moved.body["time"], &moved.body["day"]),
            (2, &json!("09:30"), &json!(forms::days_ahead(2)))
        );

        let refused = world.worker.act(&format!("{one}/cancel"), 2, &json!({"by": "us"})).await.expect(422);
        assert_eq!(refused.flaw("/reason"), Some("missing"), "the service says why");
        let cancelled = world.worker.act(&format!("{one}/cancel"), 2, &json!({"by": "them"})).await.expect(200);
        assert_eq!(cancelled.body["state"], "cancelled_by_them");
        let again = world.worker.act(&format!("{one}/cancel"), 3, &json!({"by": "them"})).await.expect(422);
        assert_eq!(again.flaw("/by"), Some("contradiction"));
        let refused = world.worker.put(&one, 3, &form(world)).await.expect(422);
        assert_eq!(refused.flaw("/day"), Some("contradiction"));
        world.worker.act(&format!("{one}/cancel"), 2, &json!({"by": "them"})).await.expect(412);
        let history = world.worker.get(&format!("{one}/history")).await.expect(200);
        assert_eq!(history.items().len(), 3);
        assert_eq!(world.leader.get(&one).await.expect(200).header("etag"), Some("\"3\""));
    });
}

#[test]
fn a_contact_that_comes_of_it_says_how_it_ended() {
    WORLD.visit(async |world| {
        let (appointments, contacts) = somebody(world, "Becoming").await;
        for (outcome, state) in [
            ("attended", "kept"),
            ("attended_late", "kept"),
            ("did_not_attend", "missed"),
            ("too_late", "missed"),
            ("cancelled_by_them", "cancelled_by_them"),
            ("cancelled_by_us", "cancelled_by_us"),
        ] {
            let appointment = world.worker.post(&appointments, &form(world)).await.expect(201).id();
            let contact = without(forms::contact(&world.northtown), "interventions");
            let contact = with(contact, &json!({"outcome": outcome, "appointment": appointment}));
            world.worker.post(&contacts, &contact).await.expect(201);
            let after = world.worker.get(&format!("{appointments}/{appointment}")).await.expect(200);
            assert_eq!((after.version(), &after.body["state"]), (2, &json!(state)), "{outcome}");
        }
    });
}

#[test]
fn one_that_is_over_becomes_no_second_contact() {
    WORLD.visit(async |world| {
        let (appointments, contacts) = somebody(world, "Oncekept").await;
        let appointment = world.worker.post(&appointments, &form(world)).await.expect(201).id();
        let contact = with(forms::contact(&world.northtown), &json!({"appointment": appointment}));
        world.worker.post(&contacts, &contact).await.expect(201);
        let missed = with(without(contact, "interventions"), &json!({"outcome": "did_not_attend"}));
        let refused = world.worker.post(&contacts, &missed).await.expect(422);
        assert_eq!(refused.flaw("/appointment"), Some("contradiction"));
        let after = world.worker.get(&format!("{appointments}/{appointment}")).await.expect(200);
        assert_eq!(after.body["state"], "kept");
    });
}

#[test]
fn a_corrected_contact_corrects_what_became_of_it() {
    WORLD.visit(async |world| {
        let (appointments, contacts) = somebody(world, "Correctly").await;
        let appointment = world.worker.post(&appointments, &form(world)).await.expect(201).id();
        let kept = with(forms::contact(&world.northtown), &json!({"appointment": appointment}));
        let contact = format!("{contacts}/{}", world.worker.post(&contacts, &kept).await.expect(201).id());
        let missed = json!({"outcome": "did_not_attend", "appointment": appointment});
        let missed = with(without(forms::correction(&world.northtown), "interventions"), &missed);
        let elsewhere = world.worker.put(&contact, 1, &without(missed.clone(), "appointment")).await.expect(422);
        assert_eq!(elsewhere.flaw("/appointment"), Some("contradiction"));
        world.worker.put(&contact, 1, &missed).await.expect(200);
        let after = world.worker.get(&format!("{appointments}/{appointment}")).await.expect(200);
        assert_eq!((after.version(), &after.body["state"]), (3, &json!("missed")));
    });
}

#[test]
fn the_hour_that_is_left_out_in_spring_is_refused() {
    WORLD.visit(async |world| {
        let (appointments, _) = somebody(world, "Springforward").await;
        let day = clocks_change(3);
        let missing = with(form(world), &json!({"day": day, "time": "01:30"}));
        let refused = world.worker.post(&appointments, &missing).await.expect(422);
        assert_eq!(refused.flaw("/time"), Some("missing_hour"));
        let after = with(missing, &json!({"time": "02:30"}));
        let made = world.worker.post(&appointments, &after).await.expect(201);
        assert_eq!(starts_at(&made.body), day.and_hms_opt(1, 30, 0).expect("a time").and_utc());
    });
}

#[test]
fn of_the_hour_that_comes_twice_in_autumn_one_says_which() {
    WORLD.visit(async |world| {
        let (appointments, _) = somebody(world, "Fallback").await;
        let doubled = with(form(world), &json!({"day": clocks_change(10), "time": "01:30"}));
        let refused = world.worker.post(&appointments, &doubled).await.expect(422);
        assert_eq!(refused.flaw("/time"), Some("doubled_hour"));
        let make = async |occurrence: &str| {
            let form = with(doubled.clone(), &json!({"occurrence": occurrence}));
            starts_at(&world.worker.post(&appointments, &form).await.expect(201).body)
        };
        assert_eq!(make("second").await - make("first").await, TimeDelta::hours(1));
    });
}

#[test]
fn what_cannot_be_is_refused() {
    WORLD.visit(async |world| {
        let (appointments, _) = somebody(world, "Wrongtime").await;
        for (other, at, code) in [
            (json!({"day": forms::days_ago(1)}), "/day", "in_past"),
            (json!({"day": "2027-02-30"}), "/day", "not_a_date"),
            (json!({"time": "25:00"}), "/time", "not_a_time"),
            (json!({"minutes": 4}), "/minutes", "out_of_range"),
            (json!({"minutes": 481}), "/minutes", "out_of_range"),
            (json!({"kind": "tea"}), "/kind", "unknown_code"),
            (json!({"service": world.southbridge}), "/service", "contradiction"),
            (json!({"staff": world.outsider_id}), "/staff", "contradiction"),
            (json!({"episode": uuid::Uuid::new_v4()}), "/episode", "contradiction"),
        ] {
            let refused = world.worker.post(&appointments, &with(form(world), &other)).await.expect(422);
            assert_eq!(refused.flaw(at), Some(code), "{other}");
        }
    });
}

#[test]
fn they_are_listed_furthest_ahead_first_and_the_next_is_at_a_glance() {
    WORLD.visit(async |world| {
        let (appointments, _) = somebody(world, "Manydates").await;
        let mut made = Vec::new();
        for days in 1..=52 {
            let form = with(form(world), &json!({"day": forms::days_ahead(days)}));
            made.push(world.worker.post(&appointments, &form).await.expect(201).id());
        }
        let first = world.worker.get(&appointments).await.expect(200);
        assert_eq!((first.items().len(), &first.items()[0]["id"]), (50, &json!(made[51])));
        let next = first.body["next"].as_str().expect("another page");
        let second = world.worker.get(&format!("{appointments}?cursor={next}")).await.expect(200);
        let ids: Vec<&Value> = second.items().iter().map(|one| &one["id"]).collect();
        assert_eq!(ids, [&made[1], &made[0]]);
        assert!(second.body["next"].is_null() && second.header("link").is_none());
        let record = appointments.trim_end_matches("/appointments");
        let view = world.worker.get(record).await.expect(200);
        assert_eq!(view.body["glance"]["next_appointment"]["id"], made[0].as_str());
    });
}
