//! Drafts: what their author typed and has not recorded yet, on whichever device.

use serde_json::{Value, json};
use tests::asking::Asker;
use tests::forms::{self, draft, registration, with};
use tests::visiting::WORLD;
use tests::world::PASSWORD;
use uuid::Uuid;

fn new() -> (Uuid, String) {
    let id = Uuid::new_v4();
    (id, format!("/drafts/{id}"))
}

async fn listed(asker: &Asker) -> Vec<Value> {
    asker.get("/drafts").await.expect(200).items().to_vec()
}

#[test]
fn a_draft_is_its_authors_alone_on_any_device() {
    WORLD.visit(async |world| {
        let person = world.person("Drafta", "Authored").await;
        let (id, path) = new();
        let kept = world.worker.keep(&path, &draft(&person, "Came on ti")).await.expect(200);
        assert_eq!((kept.version(), kept.id()), (1, id.to_string()));
        let kept = world.worker.keep(&path, &draft(&person, "Came on time.")).await.expect(200);
        assert_eq!(kept.header("etag"), Some("\"2\""));

        let elsewhere = Asker::signed_in(&world.server.address, "efua", PASSWORD).await;
        let read = elsewhere.get(&path).await.expect(200);
        assert_eq!(read.body["content"], json!({"note": "Came on time."}));
        assert!(listed(&elsewhere).await.iter().any(|one| one["id"] == id.to_string()));

        for other in [&world.leader, &world.outsider] {
            other.get(&path).await.expect(404);
            other.keep(&path, &draft(&person, "Mine")).await.expect(404);
            other.delete(&path).await.expect(404);
            assert!(listed(other).await.iter().all(|one| one["id"] != id.to_string()));
        }
        world.administrator.get("/drafts").await.expect(403);
    });
}

#[test]
fn a_draft_is_thrown_away() {
    WORLD.visit(async |world| {
        let person = world.person("Drafta", "Discarded").await;
        let (id, path) = new();
        world.worker.keep(&path, &draft(&person, "Never mind")).await.expect(200);
        world.worker.delete(&path).await.expect(204);
        world.worker.get(&path).await.expect(404);
        world.worker.delete(&path).await.expect(404);
        assert!(listed(&world.worker).await.iter().all(|one| one["id"] != id.to_string()));
    });
}

#[test]
fn it_stays_with_its_person_and_form() {
    WORLD.visit(async |world| {
        let (one, other) = (world.person("Drafta", "Onlyone").await, world.person("Drafta", "Otherone").await);
        let (_, path) = new();
        world.worker.keep(&path, &draft(&one, "About one")).await.expect(200);
        assert_eq!(world.worker.keep(&path, &draft(&other, "About one")).await.expect(409).problem(), "conflict");
        let alert = with(draft(&one, "About one"), &json!({"form": "alert"}));
        world.worker.keep(&path, &alert).await.expect(409);
        assert_eq!(world.worker.get(&path).await.expect(200).body["person"], one.as_str());
    });
}

#[test]
fn it_is_about_somebody_whom_its_author_may_open() {
    WORLD.visit(async |world| {
        let person = world.person("Drafta", "Notyours").await;
        let (_, path) = new();
        world.outsider.keep(&path, &draft(&person, "Curious")).await.expect(404);
        world.outsider.keep(&path, &draft(&Uuid::new_v4().to_string(), "Curious")).await.expect(404);
        let nobody = json!({"form": "contact", "content": {}});
        assert_eq!(world.worker.keep(&path, &nobody).await.expect(422).flaw("/person"), Some("missing"));
    });
}

#[test]
fn it_may_be_as_unfinished_as_it_likes_and_holds_sixty_four_kibibytes() {
    WORLD.visit(async |world| {
        let person = world.person("Drafta", "Unfinished").await;
        let (_, path) = new();
        let content = |content: Value| with(draft(&person, ""), &json!({"content": content}));
        world.worker.keep(&path, &content(json!({}))).await.expect(200);
        world.worker.keep(&path, &content(json!({"minutes": "many", "gone": [1, {"x": null}]}))).await.expect(200);
        let frame = json!({"note": ""}).to_string().len();
        let full = json!({"note": "a".repeat(64 * 1024 - frame)});
        let kept = world.worker.keep(&path, &content(full.clone())).await.expect(200);
        assert_eq!(kept.body["content"], full);
        let over = json!({"note": "a".repeat(64 * 1024 - frame + 1)});
        let refused = world.worker.keep(&path, &content(over)).await.expect(422);
        assert_eq!(refused.flaw("/content"), Some("too_long"));
        let refused = world.worker.keep(&path, &content(json!([1, 2]))).await.expect(422);
        assert_eq!(refused.flaw("/content"), Some("wrong_type"));
        let refused = world.worker.keep(&path, &json!({"person": person, "form": "poem"})).await.expect(422);
        assert_eq!(refused.flaw("/form"), Some("wrong_type"));
    });
}

#[test]
fn what_it_was_of_is_recorded_under_its_id_and_it_is_gone() {
    WORLD.visit(async |world| {
        let person = world.person("Drafta", "Recorded").await;
        let (id, path) = new();
        world.worker.keep(&path, &draft(&person, "Came on time.")).await.expect(200);
        let contacts = format!("/service-users/{person}/contacts");
        world.worker.post_once(&contacts, &forms::contact(&world.northtown), id).await.expect(201);
        world.worker.get(&path).await.expect(404);
        let late = world.worker.keep(&path, &draft(&person, "A tab that slept")).await.expect(409);
        assert_eq!(late.problem(), "conflict");
        assert!(listed(&world.worker).await.iter().all(|one| one["id"] != id.to_string()));
    });
}

#[test]
fn a_registrations_draft_makes_the_person_whom_it_becomes() {
    WORLD.visit(async |world| {
        let (id, path) = new();
        let typed = json!({"form": "registration", "content": {"identity": {"given_names": "Drafta"}}});
        let kept = world.worker.keep(&path, &typed).await.expect(200);
        let person = kept.body["person"].as_str().expect("the person whom it made").to_owned();
        let again = world.worker.keep(&path, &typed).await.expect(200);
        assert_eq!(again.body["person"], person.as_str());
        world.worker.get(&format!("/service-users/{person}")).await.expect(404);

        let form = registration("Drafta", "Becomes", &forms::birth_date(), &world.northtown);
        let made = world.worker.post_once("/service-users", &form, id).await.expect(201);
        assert_eq!(made.person(), person);
        world.worker.get(&format!("/service-users/{person}")).await.expect(200);
        world.worker.get(&path).await.expect(404);
        let again = world.worker.post_once("/service-users", &form, id).await.expect(201);
        assert_eq!(again.person(), person);
    });
}

#[test]
fn a_registrations_draft_is_nobody_elses_person() {
    WORLD.visit(async |world| {
        let (id, path) = new();
        let typed = json!({"form": "registration", "content": {}});
        let kept = world.worker.keep(&path, &typed).await.expect(200);
        let person = kept.body["person"].as_str().expect("the person whom it made").to_owned();
        let form = registration("Drafta", "Stolen", &forms::birth_date(), &world.northtown);
        let made = world.leader.post_once("/service-users", &form, id).await.expect(201);
        assert_ne!(made.person(), person, "a key is its caller's");
        world.worker.get(&path).await.expect(200);
    });
}

#[test]
fn a_discarded_registration_takes_its_person_with_it() {
    WORLD.visit(async |world| {
        let (_, path) = new();
        let kept = world.worker.keep(&path, &json!({"form": "registration", "content": {}})).await.expect(200);
        let person = kept.body["person"].as_str().expect("the person whom it made").to_owned();
        world.worker.delete(&path).await.expect(204);
        let (_, about) = new();
        world.worker.keep(&about, &draft(&person, "Who?")).await.expect(404);
    });
}

#[test]
fn an_unfinished_note_waits_in_its_authors_day() {
    WORLD.visit(async |world| {
        let person = world.person("Drafta", "Waiting").await;
        let (id, path) = new();
        world.leader.keep(&path, &draft(&person, "To be gone on with")).await.expect(200);
        let needs = async || world.leader.get("/today").await.expect(200).body["needs_you"].clone();
        let waits = |needs: &Value| {
            let needs = needs.as_array().expect("what waits");
            needs.iter().any(|need| need["need"] == "unfinished_note" && need["draft"] == id.to_string())
        };
        assert!(waits(&needs().await));
        world.leader.delete(&path).await.expect(204);
        assert!(!waits(&needs().await));
    });
}

#[test]
fn an_unfinished_correction_waits_with_the_record_that_it_corrects() {
    WORLD.visit(async |world| {
        let person = world.person("Drafta", "Correcting").await;
        let contacts = format!("/service-users/{person}/contacts");
        let contact = world.leader.post(&contacts, &forms::contact(&world.northtown)).await.expect(201).id();
        let (id, path) = new();
        let correction = with(draft(&person, "It was longer"), &json!({"form": "correction", "record": contact}));
        world.leader.keep(&path, &correction).await.expect(200);
        let today = world.leader.get("/today").await.expect(200).body;
        let needs = today["needs_you"].as_array().expect("what waits");
        let need = needs.iter().find(|need| need["draft"] == id.to_string()).expect("it waits");
        assert_eq!((&need["need"], &need["form"]), (&json!("unfinished_note"), &json!("correction")));
        assert_eq!((&need["record"], &need["person"]), (&json!(contact), &json!(person)));
        world.leader.delete(&path).await.expect(204);
    });
}
