//! A client that costs next to nothing, so that what is measured is the server: one connection kept alive,
//! requests as bytes, answers read by their length.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// A connection that is kept alive.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What was answered.
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: &'a [u8],
}

impl Connection {
    /// Connect to a port of this machine.
    pub fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).with_context(|| format!("connecting to port {port}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_mins(10)))?;
        Ok(Self { stream, buffer: Vec::with_capacity(1 << 16) })
    }

    /// Send a request and read its answer to the end.
    pub fn ask(&mut self, request: &[u8]) -> Result<Answer<'_>> {
        self.stream.write_all(request)?;
        self.buffer.clear();
        let (head, status, length) = loop {
            self.more()?;
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                let head = std::str::from_utf8(self.buffer.get(..end).unwrap_or_default())?;
                break (end + 4, status_of(head)?, length_of(head)?);
            }
        };
        while self.buffer.len() < head + length {
            self.more()?;
        }
        Ok(Answer { status, body: self.buffer.get(head..head + length).unwrap_or_default() })
    }

    /// Ask for JSON that must come with this status.
    pub fn json(&mut self, request: &[u8], status: u16) -> Result<Value> {
        let answer = self.ask(request)?;
        ensure!(answer.status == status, "{}: {}", answer.status, String::from_utf8_lossy(answer.body));
        Ok(serde_json::from_slice(answer.body)?)
    }

    fn more(&mut self) -> Result<()> {
        let held = self.buffer.len();
        self.buffer.resize(held + (1 << 16), 0);
        let read = self.stream.read(self.buffer.get_mut(held..).unwrap_or_default())?;
        self.buffer.truncate(held + read);
        ensure!(read > 0, "the server closed the connection");
        Ok(())
    }
}

fn status_of(head: &str) -> Result<u16> {
    head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("an answer without a status")
}

fn length_of(head: &str) -> Result<usize> {
    for line in head.lines() {
        if let Some((name, length)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            return Ok(length.trim().parse()?);
        }
    }
    bail!("an answer without a length")
}

/// A request without a body.
pub fn get(path: &str, token: Option<&str>) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", authorisation(token)).into_bytes()
}

/// A request with a body, which says under which key it comes where it has one.
pub fn post(path: &str, token: Option<&str>, key: Option<uuid::Uuid>, body: &Value) -> Vec<u8> {
    let body = body.to_string();
    let key = key.map(|key| format!("Idempotency-Key: {key}\r\n")).unwrap_or_default();
    let (authorisation, length) = (authorisation(token), body.len());
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
         {authorisation}{key}\r\n{body}"
    )
    .into_bytes()
}

/// The same request with one more header.
pub fn with_header(request: &[u8], header: &str) -> Vec<u8> {
    let end = request.windows(2).position(|window| window == b"\r\n").unwrap_or_default();
    let (line, rest) = request.split_at(end);
    [line, b"\r\n", header.as_bytes(), rest].concat()
}

fn authorisation(token: Option<&str>) -> String {
    token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_put_after_the_first_line() {
        let request = String::from_utf8(with_header(&get("/a", None), "X: y")).unwrap();
        assert_eq!(request, "GET /a HTTP/1.1\r\nX: y\r\nHost: localhost\r\n\r\n");
    }

    #[test]
    fn a_head_tells_status_and_length() {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\netag: \"1\"";
        assert_eq!((status_of(head).unwrap(), length_of(head).unwrap()), (200, 12));
        assert!(length_of("HTTP/1.1 200 OK").is_err());
    }
}
