//! Everything that can be refused, and the problem document that says so (RFC 9457).

mod documented;
mod kind;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use domain::Flaws;
use domain::flaw::FieldFlaw;
use domain::problem::Problem;
use store::Error;
use uuid::Uuid;

pub use documented::{
    ActProblems, ActivityProblems, ChangeProblems, CreateProblems, EmergencyProblems, ListProblems, OwnPasskeyProblems,
    OwnProblems, PasskeyProblems, ProbeProblems, ProviderProblems, ReadProblems, RefreshProblems, SecondFactorProblems,
    SignInProblems, TokenServerProblems, WaysProblems, schemas,
};
pub use kind::Kind;

/// Why a body cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFault {
    /// It is not JSON, from this line and column on, both counted from 1.
    Malformed {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// It is nested more deeply than this.
    TooDeep(usize),
    /// It has more bytes than this.
    TooLarge(usize),
    /// It says that it is not JSON, or does not say.
    NotJson,
    /// It did not arrive whole.
    CutShort,
    /// It did not arrive within this many seconds.
    TooSlow(u64),
    /// It is compressed.
    Encoded,
}

/// Why a request is refused.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// By the store.
    #[error(transparent)]
    Store(#[from] Error),
    /// No token, or none that holds.
    #[error("no token that holds")]
    NoToken,
    /// The body cannot be read.
    #[error("body: {0:?}")]
    Body(BodyFault),
    /// A header cannot be read; what it takes.
    #[error("header {0}")]
    BadHeader(&'static str, &'static str),
    /// A parameter of the address cannot be read.
    #[error("query")]
    BadQuery,
    /// A record is to be changed and its version is not named.
    #[error("no version named")]
    NoVersion,
    /// There is nothing at this address.
    #[error("no such address")]
    NoSuchAddress,
    /// The address takes these methods alone.
    #[error("method not allowed")]
    Method(String),
    /// One side takes more than its share: come again in this many seconds.
    #[error("too many requests")]
    TooMany(u32),
    /// A page of another origin sent what only CRiiS's own may.
    #[error("a page of another origin")]
    ForeignPage,
    /// Something that must not happen did.
    #[error("{0}")]
    Broken(&'static str),
}

impl Refused {
    /// A form with flaws.
    pub fn flawed(flaws: Flaws) -> Self {
        Self::Store(Error::Flawed(flaws))
    }

    /// The kind of problem: one line for each way to be refused.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Store(error) => match error {
                Error::NotSignedIn => Kind::NotSignedIn,
                Error::SignInRefused => Kind::SignInRefused,
                Error::CodeRefused => Kind::CodeRefused,
                Error::PasskeyRefused => Kind::PasskeyRefused,
                Error::CeremonyOver => Kind::CeremonyOver,
                Error::Throttled(_) => Kind::Throttled,
                Error::Forbidden => Kind::Forbidden,
                Error::ScopeNeeded(_) => Kind::ScopeNeeded,
                Error::StepUpNeeded => Kind::StepUpNeeded,
                Error::NotFound => Kind::NotFound,
                Error::Stale(_) => Kind::Stale,
                Error::Flawed(_) => Kind::FlawedForm,
                Error::LikelyDuplicates(_) => Kind::LikelyDuplicates,
                Error::KeyReused(_) => Kind::KeyReused,
                Error::Conflict(_) => Kind::Conflict,
                Error::Overloaded => Kind::Overloaded,
                Error::Database(_) | Error::Ledger(_) | Error::Tampered(_) => Kind::Unavailable,
                Error::Keys(_) | Error::Unusable(_) => Kind::Internal,
            },
            Self::NoToken => Kind::NotSignedIn,
            Self::Body(fault) => match fault {
                BodyFault::Malformed { .. } | BodyFault::CutShort => Kind::Malformed,
                BodyFault::TooDeep(_) => Kind::TooDeep,
                BodyFault::TooLarge(_) => Kind::TooLarge,
                BodyFault::NotJson => Kind::NotJson,
                BodyFault::TooSlow(_) => Kind::TooSlow,
                BodyFault::Encoded => Kind::Encoded,
            },
            Self::BadHeader(..) => Kind::BadHeader,
            Self::BadQuery => Kind::BadQuery,
            Self::NoVersion => Kind::NoVersion,
            Self::NoSuchAddress => Kind::NotFound,
            Self::Method(_) => Kind::Method,
            Self::TooMany(_) => Kind::TooMany,
            Self::ForeignPage => Kind::ForeignPage,
            Self::Broken(_) => Kind::Internal,
        }
    }

    /// The whole document. Nothing of a request or a record is quoted in it.
    pub fn document(&self, request: Option<Uuid>) -> Problem {
        let kind = self.kind();
        let present = match self {
            Self::Store(Error::Stale(present)) => Some(*present),
            _ => None,
        };
        Problem {
            kind: kind.address(),
            title: kind.title().to_owned(),
            status: kind.status().as_u16(),
            detail: Some(self.detail().unwrap_or_else(|| kind.advice().to_owned())),
            request_id: request.map(|id| id.to_string()),
            errors: self.flaws(),
            version: present.map(|present| present.version),
            recorded_by: present.map(|present| present.by),
            recorded_at: present.map(|present| present.at),
            records: match self {
                Self::Store(Error::LikelyDuplicates(records)) => records.clone(),
                Self::Store(Error::KeyReused(record)) => vec![*record],
                _ => Vec::new(),
            },
        }
    }

    /// The answer, with the headers that this problem asks for.
    pub fn answer(&self, request: Option<Uuid>) -> HttpResponse {
        let kind = self.kind();
        let mut answer = HttpResponse::build(kind.status());
        answer.content_type("application/problem+json");
        if let Some(seconds) = self.retry_after() {
            answer.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if kind == Kind::NotSignedIn {
            answer.insert_header((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        if let Self::Store(Error::ScopeNeeded(scope)) = self {
            let needed = format!("Bearer error=\"insufficient_scope\", scope=\"{}\"", scope.word());
            answer.insert_header((header::WWW_AUTHENTICATE, needed));
        }
        if let Self::Method(allowed) = self {
            answer.insert_header((header::ALLOW, allowed.as_str()));
        }
        answer.json(self.document(request))
    }

    fn detail(&self) -> Option<String> {
        Some(match self {
            Self::Body(BodyFault::Malformed { line, column }) => {
                format!("The body stops being JSON at line {line}, column {column}.")
            }
            Self::Body(BodyFault::CutShort) => "The body did not arrive whole. Send it again.".to_owned(),
            Self::Body(BodyFault::TooSlow(most)) => format!("A body has {most} s to arrive."),
            Self::Body(BodyFault::TooDeep(most)) => format!("Nest at most {most} deep."),
            Self::Body(BodyFault::TooLarge(most)) => format!("Send at most {most} bytes."),
            Self::BadHeader(name, takes) => format!("The header {name} takes {takes}."),
            Self::Method(allowed) => format!("This address takes {allowed}."),
            Self::Store(Error::Throttled(seconds)) | Self::TooMany(seconds) => format!("Try again in {seconds} s."),
            Self::Store(Error::Conflict(remedy)) => (*remedy).to_owned(),
            Self::Store(Error::ScopeNeeded(scope)) => {
                format!("It takes the scope {}. An administrator can give it to the client.", scope.word())
            }
            _ => return None,
        })
    }

    fn flaws(&self) -> Vec<FieldFlaw> {
        match self {
            Self::Store(Error::Flawed(flaws)) => flaws.to_fields(),
            _ => Vec::new(),
        }
    }

    fn retry_after(&self) -> Option<u32> {
        match (self, self.kind()) {
            (Self::Store(Error::Throttled(seconds)) | Self::TooMany(seconds), _) => Some(*seconds),
            (_, Kind::Overloaded) => Some(1),
            (_, Kind::Unavailable) => Some(2),
            _ => None,
        }
    }
}

impl From<BodyFault> for Refused {
    fn from(fault: BodyFault) -> Self {
        Self::Body(fault)
    }
}

impl ResponseError for Refused {
    fn status_code(&self) -> StatusCode {
        self.kind().status()
    }

    /// Without the request's id, which the outermost layer puts in.
    fn error_response(&self) -> HttpResponse {
        self.answer(None)
    }
}

#[cfg(test)]
mod tests;
