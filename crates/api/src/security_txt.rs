//! Whom to tell of a hole (RFC 9116), where the organisation has named somebody.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use store::Store;

use crate::answer::Answer;
use crate::config::Config;
use crate::problem::Refused;

/// How long what it says holds: under a year, as the standard recommends. It is said anew at each answer.
const HOLDS: TimeDelta = TimeDelta::days(180);

/// Whom to tell, in a form that finders look for.
#[get("/.well-known/security.txt")]
pub async fn tell(config: Data<Config>, store: Data<Store>) -> Answer<HttpResponse> {
    let contact = config.security_contact.as_deref().ok_or(Refused::NoSuchAddress)?;
    let text = text(contact, config.public_url.as_deref(), store.clock().now());
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(text))
}

fn text(contact: &str, public_url: Option<&str>, now: DateTime<Utc>) -> String {
    let expires = (now + HOLDS).to_rfc3339_opts(SecondsFormat::Secs, true);
    // Who serves it is not read from the request, which could say anything.
    let canonical = public_url.map(|url| format!("Canonical: {url}/.well-known/security.txt\n")).unwrap_or_default();
    format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en\n{canonical}")
}

/// An address that a finder can write to or fill in.
pub fn contact(typed: &str) -> Option<String> {
    let is_whole = ["mailto:", "https://"].iter().any(|scheme| typed.len() > scheme.len() && typed.starts_with(scheme));
    (is_whole && !typed.contains(|letter: char| letter.is_whitespace() || letter.is_control()))
        .then(|| typed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_whom_to_tell_until_when_and_where_that_stands() {
        let said = text("mailto:dpo@example.org", Some("https://criis.example.org"), DateTime::UNIX_EPOCH);
        assert_eq!(
            said,
            "Contact: mailto:dpo@example.org\nExpires: 1970-06-30T00:00:00Z\nPreferred-Languages: en\n\
             Canonical: https://criis.example.org/.well-known/security.txt\n"
        );
    }

    #[test]
    fn a_contact_is_an_address_of_one_line() {
        assert!(contact("mailto:dpo@example.org").is_some() && contact("https://example.org/tell").is_some());
        for other in ["", "mailto:", "dpo@example.org", "javascript:alert(1)", "mailto:a@b\nContact: mailto:evil"] {
            assert!(contact(other).is_none(), "{other}");
        }
    }
}
