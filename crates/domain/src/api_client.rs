//! API clients: other programs that ask in their own name, never in somebody's.
//!
//! A client belongs to services, as somebody's membership does, and may what its scopes name. It shows who it is by
//! keys of its own or by a secret, of which two may live at once while one takes the other's place.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::access::Scope;
use crate::flat::{self, Fields, flat};
use crate::id::ServiceId;
use crate::text::Line;
use crate::{Against, Check, Flaw, Flaws, Private, calendar, form};

mod credential;
mod public_key;
pub use credential::{
    ClientCredential, CredentialKind, Issued, IssuedClient, MAX_OVERLAP_HOURS, NewCredential, NewCredentialForm,
};
pub use public_key::{PublicKey, SigningAlgorithm};

/// The most services that a client belongs to.
pub const MAX_SERVICES: usize = 100;
/// The most scopes that a form names: more than there are.
pub const MAX_SCOPES: usize = 200;
/// The most requests in a minute that a client can be given.
pub const MAX_PER_MINUTE: u32 = 6_000;
/// The requests in a minute of a client for which nothing is said.
pub const PER_MINUTE: u32 = 600;
/// For how many days at most a client is registered before somebody looks at it again: a year.
pub const MAX_DAYS: u32 = 366;
/// From how many days before its last day on a client is warned of.
pub const WARN_DAYS: u32 = 30;

form! {
    /// What somebody typed about an API client.
    pub struct ApiClientForm {
        /// Its name.
        #[schema(required, value_type = String, max_length = 250, example = "Northtown appointment reminders")]
        pub name: Private<String>,
        /// What it is for, and who answers for it.
        #[schema(value_type = String, max_length = 250, example = "Sends texts the day before; asked for by the team")]
        pub about: Private<String>,
        /// The services whose people it may open; at least one.
        #[schema(required, value_type = Vec<ServiceId>, max_items = 100)]
        pub services: Vec<ServiceId>,
        /// What it may: nouns and actions, like `contacts:read`.
        #[schema(value_type = Vec<String>, max_items = 200, example = json!(["service-users:read", "appointments:read"]))]
        pub scopes: Vec<String>,
        /// How many requests it may make in a minute; 600 if nothing is said.
        #[schema(value_type = u32, minimum = 1, maximum = 6000, example = 600)]
        pub per_minute: u32,
        /// Its last day, at most a year ahead.
        #[schema(required, value_type = NaiveDate, example = "2027-10-31")]
        pub expires_on: Private<String>,
    }
}

form! {
    /// What somebody typed to register an API client.
    pub struct RegisterClientForm {
        /// What it is and may.
        #[schema(required, value_type = ApiClientForm)]
        pub client: ApiClientForm,
        /// Its public key, as the text of a JWK; left out, a secret is made.
        #[schema(value_type = String, max_length = 4096,
            example = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)]
        pub key: Private<String>,
    }
}

/// An API client, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiClient {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<Line>,
    /// What it is for, and who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub about: Option<Private<Line>>,
    /// The services whose people it may open.
    pub services: Vec<ServiceId>,
    /// What it may. A scope that a later version no longer has is left out.
    #[serde(deserialize_with = "known_scopes")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>, example = json!(["contacts:read"])))]
    pub scopes: Vec<Scope>,
    /// How many requests it may make in a minute, 1 to 6,000.
    pub per_minute: u32,
    /// Its last day.
    pub expires_on: NaiveDate,
}

/// An API client as the administrator reads it: never with a secret.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeptClient {
    /// What it is and may.
    #[serde(flatten)]
    pub client: ApiClient,
    /// Its keys and secrets, newest first, those that have ended too.
    pub credentials: Vec<ClientCredential>,
    /// When it was last used, to the minute; none if it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<DateTime<Utc>>,
}

flat!(KeptClient);

impl KeptClient {
    fn from_fields(mut fields: Fields) -> serde_json::Result<Self> {
        Ok(Self {
            credentials: flat::take(&mut fields, "credentials")?,
            last_used_at: flat::take_optional(&mut fields, "last_used_at")?,
            revoked_at: flat::take_optional(&mut fields, "revoked_at")?,
            client: flat::rest(fields)?,
        })
    }
}

impl ApiClient {
    /// The first instant at which it may no longer ask: midnight after its last day, in London.
    pub fn ends_at(&self) -> DateTime<Utc> {
        calendar::day_start(calendar::days_after(self.expires_on, 1))
    }

    /// Whether its last day is so near that somebody should look at it.
    pub fn is_ending(&self, today: NaiveDate) -> bool {
        self.expires_on <= calendar::days_after(today, WARN_DAYS)
    }
}

impl ApiClientForm {
    /// The client, or every flaw. Whether its services exist `store` finds out.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<ApiClient, Flaws> {
        let mut check = Check::new();
        let client = self.client(&mut check, against.today());
        check.finish(client)
    }

    fn client(&self, check: &mut Check, today: NaiveDate) -> Option<ApiClient> {
        let name = check.required("name", "the client's name", self.name.as_ref(), Line::parse);
        let about = check.optional("about", self.about.as_ref(), Line::parse);
        let mut services = check.values("services", MAX_SERVICES, self.services.as_ref(), |id| Ok(*id));
        if self.services.as_ref().is_none_or(Vec::is_empty) {
            check.flaw("services", Flaw::Missing("at least one service whose people it may open"));
        }
        services.sort_unstable();
        services.dedup();
        let named = check.values("scopes", MAX_SCOPES, self.scopes.as_ref(), |word| word.parse::<Scope>());
        let scopes = Scope::all().into_iter().filter(|scope| named.contains(scope)).collect();
        let per_minute = check.optional("per_minute", self.per_minute.as_ref(), |number| {
            if (1..=MAX_PER_MINUTE).contains(number) {
                return Ok(*number);
            }
            Err(Flaw::OutOfRange(1, MAX_PER_MINUTE.into()))
        });
        let expires_on = check.required("expires_on", "its last day", self.expires_on.as_ref(), |typed| {
            let day = calendar::parse_day(typed)?;
            if day < today {
                return Err(Flaw::InPast);
            }
            if day > calendar::days_after(today, MAX_DAYS) {
                return Err(Flaw::Contradiction("Choose a day at most a year ahead; it can be put off again then"));
            }
            Ok(day)
        });
        Some(ApiClient {
            name: name?,
            about,
            services,
            scopes,
            per_minute: per_minute.unwrap_or(PER_MINUTE),
            expires_on: expires_on?,
        })
    }
}

impl RegisterClientForm {
    /// The client and what it shows who it is by, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<(ApiClient, NewCredential), Flaws> {
        let mut check = Check::new();
        let nothing = ApiClientForm::default();
        let form = self.client.as_ref().unwrap_or(&nothing);
        let client = check.within("client", form, |check, form| form.client(check, against.today()));
        let key = check.optional("key", self.key.as_ref(), PublicKey::parse);
        check.finish(client.map(|client| (client, NewCredential { key, overlap_hours: 0 })))
    }
}

/// Scopes as they were kept: one that no row has any more allows nothing, and is left out.
fn known_scopes<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Scope>, D::Error> {
    let words = Vec::<String>::deserialize(deserializer)?;
    Ok(words.iter().filter_map(|word| word.parse().ok()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{against, day, id, typed};

    fn form() -> ApiClientForm {
        ApiClientForm {
            name: typed("Northtown appointment reminders"),
            services: Some(vec![id(1)]),
            scopes: Some(vec!["appointments:read".to_owned()]),
            expires_on: typed("2027-05-31"),
            ..ApiClientForm::default()
        }
    }

    #[test]
    fn it_asks_ten_times_a_second_if_nothing_is_said() {
        let client = form().check(&against()).ok().unwrap();
        assert_eq!(client.per_minute, PER_MINUTE);
        assert_eq!(client.scopes, ["appointments:read".parse().unwrap()]);
    }

    #[test]
    fn it_ends_within_a_year() {
        for (last, is_right) in
            [("2026-11-23", false), ("2026-11-24", true), ("2027-11-25", true), ("2027-11-26", false)]
        {
            let form = ApiClientForm { expires_on: typed(last), ..form() };
            assert_eq!(form.check(&against()).is_ok(), is_right, "{last}");
        }
        let form = ApiClientForm { expires_on: None, ..form() };
        assert!(form.check(&against()).err().unwrap().at("/expires_on").is_some());
    }

    #[test]
    fn it_is_warned_of_a_month_ahead() {
        let client = form().check(&against()).ok().unwrap();
        assert!(!client.is_ending(day("2027-04-30")));
        assert!(client.is_ending(day("2027-05-01")));
    }

    #[test]
    fn without_a_service_or_with_a_scope_that_is_none_it_is_refused() {
        let form = ApiClientForm { services: Some(vec![]), scopes: Some(vec!["everything:read".to_owned()]), ..form() };
        let flaws = form.check(&against()).err().unwrap();
        assert!(flaws.at("/services").is_some());
        assert_eq!(flaws.at("/scopes/0"), Some(&Flaw::UnknownScope));
    }

    #[test]
    fn a_scope_that_is_no_more_allows_nothing() {
        let kept = serde_json::json!({
            "name": "Old", "services": [], "scopes": ["gone:read", "contacts:read"], "per_minute": 1,
            "expires_on": "2027-01-01",
        });
        let client: ApiClient = serde_json::from_value(kept).unwrap();
        assert_eq!(client.scopes, ["contacts:read".parse().unwrap()]);
    }
}
