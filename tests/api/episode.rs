//! Episodes: a person with a service, from opening to closing.

use serde_json::{Value, json};
use tests::asking::Answer;
use tests::forms::{self, with};
use tests::visiting::WORLD;
use tests::world::World;

/// Somebody registered with Northtown, with the address of their episodes and of the one that is open.
async fn registered(world: &World, family: &str) -> (String, String, String) {
    let made = world.registered("Ottilie", family, &forms::birth_date()).await;
    let episodes = format!("/service-users/{}/episodes", made.person());
    let one = format!("{episodes}/{}", made.body["episode"].as_str().expect("an episode"));
    (made.person(), episodes, one)
}

fn closing() -> Value {
    json!({"closed_on": forms::today().to_string(), "reason": "85", "words": "Moved away"})
}

fn states(listed: &Answer) -> Vec<&str> {
    listed.items().iter().map(|episode| episode["state"].as_str().expect("a state")).collect()
}

#[test]
fn an_episode_goes_from_opening_over_closing_to_opening_again() {
    WORLD.visit(async |world| {
        let (person, episodes, one) = registered(world, "Episodal").await;
        let change = json!({"key_worker": world.leader_id, "referral_source": "gp", "referred_on": forms::days_ago(2)});
        let changed = world.worker.put(&one, 1, &change).await.expect(200);
        assert_eq!((changed.version(), &changed.body["key_worker"]), (2, &json!(world.leader_id)));
        let closed = world.leader.act(&format!("{one}/close"), 2, &closing()).await.expect(200);
        assert_eq!((&closed.body["state"], &closed.body["reason"]), (&json!("closed"), &json!("85")));
        let view = world.worker.get(&format!("/service-users/{person}")).await.expect(200);
        assert!(view.body["glance"]["episodes"].as_array().is_none_or(Vec::is_empty));

        let reopened = world.worker.act(&format!("{one}/reopen"), 3, &json!({"reason": "Came back"})).await.expect(200);
        assert_eq!((reopened.version(), &reopened.body["state"]), (4, &json!("open")));
        assert!(reopened.body["closed_on"].is_null());
        let history = world.worker.get(&format!("{one}/history")).await.expect(200);
        assert_eq!(history.items().len(), 4);
        assert_eq!(history.items()[1]["content"]["words"], "Moved away");
        assert_eq!(world.worker.get(&one).await.expect(200).header("etag"), Some("\"4\""));
        assert_eq!(states(&world.worker.get(&episodes).await.expect(200)), ["open"]);
    });
}

#[test]
fn a_service_has_one_open_episode_with_somebody_at_a_time() {
    WORLD.visit(async |world| {
        let (_, episodes, one) = registered(world, "Oneatatime").await;
        let form = forms::episode(&world.northtown, &world.worker_id);
        assert_eq!(world.worker.post(&episodes, &form).await.expect(409).problem(), "conflict");
        world.worker.act(&format!("{one}/close"), 1, &closing()).await.expect(200);
        world.worker.post(&episodes, &form).await.expect(201);
        assert_eq!(states(&world.worker.get(&episodes).await.expect(200)), ["open", "closed"]);
        let refused = world.worker.act(&format!("{one}/reopen"), 2, &json!({"reason": "Came back"})).await.expect(409);
        assert_eq!(refused.problem(), "conflict");
    });
}

#[test]
fn two_who_open_one_at_once_open_one() {
    WORLD.visit(async |world| {
        let (_, episodes, one) = registered(world, "Racetoopen").await;
        world.worker.act(&format!("{one}/close"), 1, &closing()).await.expect(200);
        let form = forms::episode(&world.northtown, &world.worker_id);
        let both = tokio::join!(world.worker.post(&episodes, &form), world.leader.post(&episodes, &form));
        let mut statuses = <[_; 2]>::from(both).map(|answer| answer.status.as_u16());
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
    });
}

#[test]
fn its_service_is_the_callers_and_its_key_worker_works_there() {
    WORLD.visit(async |world| {
        let (_, episodes, one) = registered(world, "Wrongworker").await;
        let refused =
            world.worker.post(&episodes, &forms::episode(&world.southbridge, &world.outsider_id)).await.expect(422);
        assert_eq!(refused.flaw("/service"), Some("contradiction"));
        let refused = world.worker.put(&one, 1, &json!({"key_worker": world.outsider_id})).await.expect(422);
        assert_eq!(refused.flaw("/key_worker"), Some("contradiction"));
        let refused = world
            .worker
            .put(&one, 1, &json!({"key_worker": world.worker_id, "referred_on": forms::days_ahead(1)}))
            .await
            .expect(422);
        assert_eq!(refused.flaw("/referred_on"), Some("in_future"));
    });
}

#[test]
fn it_closes_between_its_opening_and_today_for_a_reason() {
    WORLD.visit(async |world| {
        let (_, _, one) = registered(world, "Closing").await;
        let close = format!("{one}/close");
        for (form, at, code) in [
            (with(closing(), &json!({"closed_on": forms::days_ahead(2)})), "/closed_on", "in_future"),
            (with(closing(), &json!({"closed_on": forms::days_ago(1)})), "/closed_on", "end_before_start"),
            (with(closing(), &json!({"reason": "bored"})), "/reason", "unknown_code"),
            (json!({}), "/closed_on", "missing"),
        ] {
            let refused = world.worker.act(&close, 1, &form).await.expect(422);
            assert_eq!(refused.flaw(at), Some(code), "{form}");
        }
        world.worker.act(&close, 1, &closing()).await.expect(200);
        let again = world.worker.act(&close, 2, &closing()).await.expect(422);
        assert_eq!(again.flaw("/closed_on"), Some("contradiction"));
        let change = world.worker.put(&one, 2, &json!({"key_worker": world.worker_id})).await.expect(422);
        assert_eq!(change.flaw("/key_worker"), Some("contradiction"));
        world.worker.act(&format!("{one}/reopen"), 1, &json!({"reason": "Came back"})).await.expect(412);
        let refused = world.worker.act(&format!("{one}/reopen"), 2, &json!({})).await.expect(422);
        assert_eq!(refused.flaw("/reason"), Some("missing"));
    });
}

#[test]
fn after_closing_the_service_may_open_the_record_still() {
    WORLD.visit(async |world| {
        let (person, _, one) = registered(world, "Latenote").await;
        world.worker.act(&format!("{one}/close"), 1, &closing()).await.expect(200);
        let contacts = format!("/service-users/{person}/contacts");
        world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201);
        world.outsider.get(&contacts).await.expect(404);
    });
}

#[test]
fn another_services_episode_is_read_and_not_changed() {
    WORLD.visit(async |world| {
        let born = forms::birth_date();
        let made = world.registered("Ottilie", "Sharedepisode", &born).await;
        let form = forms::registration("Ottilie", "Sharedepisode", &born, &world.southbridge);
        world.outsider.post("/service-users", &form).await.expect(201);
        let waiting = world.leader.get("/take-on-requests").await.expect(200);
        let request = waiting.items().iter().find(|one| one["held"] == made.person().as_str()).expect("a request");
        let path = format!("/take-on-requests/{}/answer", request["id"].as_str().expect("an id"));
        world.leader.act(&path, 1, &json!({"answer": "share"})).await.expect(200);

        let one =
            format!("/service-users/{}/episodes/{}", made.person(), made.body["episode"].as_str().expect("an id"));
        world.outsider.get(&one).await.expect(200);
        world.outsider.act(&format!("{one}/close"), 1, &closing()).await.expect(403);
        world.outsider.put(&one, 1, &json!({"key_worker": world.outsider_id})).await.expect(403);
    });
}
