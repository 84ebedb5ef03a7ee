//! One-time links: used once, no way round the second factor, and nobody's password but one's own.

use serde_json::{Value, json};
use tests::asking::{Answer, Asker};
use tests::authenticator::Authenticator;
use tests::forms;
use tests::world::{PASSWORD, World, invitation};

use super::WORLD;

const OTHER: &str = "seven quiet lanterns in a shed";

async fn accept(world: &World, token: &str, password: &str) -> Answer {
    let given = json!({"token": token, "password": password});
    Asker::anonymous(&world.server.address).post("/sign-in/invitation", &given).await
}

#[test]
fn an_invitation_is_followed_once_and_a_later_one_voids_it() {
    WORLD.visit(async |world| {
        let staff = world.administrator.post("/staff", &forms::staff("invited")).await.expect(201).id();
        Asker::anonymous(&world.server.address).sign_in("invited", PASSWORD).await.expect(401);
        let made = world.administrator.post(&format!("/staff/{staff}/invitation"), &Value::Null).await.expect(200);
        assert_eq!((&made.body["kind"], &made.body["sent"]), (&json!("invitation"), &json!(false)));
        let link = made.body["link"].as_str().expect("a link");
        let (path, first) = link.split_once('#').expect("the token is in the fragment");
        assert!(path.ends_with("/invitation"), "{path}");
        let second = invitation(&world.administrator, &staff).await;
        assert_eq!(accept(world, first, PASSWORD).await.expect(401).problem(), "sign-in-over");
        accept(world, &second, PASSWORD).await.expect(200);
        accept(world, &second, OTHER).await.expect(401);
    });
}

#[test]
fn a_password_that_others_would_try_first_is_refused_and_the_link_still_holds() {
    WORLD.visit(async |world| {
        let staff = world.administrator.post("/staff", &forms::staff("guess.mine")).await.expect(201).id();
        let token = invitation(&world.administrator, &staff).await;
        for guessed in
            ["password1234", "dragondragon", "!!charlie-2026!!", "Testworker by the sea", "CRiiS for ever ever"]
        {
            let refused = accept(world, &token, guessed).await.expect(422);
            assert_eq!(refused.flaw("/password"), Some("easily_guessed"), "{guessed}");
        }
        assert_eq!(accept(world, &token, "short").await.expect(422).flaw("/password"), Some("too_short"));
        accept(world, &token, PASSWORD).await.expect(200);
    });
}

#[test]
fn a_reset_ends_every_sign_in_and_is_no_way_round_the_second_factor() {
    WORLD.visit(async |world| {
        let (staff, forgetful) = world.join("forgetful", "recovery_worker", Some(&world.northtown)).await;
        let made = world.administrator.post(&format!("/staff/{staff}/invitation"), &Value::Null).await.expect(200);
        assert_eq!(made.body["kind"], "reset");
        let token = made.body["link"].as_str().and_then(|link| link.split_once('#')).expect("a token").1;
        forgetful.get("/me").await.expect(200);
        let accepted = accept(world, token, OTHER).await.expect(200);
        assert_eq!(accepted.body["next"], "second_factor");
        forgetful.get("/me").await.expect(401);
        let anonymous = Asker::anonymous(&world.server.address);
        anonymous.sign_in("forgetful", PASSWORD).await.expect(401);
        anonymous.sign_in("forgetful", OTHER).await.expect(200);
    });
}

#[test]
fn whoever_has_lost_their_factor_is_let_in_by_a_new_link_alone() {
    WORLD.visit(async |world| {
        let (staff, asker) = world.join("lost.phone", "recovery_worker", Some(&world.northtown)).await;
        world.administrator.delete(&format!("/staff/{staff}/factors")).await.expect(204);
        asker.get("/me").await.expect(401);
        // Whoever knows the password could enrol a factor of their own, so it has gone too.
        Asker::anonymous(&world.server.address).sign_in("lost.phone", PASSWORD).await.expect(401);
        let before = Authenticator::of(&world.server.address, "lost.phone").expect("an app").shown();
        let again = tests::world::invited(&world.administrator, &staff, "lost.phone").await;
        again.get("/me").await.expect(200);
        assert_ne!(Authenticator::of(&world.server.address, "lost.phone").expect("an app").shown(), before);
    });
}
