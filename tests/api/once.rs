//! What changes a record by a POST takes a key, under which it is done once.

use reqwest::Method;
use reqwest::header::IF_MATCH;
use serde_json::{Value, json};
use tests::forms::{self, with};
use tests::visiting::WORLD;
use tests::world::World;
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
            without_a_key(world, path, &form).await;
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

async fn without_a_key(world: &World, path: &str, form: &Value) {
    let sent = world.worker.send(Method::POST, path, |request| request.header(IF_MATCH, "\"1\"").json(form)).await;
    assert_eq!(sent.expect(400).problem(), "bad-header", "{path}");
}
