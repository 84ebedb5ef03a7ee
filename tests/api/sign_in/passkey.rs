//! Passkeys, by an authenticator that also answers wrongly.

#![expect(clippy::similar_names, reason = "what is asked and who asks are told apart by a letter")]

use serde_json::{Value, json};
use tests::asking::{Answer, Asker};
use tests::software_key::SoftwareKey;
use tests::world::{PASSWORD, World};

use super::WORLD;

/// Somebody with a passkey, and who they are.
async fn with_passkey(world: &World, name: &str) -> (String, Asker, SoftwareKey) {
    let (id, asker) = world.join(name, "recovery_worker", Some(&world.northtown)).await;
    let mut key = SoftwareKey::at(&world.server.address);
    register(&asker, &mut key).await.expect(200);
    (id, asker, key)
}

async fn register(asker: &Asker, key: &mut SoftwareKey) -> Answer {
    let begun = asker.post("/me/passkeys/begin", &Value::Null).await.expect(200);
    let credential = key.make(&begun.body);
    asker
        .post("/me/passkeys", &json!({"ceremony": begun.body["ceremony"], "credential": credential, "name": "Laptop"}))
        .await
}

async fn ask(world: &World, form: Value) -> Value {
    Asker::anonymous(&world.server.address).post("/sign-in/passkey", &form).await.expect(200).body
}

async fn finish(world: &World, asked: &Value, credential: &str) -> Answer {
    let form = json!({"ceremony": asked["ceremony"], "credential": credential});
    Asker::anonymous(&world.server.address).post("/sign-in/passkey/finish", &form).await
}

async fn sign_in(world: &World, key: &mut SoftwareKey) -> Answer {
    let asked = ask(world, json!({})).await;
    let credential = key.answer(&asked);
    finish(world, &asked, &credential).await
}

#[test]
fn a_passkey_is_the_whole_sign_in_and_a_step_up_in_itself() {
    WORLD.visit(async |world| {
        let (id, _, mut key) = with_passkey(world, "has.passkey").await;
        let signed_in = sign_in(world, &mut key).await.expect(200);
        assert_eq!(signed_in.body["me"]["id"], id.as_str());
        assert!(signed_in.header("set-cookie").is_some_and(|cookie| cookie.starts_with("__Host-criis=")));
        let asker = Asker::anonymous(&world.server.address)
            .with_token(signed_in.body["access_token"].as_str().expect("a token"));
        let factors = asker.get("/me/factors").await.expect(200);
        assert_eq!(factors.body["passkeys"], 1);
        assert!(factors.body["stepped_up_until"].is_string());
        let passkeys = asker.get("/me/passkeys").await.expect(200);
        assert_eq!((&passkeys.body[0]["name"], passkeys.body[0]["used_at"].is_string()), (&json!("Laptop"), true));
    });
}

#[test]
fn a_passkey_is_a_second_factor_of_its_owner_alone() {
    WORLD.visit(async |world| {
        let (_, _, mut key) = with_passkey(world, "second.passkey").await;
        let (_, _, mut other) = with_passkey(world, "other.passkey").await;
        let anonymous = Asker::anonymous(&world.server.address);
        let first = anonymous.first_step("second.passkey", PASSWORD).await.expect(200);
        assert!(first.body["methods"].as_array().is_some_and(|methods| methods.contains(&json!("passkey"))));
        let pending = json!({"pending": first.body["pending"]});
        let asked = ask(world, pending.clone()).await;
        let options: Value = asked["options"].as_str().expect("options").parse().expect("JSON");
        assert_eq!(options["allowCredentials"].as_array().map(Vec::len), Some(1));
        let credential = other.answer(&asked);
        assert_eq!(finish(world, &asked, &credential).await.expect(401).problem(), "passkey-refused");
        let asked = ask(world, pending.clone()).await;
        let credential = key.answer(&asked);
        finish(world, &asked, &credential).await.expect(200);
        // What stood for the password is used up with it.
        anonymous.post("/sign-in/passkey", &pending).await.expect(401);
    });
}

#[test]
fn an_answer_counts_once_and_for_what_it_was_asked() {
    WORLD.visit(async |world| {
        let (_, asker, mut key) = with_passkey(world, "once.passkey").await;
        let asked = ask(world, json!({})).await;
        let credential = key.answer(&asked);
        let step_up = json!({"ceremony": asked["ceremony"], "credential": credential});
        assert_eq!(asker.post("/me/step-up/passkey/finish", &step_up).await.expect(401).problem(), "sign-in-over");
        finish(world, &asked, &credential).await.expect(200);
        assert_eq!(finish(world, &asked, &credential).await.expect(401).problem(), "sign-in-over");
        // The same answer to another challenge.
        let again = ask(world, json!({})).await;
        assert_eq!(finish(world, &again, &credential).await.expect(401).problem(), "passkey-refused");
    });
}

#[test]
fn an_answer_from_elsewhere_or_without_verification_is_refused() {
    WORLD.visit(async |world| {
        let (_, _, mut key) = with_passkey(world, "wrong.passkey").await;
        let here = key.origin.clone();
        for origin in ["http://localhost:1", "https://localhost", "http://criis.example.org"] {
            key.origin = origin.to_owned();
            assert_eq!(sign_in(world, &mut key).await.expect(401).problem(), "passkey-refused", "{origin}");
        }
        key.origin = here;
        key.verifies = false;
        assert_eq!(sign_in(world, &mut key).await.expect(401).problem(), "passkey-refused");
        key.verifies = true;
        sign_in(world, &mut key).await.expect(200);
    });
}

#[test]
fn nothing_is_registered_that_does_not_verify_or_is_registered_already() {
    WORLD.visit(async |world| {
        let (_, asker, mut key) = with_passkey(world, "again.passkey").await;
        let (_, other) = world.join("takes.passkey", "recovery_worker", Some(&world.northtown)).await;
        assert_eq!(register(&asker, &mut key).await.expect(401).problem(), "passkey-refused");
        assert_eq!(register(&other, &mut key).await.expect(401).problem(), "passkey-refused");
        let mut careless = SoftwareKey::at(&world.server.address);
        careless.verifies = false;
        assert_eq!(register(&other, &mut careless).await.expect(401).problem(), "passkey-refused");
        // A registration belongs to whoever began it.
        let begun = other.post("/me/passkeys/begin", &Value::Null).await.expect(200);
        let credential = SoftwareKey::at(&world.server.address).make(&begun.body);
        let form = json!({"ceremony": begun.body["ceremony"], "credential": credential, "name": "Mine"});
        assert_eq!(asker.post("/me/passkeys", &form).await.expect(401).problem(), "sign-in-over");
    });
}

#[test]
fn a_counter_that_goes_back_ends_the_passkey() {
    WORLD.visit(async |world| {
        let (_, asker, mut key) = with_passkey(world, "copied.passkey").await;
        sign_in(world, &mut key).await.expect(200);
        key.counter = 1;
        assert_eq!(sign_in(world, &mut key).await.expect(401).problem(), "passkey-refused");
        key.counter = 40;
        assert_eq!(sign_in(world, &mut key).await.expect(401).problem(), "passkey-refused");
        let passkeys = asker.get("/me/passkeys").await.expect(200);
        assert!(passkeys.body[0]["suspected_at"].is_string());
        assert_eq!(asker.get("/me/factors").await.expect(200).body["passkeys"], 0);
    });
}

#[test]
fn one_steps_up_by_ones_own_passkey_in_the_session_that_asked() {
    WORLD.visit(async |world| {
        let (_, asker, mut key) = with_passkey(world, "steps.passkey").await;
        let elsewhere = Asker::signed_in(&world.server.address, "steps.passkey", PASSWORD).await;
        let asked = asker.post("/me/step-up/passkey", &Value::Null).await.expect(200).body;
        let form = json!({"ceremony": asked["ceremony"], "credential": key.answer(&asked)});
        assert_eq!(elsewhere.post("/me/step-up/passkey/finish", &form).await.expect(401).problem(), "sign-in-over");
        asker.post("/me/step-up/passkey/finish", &form).await.expect(204);
        // Of no use to sign in.
        let asked = asker.post("/me/step-up/passkey", &Value::Null).await.expect(200).body;
        let credential = key.answer(&asked);
        assert_eq!(finish(world, &asked, &credential).await.expect(401).problem(), "sign-in-over");
        assert_eq!(world.worker.post("/me/step-up/passkey", &Value::Null).await.expect(409).problem(), "conflict");
    });
}

#[test]
fn a_passkey_is_named_and_removed_by_its_owner_alone() {
    WORLD.visit(async |world| {
        let (_, asker, mut key) = with_passkey(world, "names.passkey").await;
        let id = asker.get("/me/passkeys").await.expect(200).body[0]["id"].as_str().expect("an id").to_owned();
        let path = format!("/me/passkeys/{id}");
        let name = json!({"name": "Blue key"});
        world.worker.keep(&path, &name).await.expect(404);
        world.worker.delete(&path).await.expect(404);
        asker.keep(&path, &name).await.expect(204);
        assert_eq!(asker.get("/me/passkeys").await.expect(200).body[0]["name"], "Blue key");
        sign_in(world, &mut key).await.expect(200);
        asker.delete(&path).await.expect(204);
        assert_eq!(sign_in(world, &mut key).await.expect(401).problem(), "passkey-refused");
    });
}

#[test]
fn a_leaver_and_whoever_lost_their_factors_are_not_let_in_by_passkey() {
    WORLD.visit(async |world| {
        let (id, _, mut key) = with_passkey(world, "left.passkey").await;
        let left =
            tests::forms::with(tests::forms::staff("left.passkey"), &json!({"left_on": tests::forms::days_ago(1)}));
        world.administrator.put(&format!("/staff/{id}"), 1, &left).await.expect(200);
        assert_eq!(sign_in(world, &mut key).await.expect(401).problem(), "passkey-refused");

        let (id, _, mut key) = with_passkey(world, "lost.passkey").await;
        world.administrator.delete(&format!("/staff/{id}/factors")).await.expect(204);
        assert_eq!(sign_in(world, &mut key).await.expect(401).problem(), "passkey-refused");
    });
}
