//! A request's body, read once for however many parts of a signature want it.

use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut, Data};
use actix_web::{HttpMessage, HttpRequest};
use domain::form::MAX_DEPTH;
use futures_util::future::Shared;
use futures_util::{FutureExt, StreamExt};
use serde_json::Value;

use crate::config::Config;
use crate::problem::BodyFault;

/// The largest body, in bytes: a draft's 64 KiB in the costliest escapes, with its frame.
pub(super) const LARGEST: usize = 512 * 1024;

/// How long a body may take where nothing is configured.
const SECONDS_UNSAID: Duration = Duration::from_secs(20);

/// A body that is JSON.
pub(super) struct Body {
    pub bytes: Bytes,
    pub value: Value,
}

/// The body as it arrives; cheap to clone.
pub(super) type Arriving = Shared<Pin<Box<dyn Future<Output = Result<Rc<Body>, BodyFault>>>>>;

/// The body of this request, from its first asker on.
pub(super) fn of(request: &HttpRequest, payload: &mut Payload) -> Arriving {
    if let Some(arriving) = request.extensions().get::<Arriving>() {
        return arriving.clone();
    }
    let (is_json, is_encoded) = (is_json(request), is_encoded(request));
    let gathering = bytes_of(request, payload);
    let arriving: Arriving = async move {
        if !is_encoded && !is_json {
            return Err(BodyFault::NotJson);
        }
        let bytes = gathering.await?;
        let value = parsed(&bytes)?;
        Ok(Rc::new(Body { bytes, value }))
    }
    .boxed_local()
    .shared();
    request.extensions_mut().insert(arriving.clone());
    arriving
}

/// The bytes of a body, whatever it is, within the same bounds.
pub(super) fn bytes_of(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<Bytes, BodyFault>> + 'static {
    let is_encoded = is_encoded(request);
    let within = request.app_data::<Data<Config>>().map_or(SECONDS_UNSAID, |config| config.limits.arrival);
    let (payload, announced) = (payload.take(), announced(request));
    async move {
        if is_encoded {
            return Err(BodyFault::Encoded);
        }
        let gathering = tokio::time::timeout(within, gathered(payload, announced));
        gathering.await.map_err(|_| BodyFault::TooSlow(within.as_secs()))?
    }
}

fn is_json(request: &HttpRequest) -> bool {
    request.content_type().trim().eq_ignore_ascii_case("application/json")
}

/// A small body can unpack to a huge one, so none is unpacked.
fn is_encoded(request: &HttpRequest) -> bool {
    let header = request.headers().get(header::CONTENT_ENCODING);
    header.is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity"))
}

fn announced(request: &HttpRequest) -> usize {
    let header = request.headers().get(header::CONTENT_LENGTH);
    header.and_then(|length| length.to_str().ok()?.parse().ok()).unwrap_or_default()
}

async fn gathered(mut payload: Payload, announced: usize) -> Result<Bytes, BodyFault> {
    if announced > LARGEST {
        return Err(BodyFault::TooLarge(LARGEST));
    }
    let mut bytes = BytesMut::with_capacity(announced);
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| BodyFault::CutShort)?;
        if bytes.len() + chunk.len() > LARGEST {
            return Err(BodyFault::TooLarge(LARGEST));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}

/// Depth is looked at before anything is parsed.
fn parsed(bytes: &[u8]) -> Result<Value, BodyFault> {
    if depth(bytes) > MAX_DEPTH {
        return Err(BodyFault::TooDeep(MAX_DEPTH));
    }
    serde_json::from_slice(bytes).map_err(|error| BodyFault::Malformed { line: error.line(), column: error.column() })
}

/// How deeply objects and lists are nested, strings left out.
fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn depth_counts_brackets_outside_strings() {
        assert_eq!(depth(br#"{"a":[{"b":1}],"c":"[[[\"[["}"#), 3);
        assert_eq!(depth(b"[]]]]["), 1);
        assert_eq!(depth(&b"[".repeat(1_000)), 1_000);
    }

    #[test]
    fn deep_nesting_is_refused_before_it_is_parsed() {
        let deep = [b"[".repeat(MAX_DEPTH + 1), b"]".repeat(MAX_DEPTH + 1)].concat();
        assert!(matches!(parsed(&deep), Err(BodyFault::TooDeep(MAX_DEPTH))));
        assert!(parsed(&deep[1..deep.len() - 1]).is_ok());
    }

    #[test]
    fn what_is_no_json_is_told_by_its_place() {
        assert!(matches!(parsed(b"{\"a\":\n nope}"), Err(BodyFault::Malformed { line: 2, .. })));
        assert!(matches!(parsed(b"{} {}"), Err(BodyFault::Malformed { .. })));
        assert!(matches!(parsed(b""), Err(BodyFault::Malformed { .. })));
        assert!(matches!(parsed(b"{\"a\":\"\xff\"}"), Err(BodyFault::Malformed { .. })));
    }

    proptest! {
        #[test]
        fn no_bytes_panic_and_what_is_json_comes_out_as_it_went_in(
            bytes in proptest::collection::vec(any::<u8>(), 0..512),
            text in ".*",
        ) {
            let _ = parsed(&bytes);
            let typed = serde_json::json!({ "typed": text });
            prop_assert_eq!(parsed(typed.to_string().as_bytes()).ok(), Some(typed));
        }

        #[test]
        fn no_bytes_of_a_head_panic_or_pass_for_json(
            bytes in proptest::collection::vec(any::<u8>(), 0..60), text in "[a-z/;= ]{0,20}|application/json; ?[a-z=]{0,9}",
        ) {
            for value in [HeaderValue::from_bytes(&bytes), HeaderValue::from_str(&text)].into_iter().flatten() {
                let begins = value.to_str().is_ok_and(|text| text.trim().starts_with("application/json"));
                let request = TestRequest::default();
                let request = request.insert_header((header::CONTENT_TYPE, value.clone()));
                let request = request.insert_header((header::CONTENT_LENGTH, value.clone()));
                let request = request.insert_header((header::CONTENT_ENCODING, value)).to_http_request();
                prop_assert!(!is_json(&request) || begins);
                prop_assert!(is_encoded(&request));
                let _ = announced(&request);
            }
        }
    }
}
