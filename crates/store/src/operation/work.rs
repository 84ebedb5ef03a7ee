//! Operations on the work: contacts and what surrounds them.

use domain::Recorded;
use domain::contact::Contact;
use domain::id::PersonId;
use uuid::Uuid;

use super::*;
use crate::once::Once;
use crate::page::{Cursor, Page};
use crate::shown::Shown;

operations! {
    /// Record a contact with a service user.
    write record_contact(access: Access<RecordContact>, once: Once, contact: Contact; person: PersonId)
        -> Recorded<Contact> = contact::record;
    /// A page of contacts, newest first.
    read contacts(access: Access<ReadContacts>; person: PersonId, shown: Shown, cursor: Option<Cursor>)
        -> Page<Recorded<Contact>> = contact::list;
    /// One contact.
    read contact(access: Access<ReadContacts>; person: PersonId, id: Uuid) -> Recorded<Contact> = contact::read;
    /// Correct a contact; the version before is kept.
    write correct_contact(access: Access<CorrectContact>, contact: Contact; person: PersonId, id: Uuid, version: u32)
        -> Recorded<Contact> = contact::correct;
    /// Every version of a contact, newest first.
    read contact_history(access: Access<ReadContacts>; person: PersonId, id: Uuid) -> Vec<Recorded<Contact>> = contact::history;
}
