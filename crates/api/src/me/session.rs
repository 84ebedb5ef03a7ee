//! Where one is signed in.

use actix_web::web::Data;
use actix_web::{delete, get};
use domain::access::ManageOwnSignIn;
use domain::id::SessionId;
use domain::sign_in::OwnSession;
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Done, Entries};
use crate::extract::{Admitted, Path};
use crate::problem::ReadProblems;

/// A sign-in.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SessionPath {
    /// The sign-in.
    pub session: SessionId,
}

/// Where one is signed in, the newest first.
#[utoipa::path(
    tag = "signing in", operation_id = "own_sessions",
    responses((status = 200, body = Entries<OwnSession>, description = "One's sign-ins"), ReadProblems)
)]
#[get("/me/sessions")]
pub async fn list(Admitted(access): Admitted<ManageOwnSignIn>, store: Data<Store>) -> Answer<Entries<OwnSession>> {
    Ok(Entries(store.own_sessions(access).await?))
}

/// End one of one's sign-ins.
#[utoipa::path(
    tag = "signing in", operation_id = "end_own_session", params(SessionPath),
    responses((status = 204, description = "It has ended"), ReadProblems)
)]
#[delete("/me/sessions/{session}")]
pub async fn end(
    Admitted(access): Admitted<ManageOwnSignIn>,
    Path(path): Path<SessionPath>,
    store: Data<Store>,
) -> Answer<Done> {
    store.end_own_session(access, path.session).await?;
    Ok(Done)
}

/// End all of one's sign-ins but this one.
#[utoipa::path(
    tag = "signing in", operation_id = "end_other_sessions",
    responses((status = 204, description = "The others have ended"), ReadProblems)
)]
#[delete("/me/sessions")]
pub async fn end_others(Admitted(access): Admitted<ManageOwnSignIn>, store: Data<Store>) -> Answer<Done> {
    store.end_other_sessions(access).await?;
    Ok(Done)
}
