//! What CRiiS keeps and how: sealed rows in SQLite or PostgreSQL, units of work, the audit ledger, the
//! search index.
//!
//! **Invariants**: `store` knows no HTTP. No record is read without an [`Access`], and none without a
//! ledger entry that is durable before the answer. A unit of work is one transaction, without effects
//! outside the database. Query functions are written once and compiled for each database.

#![expect(clippy::duplicate_mod, reason = "the queries are compiled once for each database")]
#![expect(missing_docs, reason = "rows are documented by the tables they mirror, in `schema`")]

mod access;
mod asked;
mod bonds;
mod ceremony;
mod client;
mod clock;
mod common_passwords;
mod doing;
mod emergency;
mod engine;
mod epoch;
mod error;
mod examination;
mod filled;
mod index_entry;
mod kept;
mod ledger;
mod migrate;
mod noun;
mod once;
mod operation;
mod page;
mod part;
mod payload;
mod person;
mod postgres;
mod proof;
mod recovery;
mod refresh;
mod registering;
mod row;
mod schema;
pub mod search;
mod settings;
mod shown;
mod sign_in;
mod sql;
mod sqlite;
mod store;
mod tag;
mod throttle;
mod unit;

pub use access::{Access, Caller};
pub use asked::{Asked, network};
pub use ceremony::{CeremonyKind, CeremonyToken};
pub use client::{Bearer, ClientKey, ClientProof, ClientToken, IssuedToken};
pub use clock::Clock;
pub use doing::DoingFilter;
pub use epoch::{Rotated, Standing};
pub use error::{Error, Present};
pub use examination::{Examination, Fault, FaultKind};
pub use filled::{Filled, FilledOrganisation, FilledStaff, Written};
pub use migrate::Migrated;
pub use once::Once;
pub use page::{Cursor, Page};
pub use proof::{Finding, Gap, Keeping, Place, Pruned, Report};
pub use refresh::RefreshToken;
pub use registering::Known;
pub use row::MembershipRow;
pub use shown::Shown;
pub use sign_in::{EnrolmentBegun, ProviderSignIn, ProvidersWord};
pub use sql::Instant;
pub use store::{Address, Session, Signing, Store};
pub use tag::tampered;
