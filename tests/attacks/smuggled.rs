//! One request inside another, where two readers of HTTP could disagree on where it ends; and requests that end
//! in the middle.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use tests::visiting::WORLD;

/// What the server says to these bytes, until it hangs up or falls silent.
pub fn spoken(address: &str, bytes: &str) -> String {
    let host = address.trim_start_matches("http://").replace("localhost", "127.0.0.1");
    let mut stream = TcpStream::connect(host).expect("the server listens");
    // A server that waits for more bytes is not waited for.
    stream.set_read_timeout(Some(Duration::from_secs(2))).expect("a limit");
    // It may hang up before it has read all.
    let _ = stream.write_all(bytes.as_bytes());
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// How many answers there are.
fn answers(said: &str) -> usize {
    said.matches("HTTP/1.1 ").count()
}

/// A request whose body is, to another reader of the header, a request of its own.
fn ambiguous(headers: &str, body: &str) -> String {
    format!(
        "POST /api/v1/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{headers}\r\n\r\n{body}"
    )
}

const INNER: &str = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";

#[test]
fn a_length_that_is_said_twice_or_not_in_digits_is_refused() {
    WORLD.visit(async |world| {
        for headers in [
            "Content-Length: 0\r\nContent-Length: 44".to_owned(),
            "Content-Length: 44\r\nContent-Length: 0".to_owned(),
            "Content-Length: 0, 44".to_owned(),
            "Content-Length: +44".to_owned(),
            "Content-Length: -1".to_owned(),
            "Content-Length: 0x2c".to_owned(),
            "Content-Length: 4 4".to_owned(),
            "Content-Length: 99999999999999999999".to_owned(),
            "Content-Length : 44".to_owned(),
        ] {
            let said = spoken(&world.server.address, &ambiguous(&headers, INNER));
            assert!(said.starts_with("HTTP/1.1 400"), "{headers}: {said}");
            assert!(answers(&said) == 1 && !said.contains("alive"), "{headers}: {said}");
        }
    });
}

#[test]
fn a_length_beside_chunks_or_chunks_by_another_name_let_nothing_through() {
    WORLD.visit(async |world| {
        for headers in [
            "Content-Length: 4\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 4",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: identity, chunked",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding:\u{b}chunked",
            "Transfer-Encoding\r\n : chunked",
        ] {
            let said = spoken(&world.server.address, &ambiguous(headers, &format!("0\r\n\r\n{INNER}")));
            assert!(!said.contains("alive"), "{headers}: {said}");
            assert!(answers(&said) <= 1, "{headers}: {said}");
        }
    });
}

#[test]
fn chunks_that_are_none_are_refused() {
    WORLD.visit(async |world| {
        for body in
            ["x\r\n", "-1\r\n", "ffffffffffffffffffff\r\n", "1\r\nab\r\n0\r\n\r\n", "2\nab\n0\n\n", "5;ext=\"\r\nab"]
        {
            let said =
                spoken(&world.server.address, &ambiguous("Transfer-Encoding: chunked", &format!("{body}{INNER}")));
            assert!(
                !said.contains("alive") && !said.starts_with("HTTP/1.1 2") && !said.starts_with("HTTP/1.1 5"),
                "{body:?}: {said}"
            );
        }
    });
}

#[test]
fn a_request_line_or_a_header_that_is_none_is_refused() {
    WORLD.visit(async |world| {
        let long = format!("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(300_000));
        let many = format!("GET /healthz HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: x\r\n".repeat(10_000));
        for bytes in [
            "GET\r\n\r\n",
            "GET /healthz\r\n\r\n",
            "GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX\u{0}: 1\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: a\u{0}b\r\n\r\n",
            "GET /healthz HTTP/1.1\r\nHost: localhost\r\n: nameless\r\n\r\n",
            "GET /health\u{1}z HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}\u{fc}\u{3}\u{3}",
            &long,
            &many,
        ] {
            let said = spoken(&world.server.address, bytes);
            let first: String = bytes.chars().take(60).collect();
            assert!(!said.starts_with("HTTP/1.1 2") && !said.starts_with("HTTP/1.1 5"), "{first:?}: {said}");
        }
        world.worker.get("/me").await.expect(200);
    });
}

#[test]
fn a_body_that_is_cut_short_makes_nothing() {
    WORLD.visit(async |world| {
        let body = "{\"typed\": \"walker\"}";
        let asked = format!(
            "POST /api/v1/service-users/search HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            world.worker.token(),
            body.len() + 10,
        );
        let said = spoken(&world.server.address, &asked);
        assert!(!said.starts_with("HTTP/1.1 2") && !said.starts_with("HTTP/1.1 5"), "{said}");
    });
}
