//! Sending a contact: recorded under its key, or corrected over a version, and what is met on the way.

use std::rc::Rc;

use domain::Recorded;
use domain::contact::{Contact, ContactForm};
use domain::id::PersonId;
use serde_json::Value;
use uuid::Uuid;

use super::questions::QUESTIONS;
use super::start;
use crate::client::{self, Answer, Refused};
use crate::form::Form;
use crate::part::{Clash, meet};

/// A contact that is corrected.
#[derive(Clone, PartialEq)]
pub(super) struct Before {
    /// Which.
    pub(super) id: Uuid,
    /// The version that the correction replaces.
    pub(super) version: u32,
    /// Its content, as the form has it.
    pub(super) content: Rc<Value>,
}

impl Before {
    /// The contact that is kept, as the form has it.
    pub(super) fn of(contact: &Recorded<Contact>) -> Self {
        Self { id: contact.id, version: contact.version, content: Rc::new(start::correction(contact)) }
    }

    /// The one that a clash met.
    pub(super) fn met(clash: &Clash) -> Self {
        Self { id: clash.record, version: clash.version, content: Rc::clone(&clash.theirs) }
    }
}

/// Record it under a key, or correct the one before.
pub(super) async fn send(
    person: PersonId,
    before: Option<&Before>,
    key: Uuid,
    form: &ContactForm,
) -> Answer<Recorded<Contact>> {
    match before {
        Some(before) => client::contact::correct(person, before.id.into(), before.version, form).await,
        None => client::contact::record(person, key, form).await,
    }
}

/// What a refusal met, if it met another text of the same contact: one that somebody else corrected meanwhile, or one
/// that this form recorded before with other words, which becomes what is corrected.
pub(super) async fn met(why: Refused, person: PersonId, before: Option<&Before>, form: &Form) -> Answer<Clash> {
    let kept = async |id: Uuid| {
        let contact = client::contact::open(person, id.into()).await?;
        let content = start::correction(&contact);
        Ok(contact.map(|_| content))
    };
    match (before, why.made_already()) {
        (Some(before), _) => meet(why, form, QUESTIONS.iter(), &before.content, kept(before.id)).await,
        (None, Some(made)) => Ok(Clash::sent_before(QUESTIONS.iter(), kept(made).await?, form.typed().content())),
        (None, None) => Err(why),
    }
}
