//! Drafts.

use domain::Recorded;
use domain::draft::{Draft, DraftForm};
use gloo_net::http::Method;
use uuid::Uuid;

use super::{Answer, Ask, content, get, read, request};

/// One's own drafts.
pub(crate) async fn mine() -> Answer<Vec<Recorded<Draft>>> {
    get("/drafts").await
}

/// Save a draft, new or not.
pub(crate) async fn save(id: Uuid, form: &DraftForm) -> Answer<Recorded<Draft>> {
    read(content(Ask::new(Method::PUT, format!("/drafts/{id}")).body(form)?).await?)
}

/// Throw a draft away.
pub(crate) async fn discard(id: Uuid) -> Answer<()> {
    request(Ask::new(Method::DELETE, format!("/drafts/{id}"))).await.map(drop)
}
