//! Guessing is slowed, and tells nothing.

use std::time::{Duration, Instant};

use tests::asking::{Answer, Asker};
use tests::authenticator::Authenticator;
use tests::forms;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::{PASSWORD, first_administrator};

/// Longer than any wait that a handful of failures asks for.
const PATIENCE: Duration = Duration::from_mins(1);

/// An answer without what names the request.
fn words(answer: &Answer) -> serde_json::Value {
    forms::without(answer.body.clone(), "request_id")
}

#[test]
fn guessing_is_slowed_alike_for_names_that_do_not_exist() {
    wait(async {
        let server = Server::start();
        first_administrator(&server).await;
        let anonymous = Asker::anonymous(&server.address);
        let wrong = anonymous.sign_in("dana", "not the password at all").await.expect(401);
        let unknown = anonymous.sign_in("nobody.here", "not the password at all").await.expect(401);
        let impossible = anonymous.sign_in("no such näme!", "short").await.expect(401);
        assert_eq!(wrong.problem(), "sign-in-refused");
        assert_eq!(words(&wrong), words(&unknown));
        assert_eq!(words(&wrong), words(&impossible));

        let slowed = until_slowed(&anonymous, "nobody.here").await;
        assert_eq!(slowed.problem(), "throttled");
        let wait = slowed.header("retry-after").and_then(|seconds| seconds.parse::<u32>().ok()).expect("seconds");
        assert!((1..=60).contains(&wait), "{wait}");

        // The address has failed too often, so the right password waits as well, and then it is let in.
        let begun = Instant::now();
        while anonymous.sign_in("dana", PASSWORD).await.status != 200 {
            assert!(begun.elapsed() < PATIENCE, "the wait has no end");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        anonymous.sign_in("dana", "not the password at all").await.expect(401);
    });
}

async fn until_slowed(anonymous: &Asker, name: &str) -> Answer {
    for _ in 0..10 {
        let answer = anonymous.sign_in(name, "not the password at all").await;
        if answer.status == 429 {
            return answer;
        }
        assert_eq!(answer.status, 401, "{}", answer.text);
    }
    panic!("ten failures and no wait");
}

#[test]
fn whoever_fails_on_purpose_keeps_no_colleague_out() {
    wait(async {
        let mut server = Server::prepare();
        server.serve_with(&["--declared-tls-proxy"]);
        let administrator = first_administrator(&server).await;
        let from = async |address: String, password: &'static str| {
            let given = serde_json::json!({"name": "dana", "password": password});
            let request = |request: reqwest::RequestBuilder| request.header("X-Forwarded-For", address).json(&given);
            Asker::anonymous(&server.address).send(reqwest::Method::POST, "/sign-in", request).await
        };
        let first = from("198.51.100.7".to_owned(), PASSWORD).await.expect(200);
        let code = Authenticator::of(&server.address, "dana").expect("an app").next().await;
        let given = serde_json::json!({"pending": first.body["pending"], "code": code});
        let request = |request: reqwest::RequestBuilder| request.header("X-Forwarded-For", "198.51.100.7").json(&given);
        let path = "/sign-in/second-factor";
        Asker::anonymous(&server.address).send(reqwest::Method::POST, path, request).await.expect(200);
        administrator.get("/me").await.expect(200);

        // More failures than an account has free, from many addresses, until a new one has to wait too.
        for attacker in 0..52 {
            let address = format!("203.0.113.{attacker}");
            let answer = from(address, "not the password at all").await;
            assert!([401, 429].contains(&answer.status.as_u16()), "{}", answer.text);
        }
        from("203.0.113.200".to_owned(), PASSWORD).await.expect(429);
        from("198.51.100.7".to_owned(), PASSWORD).await.expect(200);
    });
}
