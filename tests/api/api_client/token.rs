//! Tokens for clients: what is taken, and every way in which it is not.

use jsonwebtoken::{Algorithm, EncodingKey, Header};
use reqwest::Method;
use serde_json::{Value, json};
use tests::asking::Answer;
use tests::client::{self, Client, ED25519, P256, Pair, RSA};
use tests::forms;
use tests::visiting::WORLD;
use tests::world::World;
use uuid::Uuid;

async fn registered(world: &World, pair: &Pair) -> Client {
    client::register_with(&world.administrator, &client::form(&[&world.northtown], &["code-lists:read"]), pair).await
}

/// The word of a refusal in OAuth's own shape.
#[track_caller]
fn word(answer: &Answer, status: u16) -> &str {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    answer.body["error"].as_str().unwrap_or_else(|| panic!("no OAuth error in {}", answer.text))
}

#[test]
fn each_kind_of_key_gets_a_token_that_names_no_scope() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        for pair in [ED25519, P256, RSA] {
            let client = registered(world, &pair).await;
            let answer = client.ask_by(address, &client.assertion(&pair, address)).await.expect(200);
            assert_eq!((&answer.body["token_type"], &answer.body["expires_in"]), (&json!("Bearer"), &json!(300)));
            let asker = client::with_token(address, &answer);
            asker.get("/code-lists").await.expect(200);
            let claims = client::claims_of(asker.token());
            assert_eq!(claims["client_id"], client.id.as_str());
            assert!(claims["sid"].is_string() && claims["scope"].is_null() && claims["services"].is_null(), "{claims}");
        }
        // A key that signs in two ways may use either, and no third.
        let client = registered(world, &RSA).await;
        let rs256 = RSA.signing_by(Algorithm::RS256);
        client.ask_by(address, &client.assertion(&rs256, address)).await.expect(200);
        let rs512 = RSA.signing_by(Algorithm::RS512);
        client.ask_by(address, &client.assertion(&rs512, address)).await.expect(401);
    });
}

#[test]
fn an_assertion_is_used_once_even_by_two_at_the_same_time() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let client = registered(world, &ED25519).await;
        let assertion = client.assertion(&ED25519, address);
        let both = tokio::join!(client.ask_by(address, &assertion), client.ask_by(address, &assertion));
        let mut statuses = [both.0.status.as_u16(), both.1.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 401]);
        assert_eq!(word(&client.ask_by(address, &assertion).await, 401), "invalid_client");
        // The id is the client's own: another may use the same.
        let other = registered(world, &ED25519).await;
        for client in [&client, &other] {
            let claims = forms::with(client.claims(address), &json!({"jti": "the same"}));
            client.ask_by(address, &ED25519.signed(&client.header(&ED25519), &claims)).await.expect(200);
        }
    });
}

#[test]
fn every_word_of_an_assertion_counts() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let client = registered(world, &ED25519).await;
        let other = registered(world, &P256).await;
        let now = forms::now().timestamp();
        for changed in [
            json!({"aud": "https://elsewhere.example/token"}),
            json!({"aud": null}),
            json!({"iss": other.id}),
            json!({"sub": other.id}),
            json!({"exp": now - 1}),
            json!({"exp": now + 3_600}),
            json!({"jti": null}),
        ] {
            let claims = forms::with(client.claims(address), &changed);
            let answer = client.ask_by(address, &ED25519.signed(&client.header(&ED25519), &claims)).await;
            assert_eq!(word(&answer, 401), "invalid_client", "{changed}");
        }
        let right = client.header(&ED25519);
        for header in [
            Header { kid: None, ..right.clone() },
            Header { kid: Some(Uuid::new_v4().to_string()), ..right.clone() },
            Header { kid: Some(other.credential.clone()), ..right.clone() },
            Header { typ: Some("at+jwt".to_owned()), ..right.clone() },
        ] {
            let answer = client.ask_by(address, &ED25519.signed(&header, &client.claims(address))).await;
            assert_eq!(word(&answer, 401), "invalid_client", "{header:?}");
        }
        // The public key taken for a shared secret.
        let confused = Header { kid: Some(client.credential.clone()), ..Header::new(Algorithm::HS256) };
        let secret = EncodingKey::from_secret(ED25519.jwk().as_bytes());
        let confused = jsonwebtoken::encode(&confused, &client.claims(address), &secret).expect("it is signed");
        client.ask_by(address, &confused).await.expect(401);
        client.ask_by(address, "not.a.token").await.expect(401);
    });
}

#[test]
fn a_token_for_people_is_no_assertion_and_the_other_way_round() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let client = registered(world, &ED25519).await;
        client.ask_by(address, world.worker.token()).await.expect(401);
        let assertion = client.assertion(&ED25519, address);
        world.worker.with_token(&assertion).get("/code-lists").await.expect(401);
    });
}

#[test]
fn requests_that_are_none_are_refused_in_oauths_words() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let client = client::register(&world.administrator, &client::form(&[&world.northtown], &[])).await;
        let (id, secret) = (client.id.as_str(), client.secret.as_str());
        let grant = ("grant_type", "client_credentials");
        let own = [grant, ("client_id", id), ("client_secret", secret)];
        client::ask(address, &own, None).await.expect(200);
        for (pairs, status, expected) in [
            (vec![], 400, "invalid_request"),
            (vec![grant, grant], 400, "invalid_request"),
            (vec![("grant_type", "password"), ("username", "efua")], 400, "unsupported_grant_type"),
            (vec![grant, ("client_id", id), ("client_secret", secret), ("scope", "health:read")], 400, "invalid_scope"),
            (vec![grant], 401, "invalid_client"),
            (vec![grant, ("client_secret", secret)], 400, "invalid_request"),
            (vec![grant, ("client_id", id), ("client_secret", "wrong")], 401, "invalid_client"),
            (vec![grant, ("client_id", "nobody"), ("client_secret", secret)], 401, "invalid_client"),
            (vec![grant, ("client_assertion", "a.b.c")], 400, "invalid_request"),
        ] {
            let answer = client::ask(address, &pairs, None).await;
            assert_eq!(word(&answer, status), expected, "{pairs:?}");
            assert_eq!(answer.header("www-authenticate").is_some(), status == 401, "{pairs:?}");
            assert!(!answer.text.contains(secret));
        }
        // Two ways at once, and a body of another kind.
        let both = client::ask(address, &own, Some("Basic AAAA")).await;
        assert_eq!(word(&both, 400), "invalid_request");
        let json = world.worker.post("/oauth/token", &json!({"grant_type": "client_credentials"})).await;
        assert_eq!(word(&json, 400), "invalid_request");
    });
}

#[test]
fn a_secret_in_an_address_is_refused_and_not_logged() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let client =
            client::register(&world.administrator, &client::form(&[&world.northtown], &["code-lists:read"])).await;
        let path = format!("/oauth/token?client_secret={}", client.secret);
        let own = [("grant_type", "client_credentials"), ("client_id", client.id.as_str())];
        assert_eq!(word(&client::ask_at(address, &path, &own, None).await, 400), "invalid_request");
        let asker = client.asker(address).await;
        let by_address = format!("/code-lists?access_token={}", asker.token());
        tests::asking::Asker::anonymous(address).send(Method::GET, &by_address, |request| request).await.expect(401);
        let log = std::fs::read_to_string(world.server.log()).expect("a log");
        assert!(!log.contains(&client.secret) && !log.contains(asker.token()));
    });
}

#[test]
fn a_token_that_somebody_made_into_a_clients_is_nobodys() {
    WORLD.visit(async |world| {
        let client = registered(world, &ED25519).await;
        let claims = forms::with(
            client::claims_of(world.worker.token()),
            &json!({
                "client_id": client.id, "credential": client.credential,
            }),
        );
        let header = Header { typ: Some("at+jwt".to_owned()), ..Header::new(Algorithm::EdDSA) };
        let forged = ED25519.signed(&header, &claims);
        assert!(Value::is_object(&client::claims_of(&forged)));
        world.worker.with_token(&forged).get("/code-lists").await.expect(401);
    });
}
