//! Whether the server lives, and whether it should be sent requests.

use actix_web::get;
use actix_web::web::Data;
use serde::Serialize;
use store::{Error, Store};
use utoipa::ToSchema;

use crate::answer::{Answer, Shown};
use crate::problem::ProbeProblems;

/// How the server is.
#[derive(Serialize, ToSchema)]
pub struct Condition {
    /// In a word.
    #[schema(example = "ready")]
    status: &'static str,
}

/// Whether the process lives.
#[utoipa::path(
    tag = "running it", operation_id = "alive", security(()),
    responses((status = 200, body = Condition, description = "It lives"), ProbeProblems)
)]
#[get("/healthz")]
pub async fn alive() -> Answer<Shown<Condition>> {
    Ok(Shown(Condition { status: "alive" }))
}

/// Whether the database answers and what others change is followed.
#[utoipa::path(
    tag = "running it", operation_id = "ready", security(()),
    responses((status = 200, body = Condition, description = "Send requests here"), ProbeProblems)
)]
#[get("/readyz")]
pub async fn ready(store: Data<Store>) -> Answer<Shown<Condition>> {
    store.epoch_standing().await?;
    if !store.is_followed() {
        return Err(Error::Database("the change feed is not followed".to_owned()).into());
    }
    Ok(Shown(Condition { status: "ready" }))
}
