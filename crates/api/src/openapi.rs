//! The OpenAPI document, made by the route table that runs.

mod forms;
mod scopes;
mod unused;

use std::sync::LazyLock;

use actix_web::App;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa_actix_web::AppExt;

use crate::{oauth, problem, routes};

/// What the routes themselves do not say.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "CRiiS",
        description = "A case management system for charities that help people recover.\n\nBodies are JSON in \
            snake_case. Refusals are problem documents (RFC 9457). A record's version is its `ETag`; changing one \
            takes `If-Match`. Making one takes an `Idempotency-Key`. Lists are pages with a `Link` to the next.",
        license(name = "MIT", identifier = "MIT"),
        contact(name = "The CRiiS project")
    ),
    servers((url = "/", description = "This server")),
    security(("bearer" = [])),
    tags(
        (name = "signing in", description = "Tokens, and who one is."),
        (name = "the day", description = "What the caller does today, and with whom."),
        (name = "service users", description = "People: registered, found, opened, and the parts of their record."),
        (name = "contacts", description = "What happened between the charity and one person."),
        (name = "episodes", description = "A person with a service, from opening to closing."),
        (name = "alerts", description = "What everybody who opens a record must know first."),
        (name = "appointments", description = "Who is expected when, where, by whom."),
        (name = "requests to take on", description = "A person registered here whom another service knows."),
        (name = "who may open a record", description = "Restrictions, people given to volunteers, records named for an audit."),
        (name = "emergencies", description = "Opening a record across a boundary in an emergency, and its review."),
        (name = "oversight", description = "The ledger as its overseer reads it: doings, patterns worth a look, reviews."),
        (name = "drafts", description = "What somebody typed and has not recorded yet."),
        (name = "organisation", description = "Contracts, services, staff and their roles."),
        (name = "API clients", description = "Programs that ask in their own name, what they may, their keys and secrets."),
        (name = "reference", description = "Code lists."),
        (name = "running it", description = "Whether the server is well.")
    )
)]
struct Frame;

/// The document.
pub static DOCUMENT: LazyLock<Document> = LazyLock::new(document);

fn document() -> Document {
    let app = App::new().into_utoipa_app().openapi(Frame::openapi()).configure(routes::all);
    let (_, mut document) = app.split_for_parts();
    let components = document.components.get_or_insert_default();
    components.schemas.extend(problem::schemas());
    components.schemas.extend([oauth::schema()]);
    let bearer = Http::builder()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("JWT")
        .description(Some("The `access_token` that signing in answered; it holds for five minutes."))
        .build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    scopes::describe(&mut document);
    unused::drop_schemas(&mut document);
    forms::describe(&mut document);
    document
}

#[cfg(test)]
mod tests;
