//! What guards a record, and who watches: an emergency, a restriction, a declaration, a finding, a list of readers; and a
//! passkey.

use serde_json::{Value, json};
use tests::forms::registration;
use tests::software_key::SoftwareKey;
use tests::world::World;

use super::super::sent::Sent;

/// Nobody else here was born on it, or a registration would ask whether they are the same.
const BORN_APART: &str = "1958-11-02";

/// Record it.
pub async fn record(world: &World, sent: &mut Sent) {
    let form = registration("Wilheliotrop", "Neliotroper", BORN_APART, &world.northtown);
    let person = sent.post(&world.worker, "/service-users", &form).await.expect(201).person();
    emergency(world, sent, &person).await;
    restriction(world, sent, &person).await;
    finding(world, sent).await;
    readers(world, sent, &person).await;
    declaration(world, sent, &person).await;
    passkey(world, sent).await;
}

async fn emergency(world: &World, sent: &mut Sent, person: &str) {
    let form = json!({
        "given_names": "Wilheliotrop",
        "family_name": "Neliotroper",
        "birth_date": BORN_APART,
        "classes": ["health"],
        "reason": "Fell among Heliotropes",
    });
    sent.post(&world.outsider, "/break-glass", &form).await.expect(200);
    let told = world.data_protection_officer.get("/break-glass").await.expect(200);
    let notice = told.items().iter().find(|notice| notice["person"] == person).expect("a notice");
    let path = format!("/break-glass/{}/review", notice["id"].as_str().expect("an id"));
    let review = json!({"verdict": "justified", "words": "The Heliotrope infirmary rang"});
    sent.act(&world.data_protection_officer, &path, 1, &review).await.expect(200);
}

async fn restriction(world: &World, sent: &mut Sent, person: &str) {
    let path = format!("/service-users/{person}/restriction");
    let form = json!({"reason": "relative", "words": "A cousin of Heliotrope's", "staff": [world.leader_id]});
    sent.post(&world.leader, &path, &form).await.expect(201);
    let lift = json!({"reason": "Heliotrope has left"});
    sent.act(&world.leader, &format!("{path}/lift"), 1, &lift).await.expect(200);
}

/// Somebody of the worker's own family name, looked at by the worker: a pattern, reviewed as a breach and signed off.
async fn finding(world: &World, sent: &mut Sent) {
    let form = registration("Heliotropine", "Testworker", "1962-02-14", &world.northtown);
    let person = world.worker.post("/service-users", &form).await.expect(201).person();
    world.worker.get(&format!("/service-users/{person}")).await.expect(200);
    let officer = &world.data_protection_officer;
    officer.post("/oversight/look", &json!({})).await.expect(200);
    let found = officer.get("/oversight/findings").await.expect(200);
    let found = found.items().iter().find(|finding| finding["person"] == person.as_str()).expect("it is found");
    let path = format!("/oversight/findings/{}", found["id"].as_str().expect("an id"));
    let review = json!({"verdict": "breach", "words": "Looked a Heliotrope up"});
    sent.act(officer, &format!("{path}/review"), 1, &review).await.expect(200);
    let (_, second) = world.join("second.officer", "data_protection_officer", None).await;
    let sign_off = json!({"words": "Told the Heliotrope concerned"});
    sent.act(&second, &format!("{path}/sign-off"), 2, &sign_off).await.expect(200);
}

async fn readers(world: &World, sent: &mut Sent, person: &str) {
    let withheld = json!({"staff": world.worker_id, "naming": "withheld", "reason": "Heliotrope followed them home"});
    let path = format!("/service-users/{person}/seen-by");
    sent.post(&world.data_protection_officer, &path, &json!({"names": [withheld]})).await.expect(201);
}

async fn declaration(world: &World, sent: &mut Sent, person: &str) {
    let (_, relative) = world.join("a.relative", "recovery_worker", Some(&world.northtown)).await;
    let form = json!({"whose": "relative", "words": "A Heliotrope by marriage"});
    sent.post(&relative, &format!("/service-users/{person}/declarations"), &form).await.expect(204);
}

async fn passkey(world: &World, sent: &mut Sent) {
    let (_, owner) = world.join("has.passkey", "recovery_worker", Some(&world.northtown)).await;
    let begun = owner.post("/me/passkeys/begin", &Value::Null).await.expect(200).body;
    let credential = SoftwareKey::at(&world.server.address).make(&begun);
    let name = "Heliotrope's laptop, which stands in the kitchen";
    let form = json!({"ceremony": begun["ceremony"], "credential": credential, "name": name});
    let made = sent.post(&owner, "/me/passkeys", &form).await.expect(200).id();
    sent.keep(&owner, &format!("/me/passkeys/{made}"), &json!({"name": "Heliotrope's telephone"})).await.expect(204);
}
