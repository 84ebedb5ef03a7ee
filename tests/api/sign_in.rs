//! Signing in, going on and signing out, and what ends a sign-in at once.

mod demonstration;
mod enrolment;
mod expiry;
mod invitation;
mod mailed;
mod own;
mod passkey;
mod provider;
mod refresh;
mod second_factor;
mod step_up;
mod tampered;
mod throttle;
mod token;
mod unlock;

use serde_json::json;
use tests::asking::Asker;
use tests::forms;
use tests::visiting::SharedWorld;
use tests::world::PASSWORD;

/// Sign-ins that fail count for the address that they come from, so these tests have a world of their own.
static WORLD: SharedWorld = SharedWorld::new();

#[test]
fn signing_in_answers_who_one_is_and_a_token_for_five_minutes() {
    WORLD.visit(async |world| {
        let answer = Asker::anonymous(&world.server.address).sign_in("efua", PASSWORD).await.expect(200);
        assert_eq!(answer.body["expires_in"], 300);
        assert_eq!(answer.body["me"]["name"], "efua Testworker");
        assert_eq!(answer.body["me"]["standings"][0]["role"], "recovery_worker");
        assert!(answer.body["me"]["draft_key"].is_string(), "the key for what the server has not acknowledged");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    });
}

#[test]
fn the_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts() {
    WORLD.visit(async |world| {
        let answer = Asker::anonymous(&world.server.address).sign_in("efua", PASSWORD).await.expect(200);
        let cookie = answer.header("set-cookie").expect("a cookie");
        for part in ["__Host-criis=", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(part), "{part}: {cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    });
}

#[test]
fn a_sign_in_name_is_the_same_in_capitals() {
    WORLD.visit(async |world| {
        Asker::anonymous(&world.server.address).sign_in("  EFUA ", PASSWORD).await.expect(200);
    });
}

#[test]
fn what_is_missing_or_oversized_is_named() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let refused = anonymous.post("/sign-in", &json!({})).await.expect(422);
        assert_eq!((refused.flaw("/name"), refused.flaw("/password")), (Some("missing"), Some("missing")));
        let refused = anonymous.sign_in(&"a".repeat(65), &"b".repeat(129)).await.expect(422);
        assert_eq!((refused.flaw("/name"), refused.flaw("/password")), (Some("too_long"), Some("too_long")));
    });
}

#[test]
fn signing_out_ends_the_sign_in_at_once() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let begun = Asker::anonymous(address).sign_in("efua", PASSWORD).await.expect(200);
        let asker = Asker::anonymous(address).with_token(begun.body["access_token"].as_str().expect("a token"));
        let ended = asker.post("/sign-out", &json!({})).await.expect(204);
        assert!(ended.header("set-cookie").is_some_and(|cookie| cookie.contains("Max-Age=0")));
        assert_eq!(ended.header("clear-site-data"), Some("\"cache\""));
        assert_eq!(asker.get("/me").await.expect(401).problem(), "not-signed-in");
        refresh::with(address, &refresh::cookie(&begun)).await.expect(401);
    });
}

#[test]
fn signing_out_ends_no_other_sign_in_of_the_same_person() {
    WORLD.visit(async |world| {
        let (_, here) = world.join("two.places", "recovery_worker", Some(&world.northtown)).await;
        let there = Asker::signed_in(&world.server.address, "two.places", PASSWORD).await;
        here.post("/sign-out", &json!({})).await.expect(204);
        there.get("/me").await.expect(200);
    });
}

#[test]
fn a_leaver_is_out_at_the_next_request_and_stays_out() {
    WORLD.visit(async |world| {
        let (id, leaver) = world.join("leaver", "recovery_worker", Some(&world.northtown)).await;
        leaver.get("/caseload").await.expect(200);
        let left = forms::staff("leaver");
        let left = forms::with(left, &json!({"left_on": forms::days_ago(1)}));
        world.administrator.put(&format!("/staff/{id}"), 1, &left).await.expect(200);

        assert_eq!(leaver.get("/caseload").await.expect(401).problem(), "not-signed-in");
        let again = Asker::anonymous(&world.server.address).sign_in("leaver", PASSWORD).await.expect(401);
        assert_eq!(again.problem(), "sign-in-refused");
    });
}

#[test]
fn whoever_has_not_begun_work_cannot_sign_in_yet() {
    WORLD.visit(async |world| {
        let early = forms::with(forms::staff("early"), &json!({"started_on": forms::days_ahead(3)}));
        let staff = world.administrator.post("/staff", &early).await.expect(201).id();
        Asker::anonymous(&world.server.address).sign_in("early", PASSWORD).await.expect(401);
        let given =
            json!({"token": tests::world::invitation(&world.administrator, &staff).await, "password": PASSWORD});
        Asker::anonymous(&world.server.address).post("/sign-in/invitation", &given).await.expect(409);
    });
}

#[test]
fn a_changed_role_bites_at_the_next_request() {
    WORLD.visit(async |world| {
        let (id, changed) = world.join("changed", "recovery_worker", Some(&world.northtown)).await;
        let memberships = format!("/staff/{id}/memberships");
        changed.get("/take-on-requests").await.expect(403);
        let lead = tests::world::membership(&id, "team_leader", Some(&world.northtown));
        world.administrator.post(&memberships, &lead).await.expect(201);
        changed.get("/take-on-requests").await.expect(200);

        let held = world.administrator.get(&memberships).await.expect(200);
        assert_eq!(held.items().len(), 2);
        for role in held.items() {
            let role = role["id"].as_str().expect("a role's id");
            let over = json!({"to": forms::days_ago(1)});
            world.administrator.keep(&format!("/memberships/{role}"), &over).await.expect(200);
        }
        changed.get("/take-on-requests").await.expect(403);
        changed.get("/caseload").await.expect(403);
    });
}
