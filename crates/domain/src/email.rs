//! E-mail addresses.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::texts;
use crate::{Flaw, Private};

/// The longest e-mail address, in characters (RFC 5321).
pub const EMAIL_LENGTH: usize = 254;

texts! {
    /// An e-mail address: a name, `@`, and a domain with a dot. Whether post arrives only sending tells.
    Email, parse_email;
}

fn parse_email(typed: &str) -> Result<String, Flaw> {
    let text = typed.trim();
    if text.chars().count() > EMAIL_LENGTH {
        return Err(Flaw::TooLong(EMAIL_LENGTH));
    }
    let Some((name, domain)) = text.rsplit_once('@') else {
        return Err(Flaw::NotAnEmail);
    };
    let named = !name.is_empty()
        && !name.chars().any(|c| c.is_whitespace() || c.is_control() || "@,;:<>()[]\\\"".contains(c))
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..");
    if named && is_domain(domain) { Ok(text.to_owned()) } else { Err(Flaw::NotAnEmail) }
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(typed: &str) -> Result<String, Flaw> {
        Email::parse(&typed.into()).map(|email| email.reveal().as_str().to_owned())
    }

    #[test]
    fn addresses_pass() {
        for email in ["rowan@example.org", "r.sampleson+notes@mail.example.org", "o'sample@example.co.uk"] {
            assert_eq!(parse(email).as_deref(), Ok(email));
        }
        assert_eq!(parse("  rowan@example.org ").as_deref(), Ok("rowan@example.org"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for wrong in ["", "rowan", "rowan@", "@example.org", "rowan@example", "ro wan@example.org", "a@b@example.org"] {
            assert_eq!(parse(wrong), Err(Flaw::NotAnEmail), "{wrong}");
        }
        assert_eq!(parse(&format!("{}@example.org", "a".repeat(250))), Err(Flaw::TooLong(254)));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".*") {
            let _ = parse(&text);
        }
    }
}
