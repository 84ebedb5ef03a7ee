//! How a member of staff signs in, as an administrator keeps it: never by choosing their password.

use actix_web::web::Data;
use actix_web::{delete, get, post};
use domain::access::{EndSessions, InviteStaff, RemoveFactors};
use domain::id::{SessionId, StaffId};
use domain::sign_in::{Invitation, OwnSession};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use super::StaffPath;
use crate::answer::{Answer, Done, Entries, Shown};
use crate::config::Config;
use crate::extract::{Admitted, Path};
use crate::mail::Post;
use crate::problem::ReadProblems;

/// A sign-in of a member of staff.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct StaffSessionPath {
    /// The member of staff.
    staff: StaffId,
    /// The sign-in.
    session: SessionId,
}

/// Make a one-time link by which somebody chooses a password.
///
/// An invitation, which holds for 72 hours, until they have chosen one; then a reset, which holds for an hour and
/// leaves their second factor as it is. It is sent to their address at work where mail is set up, and answered here to
/// be passed on where it is not. Links of before end.
#[utoipa::path(
    tag = "organisation", operation_id = "invite_staff", params(StaffPath),
    responses((status = 200, body = Invitation, description = "The link, this once"), ReadProblems)
)]
#[post("/staff/{staff}/invitation")]
pub async fn invite(
    Admitted(access): Admitted<InviteStaff>,
    Path(path): Path<StaffPath>,
    config: Data<Config>,
    post: Data<Post>,
    store: Data<Store>,
) -> Answer<Shown<Invitation>> {
    let made = store.invite_staff(access, path.staff).await?;
    let link = format!("{}/invitation#{}", config.address(), made.token.to_text().reveal());
    let sent = match &made.work_email {
        Some(address) => post.send_link(address, made.kind, &link).await,
        None => false,
    };
    Ok(Shown(Invitation { kind: made.kind, link: link.into(), expires_at: made.expires_at, sent }))
}

/// Take away a second factor that somebody has lost, and their password with it; they are signed out.
///
/// A new one-time link lets them choose a password and enrol again.
#[utoipa::path(
    tag = "organisation", operation_id = "remove_factors", params(StaffPath),
    responses((status = 204, description = "They have neither now"), ReadProblems)
)]
#[delete("/staff/{staff}/factors")]
pub async fn remove_factors(
    Admitted(access): Admitted<RemoveFactors>,
    Path(path): Path<StaffPath>,
    store: Data<Store>,
) -> Answer<Done> {
    store.remove_factors(access, path.staff).await?;
    Ok(Done)
}

/// Where a member of staff is signed in.
#[utoipa::path(
    tag = "organisation", operation_id = "list_sessions", params(StaffPath),
    responses((status = 200, body = Entries<OwnSession>, description = "Their sign-ins"), ReadProblems)
)]
#[get("/staff/{staff}/sessions")]
pub async fn sessions(
    Admitted(access): Admitted<EndSessions>,
    Path(path): Path<StaffPath>,
    store: Data<Store>,
) -> Answer<Entries<OwnSession>> {
    Ok(Entries(store.sessions_of(access, path.staff).await?))
}

/// End all of somebody's sign-ins.
#[utoipa::path(
    tag = "organisation", operation_id = "end_sessions", params(StaffPath),
    responses((status = 204, description = "They are signed out"), ReadProblems)
)]
#[delete("/staff/{staff}/sessions")]
pub async fn end_sessions(
    Admitted(access): Admitted<EndSessions>,
    Path(path): Path<StaffPath>,
    store: Data<Store>,
) -> Answer<Done> {
    store.end_sessions_of(access, path.staff).await?;
    Ok(Done)
}

/// End one of somebody's sign-ins.
#[utoipa::path(
    tag = "organisation", operation_id = "end_session", params(StaffSessionPath),
    responses((status = 204, description = "It has ended"), ReadProblems)
)]
#[delete("/staff/{staff}/sessions/{session}")]
pub async fn end_session(
    Admitted(access): Admitted<EndSessions>,
    Path(path): Path<StaffSessionPath>,
    store: Data<Store>,
) -> Answer<Done> {
    store.end_session_of(access, path.staff, path.session).await?;
    Ok(Done)
}
