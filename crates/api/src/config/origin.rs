//! Where a page comes from: scheme, host and port, and nothing else.

use std::fmt;

/// What the setting takes, in words.
pub const EXPECTED: &str =
    "origins with commas between them, each like `https://desk.example.org`, without a path or a star";

/// An origin, as a browser writes it in the header `Origin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// An origin that is safe in a browser: HTTPS, or this machine.
    pub fn parse(text: &str) -> Option<Self> {
        let is_local = text == "http://localhost" || text.starts_with("http://localhost:");
        let authority = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://").filter(|_| is_local))?;
        let (host, port) = authority.split_once(':').unwrap_or((authority, "1"));
        let is_host =
            !host.is_empty() && host.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.'));
        (is_host && port.parse::<u16>().is_ok()).then(|| Self(text.to_owned()))
    }

    /// Every origin of a list, if all are.
    pub fn parse_all(text: &str) -> Option<Vec<Self>> {
        text.split(',').map(|origin| Self::parse(origin.trim())).collect()
    }

    /// As the header has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_origin_is_one() {
        for right in ["https://desk.example.org", "https://desk.example.org:8443", "http://localhost:3000"] {
            assert_eq!(Origin::parse(right).unwrap().as_str(), right);
        }
        for wrong in [
            "*",
            "null",
            "desk.example.org",
            "http://desk.example.org",
            "https://*.example.org",
            "https://desk.example.org/",
            "https://desk.example.org/app",
            "https://desk.example.org:port",
            "https://Desk.example.org",
            "https://someone@desk.example.org",
            "http://localhost.example.org",
            "https://",
        ] {
            assert!(Origin::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn one_wrong_origin_spoils_the_list() {
        assert_eq!(Origin::parse_all("https://a.example.org, https://b.example.org").unwrap().len(), 2);
        assert!(Origin::parse_all("https://a.example.org,").is_none());
        assert!(Origin::parse_all("https://a.example.org, *").is_none());
    }
}
