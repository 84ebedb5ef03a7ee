//! Tokens for API clients: OAuth 2.0 client credentials (RFC 6749, section 4.4).
//!
//! Off-the-shelf libraries ask here, so refusals about the client or the request come in OAuth's own shape, not as
//! problem documents: a library reads `error`, and knows no other. What any address can answer (too many requests, no
//! database) stays a problem document.

mod assertion;
mod refusal;
mod shown;

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, Responder, post};
use domain::Private;
use domain::id::ClientId;
use serde::Serialize;
use store::{Asked, ClientProof, Error, Store};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::answer::Answer;
use crate::config::Config;
use crate::extract::{UrlEncoded, network};
use crate::limits::Limits;
use crate::problem::Refused;
use crate::request_id::RequestId;
use crate::token::{LIFETIME, Tokens};
use refusal::{Refusal, TokenError, TokenProblems};
use shown::{Shown, TokenForm};

/// The schema of its refusals, registered once.
pub fn schema() -> (String, RefOr<Schema>) {
    (TokenError::name().into_owned(), TokenError::schema())
}

/// A token for an API client.
#[derive(Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names are RFC 6749's")]
pub struct AccessToken {
    /// The token, for the header `Authorization: Bearer …`.
    #[schema(value_type = String)]
    access_token: Private<String>,
    /// `Bearer`.
    #[schema(example = "Bearer")]
    token_type: &'static str,
    /// For how many seconds it holds.
    #[schema(example = 300)]
    expires_in: i64,
}

/// A token, or why there is none.
pub enum Answered {
    /// A token.
    Token(AccessToken),
    /// Why not.
    Refused(Refusal),
}

/// Get a token for an API client (OAuth 2.0, client credentials).
///
/// The client shows who it is by a signed assertion (`private_key_jwt`, RFC 7523) or by its secret, in the header
/// (HTTP Basic) or the form, never in the address. An assertion's header names the key (`kid`, as registering it
/// answered) and one of its algorithms; `iss` and `sub` are the client's id, `aud` is this address, `exp` at most five
/// minutes ahead, and `jti` is used once. The token holds for five minutes. It carries no scope: what the client may is
/// read at every request. Refusals have OAuth's own shape, with `error` and `error_description`.
#[utoipa::path(
    tag = "signing in", operation_id = "get_client_token", security(()),
    request_body(content = TokenForm, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = AccessToken, description = "A token, for five minutes"), TokenProblems)
)]
#[post("/oauth/token")]
pub async fn give(
    request: HttpRequest,
    UrlEncoded(form): UrlEncoded,
    config: Data<Config>,
    limits: Data<Limits>,
    tokens: Data<Tokens>,
    store: Data<Store>,
) -> Answer<Answered> {
    let asked = asked(&request);
    let shown = match shown::read(&request, form) {
        Ok(shown) => shown,
        Err(refusal) => return Ok(Answered::Refused(refusal)),
    };
    let Some((client, proof)) = proof(shown, &config, &store, &asked).await? else {
        return Ok(Answered::Refused(Refusal::Client));
    };
    let issued = match store.issue_client_token(proof, asked, client).await {
        Ok(issued) => issued,
        Err(Error::SignInRefused) => return Ok(Answered::Refused(Refusal::Client)),
        Err(error) => return Err(error.into()),
    };
    limits.count_client(client, issued.per_minute)?;
    let token = tokens.issue_to_client(issued.token, store.clock().now());
    let access_token = token.ok_or(Refused::Broken("a token could not be signed"))?;
    Ok(Answered::Token(AccessToken { access_token, token_type: "Bearer", expires_in: LIFETIME.num_seconds() }))
}

/// What a client shows, with the signature checked where there is one; none if that is not right.
#[expect(clippy::ref_option, reason = "the store's operations take it so")]
async fn proof(
    shown: Shown,
    config: &Config,
    store: &Store,
    asked: &Option<Asked>,
) -> Answer<Option<(ClientId, ClientProof)>> {
    let (named, text) = match shown {
        Shown::Secret(client, secret) => return Ok(Some((client, ClientProof::Secret(secret)))),
        Shown::Assertion(client, text) => (client, text),
    };
    let Some((client, kid)) = assertion::says(&text).filter(|(client, _)| named.is_none_or(|named| named == *client))
    else {
        return Ok(None);
    };
    let key = store.client_key(client, kid).await?;
    let audience = format!("{}{}/oauth/token", config.address(), crate::routes::API);
    let held = key.and_then(|key| assertion::check(&text, &key, client, &audience, store.clock().now()));
    let Some(held) = held else {
        store.client_refused(asked.clone(), client).await?;
        return Ok(None);
    };
    Ok(Some((client, ClientProof::Assertion { key: kid, jti: held.jti, expires_at: held.expires_at })))
}

fn asked(request: &HttpRequest) -> Option<Asked> {
    let id = request.extensions().get::<RequestId>().map(|id| id.0)?;
    Some(Asked::from(id, network(request)))
}

impl Responder for Answered {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        match self {
            Self::Token(token) => HttpResponse::Ok().insert_header((header::PRAGMA, "no-cache")).json(token),
            Self::Refused(refusal) => refusal.answer(),
        }
    }
}
