//! The caller's day.

use serde_json::{Value, json};
use tests::asking::Asker;
use tests::forms::{self, with, without};
use tests::visiting::SharedWorld;
use tests::world::World;

/// Each test has a member of staff of its own, whose day nothing else fills.
static WORLD: SharedWorld = SharedWorld::new();

/// A worker of Northtown, with somebody whose key worker they are.
struct Day {
    me: String,
    asker: Asker,
    person: String,
}

impl Day {
    async fn of(world: &World, name: &str, opened: i64) -> Self {
        let (me, asker) = world.join(name, "recovery_worker", Some(&world.northtown)).await;
        let form = forms::registration("Dayna", name, &forms::birth_date(), &world.northtown);
        let form = with(form, &json!({"opened_on": forms::days_ago(opened)}));
        let person = asker.post("/service-users", &form).await.expect(201).person();
        Self { me, asker, person }
    }

    async fn today(&self) -> Value {
        self.asker.get("/today").await.expect(200).body
    }

    /// What of a kind waits.
    async fn needs(&self, kind: &str) -> Vec<Value> {
        let today = self.today().await;
        let needs = today["needs_you"].as_array().expect("what waits");
        needs.iter().filter(|need| need["need"] == kind).cloned().collect()
    }

    fn path(&self, part: &str) -> String {
        format!("/service-users/{}/{part}", self.person)
    }
}

#[test]
fn the_diary_has_the_days_appointments_with_what_matters_about_the_person() {
    WORLD.visit(async |world| {
        let day = Day::of(world, "diary", 3).await;
        day.asker.post(&day.path("alerts"), &forms::alert()).await.expect(201);
        let missed =
            with(without(forms::contact(&world.northtown), "interventions"), &json!({"outcome": "did_not_attend"}));
        day.asker.post(&day.path("contacts"), &missed).await.expect(201);
        let book = async |day_of: String, time: &str| {
            let form = forms::appointment(&world.northtown, &day.me);
            let form = with(form, &json!({"day": day_of, "time": time, "two_staff": true}));
            day.asker.post(&day.path("appointments"), &form).await.expect(201).id()
        };
        let today = forms::today().to_string();
        let late = book(today.clone(), "23:59").await;
        let early = book(today, "00:01").await;
        book(forms::days_ahead(1), "10:00").await;

        let shown = day.today().await;
        assert_eq!(shown["date"], forms::today().to_string());
        let diary = shown["diary"].as_array().expect("a diary");
        assert_eq!(diary.iter().map(|row| &row["appointment"]).collect::<Vec<_>>(), [&early, &late]);
        let row = &diary[0];
        assert_eq!((&row["name"], &row["two_staff"]), (&json!("Dayna diary"), &json!(true)));
        assert_eq!((&row["alerts"][0]["kind"], &row["missed_last_time"]), (&json!("violence"), &json!(true)));
        assert_eq!(diary.iter().filter(|row| row["due_now"] == true).count(), 1, "one is to be recorded next");
    });
}

#[test]
fn one_that_is_recorded_is_due_no_more() {
    WORLD.visit(async |world| {
        let day = Day::of(world, "recorded", 3).await;
        let form = with(
            forms::appointment(&world.northtown, &day.me),
            &json!({"day": forms::today().to_string(), "time": "00:01"}),
        );
        let appointment = day.asker.post(&day.path("appointments"), &form).await.expect(201).id();
        let contact = with(forms::contact(&world.northtown), &json!({"appointment": appointment}));
        day.asker.post(&day.path("contacts"), &contact).await.expect(201);
        let row = day.today().await["diary"][0].clone();
        assert_eq!((&row["state"], &row["due_now"]), (&json!("kept"), &json!(false)));
    });
}

#[test]
fn somebody_without_contact_for_three_weeks_needs_their_key_worker() {
    WORLD.visit(async |world| {
        let quiet = Day::of(world, "quiet", 21).await;
        let [need] = <[Value; 1]>::try_from(quiet.needs("no_contact").await).expect("one need");
        assert_eq!(
            (&need["person"], &need["days"], &need["name"]),
            (&json!(quiet.person), &json!(21), &json!("Dayna quiet"))
        );
        quiet.asker.post(&quiet.path("contacts"), &forms::contact(&world.northtown)).await.expect(201);
        assert!(quiet.needs("no_contact").await.is_empty());
        let recent = Day::of(world, "recent", 20).await;
        assert!(recent.needs("no_contact").await.is_empty());
    });
}

#[test]
fn a_review_that_is_due_waits() {
    WORLD.visit(async |world| {
        let day = Day::of(world, "review", 3).await;
        let due = json!({"review_due_on": forms::days_ago(1)});
        day.asker.put(&day.path("health"), 1, &due).await.expect(200);
        assert_eq!(day.needs("review_due").await[0]["person"], day.person.as_str());
        day.asker.put(&day.path("health"), 2, &json!({"review_due_on": forms::days_ahead(2)})).await.expect(200);
        assert!(day.needs("review_due").await.is_empty());
    });
}

#[test]
fn whom_one_saw_lately_is_shown_newest_first() {
    WORLD.visit(async |world| {
        let day = Day::of(world, "lately", 3).await;
        assert_eq!(day.today().await["seen_lately"], json!([]));
        let form = forms::registration("Ebba", "lately", &forms::birth_date(), &world.northtown);
        let other = day.asker.post("/service-users", &form).await.expect(201).person();
        let contact =
            |minutes: i64| with(forms::contact(&world.northtown), &json!({"started_at": forms::minutes_ago(minutes)}));
        day.asker.post(&day.path("contacts"), &contact(90)).await.expect(201);
        day.asker.post(&format!("/service-users/{other}/contacts"), &contact(30)).await.expect(201);
        let seen = day.today().await["seen_lately"].clone();
        let seen: Vec<&Value> = seen.as_array().expect("people").iter().map(|one| &one["person"]).collect();
        assert_eq!(seen, [&other, &day.person]);
    });
}

#[test]
fn somebody_elses_day_is_not_mine() {
    WORLD.visit(async |world| {
        let day = Day::of(world, "private", 30).await;
        let (_, other) = world.join("nosy", "recovery_worker", Some(&world.northtown)).await;
        let shown = other.get("/today").await.expect(200);
        assert!(!shown.text.contains(&day.person), "{}", shown.text);
    });
}
