//! What a client shows who it is by: read from the header or the form, by one way at a time.

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Query;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::Private;
use domain::id::ClientId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::refusal::Refusal;

/// The way of RFC 7523 to show who one is.
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What a client sends for a token.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "it documents the form, which is read by name")]
pub struct TokenForm {
    /// `client_credentials`.
    #[schema(example = "client_credentials")]
    grant_type: String,
    /// The client, where the header does not name it.
    #[schema(format = "uuid")]
    client_id: Option<String>,
    /// Its secret, where the header does not carry it.
    #[schema(write_only)]
    client_secret: Option<String>,
    /// `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`, beside an assertion.
    client_assertion_type: Option<String>,
    /// A JWT signed by the client's key.
    #[schema(write_only)]
    client_assertion: Option<String>,
}

/// What was shown, not yet compared with anything.
pub enum Shown {
    /// A secret.
    Secret(ClientId, Private<String>),
    /// A signed assertion, and the client that the form names beside it.
    Assertion(Option<ClientId>, String),
}

/// Read what a client shows.
///
/// # Errors
/// [`Refusal`], where the request is not one for a token.
pub fn read(request: &HttpRequest, form: Option<Vec<(String, String)>>) -> Result<Shown, Refusal> {
    if !request.query_string().is_empty() {
        // Addresses end in logs and histories. A secret that was in one is a secret no more.
        return Err(Refusal::Request("Send everything in the body or the header, nothing in the address"));
    }
    let form = form.ok_or(Refusal::Request("Send the form as application/x-www-form-urlencoded"))?;
    let mut names: Vec<&str> = form.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    if names.windows(2).any(|pair| pair.first() == pair.last()) {
        return Err(Refusal::Request("Send each parameter once"));
    }
    let of = |name: &str| form.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    match of("grant_type").as_deref() {
        None => return Err(Refusal::Request("Send grant_type=client_credentials")),
        Some("client_credentials") => {}
        Some(_) => return Err(Refusal::Grant),
    }
    if of("scope").is_some() {
        return Err(Refusal::Scope);
    }
    let client = of("client_id").map(|id| id.parse::<ClientId>().map_err(|_| Refusal::Client)).transpose()?;
    let header = request.headers().get(header::AUTHORIZATION).map(|header| header.to_str().unwrap_or_default());
    match (header, of("client_secret"), of("client_assertion")) {
        (Some(header), None, None) => {
            let (id, secret) = basic(header).ok_or(Refusal::Client)?;
            if client.is_some_and(|named| named != id) { Err(Refusal::Client) } else { Ok(Shown::Secret(id, secret)) }
        }
        (None, Some(secret), None) => {
            let client = client.ok_or(Refusal::Request("Send client_id beside the secret"))?;
            Ok(Shown::Secret(client, Private::new(secret)))
        }
        (None, None, Some(assertion)) if of("client_assertion_type").as_deref() == Some(JWT_BEARER) => {
            Ok(Shown::Assertion(client, assertion))
        }
        (None, None, Some(_)) => Err(Refusal::Request("Send the client_assertion_type of RFC 7523")),
        (None, None, None) => Err(Refusal::Client),
        _ => Err(Refusal::Request("Show who the client is in one way")),
    }
}

/// The client and the secret of HTTP Basic, each form-encoded first (RFC 6749, section 2.3.1).
fn basic(header: &str) -> Option<(ClientId, Private<String>)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    let pair = Query::<Vec<(String, String)>>::from_query(&format!("{id}={secret}")).ok()?.into_inner();
    let (id, secret) = pair.into_iter().next()?;
    Some((id.parse().ok()?, Private::new(secret)))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    use super::*;

    const ID: &str = "6f2c1a52-90d5-4c1b-8d0e-3a5d2f8b7c11";

    #[expect(clippy::unnecessary_wraps, reason = "a form may be missing")]
    fn form(pairs: &[(&str, &str)]) -> Option<Vec<(String, String)>> {
        Some(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn refused(uri: &str, pairs: &[(&str, &str)]) -> Option<Refusal> {
        read(&TestRequest::with_uri(uri).to_http_request(), form(pairs)).err()
    }

    #[test]
    fn a_secret_comes_in_the_header_or_the_form_and_not_in_both() {
        let grant = ("grant_type", "client_credentials");
        let encoded = BASE64_STANDARD.encode(format!("{ID}:se%2Fcret"));
        let request = TestRequest::default().insert_header(("authorization", format!("Basic {encoded}")));
        let request = request.to_http_request();
        let Ok(Shown::Secret(id, secret)) = read(&request, form(&[grant])) else { panic!("a secret") };
        assert!(id.to_string() == ID && secret == Private::new("se/cret".to_owned()));
        let both = read(&request, form(&[grant, ("client_secret", "other")])).err();
        assert!(matches!(both, Some(Refusal::Request(_))));
        assert_eq!(refused("/", &[grant, ("client_id", ID), ("client_secret", "s")]), None);
    }

    #[test]
    fn nothing_is_read_from_the_address() {
        let pairs = [("grant_type", "client_credentials"), ("client_id", ID), ("client_secret", "s")];
        assert!(matches!(refused("/?client_secret=s", &pairs), Some(Refusal::Request(_))));
    }

    #[test]
    fn what_is_sent_twice_or_asks_for_something_else_is_refused() {
        let grant = ("grant_type", "client_credentials");
        assert!(matches!(refused("/", &[grant, grant]), Some(Refusal::Request(_))));
        assert_eq!(refused("/", &[("grant_type", "password")]), Some(Refusal::Grant));
        assert_eq!(refused("/", &[grant, ("scope", "health:read")]), Some(Refusal::Scope));
        assert_eq!(refused("/", &[grant]), Some(Refusal::Client));
    }

    proptest! {
        #[test]
        fn no_header_panics(text in "(Basic )?.{0,60}") {
            let _ = basic(&text);
        }
    }
}
