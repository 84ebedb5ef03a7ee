//! Registering somebody with a service.

mod duplicate;
mod person;

use serde_json::json;
use tests::forms::{self, registration, with, without};
use tests::visiting::WORLD;
use uuid::Uuid;

#[test]
fn registering_opens_a_record_with_an_episode() {
    WORLD.visit(async |world| {
        let form = registration("Rowan", "Sampleson", &forms::birth_date(), &world.northtown);
        let made = world.worker.post("/service-users", &form).await.expect(201);
        let record = format!("/service-users/{}", made.person());
        assert_eq!(made.header("location"), Some(format!("/api/v1{record}").as_str()));

        let view = world.worker.get(&record).await.expect(200);
        assert_eq!(
            (&view.body["banner"]["given_names"], &view.body["banner"]["family_name"]),
            (&json!("Rowan"), &json!("Sampleson"))
        );
        assert_eq!(view.body["banner"]["key_worker"], world.worker_id.as_str(), "whoever registered them");
        assert_eq!(view.body["banner"]["key_worker_name"], "efua Testworker");
        assert_eq!(view.body["banner"]["preferred_way"]["may_leave_message"], false);
        let episode = &view.body["glance"]["episodes"][0];
        assert_eq!((&episode["id"], &episode["service"]), (&made.body["episode"], &json!(world.northtown)));
        assert_eq!(episode["opened_on"], forms::today().to_string());
        assert!(view.body["alerts"].as_array().is_some_and(Vec::is_empty));
        for part in view.body["parts"].as_array().expect("the parts") {
            assert_eq!(part["may_open"], true, "{part}");
        }
    });
}

#[test]
fn every_part_is_there_from_the_start_so_that_having_one_says_nothing() {
    WORLD.visit(async |world| {
        let person = world.person("Alder", "Placeholder").await;
        for part in ["identity", "addresses", "reach", "health", "convictions"] {
            let read = world.worker.get(&format!("/service-users/{person}/{part}")).await.expect(200);
            assert_eq!((read.version(), read.header("etag")), (1, Some("\"1\"")), "{part}");
        }
    });
}

#[test]
fn an_answer_about_a_person_is_not_kept_and_tells_browsers_nothing() {
    WORLD.visit(async |world| {
        let person = world.person("Birch", "Placeholder").await;
        let read = world.worker.get(&format!("/service-users/{person}")).await.expect(200);
        assert_eq!(read.header("cache-control"), Some("no-store"));
        assert_eq!(read.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(read.header("referrer-policy"), Some("no-referrer"));
    });
}

#[test]
fn a_persons_id_tells_nothing_not_even_when() {
    WORLD.visit(async |world| {
        let person: Uuid = world.person("Cedar", "Placeholder").await.parse().expect("an id");
        assert_eq!(person.get_version_num(), 4);
    });
}

#[test]
fn every_flaw_is_named_at_once() {
    WORLD.visit(async |world| {
        let form = json!({
            "identity": {"family_name": "Ro 😀", "birth_date": "1985-02-30", "nhs_number": "9990000019"},
            "ways": [{"kind": "phone", "value": "12"}],
            "address": {"kind": "home", "postcode": "SR1"},
            "referral_source": "no_such_code",
        });
        let refused = world.worker.post("/service-users", &form).await.expect(422);
        let at = [
            "/identity/family_name",
            "/identity/birth_date",
            "/identity/nhs_number",
            "/ways/0/value",
            "/address/postcode",
            "/service",
            "/referral_source",
        ];
        let expected = [
            "emoji",
            "not_a_date",
            "not_an_nhs_number",
            "not_a_phone_number",
            "not_a_postcode",
            "missing",
            "unknown_code",
        ];
        assert_eq!(at.map(|at| refused.flaw(at)), expected.map(Some));
        let refused = world.worker.post("/service-users", &json!({"service": world.northtown})).await.expect(422);
        assert_eq!(refused.flaw("/identity"), Some("missing"));
    });
}

#[test]
fn another_service_does_not_exist() {
    WORLD.visit(async |world| {
        let form = registration("Elm", "Placeholder", &forms::birth_date(), &world.southbridge);
        world.worker.post("/service-users", &form).await.expect(404);
        let nowhere = with(form, &json!({"service": Uuid::new_v4()}));
        world.worker.post("/service-users", &nowhere).await.expect(404);
    });
}

#[test]
fn the_same_request_twice_registers_one_person() {
    WORLD.visit(async |world| {
        let form = registration("Hazel", "Onceover", &forms::birth_date(), &world.northtown);
        let key = Uuid::new_v4();
        let first = world.worker.post_once("/service-users", &form, key).await.expect(201);
        let second = world.worker.post_once("/service-users", &form, key).await.expect(201);
        assert_eq!(first.body, second.body);

        let other = registration("Hazel", "Otherwise", &forms::birth_date(), &world.northtown);
        let refused = world.worker.post_once("/service-users", &other, key).await.expect(422);
        assert_eq!((refused.problem(), &refused.body["records"]), ("key-reused", &json!([first.person()])));
        let theirs = world.leader.post_once("/service-users", &other, key).await.expect(201);
        assert_ne!(theirs.person(), first.person(), "a key is its caller's");
    });
}

#[test]
fn the_same_request_twice_at_once_registers_one_person() {
    WORLD.visit(async |world| {
        let form = registration("Holly", "Atonceover", &forms::birth_date(), &world.northtown);
        let key = Uuid::new_v4();
        let ask = || world.worker.post_once("/service-users", &form, key);
        let answers = <[_; 4]>::from(tokio::join!(ask(), ask(), ask(), ask()));
        let people = answers.map(|answer| answer.expect(201).person());
        assert!(people.iter().all(|person| *person == people[0]), "{people:?}");
    });
}

#[test]
fn a_refusal_leaves_the_key_free() {
    WORLD.visit(async |world| {
        let key = Uuid::new_v4();
        let form = registration("Ivy", "Secondtry", &forms::birth_date(), &world.northtown);
        let flawed = without(form.clone(), "identity");
        world.worker.post_once("/service-users", &flawed, key).await.expect(422);
        world.worker.post_once("/service-users", &form, key).await.expect(201);
    });
}

#[test]
fn nobody_is_registered_where_the_data_must_be_held_elsewhere() {
    WORLD.visit(async |world| {
        let elsewhere = json!({"data_held": "elsewhere", "held_by": "Another Recovery Trust"});
        let contract = with(forms::contract(), &elsewhere);
        let contract = world.administrator.post("/contracts", &contract).await.expect(201).id();
        let service =
            world.administrator.post("/services", &forms::service("Farside", &contract)).await.expect(201).id();
        let (_, worker) = world.join("far.side", "recovery_worker", Some(&service)).await;
        let form = registration("Juniper", "Elsewhere", &forms::birth_date(), &service);
        let refused = worker.post("/service-users", &form).await.expect(422);
        assert_eq!(refused.flaw("/service"), Some("held_elsewhere"));
        let reason = refused.body["errors"][0]["message"].as_str().expect("a reason");
        assert!(reason.contains("held elsewhere"), "{reason}");
    });
}

#[test]
fn nobody_is_registered_under_a_contract_that_is_over_or_has_not_begun() {
    WORLD.visit(async |world| {
        for (name, days) in [
            ("overdue", json!({"starts_on": forms::days_ago(90), "ends_on": forms::days_ago(1)})),
            ("overnext", json!({"starts_on": forms::days_ahead(2)})),
        ] {
            let contract =
                world.administrator.post("/contracts", &with(forms::contract(), &days)).await.expect(201).id();
            let service =
                world.administrator.post("/services", &forms::service(name, &contract)).await.expect(201).id();
            let (_, worker) = world.join(name, "recovery_worker", Some(&service)).await;
            let form = registration("Larch", name, &forms::birth_date(), &service);
            let refused = worker.post("/service-users", &form).await.expect(422);
            assert_eq!(refused.flaw("/service"), Some("contract_not_running"));
        }
    });
}

#[test]
fn the_key_worker_works_in_the_service() {
    WORLD.visit(async |world| {
        let form = registration("Maple", "Keyworker", &forms::birth_date(), &world.northtown);
        let with_leader = with(form.clone(), &json!({"key_worker": world.leader_id}));
        let made = world.worker.post("/service-users", &with_leader).await.expect(201);
        let view = world.worker.get(&format!("/service-users/{}", made.person())).await.expect(200);
        assert_eq!(view.body["banner"]["key_worker"], world.leader_id.as_str());

        let other = registration("Myrtle", "Keyless", &forms::birth_date(), &world.northtown);
        for nobody in [json!(world.outsider_id), json!(Uuid::new_v4())] {
            let form = with(other.clone(), &json!({"key_worker": nobody}));
            let refused = world.worker.post("/service-users", &form).await.expect(422);
            assert_eq!(refused.flaw("/key_worker"), Some("contradiction"));
        }
    });
}

#[test]
fn an_episode_opens_between_birth_and_today() {
    WORLD.visit(async |world| {
        let born = forms::days_ago(400);
        let form = registration("Olive", "Youngling", &born, &world.northtown);
        let unborn = with(form.clone(), &json!({"opened_on": forms::days_ago(401)}));
        let refused = world.worker.post("/service-users", &unborn).await.expect(422);
        assert_eq!(refused.flaw("/opened_on"), Some("before_birth"));
        let ahead = with(form.clone(), &json!({"opened_on": forms::days_ahead(2)}));
        let refused = world.worker.post("/service-users", &ahead).await.expect(422);
        assert_eq!(refused.flaw("/opened_on"), Some("in_future"));
        let at_birth = with(form, &json!({"opened_on": born}));
        world.worker.post("/service-users", &at_birth).await.expect(201);
    });
}
