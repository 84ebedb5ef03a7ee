//! Restricted records, people who are given, and what staff declare their own.

use serde_json::{Value, json};
use tests::forms::{self, with};
use tests::visiting::WORLD;
use tests::world::World;

/// Somebody of Northtown whose record is restricted to its team leader.
async fn restricted(world: &World, given: &str, family: &str) -> String {
    let person = world.person(given, family).await;
    let path = format!("/service-users/{person}/restriction");
    world.leader.post(&path, &forms::restriction(&[&world.leader_id])).await.expect(201);
    person
}

#[test]
fn a_restricted_record_is_nowhere_to_be_found_by_others() {
    WORLD.visit(async |world| {
        let born = "1979-03-14";
        let person = world.registered("Ulrica", "Hushworth", born).await.person();
        let path = format!("/service-users/{person}/restriction");
        let search = json!({"typed": "hushworth"});
        let found = async |who: &tests::asking::Asker| {
            let answer = who.post("/service-users/search", &search).await.expect(200);
            answer.body["hits"].as_array().expect("hits").iter().any(|hit| hit["person"] == person.as_str())
        };
        let in_caseload =
            async |who: &tests::asking::Asker| who.get("/caseload").await.expect(200).text.contains(&person);
        assert!(found(&world.worker).await && in_caseload(&world.worker).await);
        world.leader.post(&path, &forms::restriction(&[&world.leader_id])).await.expect(201);
        assert!(!found(&world.worker).await && found(&world.leader).await);
        assert!(!in_caseload(&world.worker).await && in_caseload(&world.leader).await);
        assert!(!world.worker.get("/today").await.expect(200).text.contains(&person));
        world.worker.get(&format!("/service-users/{person}")).await.expect(404);

        // Registering them again tells nothing, and asks the data protection officer.
        let form = forms::registration("Ulrica", "Hushworth", born, &world.northtown);
        world.worker.post("/service-users", &form).await.expect(201);
        let waits =
            |answer: &tests::asking::Answer| answer.items().iter().any(|asked| asked["held"] == person.as_str());
        assert!(waits(&world.data_protection_officer.get("/take-on-requests").await.expect(200)));
    });
}

#[test]
fn a_restriction_is_changed_and_lifted_with_a_reason() {
    WORLD.visit(async |world| {
        let person = restricted(world, "Vida", "Liftley").await;
        let path = format!("/service-users/{person}/restriction");
        let record = format!("/service-users/{person}");
        world.leader.post(&path, &forms::restriction(&[&world.leader_id])).await.expect(409);
        world.worker.get(&record).await.expect(404);
        let both = forms::restriction(&[&world.leader_id, &world.worker_id]);
        world.leader.put(&path, 1, &both).await.expect(200);
        world.worker.get(&record).await.expect(200);
        world.clinician.get(&record).await.expect(404);
        let listed = world.data_protection_officer.get("/restrictions").await.expect(200);
        let ours = listed.items().iter().find(|one| one["person"] == person.as_str()).expect("it is listed");
        assert_eq!(ours["restriction"]["reason"], "relative");
        world.leader.act(&format!("{path}/lift"), 2, &json!({})).await.expect(422);
        world.leader.act(&format!("{path}/lift"), 2, &json!({"reason": "No longer so"})).await.expect(200);
        world.clinician.get(&record).await.expect(200);
        world.leader.get(&path).await.expect(404);
    });
}

#[test]
fn whoever_is_or_was_staff_is_restricted_by_default() {
    WORLD.visit(async |world| {
        let form = forms::registration("Wanda", "Colleaguely", &forms::birth_date(), &world.northtown);
        let identity = with(form["identity"].clone(), &json!({"works_here": true}));
        let form = with(form, &json!({"identity": identity}));
        let person = world.worker.post("/service-users", &form).await.expect(201).person();
        world.worker.get(&format!("/service-users/{person}")).await.expect(200);
        world.leader.get(&format!("/service-users/{person}")).await.expect(404);
        let path = format!("/service-users/{person}/restriction");
        let restriction = world.data_protection_officer.get(&path).await.expect(200);
        assert_eq!(restriction.body["reason"], "works_here");
        assert_eq!(restriction.body["staff"], json!([world.worker_id]));

        let other = world.person("Wilma", "Laterknown").await;
        let path = format!("/service-users/{other}/identity");
        let known = with(forms::identity("Wilma", "Laterknown", &forms::birth_date()), &json!({"works_here": true}));
        world.worker.put(&path, 1, &known).await.expect(200);
        world.leader.get(&path).await.expect(404);

        // Once it was lifted, saying the same again restricts nobody.
        let lift = format!("/service-users/{other}/restriction/lift");
        let officer = &world.data_protection_officer;
        officer.act(&lift, 1, &json!({"reason": "Left years ago, and asked for it"})).await.expect(200);
        world.worker.put(&path, 2, &known).await.expect(200);
        world.leader.get(&path).await.expect(200);
    });
}

#[test]
fn what_is_declared_ones_own_closes_to_oneself_alone() {
    WORLD.visit(async |world| {
        let person = world.person("Xenia", "Kindred").await;
        let record = format!("/service-users/{person}");
        let declaration = json!({"whose": "relative", "words": "An invented cousin"});
        world.worker.post(&format!("{record}/declarations"), &declaration).await.expect(204);
        world.worker.get(&record).await.expect(404);
        world.leader.get(&record).await.expect(200);
        let officer = &world.data_protection_officer;
        let declared = officer.get("/declarations").await.expect(200);
        let ours = declared.items().iter().find(|one| one["person"] == person.as_str()).expect("it is listed").clone();
        assert_eq!(ours["declaration"]["staff"], json!(world.worker_id));
        let tie = format!("{record}/ties/{}", ours["id"].as_str().expect("an id"));
        world.leader.delete(&tie).await.expect(403);
        officer.delete(&tie).await.expect(204);
        world.worker.get(&record).await.expect(200);
    });
}

#[test]
fn a_volunteer_sees_whom_they_are_given_and_what_they_took_part_in() {
    WORLD.visit(async |world| {
        let person = world.person("Yusra", "Givenwell").await;
        let record = format!("/service-users/{person}");
        world.volunteer.get(&record).await.expect(404);
        let given = json!({"staff": world.volunteer_id});
        let tie = world.leader.post(&format!("{record}/assignments"), &given).await.expect(201).id();
        world.leader.post(&format!("{record}/assignments"), &given).await.expect(422);
        let listed = world.volunteer.get("/given-people").await.expect(200);
        assert!(listed.items().iter().any(|given| given["banner"]["id"] == person.as_str()));
        world.volunteer.get(&record).await.expect(200);
        world.volunteer.get(&format!("{record}/health")).await.expect(403);
        let theirs =
            world.worker.post(&format!("{record}/contacts"), &forms::contact(&world.northtown)).await.expect(201);
        let own =
            world.volunteer.post(&format!("{record}/contacts"), &forms::contact(&world.northtown)).await.expect(201);
        let seen = world.volunteer.get(&format!("{record}/contacts")).await.expect(200);
        let ids: Vec<&Value> = seen.items().iter().map(|contact| &contact["id"]).collect();
        assert_eq!(ids, [&json!(own.id())]);
        world.volunteer.get(&format!("{record}/contacts/{}", theirs.id())).await.expect(404);
        let reach = world.volunteer.get(&format!("{record}/reach")).await.expect(200);
        assert_eq!(reach.body["withheld"], json!(["/next_of_kin", "/gp"]));
        world.leader.delete(&format!("{record}/ties/{tie}")).await.expect(204);
        world.volunteer.get(&record).await.expect(404);
    });
}

#[test]
fn an_audit_has_an_end_and_an_auditor() {
    WORLD.visit(async |world| {
        let person = world.person("Zelda", "Auditable").await;
        let path = format!("/service-users/{person}/audits");
        let officer = &world.data_protection_officer;
        let refused = officer.post(&path, &json!({"staff": world.auditor_id})).await.expect(422);
        assert_eq!(refused.flaw("/to"), Some("missing"));
        let not_one = json!({"staff": world.worker_id, "to": forms::days_ahead(9)});
        assert_eq!(officer.post(&path, &not_one).await.expect(422).flaw("/staff"), Some("contradiction"));
        let named = json!({"staff": world.auditor_id, "to": forms::days_ahead(9)});
        let tie = officer.post(&path, &named).await.expect(201).id();
        world.auditor.get(&format!("/service-users/{person}/health")).await.expect(200);
        world.auditor.put(&format!("/service-users/{person}/health"), 1, &forms::health()).await.expect(403);
        officer.delete(&format!("/service-users/{person}/ties/{tie}")).await.expect(204);
        world.auditor.get(&format!("/service-users/{person}/health")).await.expect(404);
    });
}
