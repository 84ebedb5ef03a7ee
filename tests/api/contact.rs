//! Contacts: recorded once, listed, read, corrected with their history, and nobody else's business.

use serde_json::json;
use tests::forms;
use tests::world::World;
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_recorded_read_and_corrected() {
    let world = World::new().await;
    let person = world.person("Rowan", "Sampleson").await;
    let contacts = format!("/service-users/{person}/contacts");

    let recorded = world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201);
    assert_eq!(recorded.version(), 1);
    let one = format!("{contacts}/{}", recorded.id());
    assert_eq!(recorded.header("location"), Some(format!("/api/v1{one}").as_str()));

    let mut correction = forms::contact(&world.northtown);
    correction["note"] = json!("Came on time. Slept two nights at their brother’s.");
    correction["reason"] = json!("It was the brother");
    let corrected = world.worker.put(&one, 1, &correction).await.expect(200);
    assert_eq!(corrected.version(), 2);

    let history = world.worker.get(&format!("{one}/history")).await.expect(200);
    assert_eq!(history.body.as_array().map(Vec::len), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_twice_makes_one_contact() {
    let world = World::new().await;
    let person = world.person("Rowan", "Sampleson").await;
    let contacts = format!("/service-users/{person}/contacts");
    let (key, mut form) = (Uuid::new_v4(), forms::contact(&world.northtown));

    let first = world.worker.post_once(&contacts, &form, key).await.expect(201);
    let second = world.worker.post_once(&contacts, &form, key).await.expect(201);
    assert_eq!(first.id(), second.id());

    form["note"] = json!("Something else");
    let other = world.worker.post_once(&contacts, &form, key).await.expect(422);
    assert_eq!(other.body["records"][0], first.id());
    let listed = world.worker.get(&contacts).await.expect(200);
    assert_eq!(listed.body["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_services_record_does_not_exist() {
    let world = World::new().await;
    let person = world.person("Rowan", "Sampleson").await;
    let contacts = format!("/service-users/{person}/contacts");
    let nobody = format!("/service-users/{}/contacts", Uuid::new_v4());
    let theirs = world.outsider.get(&contacts).await.expect(404);
    let none = world.outsider.get(&nobody).await.expect(404);
    assert_eq!(theirs.body["title"], none.body["title"]);
    world.outsider.post(&contacts, &forms::contact(&world.southbridge)).await.expect(404);
    world.administrator.get(&contacts).await.expect(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_flaw_is_named_at_once() {
    let world = World::new().await;
    let person = world.person("Rowan", "Sampleson").await;
    let mut form = forms::contact(&world.northtown);
    form["minutes"] = json!("forty-five");
    form["started_at"] = json!("2026-02-30T10:00:00Z");
    form["interventions"][0]["intervention"] = json!("no_such_code");
    form["nonsense"] = json!(1);
    let refused = world.worker.post(&format!("/service-users/{person}/contacts"), &form).await.expect(422);
    assert_eq!(refused.flaw("/minutes"), Some("wrong_type"));
    assert_eq!(refused.flaw("/nonsense"), Some("unknown_field"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_version_loses_nothing() {
    let world = World::new().await;
    let person = world.person("Rowan", "Sampleson").await;
    let contacts = format!("/service-users/{person}/contacts");
    let recorded = world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201);
    let one = format!("{contacts}/{}", recorded.id());
    let mut correction = forms::contact(&world.northtown);
    correction["reason"] = json!("A slip");
    world.worker.put(&one, 1, &correction).await.expect(200);
    let stale = world.leader.put(&one, 1, &correction).await.expect(412);
    assert_eq!(stale.body["version"], 2);
    let missing = world.worker.send(reqwest::Method::PUT, &one, |request| request.json(&correction)).await;
    assert_eq!(missing.status, 428);
}
