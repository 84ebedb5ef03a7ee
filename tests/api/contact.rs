//! Contacts: recorded once, read, corrected with their history, and nobody else's business.

mod timeline;

use reqwest::Method;
use serde_json::json;
use tests::forms::{self, with, without};
use tests::visiting::WORLD;
use uuid::Uuid;

#[test]
fn a_contact_is_recorded_read_and_corrected() {
    WORLD.visit(async |world| {
        let person = world.person("Rowan", "Sampleson").await;
        let contacts = format!("/service-users/{person}/contacts");
        let recorded = world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201);
        assert_eq!((recorded.version(), recorded.header("etag")), (1, Some("\"1\"")));
        let one = format!("{contacts}/{}", recorded.id());
        assert_eq!(recorded.header("location"), Some(format!("/api/v1{one}").as_str()));

        let corrected = world.leader.put(&one, 1, &forms::correction(&world.northtown)).await.expect(200);
        assert_eq!((corrected.version(), &corrected.body["recorded_by"]), (2, &json!(world.leader_id)));
        let read = world.worker.get(&one).await.expect(200);
        assert_eq!(
            (&read.body["note"], read.header("etag")),
            (&json!("Slept two nights at their brother’s."), Some("\"2\""))
        );

        let history = world.worker.get(&format!("{one}/history")).await.expect(200);
        assert_eq!(history.items().len(), 2);
        let [newer, older] = [&history.items()[0], &history.items()[1]];
        assert_eq!((&newer["version"], &newer["content"]["reason"]), (&json!(2), &json!("A slip of the pen")));
        let pointers: Vec<_> =
            newer["changes"].as_array().expect("changes").iter().map(|change| &change["pointer"]).collect();
        assert!(pointers.contains(&&json!("/note")) && pointers.contains(&&json!("/reason")), "{pointers:?}");
        assert_eq!(older["content"]["note"], "Came on time. Slept two nights at their sister’s.");
    });
}

#[test]
fn a_correction_takes_a_reason_and_a_recording_none() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Reasonable").await;
        let contacts = format!("/service-users/{person}/contacts");
        let refused = world.worker.post(&contacts, &forms::correction(&world.northtown)).await.expect(422);
        assert_eq!(refused.flaw("/reason"), Some("contradiction"));
        let one = world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201).id();
        let refused =
            world.worker.put(&format!("{contacts}/{one}"), 1, &forms::contact(&world.northtown)).await.expect(422);
        assert_eq!(refused.flaw("/reason"), Some("missing"));
    });
}

#[test]
fn the_same_request_twice_makes_one_contact() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Twicesent").await;
        let contacts = format!("/service-users/{person}/contacts");
        let (key, form) = (Uuid::new_v4(), forms::contact(&world.northtown));
        let first = world.worker.post_once(&contacts, &form, key).await.expect(201);
        world
            .worker
            .put(&format!("{contacts}/{}", first.id()), 1, &forms::correction(&world.northtown))
            .await
            .expect(200);
        let second = world.worker.post_once(&contacts, &form, key).await.expect(201);
        assert_eq!((second.id(), second.version()), (first.id(), 2), "it is answered as it is now");

        let other = with(form.clone(), &json!({"note": "Something else"}));
        let refused = world.worker.post_once(&contacts, &other, key).await.expect(422);
        assert_eq!((refused.problem(), &refused.body["records"]), ("key-reused", &json!([first.id()])));
        let somebody = world.person("Kit", "Somebodyelse").await;
        let elsewhere = format!("/service-users/{somebody}/contacts");
        world.worker.post_once(&elsewhere, &form, key).await.expect(422);
        let listed = world.worker.get(&contacts).await.expect(200);
        assert_eq!(listed.items().len(), 1);
    });
}

#[test]
fn a_key_that_is_none_is_refused_and_so_is_a_request_without_one() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Keyless").await;
        let contacts = format!("/service-users/{person}/contacts");
        let form = forms::contact(&world.northtown);
        let keyed = |request: reqwest::RequestBuilder| request.header("Idempotency-Key", "twice").json(&form);
        let refused = world.worker.send(Method::POST, &contacts, keyed).await.expect(400);
        assert_eq!(refused.problem(), "bad-header");
        let refused = world.worker.send(Method::POST, &contacts, |request| request.json(&form)).await.expect(400);
        assert_eq!(refused.problem(), "bad-header");
        assert!(world.worker.get(&contacts).await.expect(200).items().is_empty());
    });
}

#[test]
fn another_services_record_does_not_exist() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Hidden").await;
        let contacts = format!("/service-users/{person}/contacts");
        let contact = world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201).id();
        let nobody = format!("/service-users/{}/contacts", Uuid::new_v4());
        let words = |answer: tests::asking::Answer| without(answer.expect(404).body, "request_id");
        let theirs = words(world.outsider.get(&contacts).await);
        assert_eq!(theirs, words(world.outsider.get(&nobody).await));
        assert_eq!(theirs, words(world.outsider.get(&format!("{contacts}/{contact}")).await));
        assert_eq!(theirs, words(world.outsider.get(&format!("{nobody}/{contact}")).await));
        let form = forms::contact(&world.southbridge);
        assert_eq!(theirs, words(world.outsider.post(&contacts, &form).await));
        let correction = forms::correction(&world.northtown);
        assert_eq!(theirs, words(world.outsider.put(&format!("{contacts}/{contact}"), 1, &correction).await));
        world.administrator.get(&contacts).await.expect(403);
    });
}

#[test]
fn a_contact_belongs_to_one_person() {
    WORLD.visit(async |world| {
        let (one, other) = (world.person("Kit", "Firstperson").await, world.person("Kit", "Secondperson").await);
        let contacts = format!("/service-users/{one}/contacts");
        let contact = world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201).id();
        let astray = format!("/service-users/{other}/contacts/{contact}");
        world.worker.get(&astray).await.expect(404);
        world.worker.get(&format!("{astray}/history")).await.expect(404);
        world.worker.put(&astray, 1, &forms::correction(&world.northtown)).await.expect(404);
    });
}

#[test]
fn every_flaw_is_named_at_once() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Flawed").await;
        let form = with(
            forms::contact(&world.northtown),
            &json!({
                "minutes": "forty-five",
                "started_at": "2026-02-30T10:00:00Z",
                "kind": "no_such_kind",
                "outcome": "vanished",
                "interventions": [{"intervention": "no_such_code", "response": "accepted"}, {"response": "declined"}],
                "nonsense": 1,
            }),
        );
        let refused = world.worker.post(&format!("/service-users/{person}/contacts"), &form).await.expect(422);
        assert_eq!(refused.problem(), "flawed-form");
        assert_eq!((refused.flaw("/minutes"), refused.flaw("/nonsense")), (Some("wrong_type"), Some("unknown_field")));
        let form = without(with(form, &json!({"minutes": 1441, "outcome": "attended"})), "nonsense");
        let refused = world.worker.post(&format!("/service-users/{person}/contacts"), &form).await.expect(422);
        let at = ["/minutes", "/started_at", "/kind", "/interventions/0/intervention", "/interventions/1/intervention"];
        let expected = ["out_of_range", "not_an_instant", "unknown_code", "unknown_code", "missing"];
        assert_eq!(at.map(|at| refused.flaw(at)), expected.map(Some));
    });
}

#[test]
fn it_happened_between_birth_and_now() {
    WORLD.visit(async |world| {
        let person = world.registered("Kit", "Laterborn", "2001-06-15").await.person();
        let contacts = format!("/service-users/{person}/contacts");
        for (at, code) in [
            (forms::minutes_ago(-10), "in_future"),
            ("2001-06-14T22:59:59Z".to_owned(), "before_birth"),
            ("2001-06-31T10:00:00Z".to_owned(), "not_an_instant"),
            ("2001-07-01".to_owned(), "not_an_instant"),
        ] {
            let form = with(forms::contact(&world.northtown), &json!({"started_at": at}));
            let refused = world.worker.post(&contacts, &form).await.expect(422);
            assert_eq!(refused.flaw("/started_at"), Some(code), "{at}");
        }
        // The day of birth begins by the clock of London, which was ahead by an hour.
        let at_birth = with(forms::contact(&world.northtown), &json!({"started_at": "2001-06-14T23:00:00Z"}));
        world.worker.post(&contacts, &at_birth).await.expect(201);
    });
}

#[test]
fn what_was_offered_goes_with_who_took_part() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Nothere").await;
        let contacts = format!("/service-users/{person}/contacts");
        let missed = with(forms::contact(&world.northtown), &json!({"outcome": "did_not_attend"}));
        let refused = world.worker.post(&contacts, &missed).await.expect(422);
        assert_eq!(refused.flaw("/interventions"), Some("contradiction"));
        let why = with(forms::contact(&world.northtown), &json!({"why": "Overslept"}));
        let refused = world.worker.post(&contacts, &why).await.expect(422);
        assert_eq!(refused.flaw("/why"), Some("contradiction"));
        let missed = with(without(missed, "interventions"), &json!({"why": "Overslept"}));
        world.worker.post(&contacts, &missed).await.expect(201);
    });
}

#[test]
fn its_service_is_the_callers_own_and_works_with_them() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Serviced").await;
        let contacts = format!("/service-users/{person}/contacts");
        for service in [world.southbridge.clone(), Uuid::new_v4().to_string()] {
            let refused = world.worker.post(&contacts, &forms::contact(&service)).await.expect(422);
            assert_eq!(refused.flaw("/service"), Some("contradiction"));
        }
        let one = world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201).id();
        let moved = forms::correction(&world.southbridge);
        let refused = world.worker.put(&format!("{contacts}/{one}"), 1, &moved).await.expect(422);
        assert_eq!(refused.flaw("/service"), Some("contradiction"));
    });
}

#[test]
fn the_episode_and_the_appointment_that_it_names_are_this_persons() {
    WORLD.visit(async |world| {
        let other = world.registered("Kit", "Othersepisode", &forms::birth_date()).await;
        let made = world.registered("Kit", "Ownepisode", &forms::birth_date()).await;
        let contacts = format!("/service-users/{}/contacts", made.person());
        for episode in [other.body["episode"].clone(), json!(Uuid::new_v4())] {
            let form = with(forms::contact(&world.northtown), &json!({"episode": episode}));
            let refused = world.worker.post(&contacts, &form).await.expect(422);
            assert_eq!(refused.flaw("/episode"), Some("contradiction"));
        }
        let form = with(forms::contact(&world.northtown), &json!({"appointment": Uuid::new_v4()}));
        let refused = world.worker.post(&contacts, &form).await.expect(422);
        assert_eq!(refused.flaw("/appointment"), Some("contradiction"));
        let form = with(forms::contact(&world.northtown), &json!({"episode": made.body["episode"]}));
        world.worker.post(&contacts, &form).await.expect(201);
    });
}

#[test]
fn a_stale_version_loses_nothing() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Stale").await;
        let contacts = format!("/service-users/{person}/contacts");
        let recorded = world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201);
        let one = format!("{contacts}/{}", recorded.id());
        let correction = forms::correction(&world.northtown);
        world.worker.put(&one, 1, &correction).await.expect(200);
        let stale = world.leader.put(&one, 1, &with(correction.clone(), &json!({"note": "Mine"}))).await.expect(412);
        assert_eq!((&stale.body["version"], &stale.body["recorded_by"]), (&json!(2), &json!(world.worker_id)));
        assert_eq!(stale.body["recorded_at"], world.worker.get(&one).await.expect(200).body["recorded_at"]);
        let unnamed = world.worker.send(Method::PUT, &one, |request| request.json(&correction)).await;
        assert_eq!(unnamed.status, 428);
        assert_eq!(world.worker.get(&one).await.expect(200).body["note"], correction["note"]);
    });
}

#[test]
fn the_longest_note_is_kept_whole_and_one_character_more_is_refused() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Longnote").await;
        let contacts = format!("/service-users/{person}/contacts");
        let longest = "é".repeat(20_000);
        let form = with(forms::contact(&world.northtown), &json!({"note": longest}));
        let recorded = world.worker.post(&contacts, &form).await.expect(201);
        assert_eq!(recorded.body["note"], longest);
        let form = with(form, &json!({"note": format!("{longest}e")}));
        let refused = world.worker.post(&contacts, &form).await.expect(422);
        assert_eq!(refused.flaw("/note"), Some("too_long"));
    });
}
