//! Enrolling an authenticator app.

use serde_json::{Value, json};
use tests::asking::Asker;
use tests::authenticator::Authenticator;
use tests::world::PASSWORD;

use super::WORLD;

async fn pending(world: &tests::world::World, name: &str) -> (String, String) {
    let staff = world.administrator.post("/staff", &tests::forms::staff(name)).await.expect(201).id();
    let token = tests::world::invitation(&world.administrator, &staff).await;
    let given = json!({"token": token, "password": PASSWORD});
    let accepted = Asker::anonymous(&world.server.address).post("/sign-in/invitation", &given).await.expect(200);
    assert_eq!(accepted.body["next"], "enrol", "nothing else can be done without a second factor");
    (staff, accepted.body["pending"].as_str().expect("a token").to_owned())
}

#[test]
fn an_app_counts_once_it_has_shown_a_right_code() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let (_, token) = pending(world, "enrols").await;
        let begun = anonymous.post("/sign-in/enrolment", &json!({"pending": token})).await.expect(200);
        anonymous.post("/sign-in/enrolment", &json!({"pending": token})).await.expect(401);
        let uri = begun.body["uri"].as_str().expect("an address");
        assert!(uri.starts_with("otpauth://totp/CRiiS:enrols?"), "{uri}");
        let rows = begun.body["qr_code"]["rows"].as_array().expect("rows");
        assert_eq!(json!(rows.len()), begun.body["qr_code"]["size"]);

        let confirm = |code: &str| json!({"enrolment": begun.body["enrolment"], "code": code});
        anonymous.post("/sign-in/enrolment/confirm", &confirm("000000")).await.expect(401);
        // Until then there is no second factor, so the password leads here again.
        assert_eq!(anonymous.first_step("enrols", PASSWORD).await.expect(200).body["next"], "enrol");
        let app = Authenticator::with(begun.body["secret"].as_str().expect("a secret"));
        let code = app.next_totp().await;
        let enrolled = anonymous.post("/sign-in/enrolment/confirm", &confirm(&code)).await.expect(200);
        assert_eq!(enrolled.body["recovery_codes"].as_array().map(Vec::len), Some(10));
        assert_eq!(enrolled.body["signed_in"]["me"]["name"], "enrols Testworker");
        anonymous.post("/sign-in/enrolment/confirm", &confirm(&app.next_totp().await)).await.expect(401);
        assert_eq!(anonymous.first_step("enrols", PASSWORD).await.expect(200).body["next"], "second_factor");
    });
}

#[test]
fn another_app_takes_the_place_of_the_first_and_ends_other_sign_ins() {
    WORLD.visit(async |world| {
        let (_, here) = world.join("new.phone", "recovery_worker", Some(&world.northtown)).await;
        let there = Asker::signed_in(&world.server.address, "new.phone", PASSWORD).await;
        let old = Authenticator::of(&world.server.address, "new.phone").expect("an app");
        let begun = here.post("/me/totp", &Value::Null).await.expect(200);
        let app = Authenticator::with(begun.body["secret"].as_str().expect("a secret"));
        let given = json!({"enrolment": begun.body["enrolment"], "code": app.next_totp().await});
        // An enrolment belongs to whoever began it.
        world.worker.keep("/me/totp", &given).await.expect(401);
        let codes = here.keep("/me/totp", &given).await.expect(200);
        assert_eq!(codes.body["recovery_codes"].as_array().map(Vec::len), Some(10));
        here.get("/me").await.expect(200);
        there.get("/me").await.expect(401);
        let first = Asker::anonymous(&world.server.address).first_step("new.phone", PASSWORD).await.expect(200);
        let token = first.body["pending"].as_str().expect("a token");
        super::second_factor::give(world, token, &old.shown()).await.expect(401);
        super::second_factor::give(world, token, &app.next_totp().await).await.expect(200);
    });
}
