//! Contacts.

use domain::Recorded;
use domain::contact::{Contact, ContactForm};
use domain::id::{ContactId, EpisodeId, PersonId};
use domain::page::Page;
use domain::timeline::TimelineFilter;
use domain::trail::HistoryEntry;
use uuid::Uuid;

use super::{Answer, change, create, get};

/// What happened, newest first.
pub(crate) async fn page(
    person: PersonId,
    filter: TimelineFilter,
    episode: Option<EpisodeId>,
    cursor: Option<&str>,
) -> Answer<Page<Recorded<Contact>>> {
    let cursor = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
    let episode = episode.map(|episode| format!("&episode={episode}")).unwrap_or_default();
    get(format!("/service-users/{person}/contacts?filter={}{episode}{cursor}", filter.word())).await
}

/// Record a contact.
pub(crate) async fn record(person: PersonId, key: Uuid, form: &ContactForm) -> Answer<Recorded<Contact>> {
    create(format!("/service-users/{person}/contacts"), key, form).await
}

/// One contact.
pub(crate) async fn open(person: PersonId, contact: ContactId) -> Answer<Recorded<Contact>> {
    get(format!("/service-users/{person}/contacts/{contact}")).await
}

/// Correct a contact of a version.
pub(crate) async fn correct(
    person: PersonId,
    contact: ContactId,
    version: u32,
    form: &ContactForm,
) -> Answer<Recorded<Contact>> {
    change(format!("/service-users/{person}/contacts/{contact}"), version, form).await
}

/// Its versions.
pub(crate) async fn history(person: PersonId, contact: ContactId) -> Answer<Vec<HistoryEntry>> {
    get(format!("/service-users/{person}/contacts/{contact}/history")).await
}
