//! API clients, as the administrator keeps them.

use actix_web::web::Data;
use actix_web::{delete, get, post, put};
use domain::Recorded;
use domain::access::{ChangeApiClient, ReadApiClients, RegisterApiClient, RevokeApiClient, RotateApiClient};
use domain::api_client::{ApiClientForm, Issued, IssuedClient, KeptClient, NewCredentialForm, RegisterClientForm};
use domain::id::{ClientId, CredentialId};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Done, Entries, Versioned};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Path};
use crate::problem::{ChangeProblems, CreateProblems, ReadProblems};

/// An API client.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ClientPath {
    /// The client.
    #[param(value_type = Uuid)]
    client: ClientId,
}

/// A key or secret of an API client.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct CredentialPath {
    /// The client.
    #[param(value_type = Uuid)]
    client: ClientId,
    /// The key or secret.
    credential: CredentialId,
}

/// Every API client, those that are revoked too.
#[utoipa::path(
    tag = "API clients", operation_id = "list_api_clients",
    responses((status = 200, body = Entries<Recorded<KeptClient>>, description = "The clients"), ReadProblems)
)]
#[get("/api-clients")]
pub async fn list(
    Admitted(access): Admitted<ReadApiClients>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<KeptClient>>> {
    Ok(Entries(store.api_clients(access).await?))
}

/// Register an API client.
///
/// With its public key, or without one: then a secret is made and answered this once. Where the request is repeated
/// under its idempotency key, the answer leaves the secret out; rotating makes another.
#[utoipa::path(
    tag = "API clients", operation_id = "register_api_client", params(IdempotencyKeyHeader),
    request_body = RegisterClientForm,
    responses((status = 201, body = IssuedClient, description = "The client, and its secret this once", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/api-clients")]
pub async fn register(
    Admitted(access): Admitted<RegisterApiClient>,
    once: Once,
    Checked((client, first)): Checked<RegisterClientForm>,
    store: Data<Store>,
) -> Answer<Created<IssuedClient>> {
    Ok(Created(store.register_api_client(access, once.into(), client, first).await?))
}

/// One API client.
#[utoipa::path(
    tag = "API clients", operation_id = "read_api_client", params(ClientPath),
    responses((status = 200, body = Recorded<KeptClient>, description = "The client in the present version", headers(
        ("ETag" = String, description = "Its version"))), ReadProblems)
)]
#[get("/api-clients/{client}")]
pub async fn read(
    Admitted(access): Admitted<ReadApiClients>,
    Path(path): Path<ClientPath>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<KeptClient>>> {
    Ok(Versioned(store.api_client(access, path.client.0).await?))
}

/// Change what an API client is and may, from its next request on.
#[utoipa::path(
    tag = "API clients", operation_id = "change_api_client", params(ClientPath, IfMatchHeader),
    request_body = ApiClientForm,
    responses((status = 200, body = Recorded<KeptClient>, description = "The client as changed", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[put("/api-clients/{client}")]
pub async fn change(
    Admitted(access): Admitted<ChangeApiClient>,
    IfMatch(version): IfMatch,
    Path(path): Path<ClientPath>,
    Checked(client): Checked<ApiClientForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<KeptClient>>> {
    Ok(Versioned(store.change_api_client(access, client, path.client.0, version).await?))
}

/// Revoke an API client for ever, from its next request on, wherever that is made.
#[utoipa::path(
    tag = "API clients", operation_id = "revoke_api_client", params(ClientPath),
    responses((status = 204, description = "It is revoked"), ReadProblems)
)]
#[delete("/api-clients/{client}")]
pub async fn revoke(
    Admitted(access): Admitted<RevokeApiClient>,
    Path(path): Path<ClientPath>,
    store: Data<Store>,
) -> Answer<Done> {
    store.revoke_api_client(access, path.client.0).await?;
    Ok(Done)
}

/// Give an API client another key or secret.
///
/// What it has lives on for the hours that are said, so that it can change over without a gap; two live at once, never
/// three.
#[utoipa::path(
    tag = "API clients", operation_id = "rotate_api_client", params(ClientPath, IdempotencyKeyHeader),
    request_body = NewCredentialForm,
    responses((status = 201, body = Issued, description = "What it was given, a secret this once", headers(
        ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/api-clients/{client}/credentials")]
pub async fn rotate(
    Admitted(access): Admitted<RotateApiClient>,
    once: Once,
    Path(path): Path<ClientPath>,
    Checked(next): Checked<NewCredentialForm>,
    store: Data<Store>,
) -> Answer<Created<Issued>> {
    Ok(Created(store.rotate_api_client(access, once.into(), next, path.client.0).await?.issued))
}

/// End one key or secret of an API client at once, and every token that it was shown for.
#[utoipa::path(
    tag = "API clients", operation_id = "end_api_credential", params(CredentialPath),
    responses((status = 204, description = "It has ended"), ReadProblems)
)]
#[delete("/api-clients/{client}/credentials/{credential}")]
pub async fn end_credential(
    Admitted(access): Admitted<RevokeApiClient>,
    Path(path): Path<CredentialPath>,
    store: Data<Store>,
) -> Answer<Done> {
    store.end_api_credential(access, path.client.0, path.credential).await?;
    Ok(Done)
}
