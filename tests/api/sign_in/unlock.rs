//! Going on after a screen was locked.

use serde_json::json;
use tests::asking::Asker;
use tests::world::PASSWORD;

use super::WORLD;

#[test]
fn a_screen_is_unlocked_by_the_password_of_whoever_is_signed_in() {
    WORLD.visit(async |world| {
        let (_, asker) = world.join("locks.up", "recovery_worker", Some(&world.northtown)).await;
        let wrong = asker.post("/me/unlock", &json!({"password": "not the password at all"})).await.expect(422);
        assert_eq!(wrong.flaw("/password"), Some("contradiction"));
        let missing = asker.post("/me/unlock", &json!({})).await.expect(422);
        assert_eq!(missing.flaw("/password"), Some("missing"));
        asker.post("/me/unlock", &json!({"password": PASSWORD})).await.expect(204);
        let nobody = Asker::anonymous(&world.server.address);
        nobody.post("/me/unlock", &json!({"password": PASSWORD})).await.expect(401);
    });
}

#[test]
fn guessing_at_a_locked_screen_is_slowed_down() {
    WORLD.visit(async |world| {
        let (_, asker) = world.join("is.guessed", "recovery_worker", Some(&world.northtown)).await;
        for _ in 0..5 {
            asker.post("/me/unlock", &json!({"password": "not the password at all"})).await.expect(422);
        }
        let refused = asker.post("/me/unlock", &json!({"password": PASSWORD})).await.expect(429);
        assert!(refused.headers.contains_key("retry-after"), "{}", refused.text);
    });
}

#[test]
fn a_sign_in_says_after_how_many_minutes_the_screen_locks() {
    WORLD.visit(async |world| {
        world.join("asks.when", "recovery_worker", Some(&world.northtown)).await;
        let signed_in = Asker::anonymous(&world.server.address).sign_in("asks.when", PASSWORD).await.expect(200);
        assert_eq!(signed_in.body["lock_after_minutes"], 10);
    });
}
