//! API clients, for administrators.

use domain::Recorded;
use domain::api_client::{Issued, IssuedClient, KeptClient, NewCredentialForm, RegisterClientForm};
use gloo_net::http::Method;
use uuid::Uuid;

use super::{Answer, Ask, create, get, request};

/// Every client.
pub(crate) async fn all() -> Answer<Vec<Recorded<KeptClient>>> {
    get("/api-clients").await
}

/// Register a client.
pub(crate) async fn register(key: Uuid, form: &RegisterClientForm) -> Answer<IssuedClient> {
    create("/api-clients", key, form).await
}

/// Give a client another key or secret.
pub(crate) async fn rotate(id: Uuid, key: Uuid, form: &NewCredentialForm) -> Answer<Issued> {
    create(format!("/api-clients/{id}/credentials"), key, form).await
}

/// Revoke a client.
pub(crate) async fn revoke(id: Uuid) -> Answer<()> {
    request(Ask::new(Method::DELETE, format!("/api-clients/{id}"))).await.map(drop)
}
