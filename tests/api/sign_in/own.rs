//! One's own password and sign-ins.

use serde_json::json;
use tests::asking::Asker;
use tests::world::PASSWORD;

use super::WORLD;

#[test]
fn a_changed_password_ends_all_other_sign_ins() {
    WORLD.visit(async |world| {
        let (_, here) = world.join("changes.password", "recovery_worker", Some(&world.northtown)).await;
        let there = Asker::signed_in(&world.server.address, "changes.password", PASSWORD).await;
        let change = |current: &str, new: &str| json!({"current": current, "new": new});
        let next = "nine slow ferries at dusk";
        let wrong = here.keep("/me/password", &change("not the present one", next)).await.expect(422);
        assert_eq!(wrong.flaw("/current"), Some("contradiction"));
        let guessed = here.keep("/me/password", &change(PASSWORD, "monkeymonkey77")).await.expect(422);
        assert_eq!(guessed.flaw("/new"), Some("easily_guessed"));
        there.get("/me").await.expect(200);
        here.keep("/me/password", &change(PASSWORD, next)).await.expect(204);
        here.get("/me").await.expect(200);
        there.get("/me").await.expect(401);
        let anonymous = Asker::anonymous(&world.server.address);
        anonymous.sign_in("changes.password", PASSWORD).await.expect(401);
        anonymous.sign_in("changes.password", next).await.expect(200);
    });
}

#[test]
fn ones_sign_ins_are_listed_and_ended_by_oneself() {
    WORLD.visit(async |world| {
        let (_, here) = world.join("two.desks", "recovery_worker", Some(&world.northtown)).await;
        let there = Asker::signed_in(&world.server.address, "two.desks", PASSWORD).await;
        let listed = here.get("/me/sessions").await.expect(200);
        let [newest, own] = listed.items() else { panic!("two sign-ins: {}", listed.text) };
        assert_eq!((&newest["is_this"], &own["is_this"]), (&json!(false), &json!(true)));
        assert_eq!((&own["browser"], &own["network"]), (&json!("Another program"), &json!("127.0.0.0/24")));
        let path = format!("/me/sessions/{}", newest["id"].as_str().expect("an id"));
        // To anybody else it is not there.
        world.worker.delete(&path).await.expect(404);
        here.delete(&path).await.expect(204);
        there.get("/me").await.expect(401);
        here.delete(&path).await.expect(404);

        let third = Asker::signed_in(&world.server.address, "two.desks", PASSWORD).await;
        here.delete("/me/sessions").await.expect(204);
        third.get("/me").await.expect(401);
        here.get("/me").await.expect(200);
    });
}

#[test]
fn an_administrator_sees_and_ends_the_sign_ins_of_others() {
    WORLD.visit(async |world| {
        let (staff, asker) = world.join("is.ended", "recovery_worker", Some(&world.northtown)).await;
        let again = Asker::signed_in(&world.server.address, "is.ended", PASSWORD).await;
        let path = format!("/staff/{staff}/sessions");
        let listed = world.administrator.get(&path).await.expect(200);
        let oldest = listed.items().last().expect("a sign-in")["id"].as_str().expect("an id").to_owned();
        world.leader.delete(&format!("{path}/{oldest}")).await.expect(403);
        world.administrator.delete(&format!("{path}/{oldest}")).await.expect(204);
        asker.get("/me").await.expect(401);
        again.get("/me").await.expect(200);
        world.administrator.delete(&path).await.expect(204);
        again.get("/me").await.expect(401);
    });
}

#[test]
fn the_eleventh_sign_in_ends_the_oldest() {
    WORLD.visit(async |world| {
        let (_, oldest) = world.join("signs.in.often", "recovery_worker", Some(&world.northtown)).await;
        let mut newest = oldest.clone();
        for _ in 0..10 {
            newest = Asker::signed_in(&world.server.address, "signs.in.often", PASSWORD).await;
        }
        oldest.get("/me").await.expect(401);
        assert_eq!(newest.get("/me/sessions").await.expect(200).items().len(), 10);
    });
}
