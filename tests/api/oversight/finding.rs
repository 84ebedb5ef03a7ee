//! Patterns worth a look: found once, reviewed, signed off; the statement that a month was reviewed.

use serde_json::{Value, json};
use tests::asking::Asker;
use tests::forms;
use tests::world::World;

use super::{WORLD, listed};

/// Northtown's worker, Efua Testworker, reads the record of a namesake.
async fn namesake(world: &World) -> String {
    let person = world.registered("Ursula", "Testworker", &forms::birth_date()).await.person();
    world.worker.get(&format!("/service-users/{person}")).await.expect(200);
    person
}

/// Look through today, and what was found about somebody.
async fn found(world: &World, person: &str, pattern: &str) -> Option<Value> {
    world.data_protection_officer.post("/oversight/look", &json!({})).await.expect(200);
    let findings = listed(world, "/oversight/findings").await;
    findings.into_iter().find(|finding| finding["person"] == person && finding["pattern"] == pattern)
}

fn address(finding: &Value, then: &str) -> String {
    format!("/oversight/findings/{}{then}", finding["id"].as_str().expect("an id"))
}

async fn deputy(world: &World, name: &str) -> Asker {
    world.join(name, "data_protection_officer", None).await.1
}

#[test]
fn a_namesakes_record_is_found_once_however_often_a_day_is_looked_through() {
    WORLD.visit(async |world| {
        let person = namesake(world).await;
        let finding = found(world, &person, "same_name").await.expect("it is found");
        assert_eq!((&finding["staff"], &finding["day"]), (&json!(world.worker_id), &json!(forms::today().to_string())));
        assert_eq!(finding["count"], 1);
        let again = found(world, &person, "same_name").await.expect("it is there still");
        assert_eq!((&again["id"], &again["version"]), (&finding["id"], &json!(1)));
        world.worker.get(&format!("/service-users/{person}/reach")).await.expect(200);
        let more = found(world, &person, "same_name").await.expect("it is there still");
        assert_eq!((&more["id"], &more["count"]), (&finding["id"], &json!(2)));
        let findings = listed(world, "/oversight/findings").await;
        let about = findings.iter().filter(|one| one["person"] == person.as_str() && one["pattern"] == "same_name");
        assert_eq!(about.count(), 1);
    });
}

#[test]
fn a_finding_tells_whose_record_it_was_and_its_entries() {
    WORLD.visit(async |world| {
        let person = namesake(world).await;
        let finding = found(world, &person, "same_name").await.expect("it is found");
        let view = world.data_protection_officer.get(&address(&finding, "")).await.expect(200).body;
        assert_eq!(view["who"]["name"], "Ursula Testworker");
        assert_eq!(view["trail"][0]["operation"], "open_service_user");
        assert_eq!(view["trail"][0]["id"], view["entries"][0]);
    });
}

#[test]
fn reading_without_working_with_somebody_is_found_and_working_with_them_is_not() {
    WORLD.visit(async |world| {
        let (_, stranger) = world.join("stranger.testperson", "recovery_worker", Some(&world.northtown)).await;
        let person = world.person("Una", "Unlinked").await;
        for part in ["", "/reach", "/health"] {
            let path = format!("/service-users/{person}{part}");
            stranger.get(&path).await.expect(200);
            world.worker.get(&path).await.expect(200);
        }
        let finding = found(world, &person, "no_link").await.expect("it is found");
        assert_eq!(finding["count"], 3, "the key worker's own deeds are none of it: {finding}");
        stranger
            .post(&format!("/service-users/{person}/contacts"), &forms::contact(&world.northtown))
            .await
            .expect(201);
        let other = world.person("Ute", "Linked").await;
        stranger.post(&format!("/service-users/{other}/contacts"), &forms::contact(&world.northtown)).await.expect(201);
        for part in ["", "/reach", "/health"] {
            stranger.get(&format!("/service-users/{other}{part}")).await.expect(200);
        }
        assert!(found(world, &other, "no_link").await.is_none());
    });
}

#[test]
fn what_is_explained_leaves_the_list_with_its_words() {
    WORLD.visit(async |world| {
        let person = namesake(world).await;
        let finding = found(world, &person, "same_name").await.expect("it is found");
        let review = address(&finding, "/review");
        let officer = &world.data_protection_officer;
        let silent = officer.act(&review, 1, &json!({"verdict": "explained"})).await.expect(422);
        assert_eq!(silent.flaw("/words"), Some("missing"));
        let form = json!({"verdict": "explained", "words": "No relation"});
        let reviewed = officer.act(&review, 1, &form).await.expect(200);
        assert_eq!((&reviewed.body["review"]["words"], reviewed.version()), (&json!("No relation"), 2));
        officer.act(&review, 1, &form).await.expect(412);
        assert!(found(world, &person, "same_name").await.is_none(), "another look opens nothing again");
        let done = listed(world, "/oversight/findings?done=true").await;
        assert!(done.iter().any(|one| one["id"] == finding["id"]));
    });
}

#[test]
fn a_breach_is_signed_off_by_somebody_else() {
    WORLD.visit(async |world| {
        let person = namesake(world).await;
        let finding = found(world, &person, "same_name").await.expect("it is found");
        let officer = &world.data_protection_officer;
        let breach = json!({"verdict": "breach", "words": "Looked up a cousin"});
        officer.act(&address(&finding, "/review"), 1, &breach).await.expect(200);
        let sign_off = address(&finding, "/sign-off");
        let words = json!({"words": "Told the person and the regulator"});
        let own = officer.act(&sign_off, 2, &words).await.expect(422);
        assert_eq!(own.flaw("/words"), Some("contradiction"));
        let open = listed(world, "/oversight/findings").await;
        assert!(open.iter().any(|one| one["id"] == finding["id"]), "a breach stays until it is signed off");
        let signed = deputy(world, "deputy.signer").await.act(&sign_off, 2, &words).await.expect(200);
        assert_eq!(signed.body["sign_off"]["words"], words["words"]);
        assert!(listed(world, "/oversight/findings").await.iter().all(|one| one["id"] != finding["id"]));
    });
}

#[test]
fn nobody_reviews_what_they_did_themselves() {
    WORLD.visit(async |world| {
        let (id, both) = world.join("both.testofficer", "recovery_worker", Some(&world.northtown)).await;
        let given = tests::world::membership(&id, "data_protection_officer", None);
        world.administrator.post(&format!("/staff/{id}/memberships"), &given).await.expect(201);
        let person = world.registered("Uwe", "Testworker", &forms::birth_date()).await.person();
        both.get(&format!("/service-users/{person}")).await.expect(200);
        let finding = found(world, &person, "same_name").await.expect("it is found");
        let form = json!({"verdict": "explained", "words": "It was me"});
        let own = both.act(&address(&finding, "/review"), 1, &form).await.expect(422);
        assert_eq!(own.flaw("/verdict"), Some("contradiction"));
    });
}

#[test]
fn ten_refusals_are_found_about_nobodys_record() {
    WORLD.visit(async |world| {
        let (id, trier) = world.join("trier.testperson", "recovery_worker", Some(&world.northtown)).await;
        for _ in 0..10 {
            trier.get("/staff").await.expect(403);
        }
        world.data_protection_officer.post("/oversight/look", &json!({})).await.expect(200);
        let findings = listed(world, "/oversight/findings").await;
        let of_theirs = |one: &&Value| one["staff"] == id.as_str() && one["pattern"] == "refused";
        let finding = findings.iter().find(of_theirs).expect("it is found");
        assert!(finding["person"].is_null() && finding["count"] == 10, "{finding}");
        let talk = json!({"verdict": "needs_talk", "words": "Ask what they were looking for"});
        world.data_protection_officer.act(&address(finding, "/review"), 1, &talk).await.expect(200);
        let open = listed(world, "/oversight/findings").await;
        assert!(open.iter().any(|one| one["id"] == finding["id"]), "a talk is still to be had");
    });
}

#[test]
fn a_month_that_is_over_is_stated_to_be_reviewed() {
    WORLD.visit(async |world| {
        let officer = &world.data_protection_officer;
        let early =
            officer.post("/oversight/statements", &json!({"month": forms::today().to_string()})).await.expect(422);
        assert_eq!(early.flaw("/month"), Some("contradiction"));
        let stated = officer.post("/oversight/statements", &json!({"month": "2025-10-17"})).await.expect(201).body;
        assert_eq!((&stated["month"], &stated["findings"]), (&json!("2025-10-01"), &json!(0)));
        assert!(stated["ledger"]["verified_at"].is_null(), "nobody has proved this ledger");
        assert!(listed(world, "/oversight/statements").await.iter().any(|one| one["id"] == stated["id"]));
    });
}
