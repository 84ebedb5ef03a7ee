//! Episodes: a person with a service, from opening to closing.

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::Recorded;
use domain::access::{ChangeEpisode, OpenEpisode, ReadEpisodes, ReopenEpisode};
use domain::episode::{CloseForm, Episode, EpisodeChangeForm, EpisodeForm, ReopenForm};
use domain::id::{EpisodeId, PersonId};
use domain::trail::HistoryEntry;
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Entries, Versioned};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Path, Typed};
use crate::history::history;
use crate::problem::{ChangeProblems, CreateProblems, ReadProblems};
use crate::service_user::PersonPath;

/// An episode of a service user.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct EpisodePath {
    /// The service user.
    person: PersonId,
    /// The episode.
    episode: EpisodeId,
}

/// Every episode of a service user: open ones first, then the one that began last.
#[utoipa::path(
    tag = "episodes", operation_id = "list_episodes", params(PersonPath),
    responses((status = 200, body = Entries<Recorded<Episode>>, description = "Their episodes"), ReadProblems)
)]
#[get("/service-users/{person}/episodes")]
pub async fn list(
    Admitted(access): Admitted<ReadEpisodes>,
    Path(path): Path<PersonPath>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<Episode>>> {
    Ok(Entries(store.episodes(access, path.person).await?))
}

/// Open an episode with a service of the caller's, for somebody whom they may open already.
#[utoipa::path(
    tag = "episodes", operation_id = "open_episode", params(PersonPath, IdempotencyKeyHeader), request_body = EpisodeForm,
    responses((status = 201, body = Recorded<Episode>, description = "The episode as opened", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/service-users/{person}/episodes")]
pub async fn open(
    Admitted(access): Admitted<OpenEpisode>,
    once: Once,
    Path(path): Path<PersonPath>,
    Checked(episode): Checked<EpisodeForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<Episode>>> {
    Ok(Created(store.open_episode(access, once.into(), episode, path.person).await?))
}

/// One episode.
#[utoipa::path(
    tag = "episodes", operation_id = "read_episode", params(EpisodePath),
    responses((status = 200, body = Recorded<Episode>, description = "The episode in its present version", headers(
        ("ETag" = String, description = "Its version"))), ReadProblems)
)]
#[get("/service-users/{person}/episodes/{episode}")]
pub async fn read(
    Admitted(access): Admitted<ReadEpisodes>,
    Path(path): Path<EpisodePath>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Episode>>> {
    Ok(Versioned(store.episode(access, path.person, path.episode.0).await?))
}

/// Change who leads an open episode, and how they came.
#[utoipa::path(
    tag = "episodes", operation_id = "change_episode", params(EpisodePath, IfMatchHeader),
    request_body = EpisodeChangeForm,
    responses((status = 200, body = Recorded<Episode>, description = "The episode as changed", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[put("/service-users/{person}/episodes/{episode}")]
pub async fn change(
    Admitted(access): Admitted<ChangeEpisode>,
    IfMatch(version): IfMatch,
    Path(path): Path<EpisodePath>,
    Typed(form): Typed<EpisodeChangeForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Episode>>> {
    Ok(Versioned(store.change_episode(access, form, path.person, path.episode.0, version).await?))
}

/// Close an episode.
#[utoipa::path(
    tag = "episodes", operation_id = "close_episode", params(EpisodePath, IfMatchHeader, IdempotencyKeyHeader), request_body = CloseForm,
    responses((status = 200, body = Recorded<Episode>, description = "The episode as closed", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[post("/service-users/{person}/episodes/{episode}/close")]
pub async fn close(
    Admitted(access): Admitted<ChangeEpisode>,
    once: Once,
    IfMatch(version): IfMatch,
    Path(path): Path<EpisodePath>,
    Typed(form): Typed<CloseForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Episode>>> {
    Ok(Versioned(store.close_episode(access, once.into(), form, path.person, path.episode.0, version).await?))
}

/// Open a closed episode again, with a reason.
#[utoipa::path(
    tag = "episodes", operation_id = "reopen_episode", params(EpisodePath, IfMatchHeader, IdempotencyKeyHeader), request_body = ReopenForm,
    responses((status = 200, body = Recorded<Episode>, description = "The episode as it goes on", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[post("/service-users/{person}/episodes/{episode}/reopen")]
pub async fn reopen(
    Admitted(access): Admitted<ReopenEpisode>,
    once: Once,
    IfMatch(version): IfMatch,
    Path(path): Path<EpisodePath>,
    Typed(form): Typed<ReopenForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Episode>>> {
    Ok(Versioned(store.reopen_episode(access, once.into(), form, path.person, path.episode.0, version).await?))
}

/// Every version of an episode, newest first, with what changed.
#[utoipa::path(
    tag = "episodes", operation_id = "episode_history", params(EpisodePath),
    responses((status = 200, body = Entries<HistoryEntry>, description = "Its versions"), ReadProblems)
)]
#[get("/service-users/{person}/episodes/{episode}/history")]
pub async fn versions(
    Admitted(access): Admitted<ReadEpisodes>,
    Path(path): Path<EpisodePath>,
    store: Data<Store>,
) -> Answer<Entries<HistoryEntry>> {
    Ok(Entries(history(store.episode_history(access, path.person, path.episode.0).await?)?))
}
