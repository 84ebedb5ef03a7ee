//! A request that may come twice, by its idempotency key.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use utoipa::IntoParams;
use uuid::Uuid;

use super::admitted::once_admitted;
use super::body;
use crate::problem::Refused;

/// The header, as the documentation has it.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "the fields document a header that `Once` reads")]
pub struct IdempotencyKeyHeader {
    /// A UUID of the caller's making. Sent again with the same body, it answers the record that the first
    /// request made.
    #[param(rename = "Idempotency-Key", example = "0197c2f4-6a51-7c3e-9a58-3f0d3f6f4b11")]
    idempotency_key: Uuid,
}

/// The idempotency key of a request, with the body that it came with.
pub struct Once(store::Once);

impl From<Once> for store::Once {
    fn from(once: Once) -> Self {
        once.0
    }
}

impl FromRequest for Once {
    type Error = Refused;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Refused>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let key = key_of(request);
        // What is at an address is part of what is sent there.
        let address = request.path().as_bytes().to_vec();
        let arriving = body::of(request, payload);
        once_admitted(request, async move {
            let key = key?;
            let body = arriving.await?;
            Ok(Self(store::Once { key: Some(key), body: [&address, body.bytes.as_ref()].concat(), record: None }))
        })
    }
}

fn key_of(request: &HttpRequest) -> Result<Uuid, Refused> {
    let header = request.headers().get("idempotency-key").and_then(|header| header.to_str().ok());
    let key = header.and_then(|text| text.trim().trim_matches('"').parse().ok());
    key.ok_or(Refused::BadHeader("Idempotency-Key", "a UUID of your making, the same when you ask again"))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_a_uuid() {
        let key =
            |text: &str| key_of(&TestRequest::default().insert_header(("idempotency-key", text)).to_http_request());
        let id = Uuid::from_u128(5);
        assert_eq!(key(&id.to_string()).unwrap(), id);
        assert_eq!(key(&format!("\"{id}\"")).unwrap(), id, "as a structured field");
        assert!(key("twice").is_err());
        assert!(key_of(&TestRequest::default().to_http_request()).is_err(), "it is asked for");
    }

    proptest! {
        #[test]
        fn no_header_panics(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                let request = TestRequest::default().insert_header(("idempotency-key", value)).to_http_request();
                let _ = key_of(&request);
            }
        }
    }
}
