//! The version of a record that a request changes.

use std::future::ready;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use utoipa::IntoParams;

use super::admitted::once_admitted;
use crate::problem::Refused;

/// The header, as the documentation has it.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "the fields document a header that `IfMatch` reads")]
pub struct IfMatchHeader {
    /// The `ETag` of the version that is changed.
    #[param(rename = "If-Match", example = "\"3\"", pattern = r#"^"[1-9][0-9]{0,8}"$"#)]
    if_match: String,
}

/// The version that the caller read.
pub struct IfMatch(pub u32);

impl FromRequest for IfMatch {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        once_admitted(request, ready(version_of(request).map(Self)))
    }
}

fn version_of(request: &HttpRequest) -> Result<u32, Refused> {
    let header = request.headers().get(header::IF_MATCH).ok_or(Refused::NoVersion)?;
    let version = header
        .to_str()
        .ok()
        .and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok().filter(|version| *version > 0));
    version.ok_or(Refused::BadHeader("If-Match", "the one ETag that was read, like \"3\""))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_version_is_an_etag_as_it_was_read() {
        let version =
            |text: &str| version_of(&TestRequest::default().insert_header(("if-match", text)).to_http_request());
        assert_eq!(version("\"3\"").unwrap(), 3);
        for other in ["3", "W/\"3\"", "*", "\"0\"", "\"-1\"", "\"1\", \"2\"", "\"99999999999\""] {
            assert!(matches!(version(other), Err(Refused::BadHeader(..))), "{other}");
        }
        assert!(matches!(version_of(&TestRequest::default().to_http_request()), Err(Refused::NoVersion)));
    }

    proptest! {
        #[test]
        fn no_header_panics(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                let request = TestRequest::default().insert_header(("if-match", value)).to_http_request();
                let _ = version_of(&request);
            }
        }
    }
}
