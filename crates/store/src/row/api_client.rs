//! The rows of API clients: what decides their access, and what they show who they are by.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::access::Scope;
use domain::id::{ClientId, CredentialId, ServiceId};
use uuid::Uuid;

use crate::schema::{api_client, api_credential};
use crate::sql::{Instant, Key};
use crate::tag::{Columns, Tagged};

/// What an API client may, from when to when. Its name is sealed with its other versions in `organisation`.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = api_client, check_for_backend(Sqlite, Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct ApiClientRow {
    pub id: Key<ClientId>,
    /// The words of its scopes, with spaces between.
    pub scopes: String,
    /// The ids of its services, 16 bytes each.
    pub services: Vec<u8>,
    pub per_minute: i32,
    pub expires_at: Instant,
    pub revoked_at: Option<Instant>,
    /// To the minute; it decides nothing, and the tag leaves it out.
    pub last_used_at: Option<Instant>,
    pub tag: Vec<u8>,
}

/// A key or a secret of an API client.
#[derive(Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = api_credential, check_for_backend(Sqlite, Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct ApiCredentialRow {
    pub id: Key<CredentialId>,
    pub client_id: Key<ClientId>,
    pub kind: i16,
    /// The keyed hash of a secret; empty for a key.
    pub secret_hash: Vec<u8>,
    /// The JWK of a key; empty for a secret.
    pub public_key: String,
    pub since: Instant,
    pub until: Option<Instant>,
    pub tag: Vec<u8>,
}

impl ApiClientRow {
    /// Whether it may ask at an instant.
    pub fn is_live(&self, now: chrono::DateTime<chrono::Utc>) -> bool {
        self.revoked_at.is_none() && now < self.expires_at.0
    }

    /// Its scopes; one that no row of the access table has any more allows nothing.
    pub fn scopes(&self) -> Vec<Scope> {
        self.scopes.split(' ').filter_map(|word| word.parse().ok()).collect()
    }

    /// Its services.
    pub fn services(&self) -> Vec<ServiceId> {
        self.services.chunks_exact(16).filter_map(|bytes| Uuid::from_slice(bytes).ok()).map(ServiceId).collect()
    }
}

impl ApiCredentialRow {
    /// Whether it holds at an instant.
    pub fn holds(&self, now: chrono::DateTime<chrono::Utc>) -> bool {
        self.since.0 <= now && self.until.is_none_or(|until| now < until.0)
    }
}

impl Tagged for ApiClientRow {
    const TABLE: &'static str = "api_client";

    fn id(&self) -> Uuid {
        self.id.0.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.id(self.id).text(&self.scopes).bytes(&self.services).number(self.per_minute);
        columns.at(self.expires_at).maybe_at(self.revoked_at);
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}

impl Tagged for ApiCredentialRow {
    const TABLE: &'static str = "api_credential";

    fn id(&self) -> Uuid {
        self.id.0.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.id(self.id).id(self.client_id).number(self.kind).bytes(&self.secret_hash);
        columns.text(&self.public_key).at(self.since).maybe_at(self.until);
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}
