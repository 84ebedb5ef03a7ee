//! Why a client gets no token, in OAuth's own words (RFC 6749, section 5.2).

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use serde::Serialize;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

use crate::problem::TokenServerProblems;

/// Why a client gets no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The request is not one for a token; what it takes.
    Request(&'static str),
    /// The client is not known, is over, or showed something that does not hold; never which.
    Client,
    /// Another way to get a token was asked for.
    Grant,
    /// Scopes were asked for.
    Scope,
}

/// The body of a refusal.
#[derive(Serialize, ToSchema)]
pub struct TokenError {
    /// The word that libraries compare: `invalid_request`, `invalid_client`, `unsupported_grant_type` or
    /// `invalid_scope`.
    #[schema(example = "invalid_client")]
    error: &'static str,
    /// What would be right, for whoever writes the client.
    error_description: &'static str,
}

impl Refusal {
    /// The answer.
    pub fn answer(self) -> HttpResponse {
        let mut answer = HttpResponse::build(self.status());
        if self == Self::Client {
            answer.insert_header((header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"CRiiS\"")));
        }
        answer.json(self.body())
    }

    const fn status(self) -> StatusCode {
        match self {
            Self::Client => StatusCode::UNAUTHORIZED,
            Self::Request(_) | Self::Grant | Self::Scope => StatusCode::BAD_REQUEST,
        }
    }

    const fn body(self) -> TokenError {
        let (error, error_description) = match self {
            Self::Request(right) => ("invalid_request", right),
            Self::Client => ("invalid_client", "The client, its key or secret, or its assertion does not hold"),
            Self::Grant => ("unsupported_grant_type", "Send grant_type=client_credentials"),
            Self::Scope => {
                ("invalid_scope", "Leave scope out: what a client may is kept here and read at every request")
            }
        };
        TokenError { error, error_description }
    }
}

/// The refusals of asking for a token.
pub struct TokenProblems;

impl IntoResponses for TokenProblems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut responses = TokenServerProblems::responses();
        for (refusal, says) in [
            (Refusal::Request("Send each parameter once"), "The request is not one for a token"),
            (Refusal::Client, "The client does not hold"),
        ] {
            let content = ContentBuilder::new()
                .schema(Some(RefOr::Ref(Ref::from_schema_name(TokenError::name()))))
                .example(serde_json::to_value(refusal.body()).ok())
                .build();
            let response = ResponseBuilder::new().description(says).content("application/json", content).build();
            responses.insert(refusal.status().as_str().to_owned(), response.into());
        }
        responses
    }
}
