//! Where a sign-in comes from, no finer than it takes to recognise one's own and to slow down guessing.

use std::net::{IpAddr, Ipv6Addr};

use serde::{Deserialize, Serialize};

/// Browsers by what their `User-Agent` says first of all that is true; those that pretend to be others come first.
const BROWSERS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Chromium/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
];
/// Systems, those that name others too first.
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// Where a request comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// What failures are counted by: an address of version 4, or the first 64 bits of one of version 6, for whoever
    /// has one of those has them all.
    pub counted: String,
    /// The network in coarse: the first 24 bits of version 4, the first 48 of version 6.
    pub network: String,
    /// The browser in coarse words.
    pub browser: String,
}

impl Origin {
    /// Where somebody at this address, with this `User-Agent`, comes from.
    pub fn of(address: &str, user_agent: &str) -> Self {
        let (counted, network) = match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
            Ok(IpAddr::V4(address)) => {
                let [a, b, c, _] = address.octets();
                (address.to_string(), format!("{a}.{b}.{c}.0/24"))
            }
            Ok(IpAddr::V6(address)) => {
                let first = |bits: u32| Ipv6Addr::from_bits(address.to_bits() & (!0 << (128 - bits)));
                (format!("{}/64", first(64)), format!("{}/48", first(48)))
            }
            Err(_) => ("unknown".to_owned(), "unknown".to_owned()),
        };
        Self { counted, network, browser: browser(user_agent) }
    }
}

fn browser(user_agent: &str) -> String {
    let first =
        |list: &[(&str, &'static str)]| list.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    match (first(BROWSERS), first(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(browser), None) => browser.to_owned(),
        (None, Some(system)) => format!("Another program on {system}"),
        (None, None) => "Another program".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_in_coarse_words() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
            Safari/537.36 Edg/142.0.0.0";
        assert_eq!(Origin::of("", edge).browser, "Edge on Windows");
        let phone =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1";
        assert_eq!(Origin::of("", phone).browser, "Safari on iPhone");
        assert_eq!(Origin::of("", "curl/8.5").browser, "Another program");
    }

    #[test]
    fn an_address_is_kept_no_finer_than_needed() {
        let four = Origin::of("203.0.113.9", "");
        assert_eq!((four.counted.as_str(), four.network.as_str()), ("203.0.113.9", "203.0.113.0/24"));
        let six = Origin::of("2001:db8:1:2:3:4:5:6", "");
        assert_eq!((six.counted.as_str(), six.network.as_str()), ("2001:db8:1:2::/64", "2001:db8:1::/48"));
        assert_eq!(Origin::of("::ffff:203.0.113.9", "").counted, "203.0.113.9");
        assert_eq!(Origin::of("proxy gone mad", "").counted, "unknown");
    }
}
