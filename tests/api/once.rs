//! What changes a record by a POST takes a key, under which it is done once.

use reqwest::Method;
use reqwest::header::IF_MATCH;
use serde_json::{Value, json};
use tests::asking::Asker;
use tests::forms::{self, with};
use tests::visiting::WORLD;
use uuid::Uuid;

#[test]
fn what_ends_something_is_done_once_under_its_key() {
    WORLD.visit(async |world| {
        let record = format!("/service-users/{}", world.person("Kit", "Doneonce").await);
        let alerts = format!("{record}/alerts");
        let alert = world.worker.post(&alerts, &forms::alert()).await.expect(201).id();
        let end = json!({"ended_on": forms::today().to_string(), "reason": "It passed"});
        let ending = format!("{alerts}/{alert}/end");

        let appointments = format!("{record}/appointments");
        let booked = world.worker.post(&appointments, &forms::appointment(&world.northtown, &world.worker_id)).await;
        let cancelling = format!("{appointments}/{}/cancel", booked.expect(201).id());

        for (path, form) in [(&ending, end), (&cancelling, json!({"by": "them"}))] {
            without_a_key(&world.worker, path, &form).await;
            let key = Uuid::new_v4();
            let first = world.worker.act_once(path, 1, &form, key).await.expect(200);
            let second = world.worker.act_once(path, 1, &form, key).await.expect(200);
            assert_eq!((first.version(), second.version()), (2, 2), "{path}");
            let other = with(form, &json!({"reason": "Something else"}));
            let refused = world.worker.act_once(path, 1, &other, key).await.expect(422);
            assert_eq!((refused.problem(), &refused.body["records"]), ("key-reused", &json!([first.id()])));
        }
    });
}

#[test]
fn a_restriction_is_lifted_once_under_its_key() {
    WORLD.visit(async |world| {
        let path = format!("/service-users/{}/restriction", world.person("Kit", "Liftonce").await);
        world.leader.post(&path, &forms::restriction(&[&world.leader_id])).await.expect(201);
        let lifting = format!("{path}/lift");
        let form = json!({"reason": "No longer so"});
        without_a_key(&world.leader, &lifting, &form).await;
        let key = Uuid::new_v4();
        let first = world.leader.act_once(&lifting, 1, &form, key).await.expect(200);
        let second = world.leader.act_once(&lifting, 1, &form, key).await.expect(200);
        assert_eq!((first.id(), first.version()), (second.id(), second.version()));
        let other = json!({"reason": "Something else"});
        assert_eq!(world.leader.act_once(&lifting, 1, &other, key).await.expect(422).problem(), "key-reused");
        world.leader.act(&lifting, 2, &form).await.expect(404);
    });
}

#[test]
fn a_declaration_is_made_once_under_its_key_though_it_closes_the_record() {
    WORLD.visit(async |world| {
        let record = format!("/service-users/{}", world.person("Kit", "Declareonce").await);
        let path = format!("{record}/declarations");
        let form = json!({"whose": "relative", "words": "An invented cousin"});
        let key = Uuid::new_v4();
        world.worker.post_once(&path, &form, key).await.expect(204);
        world.worker.get(&record).await.expect(404);
        world.worker.post_once(&path, &form, key).await.expect(204);
        let other = json!({"whose": "relative", "words": "An invented aunt"});
        assert_eq!(world.worker.post_once(&path, &other, key).await.expect(422).problem(), "key-reused");
        world.worker.post(&path, &form).await.expect(404);
    });
}

async fn without_a_key(who: &Asker, path: &str, form: &Value) {
    let sent = who.send(Method::POST, path, |request| request.header(IF_MATCH, "\"1\"").json(form)).await;
    assert_eq!(sent.expect(400).problem(), "bad-header", "{path}");
}
