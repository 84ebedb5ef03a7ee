//! How much of the server one side may take, with limits small enough to be reached.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::time::{Duration, Instant};

use reqwest::Method;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE};
use serde_json::json;
use tests::asking::{Answer, Asker};
use tests::server::Server;
use tests::tls::tcp;
use tests::visiting::{WORLD, wait};
use tests::world::World;

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A world whose server has these settings.
async fn world(settings: &[&str]) -> World {
    let mut server = Server::prepare();
    server.serve();
    let mut world = World::on(server).await;
    // Making it took more than the limits allow.
    world.server.stop();
    world.server.serve_with(settings);
    world
}

/// Ask until told to wait; answers how often there was an answer, and the refusal.
async fn until_refused(ask: impl AsyncFn() -> Answer) -> (u32, Answer) {
    for before in 0..1_000 {
        let answer = ask().await;
        if answer.status == 429 {
            return (before, answer);
        }
    }
    panic!("a thousand requests and no limit");
}

fn says_when_to_come_again(refused: &Answer, kind: &str) {
    assert_eq!(refused.problem(), kind, "{}", refused.text);
    assert_eq!(refused.header("content-type"), Some("application/problem+json"));
    let seconds = refused.header("retry-after").and_then(|seconds| seconds.parse::<u32>().ok());
    assert!(seconds.is_some_and(|seconds| seconds > 0), "{:?}", refused.headers);
}

#[test]
fn an_account_has_its_share_and_takes_nobody_elses() {
    wait(async {
        let world = world(&["--limit-account", "10/hour"]).await;
        let (before, refused) = until_refused(async || world.worker.get("/me").await).await;
        assert_eq!(before, 10);
        says_when_to_come_again(&refused, "too-many-requests");
        // Another session of theirs is the same account; another account at the same address is not.
        Asker::signed_in(&world.server.address, "efua", tests::world::PASSWORD).await.get("/me").await.expect(429);
        world.leader.get("/me").await.expect(200);
    });
}

#[test]
fn what_costs_most_has_a_smaller_share() {
    wait(async {
        let world = world(&["--limit-costly-account", "3/hour"]).await;
        let search = async || world.worker.post("/service-users/search", &json!({"typed": "walker"})).await;
        let (before, refused) = until_refused(search).await;
        assert_eq!(before, 3);
        says_when_to_come_again(&refused, "too-many-requests");
        world.worker.get("/today").await.expect(200);
        world.leader.post("/service-users/search", &json!({"typed": "walker"})).await.expect(200);
        let figures = format!("/contracts/{}/activity?from=2026-01-01&to=2026-01-31", world.contract);
        let (before, _) = until_refused(async || world.administrator.get(&figures).await).await;
        assert_eq!(before, 3, "a request that is admitted in two steps counts once");
    });
}

#[test]
fn an_address_has_its_share_whoever_asks() {
    wait(async {
        let mut server = Server::prepare();
        // Readiness has been asked for a few times before the test does.
        server.serve_with(&["--limit-address", "400/hour", "--declared-tls-proxy"]);
        let anonymous = Asker::anonymous(&server.address);
        let from = async |address: &'static str| {
            anonymous.send_to(Method::GET, "/healthz", |request| request.header("x-forwarded-for", address)).await
        };
        let (before, refused) = until_refused(async || from("198.51.100.7").await).await;
        assert_eq!(before, 400);
        says_when_to_come_again(&refused, "too-many-requests");
        // The last address is the proxy's own word; what stands before it is the caller's.
        from("203.0.113.9, 198.51.100.7").await.expect(429);
        from("198.51.100.7, 203.0.113.9").await.expect(200);
        // Somebody with a whole network of IPv6 is still one.
        until_refused(async || from("2001:db8:1:2::1").await).await;
        from("2001:db8:1:2:3:4:5:6").await.expect(429);
        from("2001:db8:1:3::1").await.expect(200);
    });
}

#[test]
fn what_a_caller_says_of_their_address_is_not_believed_without_a_proxy() {
    wait(async {
        let mut server = Server::prepare();
        server.serve_with(&["--limit-address", "400/hour"]);
        let anonymous = Asker::anonymous(&server.address);
        let number = std::sync::atomic::AtomicU32::new(0);
        let elsewhere = async || {
            let number = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let address = format!("198.51.100.{}", number % 250);
            anonymous.send_to(Method::GET, "/healthz", |request| request.header("x-forwarded-for", address)).await
        };
        until_refused(elsewhere).await;
    });
}

#[test]
fn an_address_keeps_so_many_connections_open() {
    wait(async {
        let mut server = Server::prepare();
        server.serve_with(&["--limit-connections", "5"]);
        let ask = |stream: &mut std::net::TcpStream| {
            stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").is_ok_and(|()| {
                let mut begin = [0; 12];
                stream.read_exact(&mut begin).is_ok() && begin.ends_with(b"200")
            })
        };
        let begun = Instant::now();
        // Those that asked for readiness may not have ended yet.
        let mut open = Vec::new();
        while open.len() < 5 {
            assert!(begun.elapsed() < PATIENCE, "{} connections are not five", open.len());
            let mut stream = tcp(&server.address);
            if ask(&mut stream) {
                open.push(stream);
            }
        }
        assert!(!ask(&mut tcp(&server.address)), "a sixth is shut before it is heard");
        open[0].shutdown(Shutdown::Both).expect("one ends");
        let again = || ask(&mut tcp(&server.address));
        while !again() {
            assert!(begun.elapsed() < PATIENCE, "no room was made");
            std::thread::sleep(Duration::from_millis(20));
        }
    });
}

#[test]
fn whoever_sends_slowly_is_not_waited_for() {
    wait(async {
        let mut server = Server::prepare();
        server.serve_with(&["--limit-arrival", "1"]);
        let body = "POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
                    Content-Length: 100\r\n\r\n{";
        for (begun, expected) in [("GET /healthz HTTP/1.1\r\nHost: loc", ""), (body, "too-slow")] {
            let mut stream = tcp(&server.address);
            stream.write_all(begun.as_bytes()).expect("a part is sent");
            let mut answer = Vec::new();
            let mut buffer = [0; 4096];
            while !String::from_utf8_lossy(&answer).contains("HTTP/1.1 408")
                || !String::from_utf8_lossy(&answer).contains(expected)
            {
                let read = stream.read(&mut buffer).expect("an answer");
                assert!(read > 0, "no word of it: {}", String::from_utf8_lossy(&answer));
                answer.extend_from_slice(&buffer[..read]);
            }
        }
    });
}

#[test]
fn a_full_queue_before_the_database_is_said_at_once() {
    wait(async {
        let world = world(&["--limit-waiting", "1"]).await;
        let begun = Instant::now();
        let refused = loop {
            assert!(begun.elapsed() < PATIENCE, "nobody had to wait");
            let ask = || world.worker.get("/today");
            let answers: [Answer; 8] = tokio::join!(ask(), ask(), ask(), ask(), ask(), ask(), ask(), ask()).into();
            if let Some(refused) = answers.into_iter().find(|answer| answer.status == 503) {
                break refused;
            }
        };
        says_when_to_come_again(&refused, "overloaded");
        while world.worker.get("/today").await.status != 200 {
            assert!(begun.elapsed() < PATIENCE, "it stays full");
        }
    });
}

#[test]
fn a_compressed_body_is_not_unpacked() {
    WORLD.visit(async |world| {
        let bomb = {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            for _ in 0..64 {
                encoder.write_all(&vec![b' '; 1 << 20]).expect("spaces are packed");
            }
            encoder.finish().expect("a small bomb")
        };
        assert!(bomb.len() < 128 * 1024, "it passes for a small body");
        for encoding in ["gzip", "br", "deflate", "zstd", "gzip, identity"] {
            let sent = |request: reqwest::RequestBuilder| {
                request.header(CONTENT_TYPE, "application/json").header(CONTENT_ENCODING, encoding).body(bomb.clone())
            };
            let refused = world.worker.send(Method::POST, "/service-users/search", sent).await.expect(415);
            assert_eq!(refused.problem(), "encoded");
        }
        let plain = |request: reqwest::RequestBuilder| {
            request.header(CONTENT_ENCODING, "identity").json(&json!({"typed": "walker"}))
        };
        world.worker.send(Method::POST, "/service-users/search", plain).await.expect(200);
    });
}
