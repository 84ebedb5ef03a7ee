//! Other apps' pages: closed, but for configured origins, and never with cookies.

#![expect(clippy::similar_names, reason = "what is asked and who asks are told apart by a letter")]

use reqwest::Method;
use reqwest::header::{ACCESS_CONTROL_REQUEST_METHOD, ORIGIN};
use tests::asking::{Answer, Asker};
use tests::server::Server;
use tests::visiting::{WORLD, wait};

/// The app that is let in.
const DESK: &str = "https://desk.example.org";
/// Origins that are not it.
const OTHERS: [&str; 5] = [
    "https://desk.example.org.evil.example",
    "https://evil.example",
    "http://desk.example.org",
    "https://desk.example.org:8443",
    "null",
];

async fn preflight(asker: &Asker, path: &str, origin: &str) -> Answer {
    let asked =
        |request: reqwest::RequestBuilder| request.header(ORIGIN, origin).header(ACCESS_CONTROL_REQUEST_METHOD, "POST");
    asker.send_to(Method::OPTIONS, path, asked).await
}

async fn read(asker: &Asker, path: &str, origin: &str) -> Answer {
    asker.send_to(Method::GET, path, |request| request.header(ORIGIN, origin)).await
}

fn is_closed(answer: &Answer) {
    assert!(!answer.headers.keys().any(|name| name.as_str().starts_with("access-control-")), "{:?}", answer.headers);
}

#[test]
fn no_origin_is_let_in_unless_configured() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        for origin in [DESK, "*", "null"] {
            let refused = preflight(&anonymous, "/api/v1/service-users/search", origin).await.expect(405);
            is_closed(&refused);
            is_closed(&read(&world.worker, "/api/v1/me", origin).await.expect(200));
        }
    });
}

#[test]
fn a_configured_origin_is_let_in_without_cookies_and_no_other() {
    wait(async {
        let mut server = Server::prepare();
        server.serve_with(&["--cors-origins", &format!("{DESK}, https://second.example.org")]);
        let anonymous = Asker::anonymous(&server.address);
        let path = "/api/v1/service-users/search";
        let allowed = preflight(&anonymous, path, DESK).await.expect(204);
        assert_eq!(allowed.header("access-control-allow-origin"), Some(DESK));
        assert!(allowed.header("access-control-allow-headers").is_some_and(|names| names.contains("authorization")));
        assert!(allowed.header("access-control-allow-methods").is_some_and(|names| names.contains("PUT")));
        let answer = read(&anonymous, "/api/v1/me", DESK).await.expect(401);
        assert_eq!(answer.header("access-control-allow-origin"), Some(DESK));
        assert!(answer.header("vary").is_some_and(|vary| vary.contains("Origin")));
        for answer in [&allowed, &answer] {
            assert_eq!(answer.header("access-control-allow-credentials"), None);
        }
        for origin in OTHERS {
            is_closed(&preflight(&anonymous, path, origin).await.expect(405));
            is_closed(&read(&anonymous, "/api/v1/me", origin).await.expect(401));
        }
        // What lies outside the API is for no other page.
        is_closed(&read(&anonymous, "/docs", DESK).await.expect(200));
        // Going on by a cookie is for CRiiS's own pages alone, configured or not.
        let refresh = |request: reqwest::RequestBuilder| request.header(ORIGIN, DESK);
        let refused = anonymous.send(Method::POST, "/sign-in/refresh", refresh).await.expect(403);
        assert_eq!(refused.problem(), "foreign-page");
    });
}

#[test]
fn only_whole_origins_can_be_configured() {
    let server = Server::prepare();
    for wrong in ["*", "https://*.example.org", "https://desk.example.org/", "http://desk.example.org", "desk"] {
        let said = server.run(&["serve", "--cors-origins", wrong]);
        assert!(!said.status.success(), "{wrong}");
        assert!(String::from_utf8_lossy(&said.stderr).contains("`cors_origins`"), "{wrong}");
    }
}
