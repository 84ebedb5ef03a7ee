//! The documentation, served from here: no script, no other host.

mod access_page;
mod page;
mod schema_view;

use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, get};

use crate::openapi::DOCUMENT;
use crate::problem::Kind;

/// The same for everybody, so a browser may keep it; it asks whether it still holds.
const ASK_AGAIN: (header::HeaderName, &str) = (header::CACHE_CONTROL, "no-cache");

static JSON: LazyLock<serde_json::Value> = LazyLock::new(|| serde_json::to_value(&*DOCUMENT).unwrap_or_default());
static PAGE: LazyLock<String> = LazyLock::new(|| page::reference(&JSON));
static ACCESS: LazyLock<String> = LazyLock::new(access_page::page);
static PROBLEMS: LazyLock<String> = LazyLock::new(|| page::problems(Kind::ALL));

/// The OpenAPI document.
#[get("/openapi.json")]
pub async fn document() -> HttpResponse {
    HttpResponse::Ok().insert_header(ASK_AGAIN).json(&*JSON)
}

/// The reference, for people.
#[get("/docs")]
pub async fn reference() -> HttpResponse {
    html(PAGE.as_str())
}

/// The kinds of problem, whose addresses problem documents name.
#[get("/docs/problems")]
pub async fn problems() -> HttpResponse {
    html(PROBLEMS.as_str())
}

/// Who may do what.
#[get("/docs/access")]
pub async fn access() -> HttpResponse {
    html(ACCESS.as_str())
}

/// How the documentation looks.
#[get("/docs/docs.css")]
pub async fn look() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(ASK_AGAIN)
        .content_type("text/css; charset=utf-8")
        .body(include_str!("docs/docs.css"))
}

fn html(page: &'static str) -> HttpResponse {
    HttpResponse::Ok().insert_header(ASK_AGAIN).content_type("text/html; charset=utf-8").body(page)
}
