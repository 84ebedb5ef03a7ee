//! The second factor: each code once, each pending sign-in once.

use serde_json::json;
use tests::asking::{Answer, Asker};
use tests::authenticator::Authenticator;
use tests::visiting::wait;
use tests::world::{PASSWORD, World};

use super::WORLD;

/// Somebody's first step, and the token that it answered.
pub async fn pending(world: &World, name: &str) -> String {
    let first = Asker::anonymous(&world.server.address).first_step(name, PASSWORD).await.expect(200);
    assert_eq!(first.body["next"], "second_factor");
    assert!(first.body["access_token"].is_null() && first.header("set-cookie").is_none(), "nobody is signed in yet");
    first.body["pending"].as_str().expect("a token").to_owned()
}

pub async fn give(world: &World, pending: &str, code: &str) -> Answer {
    let given = json!({"pending": pending, "code": code});
    Asker::anonymous(&world.server.address).post("/sign-in/second-factor", &given).await
}

fn app(world: &World, name: &str) -> std::sync::Arc<Authenticator> {
    Authenticator::of(&world.server.address, name).expect("an app")
}

#[test]
fn a_code_is_accepted_once() {
    WORLD.visit(async |world| {
        world.join("code.once", "recovery_worker", Some(&world.northtown)).await;
        let code = app(world, "code.once").next_totp().await;
        give(world, &pending(world, "code.once").await, &code).await.expect(200);
        let again = give(world, &pending(world, "code.once").await, &code).await.expect(401);
        assert_eq!(again.problem(), "code-refused");
    });
}

#[test]
fn a_recovery_code_is_accepted_once_however_it_is_typed() {
    WORLD.visit(async |world| {
        let (_, asker) = world.join("recovers", "recovery_worker", Some(&world.northtown)).await;
        let codes = asker.post("/me/recovery-codes", &json!({})).await.expect(200);
        assert_eq!(codes.body["recovery_codes"].as_array().map(Vec::len), Some(10));
        let code = codes.body["recovery_codes"][3].as_str().expect("a code").replace('-', " ").to_uppercase();
        give(world, &pending(world, "recovers").await, &code).await.expect(200);
        give(world, &pending(world, "recovers").await, &code).await.expect(401);
        let factors = asker.get("/me/factors").await.expect(200);
        assert_eq!(factors.body["recovery_codes_left"], 9);
    });
}

#[test]
fn a_pending_sign_in_is_used_once_and_stands_for_nothing_else() {
    WORLD.visit(async |world| {
        world.join("pending.once", "recovery_worker", Some(&world.northtown)).await;
        let token = pending(world, "pending.once").await;
        give(world, &token, &app(world, "pending.once").next().await).await.expect(200);
        let again = give(world, &token, &app(world, "pending.once").next().await).await.expect(401);
        assert_eq!(again.problem(), "sign-in-over");

        let token = pending(world, "pending.once").await;
        let anonymous = Asker::anonymous(&world.server.address);
        // A password alone never puts a factor in the place of one that is there.
        anonymous.post("/sign-in/enrolment", &json!({"pending": token})).await.expect(401);
        let link = json!({"token": token, "password": PASSWORD});
        anonymous.post("/sign-in/invitation", &link).await.expect(401);
        anonymous.with_token(&token).get("/me").await.expect(401);
        let flipped = format!("{}{}", &token[..token.len() - 1], if token.ends_with('A') { "B" } else { "A" });
        give(world, &flipped, "000000").await.expect(401);
    });
}

#[test]
fn nobody_ends_a_sign_in_with_the_code_of_another() {
    WORLD.visit(async |world| {
        world.join("has.password", "recovery_worker", Some(&world.northtown)).await;
        world.join("has.code", "recovery_worker", Some(&world.northtown)).await;
        let others = app(world, "has.code").next().await;
        give(world, &pending(world, "has.password").await, &others).await.expect(401);
    });
}

#[test]
fn wrong_codes_are_slowed_down_where_they_come_from() {
    wait(async {
        let world = World::new().await;
        let token = pending(&world, "efua").await;
        let mut statuses = Vec::new();
        for _ in 0..7 {
            statuses.push(give(&world, &token, "000000").await.status.as_u16());
        }
        assert_eq!(statuses[..5], [401; 5]);
        assert!(statuses.contains(&429), "{statuses:?}");
        let token = pending(&world, "pat").await;
        give(&world, &token, &app(&world, "pat").next().await).await.expect(200);
    });
}
