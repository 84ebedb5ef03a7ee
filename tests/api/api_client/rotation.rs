//! Another key or secret: two live at once, then one.

use serde_json::{Value, json};
use tests::client::{self, Client, ED25519, P256};
use tests::patience::until;
use tests::server::Server;
use tests::visiting::{WORLD, wait};
use tests::world::World;

/// The second secret of a client.
fn second(registered: &Client, rotated: &Value) -> Client {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Client {
        id: registered.id.clone(),
        credential: text(&rotated["credential"]["id"]),
        secret: text(&rotated["secret"]),
    }
}

#[test]
fn two_hold_at_once_and_never_three() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let first =
            client::register(&world.administrator, &client::form(&[&world.northtown], &["code-lists:read"])).await;
        let path = format!("/api-clients/{}/credentials", first.id);
        let rotated = world.administrator.post(&path, &json!({"overlap_hours": 24})).await.expect(201);
        let next = second(&first, &rotated.body);
        assert_ne!(next.secret, first.secret);
        first.ask(address).await.expect(200);
        let asker = next.asker(address).await;
        let third = world.administrator.post(&path, &json!({})).await.expect(409);
        assert_eq!(third.problem(), "conflict");

        // Ending one ends every token that it was shown for, and leaves the other alone.
        let before = first.asker(address).await;
        world.administrator.delete(&format!("{path}/{}", first.credential)).await.expect(204);
        world.administrator.delete(&format!("{path}/{}", first.credential)).await.expect(404);
        before.get("/code-lists").await.expect(401);
        first.ask(address).await.expect(401);
        asker.get("/code-lists").await.expect(200);
    });
}

#[test]
fn a_secret_can_give_way_to_a_key_at_once() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let first =
            client::register(&world.administrator, &client::form(&[&world.northtown], &["code-lists:read"])).await;
        let path = format!("/api-clients/{}/credentials", first.id);
        let rotated =
            world.administrator.post(&path, &json!({"key": P256.jwk(), "overlap_hours": 0})).await.expect(201);
        let next = second(&first, &rotated.body);
        assert!(next.secret.is_empty());
        first.ask(address).await.expect(401);
        next.ask_by(address, &next.assertion(&P256, address)).await.expect(200);
        // The key that is no longer there, and one that never was.
        next.ask_by(address, &first.assertion(&P256, address)).await.expect(401);
        next.ask_by(address, &next.assertion(&ED25519, address)).await.expect(401);
    });
}

#[test]
fn the_overlap_ends() {
    wait(async {
        let world = World::on(Server::start_demonstration()).await;
        let address = &world.server.address;
        let first =
            client::register(&world.administrator, &client::form(&[&world.northtown], &["code-lists:read"])).await;
        let path = format!("/api-clients/{}/credentials", first.id);
        let rotated = world.administrator.post(&path, &json!({"overlap_hours": 2})).await.expect(201);
        let next = second(&first, &rotated.body);
        first.ask(address).await.expect(200);
        world.server.set_clock(2 * 3_600 + 60);
        until("the overlap is over", async || first.ask(address).await.status == 401).await;
        next.ask(address).await.expect(200);
    });
}

#[test]
fn what_is_revoked_stays_revoked() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let registered =
            client::register(&world.administrator, &client::form(&[&world.northtown], &["code-lists:read"])).await;
        let asker = registered.asker(address).await;
        let path = format!("/api-clients/{}", registered.id);
        world.administrator.delete(&path).await.expect(204);
        asker.get("/code-lists").await.expect(401);
        registered.ask(address).await.expect(401);
        world.administrator.delete(&path).await.expect(204);
        assert!(super::read(world, &registered.id).await["revoked_at"].is_string());
        let other = client::form(&[&world.northtown], &[]);
        world.administrator.put(&path, 2, &other).await.expect(409);
        world.administrator.post(&format!("{path}/credentials"), &json!({})).await.expect(409);
    });
}
