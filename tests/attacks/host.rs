//! Whatever a request says of the host that it is for, and whatever it hides in a header's text: no answer
//! repeats it.

use reqwest::Method;
use tests::asking::Answer;
use tests::visiting::WORLD;

use crate::walk::{ASKED, Scene, whoever_may};

const ELSEWHERE: &str = "evil.example";

fn says_nothing_of_it(answer: &Answer, what: &str) {
    assert!(!answer.text.contains(ELSEWHERE), "{what}: {}", answer.text);
    for (name, value) in &answer.headers {
        assert!(!String::from_utf8_lossy(value.as_bytes()).contains(ELSEWHERE), "{what}: {name}: {value:?}");
    }
}

/// The headers by which a host is named.
fn from_elsewhere(request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
    request
        .header("Host", ELSEWHERE)
        .header("X-Forwarded-Host", ELSEWHERE)
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-Prefix", format!("//{ELSEWHERE}"))
        .header("Forwarded", format!("host={ELSEWHERE};proto=https"))
        .header("Referer", format!("https://{ELSEWHERE}/"))
}

#[test]
fn no_answer_leads_to_the_host_that_a_request_names() {
    WORLD.visit(async |world| {
        for asked in ASKED.iter().filter(|asked| asked.method == Method::GET) {
            let scene = Scene::of(world, asked).await;
            let mut path = asked.address.to_owned();
            for noun in asked.address.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
                path = path.replace(&format!("{{{noun}}}"), scene.id(noun));
            }
            if path.ends_with("/activity") {
                path.push_str("?from=2026-01-01&to=2026-01-31");
            }
            let answer = whoever_may(world, asked).send(Method::GET, &path, from_elsewhere).await;
            assert!(answer.status.is_success(), "{}: {}", asked.address, answer.text);
            says_nothing_of_it(&answer, asked.address);
        }
        for path in [
            "/docs",
            "/docs/problems",
            "/openapi.json",
            "/healthz",
            "/nothing",
            "/api/v1/me",
            "/.well-known/security.txt",
        ] {
            says_nothing_of_it(&world.worker.send_to(Method::GET, path, from_elsewhere).await, path);
        }
    });
}

#[test]
fn a_page_of_a_list_leads_to_the_next_without_naming_a_host() {
    WORLD.visit(async |world| {
        let person = world.person("Holly", "Hostly").await;
        let path = format!("/service-users/{person}/contacts");
        for _ in 0..51 {
            world.worker.post(&path, &tests::forms::contact(&world.northtown)).await.expect(201);
        }
        let answer = world.worker.send(Method::GET, &path, from_elsewhere).await.expect(200);
        let link = answer.header("link").expect("the list has another page");
        assert!(link.starts_with("</api/v1/") || link.starts_with("<?"), "{link}");
        says_nothing_of_it(&answer, "a page");
    });
}

#[test]
fn a_line_break_in_an_address_ends_no_header() {
    WORLD.visit(async |world| {
        for path in [
            "/%0d%0aSet-Cookie:%20tossed=1",
            "/me%0d%0aX-Tossed:%201",
            "/service-users/%0d%0aSet-Cookie:%20tossed=1",
            "/service-users/%E5%98%8A%E5%98%8DSet-Cookie:%20tossed=1",
            "/contracts?cursor=%0d%0aSet-Cookie:%20tossed=1",
        ] {
            let answer = world.administrator.get(path).await;
            assert!(answer.status.is_client_error() || answer.status.is_success(), "{path}: {}", answer.text);
            for name in ["set-cookie", "x-tossed", "location"] {
                assert_eq!(answer.header(name), None, "{path}");
            }
        }
    });
}

#[test]
fn a_request_names_itself_to_nobody() {
    WORLD.visit(async |world| {
        let ours = "canary-of-the-caller";
        let request = |request: reqwest::RequestBuilder| request.header("X-Request-Id", ours);
        let answer = world.worker.send(Method::GET, "/me", request).await.expect(200);
        assert_ne!(answer.header("x-request-id"), Some(ours), "the request's name is the server's to give");
        let log = std::fs::read_to_string(world.server.log()).expect("the log");
        assert!(!log.contains(ours), "whoever asks writes nothing into the log");
    });
}
