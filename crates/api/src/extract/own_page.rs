//! That a request which a cookie carries comes from one of CRiiS's own pages.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};

use crate::config::Config;
use crate::problem::Refused;

/// Says where a page stands to whom it asks, in every present browser; no script can set it.
const SITE: &str = "sec-fetch-site";

/// The request was sent by CRiiS's own page, or by no page at all.
///
/// `SameSite=Strict` already keeps the cookie from other sites, but an app on another port or a sibling host
/// is the same site: this is what keeps it out.
pub struct OwnPage;

impl FromRequest for OwnPage {
    type Error = Refused;
    type Future = Ready<Result<Self, Refused>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let public = request.app_data::<Data<Config>>().and_then(|config| config.public_url.as_deref());
        ready(if is_own(request, public) { Ok(Self) } else { Err(Refused::ForeignPage) })
    }
}

/// What is not sent by a browser has neither header, and has no cookie but its own.
fn is_own(request: &HttpRequest, public_url: Option<&str>) -> bool {
    let said = |name| request.headers().get(name).map(|value| value.to_str().unwrap_or_default());
    if said(SITE).is_some_and(|site| site != "same-origin") {
        return false;
    }
    let Some(origin) = said(header::ORIGIN.as_str()) else { return true };
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    authority.is_some_and(|authority| said(header::HOST.as_str()) == Some(authority)) || public_url == Some(origin)
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn own(headers: &[(&str, &str)]) -> bool {
        let mut request = TestRequest::default().insert_header(("host", "10.0.0.5:8080"));
        for (name, value) in headers {
            request = request.insert_header((*name, *value));
        }
        is_own(&request.to_http_request(), Some("https://criis.example.org"))
    }

    #[test]
    fn only_the_same_origin_is_ours() {
        assert!(own(&[]));
        assert!(own(&[(SITE, "same-origin"), ("origin", "https://criis.example.org")]));
        assert!(own(&[("origin", "http://10.0.0.5:8080")]));
        for site in ["cross-site", "same-site", "none", ""] {
            assert!(!own(&[(SITE, site)]), "{site}");
        }
        for origin in ["null", "https://other.example.org", "http://10.0.0.5:9090", "https://criis.example.org.evil"] {
            assert!(!own(&[("origin", origin)]), "{origin}");
        }
    }
}
