//! Where a request comes from, as far as limits need to know.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use actix_web::HttpRequest;
use actix_web::web::Data;

use crate::config::Config;

/// How much of an IPv6 address says whose it is: a household or an office has a /64 at least.
const V6_NETWORK: u128 = !0 << 64;

/// The network address that a request comes from; none where nothing that can be read says so.
pub fn network(request: &HttpRequest) -> Option<IpAddr> {
    let behind_proxy = request.app_data::<Data<Config>>().is_some_and(|config| config.declared_tls_proxy);
    address(request, behind_proxy).map(network_of)
}

/// What an address is counted under: IPv4 whole, IPv6 by its network.
pub fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & V6_NETWORK)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

/// Behind a declared proxy, the last address of the header is the one that the proxy saw; the others are
/// the caller's word. Without one, the header is the caller's word altogether.
fn address(request: &HttpRequest, behind_proxy: bool) -> Option<IpAddr> {
    let forwarded = request.headers().get_all("x-forwarded-for").last().filter(|_| behind_proxy);
    let seen = forwarded.and_then(|header| header.to_str().ok()?.rsplit(',').next().map(str::trim));
    // Some proxies add the port.
    let seen = seen.and_then(|seen| seen.parse().ok().or_else(|| Some(seen.parse::<SocketAddr>().ok()?.ip())));
    seen.or_else(|| request.peer_addr().map(|peer| peer.ip()))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    use super::*;

    fn seen(forwarded: &str, behind_proxy: bool) -> String {
        let request = TestRequest::default()
            .peer_addr("127.0.0.1:9".parse().unwrap())
            .insert_header(("x-forwarded-for", forwarded))
            .to_http_request();
        address(&request, behind_proxy).unwrap().to_string()
    }

    #[test]
    fn only_what_the_declared_proxy_saw_is_believed() {
        assert_eq!(seen("198.51.100.7, 203.0.113.9", true), "203.0.113.9");
        assert_eq!(seen("198.51.100.7, 203.0.113.9:4711", true), "203.0.113.9");
        assert_eq!(seen("198.51.100.7, 203.0.113.9", false), "127.0.0.1");
        assert_eq!(seen("nonsense", true), "127.0.0.1");
    }

    #[test]
    fn one_who_has_a_whole_network_is_still_one() {
        let of = |text: &str| network_of(text.parse().unwrap()).to_string();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), "192.0.2.1");
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }

    proptest! {
        #[test]
        fn no_header_panics(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                let request = TestRequest::default().insert_header(("x-forwarded-for", value)).to_http_request();
                let _ = address(&request, true);
            }
        }
    }
}
