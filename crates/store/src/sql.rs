//! SQL types that are the same on both databases: identifiers and instants.

use chrono::{DateTime, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::query_builder::QueryId;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{BigInt, SqlType};
use diesel::sqlite::Sqlite;
use domain::id::{
    ClientId, CredentialId, EntryId, MembershipId, PasskeyId, PersonId, ServiceId, SessionId, StaffId, TieId,
};
use uuid::Uuid;

/// An identifier: `uuid` on PostgreSQL, 16 bytes on SQLite.
#[derive(Clone, Copy, Debug, SqlType, QueryId)]
#[diesel(sqlite_type(name = "Binary"))]
#[diesel(postgres_type(name = "uuid"))]
pub struct Id;

/// An identifier that can stand in a column: wrapped in [`Key`].
pub trait Identifier: Copy + std::fmt::Debug + 'static {
    /// The identifier's bytes.
    fn uuid(&self) -> &Uuid;
    /// The identifier of these bytes.
    fn of(uuid: Uuid) -> Self;
}

impl Identifier for Uuid {
    fn uuid(&self) -> &Uuid {
        self
    }

    fn of(uuid: Uuid) -> Self {
        uuid
    }
}

macro_rules! identifiers {
    ($($Id:ident),*) => {
        $(
            impl Identifier for $Id {
                fn uuid(&self) -> &Uuid {
                    &self.0
                }

                fn of(uuid: Uuid) -> Self {
                    Self(uuid)
                }
            }
        )*
    };
}
identifiers!(PersonId, ServiceId, StaffId, MembershipId, PasskeyId, SessionId, EntryId, TieId, ClientId, CredentialId);

/// An identifier as a column holds it: Diesel's traits cannot be given to `domain`'s own types here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = Id)]
pub struct Key<T: Identifier>(pub T);

/// A column of optional identifiers, as plain ones.
pub fn plain<T: Identifier>(key: Option<Key<T>>) -> Option<T> {
    key.map(|key| key.0)
}

/// Optional identifiers, as a column holds them.
pub fn keyed<T: Identifier>(id: Option<T>) -> Option<Key<T>> {
    id.map(Key)
}

impl<T: Identifier> ToSql<Id, Sqlite> for Key<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(&self.0.uuid().as_bytes()[..]);
        Ok(IsNull::No)
    }
}

impl<T: Identifier> ToSql<Id, Pg> for Key<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        std::io::Write::write_all(out, self.0.uuid().as_bytes())?;
        Ok(IsNull::No)
    }
}

impl<T: Identifier> FromSql<Id, Sqlite> for Key<T> {
    fn from_sql(mut value: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(T::of(Uuid::from_slice(value.read_blob())?)))
    }
}

impl<T: Identifier> FromSql<Id, Pg> for Key<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(T::of(Uuid::from_slice(value.as_bytes())?)))
    }
}

/// An instant as microseconds since 1970, UTC: `BIGINT` on both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, AsExpression, FromSqlRow)]
#[diesel(sql_type = BigInt)]
pub struct Instant(pub DateTime<Utc>);

impl Instant {
    /// Microseconds since 1970.
    pub const fn micros(self) -> i64 {
        self.0.timestamp_micros()
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at)
    }
}

impl ToSql<BigInt, Sqlite> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.micros());
        Ok(IsNull::No)
    }
}

impl ToSql<BigInt, Pg> for Instant {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        std::io::Write::write_all(out, &self.micros().to_be_bytes())?;
        Ok(IsNull::No)
    }
}

impl<DB: Backend> FromSql<BigInt, DB> for Instant
where
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(value: DB::RawValue<'_>) -> deserialize::Result<Self> {
        let micros = i64::from_sql(value)?;
        DateTime::from_timestamp_micros(micros).map(Self).ok_or_else(|| "an instant out of range".into())
    }
}
