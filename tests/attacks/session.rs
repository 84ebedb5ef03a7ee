//! A sign-in that somebody else prepared, copied or tossed in.

use reqwest::Method;
use reqwest::header::COOKIE;
use tests::asking::{Answer, Asker};
use tests::visiting::SharedWorld;
use tests::world::PASSWORD;

static WORLD: SharedWorld = SharedWorld::new();

fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").and_then(|set| set.split(';').next()).expect("a cookie").to_owned()
}

async fn refreshed(asker: &Asker, cookies: &str) -> Answer {
    asker.send(Method::POST, "/sign-in/refresh", |request| request.header(COOKIE, cookies)).await
}

#[test]
fn a_sign_in_never_goes_on_with_what_it_was_given() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let prepared = cookie(&anonymous.sign_in("sam", PASSWORD).await.expect(200));
        let credentials = serde_json::json!({"name": "efua", "password": PASSWORD});
        let request = |request: reqwest::RequestBuilder| request.header(COOKIE, &prepared).json(&credentials);
        let first = anonymous.send(Method::POST, "/sign-in", request).await.expect(200);
        let begun = anonymous.go_on("efua", first).await.expect(200);
        assert_ne!(cookie(&begun), prepared);
        // What was prepared is still the sign-in of whoever prepared it, and of nobody else.
        assert_eq!(refreshed(&anonymous, &prepared).await.expect(200).body["me"]["name"], "sam Testworker");
        assert_eq!(refreshed(&anonymous, &cookie(&begun)).await.expect(200).body["me"]["name"], "efua Testworker");
    });
}

#[test]
fn a_cookie_of_a_like_name_is_not_ours() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let begun = cookie(&anonymous.sign_in("efua", PASSWORD).await.expect(200));
        let (_, value) = begun.split_once('=').expect("a name and a value");
        // What another host of the same domain can set, since it may not use the prefix.
        for name in ["criis", "__host-criis", "__Host-CRIIS", "__Secure-criis", "__Host-criis2"] {
            refreshed(&anonymous, &format!("{name}={value}")).await.expect(401);
        }
        let tossed = cookie(&anonymous.sign_in("sam", PASSWORD).await.expect(200)).replace("__Host-criis", "criis");
        let answer = refreshed(&anonymous, &format!("{tossed}; {begun}")).await.expect(200);
        assert_eq!(answer.body["me"]["name"], "efua Testworker");
    });
}

#[test]
fn an_access_token_outlives_no_replay_of_the_cookie() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let stolen = cookie(&anonymous.sign_in("efua", PASSWORD).await.expect(200));
        let second = refreshed(&anonymous, &stolen).await.expect(200);
        let third = refreshed(&anonymous, &cookie(&second)).await.expect(200);
        let rightful = anonymous.with_token(third.body["access_token"].as_str().expect("a token"));
        rightful.get("/me").await.expect(200);
        refreshed(&anonymous, &stolen).await.expect(401);
        rightful.get("/me").await.expect(401);
        refreshed(&anonymous, &cookie(&third)).await.expect(401);
    });
}

#[test]
fn another_site_can_neither_read_nor_write() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let begun = anonymous.sign_in("efua", PASSWORD).await.expect(200);
        // The browser never sends it from another site; what would be answered is out of its reach as well.
        assert!(begun.header("set-cookie").is_some_and(|cookie| cookie.contains("SameSite=Strict")));
        for origin in ["https://evil.example", "null", "http://localhost.evil.example"] {
            let request = |request: reqwest::RequestBuilder| request.header("Origin", origin);
            for (method, path) in
                [(Method::GET, "/me"), (Method::GET, "/caseload"), (Method::OPTIONS, "/service-users")]
            {
                let answer = world.worker.send(method.clone(), path, request).await;
                for header in ["access-control-allow-origin", "access-control-allow-credentials"] {
                    assert_eq!(answer.header(header), None, "{method} {path} for {origin}");
                }
            }
        }
        // What a form of another page can send is not JSON.
        for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
            let body = "{\"name\": \"efua\", \"password\": \"x\"}";
            let request = |request: reqwest::RequestBuilder| request.header("content-type", kind).body(body);
            anonymous.send(Method::POST, "/sign-in", request).await.expect(415);
        }
    });
}
