//! Confusion: one kind of secret in the place of another, and tokens whose header says how to check them.
//!
//! Tokens that are unsigned, of another key or of another audience are in the API suite and in `api::token`.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, COOKIE};
use serde_json::{Value, json};
use tests::asking::{Answer, Asker};
use tests::visiting::SharedWorld;
use tests::world::PASSWORD;

/// Refusals of sign-ins count for the address, so these have a world of their own.
static WORLD: SharedWorld = SharedWorld::new();

/// The pieces of a good token: header, claims, signature.
fn pieces(token: &str) -> [&str; 3] {
    token.split('.').collect::<Vec<_>>().try_into().expect("a token has three pieces")
}

async fn refused(asker: &Asker, token: &str, why: &str) {
    let answer = asker.with_token(token).get("/me").await;
    assert_eq!(answer.status, 401, "{why}: {}", answer.text);
}

/// The value of the cookie that a sign-in set.
fn cookie_of(answer: &Answer) -> String {
    let set = answer.header("set-cookie").expect("a cookie");
    let (pair, _) = set.split_once(';').expect("a cookie has attributes");
    pair.split_once('=').expect("a name and a value").1.to_owned()
}

#[test]
fn a_header_that_brings_its_own_key_is_refused() {
    WORLD.visit(async |world| {
        let [_, claims, signature] = pieces(world.worker.token());
        let key = json!({"kty": "OKP", "crv": "Ed25519", "x": BASE64_URL_SAFE_NO_PAD.encode([7; 32])});
        for more in [
            json!({"jwk": key}),
            json!({"jku": "https://keys.example/jwks.json"}),
            json!({"x5u": "https://keys.example/cert.pem"}),
            json!({"kid": "../../../../dev/null"}),
            json!({"kid": "x' UNION SELECT 'key' --"}),
            json!({"crit": ["exp"]}),
            json!({"typ": "JWT"}),
            json!({"typ": "refresh+jwt"}),
            json!({"alg": "none"}),
            json!({"alg": "NONE"}),
            json!({"alg": "HS256"}),
            json!({"alg": "ES256"}),
            json!({"alg": "EdDSA", "b64": false}),
        ] {
            let mut header = json!({"alg": "EdDSA", "typ": "at+jwt"});
            header.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("an object"));
            let header = BASE64_URL_SAFE_NO_PAD.encode(header.to_string());
            for signature in [signature, ""] {
                refused(&world.worker, &format!("{header}.{claims}.{signature}"), &more.to_string()).await;
            }
        }
    });
}

#[test]
fn claims_cannot_be_prolonged_or_moved() {
    WORLD.visit(async |world| {
        let [header, claims, signature] = pieces(world.worker.token());
        let claims: Value =
            serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).expect("base64")).expect("claims");
        for (name, value) in [
            ("exp", json!(9_999_999_999_u64)),
            ("aud", json!("another")),
            ("iss", json!("another")),
            ("sid", json!("00000000-0000-0000-0000-000000000000")),
            ("role", json!("administrator")),
            ("scope", json!("everything")),
        ] {
            let mut changed = claims.clone();
            changed[name] = value;
            let changed = BASE64_URL_SAFE_NO_PAD.encode(changed.to_string());
            refused(&world.worker, &format!("{header}.{changed}.{signature}"), name).await;
        }
    });
}

#[test]
fn a_token_says_nothing_about_its_bearer() {
    WORLD.visit(async |world| {
        let [_, claims, _] = pieces(world.worker.token());
        let claims: Value =
            serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).expect("base64")).expect("claims");
        let names: Vec<&str> = claims.as_object().expect("claims").keys().map(String::as_str).collect();
        assert!(names.iter().all(|name| ["iss", "aud", "sid", "iat", "exp", "nbf", "jti"].contains(name)), "{names:?}");
    });
}

#[test]
fn one_secret_does_not_pass_for_another() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let begun = anonymous.sign_in("efua", PASSWORD).await.expect(200);
        let (access, refresh) = (begun.body["access_token"].as_str().expect("a token").to_owned(), cookie_of(&begun));
        refused(&anonymous, &refresh, "the refresh token as access token").await;
        let draft_key = begun.body["me"]["draft_key"].as_str().expect("a draft key");
        refused(&anonymous, draft_key, "the draft key as access token").await;

        let refresh_with = async |value: &str| {
            let cookie = format!("__Host-criis={value}");
            anonymous.send(Method::POST, "/sign-in/refresh", |request| request.header(COOKIE, cookie)).await
        };
        refresh_with(&access).await.expect(401);
        // What a browser would send to another site's page for it is no sign-in for anything else.
        let cookie = format!("__Host-criis={refresh}");
        anonymous.send(Method::GET, "/me", |request| request.header(COOKIE, cookie)).await.expect(401);
        let cookie = format!("__Host-criis={access}; access_token={access}; Authorization=Bearer {access}");
        anonymous.send(Method::GET, "/me", |request| request.header(COOKIE, cookie)).await.expect(401);
        refresh_with(&refresh).await.expect(200);
    });
}

#[test]
fn a_token_is_taken_from_its_header_alone_and_from_one_header_alone() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let token = world.worker.token().to_owned();
        for path in [format!("/me?access_token={token}"), format!("/me?token={token}"), format!("/me?bearer={token}")] {
            anonymous.get(&path).await.expect(401);
        }
        let twice = |request: reqwest::RequestBuilder| {
            request.header(AUTHORIZATION, "Bearer x.y.z").header(AUTHORIZATION, format!("Bearer {token}"))
        };
        anonymous.send(Method::GET, "/me", twice).await.expect(401);
        for header in
            [format!("Bearer {token}, Bearer {token}"), format!("Bearer  {token} x"), format!("Bearer\u{a0}{token}")]
        {
            anonymous.send(Method::GET, "/me", |request| request.header(AUTHORIZATION, header)).await.expect(401);
        }
    });
}

#[test]
fn whoever_knows_who_somebody_is_is_not_them() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        for header in ["X-Forwarded-User", "X-Remote-User", "X-User-Id", "X-Original-User", "Remote-User"] {
            let request = |request: reqwest::RequestBuilder| request.header(header, &world.worker_id);
            anonymous.send(Method::GET, "/me", request).await.expect(401);
        }
        for header in ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"] {
            let request = |request: reqwest::RequestBuilder| request.header(header, "POST");
            world.worker.send(Method::GET, "/service-users", request).await.expect(405);
        }
        for header in ["X-Original-URL", "X-Rewrite-URL"] {
            let request = |request: reqwest::RequestBuilder| request.header(header, "/healthz");
            anonymous.send(Method::GET, "/me", request).await.expect(401);
        }
    });
}
