//! Everything that can be recorded, with a word that is looked for in every field that takes one.

mod guarded;
mod organisation;
mod person;

use serde_json::json;
use tests::forms::{days_ago, registration, with};
use tests::world::World;
use uuid::Uuid;

use super::sent::Sent;
use super::words::{BORN, NHS_NUMBER};

/// Record it, through the API.
pub async fn record(world: &World, sent: &mut Sent) {
    organisation::record(world, sent).await;
    let person = person::register(world, sent).await;
    person::describe(world, sent, &person).await;
    person::work(world, sent, &person).await;
    drafts(world, sent, &person).await;
    taking_on(world, sent, &person).await;
    searching(world, sent).await;
    guarded::record(world, sent).await;
    person::mourn(world, sent, &person).await;
}

async fn drafts(world: &World, sent: &mut Sent, person: &str) {
    for form in ["contact", "health", "convictions"] {
        let content = json!({"note": "Heliotropes again", "more": [{"words": "HELIOTROPE"}]});
        let draft = json!({"person": person, "form": form, "content": content});
        let path = format!("/drafts/{}", Uuid::new_v4());
        sent.keep(&world.worker, &path, &draft).await.expect(200);
    }
    let content = json!({"identity": {"given_names": "Heliotropia"}});
    let path = format!("/drafts/{}", Uuid::new_v4());
    sent.keep(&world.worker, &path, &json!({"form": "registration", "content": content})).await.expect(200);
}

async fn taking_on(world: &World, sent: &mut Sent, held: &str) {
    let form = registration("Heliotropa", "Heliotropely", BORN, &world.southbridge);
    let identity = with(form["identity"].clone(), &json!({"nhs_number": NHS_NUMBER, "nhs_number_status": "traced"}));
    let form = with(form, &json!({"identity": identity}));
    sent.post(&world.outsider, "/service-users", &form).await.expect(201);
    let waiting = world.leader.get("/take-on-requests").await.expect(200);
    let request = waiting.items().iter().find(|request| request["held"] == held).expect("a request waits");
    let path = format!("/take-on-requests/{}/answer", request["id"].as_str().expect("an id"));
    let answer = json!({"answer": "keep_apart", "reason": "Another Heliotrope altogether"});
    sent.act(&world.leader, &path, 1, &answer).await.expect(200);
}

async fn searching(world: &World, sent: &mut Sent) {
    let typed = json!({"typed": "heliotropely 1971"});
    let found = sent.post(&world.worker, "/service-users/search", &typed).await.expect(200);
    assert!(!found.body["hits"].as_array().expect("hits").is_empty(), "{}", found.text);
    world.worker.get("/today").await.expect(200);
    world.worker.get("/caseload").await.expect(200);
    let activity = format!("/contracts/{}/activity?from={}&to={}", world.contract, days_ago(30), days_ago(0));
    world.leader.get(&activity).await;
    let stranger = json!({"name": "heliotrope.nobody", "password": "heliotropes on a pier"});
    sent.post(&world.worker, "/sign-in", &stranger).await.expect(401);
}
