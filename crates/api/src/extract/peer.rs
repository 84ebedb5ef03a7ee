//! Where a request comes from, as far as throttling needs to know.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};

use crate::config::Config;
use crate::problem::Refused;

/// The address of whoever is at the other end.
pub struct Peer(pub String);

impl FromRequest for Peer {
    type Error = Refused;
    type Future = Ready<Result<Self, Refused>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let behind_proxy = request.app_data::<Data<Config>>().is_some_and(|config| config.declared_tls_proxy);
        ready(Ok(Self(address(request, behind_proxy))))
    }
}

/// Behind a declared proxy, the last address of the header is the one that the proxy saw; the others are
/// the caller's word. Without one, the header is the caller's word altogether.
fn address(request: &HttpRequest, behind_proxy: bool) -> String {
    let forwarded = request.headers().get_all("x-forwarded-for").last();
    let seen = forwarded.filter(|_| behind_proxy).and_then(|header| header.to_str().ok()?.rsplit(',').next());
    let peer = || request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default();
    seen.map_or_else(peer, |address| address.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn only_what_the_declared_proxy_saw_is_believed() {
        let request = TestRequest::default()
            .peer_addr("127.0.0.1:9".parse().unwrap())
            .insert_header(("x-forwarded-for", "198.51.100.7, 203.0.113.9"))
            .to_http_request();
        assert_eq!(address(&request, true), "203.0.113.9");
        assert_eq!(address(&request, false), "127.0.0.1");
    }
}
