//! Drafts: what their author typed and has not recorded yet.

use actix_web::web::Data;
use actix_web::{delete, get, put};
use domain::Recorded;
use domain::access::KeepDraft;
use domain::draft::{Draft, DraftForm};
use domain::id::DraftId;
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Done, Entries, Versioned};
use crate::extract::{Admitted, Checked, Path};
use crate::problem::{ActProblems, ReadProblems};

/// A draft.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct DraftPath {
    /// The draft, by the id that its author's device gave it: the idempotency key of what it becomes.
    draft: DraftId,
}

/// The caller's drafts about people whom they may still open, newest first.
#[utoipa::path(
    tag = "drafts", operation_id = "list_drafts",
    responses((status = 200, body = Entries<Recorded<Draft>>, description = "The caller's drafts"), ReadProblems)
)]
#[get("/drafts")]
pub async fn list(Admitted(access): Admitted<KeepDraft>, store: Data<Store>) -> Answer<Entries<Recorded<Draft>>> {
    Ok(Entries(store.drafts(access).await?))
}

/// One draft of the caller's.
#[utoipa::path(
    tag = "drafts", operation_id = "read_draft", params(DraftPath),
    responses((status = 200, body = Recorded<Draft>, description = "The draft", headers(
        ("ETag" = String, description = "Its version"))), ReadProblems)
)]
#[get("/drafts/{draft}")]
pub async fn read(
    Admitted(access): Admitted<KeepDraft>,
    Path(path): Path<DraftPath>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Draft>>> {
    Ok(Versioned(store.draft(access, path.draft).await?))
}

/// Save a draft, new or not.
///
/// The first save of a registration's draft makes the person's id, which the answer has. The last save
/// stands: a draft has one author, who types in one place at a time.
#[utoipa::path(
    tag = "drafts", operation_id = "keep_draft", params(DraftPath), request_body = DraftForm,
    responses((status = 200, body = Recorded<Draft>, description = "The draft as saved", headers(
        ("ETag" = String, description = "Its version"))), ActProblems)
)]
#[put("/drafts/{draft}")]
pub async fn keep(
    Admitted(access): Admitted<KeepDraft>,
    Path(path): Path<DraftPath>,
    Checked(draft): Checked<DraftForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Draft>>> {
    Ok(Versioned(store.keep_draft(access, draft, path.draft).await?))
}

/// Throw a draft away, with the person whom nothing but it made.
#[utoipa::path(
    tag = "drafts", operation_id = "discard_draft", params(DraftPath),
    responses((status = 204, description = "It is gone"), ReadProblems)
)]
#[delete("/drafts/{draft}")]
pub async fn discard(
    Admitted(access): Admitted<KeepDraft>,
    Path(path): Path<DraftPath>,
    store: Data<Store>,
) -> Answer<Done> {
    store.discard_draft(access, path.draft).await?;
    Ok(Done)
}
