//! Why an operation of the store did not happen.

use chrono::{DateTime, Utc};
use domain::access::{Refusal, Scope};
use domain::id::StaffId;
use domain::{Flaw, Flaws, Pointer};
use thiserror::Error;
use uuid::Uuid;

/// The version that is there, where an older one was to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Present {
    /// Its number.
    pub version: u32,
    /// Who recorded it.
    pub by: StaffId,
    /// When.
    pub at: DateTime<Utc>,
}

/// Why an operation did not happen. Nothing of it was saved.
#[derive(Debug, Error)]
pub enum Error {
    /// The caller is not signed in, or no longer.
    #[error("not signed in")]
    NotSignedIn,
    /// Name and password do not go together; never says which.
    #[error("sign-in refused")]
    SignInRefused,
    /// The second factor's code is not right, or was used before.
    #[error("code refused")]
    CodeRefused,
    /// The passkey's answer does not hold, or is of no passkey that is accepted here.
    #[error("passkey refused")]
    PasskeyRefused,
    /// The sign-in that was under way is over, or the one-time link was used or has run out.
    #[error("the ceremony is over")]
    CeremonyOver,
    /// Too many failures: wait this many seconds.
    #[error("sign-in throttled for {0} s")]
    Throttled(u32),
    /// No role of theirs may do this.
    #[error("the role does not allow it")]
    Forbidden,
    /// No scope of the program names this; it takes the one named here.
    #[error("the scope {0:?} is needed")]
    ScopeNeeded(Scope),
    /// This takes a step-up sign-in, within the last few minutes.
    #[error("a step-up sign-in is needed")]
    StepUpNeeded,
    /// There is no such record, or none that the caller may know of.
    #[error("no such record")]
    NotFound,
    /// Another version is there by now.
    #[error("stale version")]
    Stale(Present),
    /// The form breaks a rule that only the record itself could tell.
    #[error("flawed form")]
    Flawed(Flaws),
    /// The registration may be of people known here already.
    #[error("likely duplicates")]
    LikelyDuplicates(Vec<Uuid>),
    /// The idempotency key made this record from another body.
    #[error("idempotency key used before")]
    KeyReused(Uuid),
    /// The record is in a state that does not allow it, with what would.
    #[error("{0}")]
    Conflict(&'static str),
    /// Too many units wait for the database already; nothing was begun.
    #[error("too many units wait")]
    Overloaded,
    /// The database is away, full or too slow; nothing was saved.
    #[error("database: {0}")]
    Database(String),
    /// A sealed value did not open, or a key is missing.
    #[error("keys: {0}")]
    Keys(String),
    /// A row that decides access or sign-in was changed behind CRiiS's back; which. Nobody is told.
    #[error("a row was tampered with: {0}")]
    Tampered(Uuid),
    /// The audit ledger could not take the entry, so nothing is answered.
    #[error("ledger: {0}")]
    Ledger(String),
    /// The store was opened wrongly, or its schema is not this program's.
    #[error("{0}")]
    Unusable(String),
}

impl Error {
    /// A single flaw of one field.
    pub fn flaw(field: &str, flaw: Flaw) -> Self {
        Self::Flawed(Flaws::one(Pointer::root().field(field), flaw))
    }

    /// Whether trying again later may succeed.
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Overloaded | Self::Database(_) | Self::Ledger(_))
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Role | Refusal::Scope => Self::Forbidden,
            Refusal::Ground | Refusal::Restricted => Self::NotFound,
            Refusal::StepUp => Self::StepUpNeeded,
        }
    }
}

impl From<Flaws> for Error {
    fn from(flaws: Flaws) -> Self {
        Self::Flawed(flaws)
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        match error {
            diesel::result::Error::NotFound => Self::NotFound,
            other => Self::Database(other.to_string()),
        }
    }
}

impl From<vault::SealError> for Error {
    fn from(error: vault::SealError) -> Self {
        Self::Keys(error.to_string())
    }
}

impl From<vault::OpenError> for Error {
    fn from(error: vault::OpenError) -> Self {
        Self::Keys(error.to_string())
    }
}

impl From<vault::FolderError> for Error {
    fn from(error: vault::FolderError) -> Self {
        Self::Keys(error.to_string())
    }
}
