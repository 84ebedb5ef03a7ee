//! Break-glass, through HTTP: what an emergency opens, what it never does, who is told, who reviews.

use serde_json::{Value, json};
use tests::asking::Asker;
use tests::forms::{self, emergency, with};
use tests::server::Server;
use tests::visiting::{SharedWorld, wait};
use tests::world::{PASSWORD, World, membership};

/// The lists of whom is told what are this world's alone.
static WORLD: SharedWorld = SharedWorld::new();

/// Somebody of Northtown: their id, and the emergency that finds them.
async fn somebody(world: &World, family: &str) -> (String, Value) {
    let born = forms::birth_date();
    let person = world.registered("Rowan", family, &born).await.person();
    (person, emergency("Rowan", family, &born))
}

/// A recovery worker of Southbridge whom nobody else asks as.
async fn reader(world: &World, name: &str) -> (String, Asker) {
    world.join(name, "recovery_worker", Some(&world.southbridge)).await
}

/// What somebody is told of one record.
async fn told(who: &Asker, person: &str) -> Option<Value> {
    let list = who.get("/break-glass").await.expect(200);
    list.items().iter().find(|notice| notice["person"] == person).cloned()
}

fn id_of(notice: &Value) -> String {
    notice["id"].as_str().expect("an id").to_owned()
}

async fn review(who: &Asker, id: &str) -> tests::asking::Answer {
    let form = json!({"verdict": "justified", "words": "The invented hospital rang"});
    who.post(&format!("/break-glass/{id}/review"), &form).await
}

#[test]
fn an_emergency_opens_one_person_in_the_classes_asked_for() {
    WORLD.visit(async |world| {
        let (_, asker) = reader(world, "opening.testperson").await;
        let (person, form) = somebody(world, "Collapsed").await;
        let (other, _) = somebody(world, "Bystander").await;
        let record = format!("/service-users/{person}");
        let danger = json!({"kind": "overdose", "level": "danger", "words": "Tolerance lost"});
        world.worker.post(&format!("{record}/alerts"), &with(forms::alert(), &danger)).await.expect(201);
        asker.get(&record).await.expect(404);
        let opened = asker.post("/break-glass", &form).await.expect(200).body;
        assert_eq!(opened["person"], person.as_str());
        let view = asker.get(&record).await.expect(200).body;
        assert_eq!(view["emergency_until"], opened["until"]);
        assert_eq!(view["alerts"].as_array().map(Vec::len), Some(1), "alerts of every class show: {view}");
        asker.get(&format!("{record}/health")).await.expect(200);
        for part in ["convictions", "reach", "contacts"] {
            asker.get(&format!("{record}/{part}")).await.expect(404);
        }
        asker.put(&format!("{record}/health"), 1, &forms::health()).await.expect(404);
        asker.get(&format!("/service-users/{other}/health")).await.expect(404);
        let ordinary = world.worker.get(&record).await.expect(200).body;
        assert!(ordinary["emergency_until"].is_null(), "their own service needs none");
    });
}

#[test]
fn every_use_is_an_entry_that_names_the_emergency() {
    WORLD.visit(async |world| {
        let (staff, asker) = reader(world, "entered.testperson").await;
        let (person, form) = somebody(world, "Entered").await;
        asker.post("/break-glass", &form).await.expect(200);
        asker.get(&format!("/service-users/{person}/health")).await.expect(200);
        let doings = world.data_protection_officer.get(&format!("/staff/{staff}/doings")).await.expect(200);
        let words: Vec<&str> = doings.items().iter().filter_map(|entry| entry["operation"].as_str()).collect();
        assert_eq!(words.iter().filter(|word| **word == "use_emergency").count(), 1, "{words:?}");
        assert!(words.contains(&"break_glass") && words.contains(&"read_health"), "{words:?}");
        let notice = told(&world.data_protection_officer, &person).await.expect("a notice");
        assert_eq!(notice["uses"].as_array().map(Vec::len), Some(1), "{notice}");
        assert_eq!(notice["uses"][0]["class"], "health");
        assert_eq!(notice["access"]["reader"], staff.as_str());
        let sql = "SELECT record_id FROM ledger_entry WHERE operation = 'use_emergency'";
        let named = tests::database::rows(&world.server.database, sql);
        let id = id_of(&notice).replace('-', "");
        assert!(named.iter().any(|row| row.first().is_some_and(|named| *named == id)), "{named:?} names {id}");
    });
}

#[test]
fn only_the_full_name_and_the_whole_birth_date_find() {
    WORLD.visit(async |world| {
        let (_, asker) = reader(world, "guessing.testperson").await;
        let (_, form) = somebody(world, "Exactly").await;
        for spoilt in
            [json!({"family_name": "Exact"}), json!({"given_names": null}), json!({"birth_date": "1901-01-01"})]
        {
            asker.post("/break-glass", &with(form.clone(), &spoilt)).await.expect(404);
        }
        asker.post("/break-glass", &form).await.expect(200);
        for (spoilt, field) in [
            (json!({"classes": ["safeguarding"]}), "/classes/0"),
            (json!({"birth_date": "1985"}), "/birth_date"),
            (json!({"reason": " "}), "/reason"),
        ] {
            let refused = asker.post("/break-glass", &with(form.clone(), &spoilt)).await.expect(422);
            assert!(refused.flaw(field).is_some(), "{}", refused.text);
        }
    });
}

#[test]
fn five_tries_a_day_and_no_more_match_or_not() {
    WORLD.visit(async |world| {
        let (_, asker) = reader(world, "trying.testperson").await;
        let (_, form) = somebody(world, "Tried").await;
        for _ in 0..5 {
            asker.post("/break-glass", &emergency("Nobody", "Whatever", "1980-01-01")).await.expect(404);
        }
        let refused = asker.post("/break-glass", &form).await.expect(429);
        assert!(refused.headers.contains_key("retry-after"));
    });
}

#[test]
fn neither_an_own_record_nor_one_whose_processing_is_restricted_ever_opens() {
    WORLD.visit(async |world| {
        let (_, relative) = world.join("relative.testperson", "recovery_worker", Some(&world.northtown)).await;
        let (person, form) = somebody(world, "Relative").await;
        let declared = json!({"whose": "relative"});
        relative.post(&format!("/service-users/{person}/declarations"), &declared).await.expect(204);
        relative.post("/break-glass", &form).await.expect(404);

        let (_, asker) = reader(world, "objecting.testperson").await;
        let (person, form) = somebody(world, "Objecting").await;
        asker.post("/break-glass", &form).await.expect(200);
        asker.get(&format!("/service-users/{person}/health")).await.expect(200);
        let restriction =
            with(forms::restriction(&[&world.worker_id, &world.leader_id]), &json!({"reason": "processing"}));
        world.leader.post(&format!("/service-users/{person}/restriction"), &restriction).await.expect(201);
        asker.get(&format!("/service-users/{person}/health")).await.expect(404);
        asker.post("/break-glass", &form).await.expect(404);
    });
}

#[test]
fn a_record_restricted_to_named_staff_opens_and_the_notice_says_so() {
    WORLD.visit(async |world| {
        let (_, asker) = reader(world, "crossing.testperson").await;
        let (person, form) = somebody(world, "Famous").await;
        let restriction = forms::restriction(&[&world.worker_id]);
        world.leader.post(&format!("/service-users/{person}/restriction"), &restriction).await.expect(201);
        asker.post("/break-glass", &form).await.expect(200);
        asker.get(&format!("/service-users/{person}/health")).await.expect(200);
        let notice = told(&world.data_protection_officer, &person).await.expect("the officer is told");
        assert_eq!(notice["access"]["was_restricted"], true);
        assert!(told(&world.leader, &person).await.is_none(), "a leader who is not named does not learn of it");
    });
}

#[test]
fn where_nothing_is_in_the_way_nothing_is_broken() {
    WORLD.visit(async |world| {
        let (_, asker) = world.join("colleague.testperson", "recovery_worker", Some(&world.northtown)).await;
        let (person, form) = somebody(world, "Ourown").await;
        let opened = asker.post("/break-glass", &form).await.expect(200).body;
        assert_eq!((&opened["person"], opened["until"].is_null()), (&json!(person), true));
        assert!(told(&world.data_protection_officer, &person).await.is_none());
    });
}

#[test]
fn their_team_leader_and_the_officer_are_told_and_another_leader_is_not() {
    WORLD.visit(async |world| {
        let (_, asker) = reader(world, "telling.testperson").await;
        let (person, form) = somebody(world, "Toldof").await;
        asker.post("/break-glass", &form).await.expect(200);
        let notice = told(&world.leader, &person).await.expect("their team leader is told");
        assert!(told(&world.data_protection_officer, &person).await.is_some());
        assert!(told(&world.outside_leader, &person).await.is_none());
        review(&world.outside_leader, &id_of(&notice)).await.expect(404);
        let reviewed = review(&world.leader, &id_of(&notice)).await.expect(200).body;
        assert_eq!(reviewed["access"]["review"]["by"], world.leader_id.as_str());
        let again = review(&world.data_protection_officer, &id_of(&notice)).await.expect(422);
        assert!(again.flaw("/verdict").is_some(), "once is enough");
    });
}

#[test]
fn whoever_opened_it_neither_hears_of_it_nor_reviews_it() {
    WORLD.visit(async |world| {
        let (staff, asker) = reader(world, "officer.testperson").await;
        let given = membership(&staff, "data_protection_officer", None);
        world.administrator.post(&format!("/staff/{staff}/memberships"), &given).await.expect(201);
        let (_, guardian) = world.join("guarding.testperson", "caldicott_guardian", None).await;
        let (person, form) = somebody(world, "Thirdperson").await;
        asker.post("/break-glass", &form).await.expect(200);
        assert!(told(&asker, &person).await.is_none());
        let notice = told(&guardian, &person).await.expect("the guardian is told at once of what an officer opened");
        review(&asker, &id_of(&notice)).await.expect(404);
        review(&guardian, &id_of(&notice)).await.expect(200);
    });
}

#[test]
fn three_that_wait_for_review_suspend_the_right() {
    WORLD.visit(async |world| {
        let (_, asker) = reader(world, "often.testperson").await;
        let mut last = String::new();
        for family in ["Oftenone", "Oftentwo", "Oftenthree"] {
            let (person, form) = somebody(world, family).await;
            asker.post("/break-glass", &form).await.expect(200);
            last = person;
        }
        let (_, form) = somebody(world, "Oftenfour").await;
        asker.post("/break-glass", &form).await.expect(409);
        let notice = told(&world.leader, &last).await.expect("a notice");
        review(&world.leader, &id_of(&notice)).await.expect(200);
        asker.post("/break-glass", &form).await.expect(200);
    });
}

#[test]
fn it_ends_within_the_hour_and_reaches_the_guardian_after_three_days() {
    wait(async {
        let world = World::on(Server::start_demonstration()).await;
        let address = &world.server.address;
        world.join("gerda", "caldicott_guardian", None).await;
        let (person, form) = somebody(&world, "Hourly").await;
        let health = format!("/service-users/{person}/health");
        let opened = world.outsider.post("/break-glass", &form).await.expect(200);
        assert!(opened.body["until"].is_string());
        world.server.set_clock(59 * 60);
        Asker::signed_in(address, "sam", PASSWORD).await.get(&health).await.expect(200);
        world.server.set_clock(61 * 60);
        Asker::signed_in(address, "sam", PASSWORD).await.get(&health).await.expect(404);
        world.server.set_clock(71 * 3_600);
        let guardian = Asker::signed_in(address, "gerda", PASSWORD).await;
        assert!(told(&guardian, &person).await.is_none(), "nobody is late yet");
        world.server.set_clock(73 * 3_600);
        let guardian = Asker::signed_in(address, "gerda", PASSWORD).await;
        let notice = told(&guardian, &person).await.expect("it has reached the guardian");
        assert_eq!(notice["is_overdue"], true);
        review(&guardian, &id_of(&notice)).await.expect(200);
    });
}
