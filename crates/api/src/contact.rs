//! Contacts: what happened between the charity and one person.

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::access::{CorrectContact, ReadContacts, RecordContact};
use domain::contact::{Contact, ContactForm};
use domain::form::Typed;
use domain::id::{ContactId, EpisodeId, PersonId};
use domain::page::Page;
use domain::timeline::TimelineFilter;
use domain::trail::HistoryEntry;
use domain::{Against, Flaws, Pointer, Recorded};
use serde::Deserialize;
use serde_json::Value;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Entries, Listed, Versioned};
use crate::extract::{
    Admitted, Checked, CheckedForm, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Paged, Path, Query,
};
use crate::history::history;
use crate::problem::{ChangeProblems, CreateProblems, ListProblems, ReadProblems};
use crate::service_user::PersonPath;

/// A contact of a service user.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ContactPath {
    /// The service user.
    person: PersonId,
    /// The contact.
    #[param(inline)]
    contact: ContactId,
}

/// Which contacts.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TimelineQuery {
    /// Which kind; everything if left out.
    #[serde(default)]
    #[param(inline)]
    filter: Option<TimelineFilter>,
    /// The episode that the filter *this episode* means.
    #[serde(default)]
    episode: Option<EpisodeId>,
    /// Where the page begins: `next` of the page before, or nothing for the first.
    #[serde(default)]
    #[param(value_type = Option<String>, pattern = "^[A-Za-z0-9_-]*$")]
    cursor: Paged,
}

/// What a correction is typed into: the same form, with its reason.
#[derive(Default)]
pub struct Correction(ContactForm);

/// Record a contact with a service user.
///
/// The service is one of the caller's own that works with the person. An appointment that it came of is
/// kept or missed by it, as its outcome says.
#[utoipa::path(
    tag = "contacts", operation_id = "record_contact", params(PersonPath, IdempotencyKeyHeader), request_body = ContactForm,
    responses((status = 201, body = Recorded<Contact>, description = "The contact as recorded", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/service-users/{person}/contacts")]
pub async fn record(
    Admitted(access): Admitted<RecordContact>,
    once: Once,
    Path(path): Path<PersonPath>,
    Checked(contact): Checked<ContactForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<Contact>>> {
    Ok(Created(store.record_contact(access, once.into(), contact, path.person).await?))
}

/// What happened with a service user, newest first.
///
/// A page has at most 50 contacts; with a filter it may have fewer and still be followed by another.
#[utoipa::path(
    tag = "contacts", operation_id = "list_contacts", params(PersonPath, TimelineQuery),
    responses((status = 200, body = Page<Recorded<Contact>>, description = "A page of contacts", headers(
        ("Link" = String, description = "The next page, if there is one"))), ListProblems)
)]
#[get("/service-users/{person}/contacts")]
pub async fn list(
    Admitted(access): Admitted<ReadContacts>,
    Path(path): Path<PersonPath>,
    Query(query): Query<TimelineQuery>,
    store: Data<Store>,
) -> Answer<Listed<Recorded<Contact>>> {
    let shown = store::Shown { filter: query.filter.unwrap_or(TimelineFilter::All), episode: query.episode };
    Ok(Listed::of(store.contacts(access, path.person, shown, query.cursor.0).await?))
}

/// One contact.
#[utoipa::path(
    tag = "contacts", operation_id = "read_contact", params(ContactPath),
    responses((status = 200, body = Recorded<Contact>, description = "The contact in its present version", headers(
        ("ETag" = String, description = "Its version"))), ReadProblems)
)]
#[get("/service-users/{person}/contacts/{contact}")]
pub async fn read(
    Admitted(access): Admitted<ReadContacts>,
    Path(path): Path<ContactPath>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Contact>>> {
    Ok(Versioned(store.contact(access, path.person, path.contact.0).await?))
}

/// Correct a contact, with a reason; the version before is kept.
#[utoipa::path(
    tag = "contacts", operation_id = "correct_contact", params(ContactPath, IfMatchHeader), request_body = ContactForm,
    responses((status = 200, body = Recorded<Contact>, description = "The contact as corrected", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[put("/service-users/{person}/contacts/{contact}")]
pub async fn correct(
    Admitted(access): Admitted<CorrectContact>,
    IfMatch(version): IfMatch,
    Path(path): Path<ContactPath>,
    Checked(contact): Checked<Correction>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Contact>>> {
    Ok(Versioned(store.correct_contact(access, contact, path.person, path.contact.0, version).await?))
}

/// Every version of a contact, newest first, with what changed.
#[utoipa::path(
    tag = "contacts", operation_id = "contact_history", params(ContactPath),
    responses((status = 200, body = Entries<HistoryEntry>, description = "Its versions"), ReadProblems)
)]
#[get("/service-users/{person}/contacts/{contact}/history")]
pub async fn versions(
    Admitted(access): Admitted<ReadContacts>,
    Path(path): Path<ContactPath>,
    store: Data<Store>,
) -> Answer<Entries<HistoryEntry>> {
    Ok(Entries(history(store.contact_history(access, path.person, path.contact.0).await?)?))
}

impl CheckedForm for Correction {
    type Noun = Contact;

    fn checked(&self, against: &Against<'_>) -> Result<Contact, Flaws> {
        self.0.check_correction(against)
    }
}

impl Typed for Correction {
    fn read(value: &Value, at: &Pointer, flaws: &mut Flaws) -> Option<Self> {
        ContactForm::read(value, at, flaws).map(Self)
    }
}
