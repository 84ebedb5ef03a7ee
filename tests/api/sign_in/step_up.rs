//! Showing again who one is, before the most sensitive acts.

use serde_json::{Value, json};
use tests::authenticator::Authenticator;
use tests::forms;
use tests::visiting::wait;
use tests::world::PASSWORD;

use super::WORLD;
use super::demonstration::Demonstration;

#[test]
fn what_takes_it_is_refused_until_it_was_shown_again_who_one_is() {
    wait(async {
        let demonstration = Demonstration::take().await;
        let asker = demonstration.asker().await.without_step_up();
        let staff = asker.post("/staff", &forms::staff("stepped")).await.expect(201).id();
        let path = format!("/staff/{staff}/invitation");
        assert_eq!(asker.post(&path, &Value::Null).await.expect(403).problem(), "step-up-needed");
        let wrong = asker.post("/me/step-up", &json!({"password": "not the password at all"})).await.expect(422);
        assert_eq!(wrong.flaw("/password"), Some("contradiction"));
        asker.post(&path, &Value::Null).await.expect(403);

        asker.post("/me/step-up", &json!({"password": PASSWORD})).await.expect(204);
        asker.post(&path, &Value::Null).await.expect(200);
    });
}

#[test]
fn it_runs_out_in_a_sign_in_that_goes_on() {
    wait(async {
        let mut demonstration = Demonstration::take().await;
        let begun = demonstration.sign_in().await;
        let asker = demonstration.bearer(&begun);
        let staff = asker.post("/staff", &forms::staff("stepped.on")).await.expect(201).id();
        let path = format!("/staff/{staff}/invitation");
        asker.post("/me/step-up", &json!({"password": PASSWORD})).await.expect(204);
        demonstration.pass(595);
        let next = demonstration.refresh(&super::refresh::cookie(&begun)).await.expect(200);
        let asker = demonstration.bearer(&next);
        asker.post(&path, &Value::Null).await.expect(200);
        demonstration.pass(6);
        assert_eq!(asker.post(&path, &Value::Null).await.expect(403).problem(), "step-up-needed");
    });
}

#[test]
fn a_password_is_not_enough_where_there_is_a_second_factor() {
    WORLD.visit(async |world| {
        let (_, asker) = world.join("steps.up", "recovery_worker", Some(&world.northtown)).await;
        let refused = asker.post("/me/step-up", &json!({"password": PASSWORD})).await.expect(422);
        assert_eq!(refused.flaw("/password"), Some("contradiction"));
        let app = Authenticator::of(&world.server.address, "steps.up").expect("an app");
        let code = json!({"code": app.next().await});
        asker.post("/me/step-up", &code).await.expect(204);
        let again = asker.post("/me/step-up", &code).await.expect(422);
        assert_eq!(again.flaw("/code"), Some("contradiction"));
    });
}
