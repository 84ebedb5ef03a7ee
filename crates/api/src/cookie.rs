//! The cookie with which a sign-in goes on.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use store::RefreshToken;

/// The prefix makes browsers refuse it from another host, another path or without TLS.
const NAME: &str = "__Host-criis";

/// The longest sign-in: a working day.
const LIFETIME: Duration = Duration::hours(12);

/// The cookie that carries a refresh token.
pub fn carrying(token: &RefreshToken) -> Cookie<'static> {
    made(BASE64_URL_SAFE_NO_PAD.encode(token.to_bytes()), LIFETIME)
}

/// The cookie that takes its place when a sign-in ends.
pub fn ended() -> Cookie<'static> {
    made(String::new(), Duration::ZERO)
}

/// The refresh token that a request carries.
pub fn token_of(request: &HttpRequest) -> Option<RefreshToken> {
    let cookie = request.cookie(NAME)?;
    RefreshToken::from_bytes(&BASE64_URL_SAFE_NO_PAD.decode(cookie.value()).ok()?)
}

fn made(value: String, lifetime: Duration) -> Cookie<'static> {
    Cookie::build(NAME, value)
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Strict)
        .max_age(lifetime)
        .finish()
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn scripts_and_other_sites_never_see_it() {
        let words = made("x".to_owned(), LIFETIME).to_string();
        for part in ["__Host-criis=x", "HttpOnly", "Secure", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        assert!(!words.contains("Domain"), "a host cookie has no domain");
    }

    #[test]
    fn what_is_no_token_is_none() {
        for value in ["", "AAAA", "not base64!", &"A".repeat(1_000)] {
            let request = TestRequest::default().cookie(Cookie::new(NAME, value.to_owned())).to_http_request();
            assert!(token_of(&request).is_none(), "{value}");
        }
    }

    proptest! {
        #[test]
        fn no_header_panics(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                let request = TestRequest::default().insert_header(("cookie", value)).to_http_request();
                let _ = token_of(&request);
            }
        }
    }
}
