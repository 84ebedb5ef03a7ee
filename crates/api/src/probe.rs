//! Whether the server lives, and whether it should be sent requests.

use actix_web::get;
use actix_web::web::Data;
use serde::Serialize;
use store::{Error, Store};
use utoipa::ToSchema;

use crate::answer::{Answer, Shown};
use crate::problem::ProbeProblems;

/// How the server is. A condition of somebody's health has the shorter name in the document.
#[derive(Serialize, ToSchema)]
pub struct ServerCondition {
    /// In a word.
    #[schema(example = "ready")]
    status: &'static str,
    /// Whether the ledger's checkpoints are kept in every place that is set, or fail in one: entries go on all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "kept")]
    checkpoints: Option<&'static str>,
}

/// Whether the process lives.
#[utoipa::path(
    tag = "running it", operation_id = "alive", security(()),
    responses((status = 200, body = ServerCondition, description = "It lives"), ProbeProblems)
)]
#[get("/healthz")]
pub async fn alive() -> Answer<Shown<ServerCondition>> {
    Ok(Shown(ServerCondition { status: "alive", checkpoints: None }))
}

/// Whether the database answers and what others change is followed.
#[utoipa::path(
    tag = "running it", operation_id = "ready", security(()),
    responses((status = 200, body = ServerCondition, description = "Send requests here"), ProbeProblems)
)]
#[get("/readyz")]
pub async fn ready(store: Data<Store>) -> Answer<Shown<ServerCondition>> {
    store.epoch_standing().await?;
    if !store.is_followed() {
        return Err(Error::Database("the change feed is not followed".to_owned()).into());
    }
    let checkpoints = if store.keeping().failing() > 0 { "failing" } else { "kept" };
    Ok(Shown(ServerCondition { status: "ready", checkpoints: Some(checkpoints) }))
}
