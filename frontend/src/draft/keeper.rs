//! Keeping one form's draft: looked for when the form opens, saved as one types, done with when it is
//! recorded.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use chrono::{DateTime, Utc};
use domain::Private;
use domain::draft::{DraftForm, DraftOf};
use domain::id::PersonId;
use gloo_timers::callback::Timeout;
use serde_json::Value;
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Saving, device};
use crate::client::{self, Refused};
use crate::form::{Change, Form};
use crate::{browser, clock, shown};

/// So long after the first unsaved keystroke the draft is sent: within two seconds, with time to arrive.
const AFTER_MS: u32 = 900;
/// So long after a failure it is tried again.
const AGAIN_MS: u32 = 4_000;

/// A form's draft.
#[derive(Clone)]
pub(crate) struct Drafting {
    keeper: Rc<Keeper>,
    /// Where it stands.
    pub(crate) saving: Saving,
    /// When the draft that the form goes on with was last changed, if there was one.
    pub(crate) found_at: Option<DateTime<Utc>>,
}

impl Drafting {
    /// The draft's id, which is the idempotency key of the record that it becomes.
    pub(crate) fn key(&self) -> Uuid {
        self.keeper.id.get()
    }

    /// Done with: recorded, or thrown away.
    pub(crate) fn finish(&self) {
        self.keeper.finish();
    }
}

struct Keeper {
    of: Option<DraftOf>,
    person: Cell<Option<PersonId>>,
    record: Option<Uuid>,
    id: Cell<Uuid>,
    latest: RefCell<Value>,
    is_dirty: Cell<bool>,
    is_sending: Cell<bool>,
    is_done: Cell<bool>,
    /// Whether the server has it.
    is_kept: Cell<bool>,
    timer: RefCell<Option<Timeout>>,
    tell: RefCell<Callback<Saving>>,
}

/// The draft of a form about a person (none while they are being registered) and, where it changes one,
/// a record. The component that calls this must be keyed by the person, so that nothing outlives them. A
/// form of none of the kinds (`of` is none) keeps no draft and has a key all the same.
#[hook]
pub(crate) fn use_draft(form: &Form, of: Option<DraftOf>, person: Option<PersonId>, record: Option<Uuid>) -> Drafting {
    let saving = use_state(|| Saving::Untouched);
    let found_at = use_state(|| None::<DateTime<Utc>>);
    let keeper = use_memo((of, person, record), |_| Keeper {
        of,
        person: Cell::new(person),
        record,
        id: Cell::new(Uuid::new_v4()),
        latest: RefCell::new(Value::Null),
        is_dirty: Cell::new(false),
        is_sending: Cell::new(false),
        is_done: Cell::new(of.is_none()),
        is_kept: Cell::new(false),
        timer: RefCell::new(None),
        tell: RefCell::new(Callback::noop()),
    });
    keeper.tell.replace({
        let saving = saving.clone();
        Callback::from(move |now| saving.set(now))
    });
    {
        let (keeper, form, saving, found_at) = (Rc::clone(&keeper), form.clone(), saving.clone(), found_at.clone());
        use_effect_with((), move |()| {
            let at_the_end = Rc::clone(&keeper);
            spawn_local(async move {
                let found = find(&keeper).await;
                // What somebody typed while it was looked for is not overwritten; the earlier one stays, too.
                if let Some((id, content, at)) = found.filter(|_| keeper.latest.borrow().is_null()) {
                    keeper.id.set(id);
                    keeper.is_kept.set(true);
                    form.change(Change::Fill(content));
                    saving.set(Saving::Saved(at));
                    found_at.set(Some(at));
                }
            });
            move || at_the_end.leave()
        });
    }
    {
        let (keeper, form) = (Rc::clone(&keeper), form.clone());
        use_effect_with(form.typed().edits(), move |edits| {
            if *edits > 0 {
                keeper.typed(form.typed().content().clone());
            }
        });
    }
    Drafting { keeper, saving: *saving, found_at: *found_at }
}

/// The newest draft of the same author, person and form.
async fn find(keeper: &Keeper) -> Option<(Uuid, Value, DateTime<Utc>)> {
    let of = keeper.of?;
    let is_same = |person: Option<PersonId>, form: DraftOf, record: Option<Uuid>| {
        form == of && record == keeper.record && (person == keeper.person.get() || of == DraftOf::Registration)
    };
    let kept = device::all().await.into_iter().find_map(|(id, kept)| {
        let matches = kept.form.form.is_some_and(|form| is_same(kept.form.person, form, kept.form.record));
        matches.then(|| Some((id, shown::draft(kept.form.content.as_ref()?), kept.changed_at)))?
    });
    if kept.is_some() {
        return kept;
    }
    let drafts = client::draft::mine().await.ok()?;
    let same =
        drafts.into_iter().filter(|draft| is_same(draft.content.person, draft.content.form, draft.content.record));
    let newest = same.max_by_key(|draft| draft.content.changed_at)?;
    if of == DraftOf::Registration {
        keeper.person.set(newest.content.person);
    }
    Some((newest.id, shown::draft(&newest.content.content), newest.content.changed_at))
}

impl Keeper {
    fn typed(self: &Rc<Self>, content: Value) {
        if self.is_done.get() {
            return;
        }
        self.latest.replace(content);
        self.is_dirty.set(true);
        self.tell(Saving::Typing);
        if self.timer.borrow().is_none() {
            self.send_after(AFTER_MS);
        }
    }

    fn send_after(self: &Rc<Self>, ms: u32) {
        let keeper = Rc::clone(self);
        let timer = Timeout::new(ms, move || {
            keeper.timer.take();
            spawn_local(keeper.send());
        });
        self.timer.replace(Some(timer));
    }

    async fn send(self: Rc<Self>) {
        if !self.is_dirty.get() || self.is_done.get() || self.is_sending.replace(true) {
            return;
        }
        self.is_dirty.set(false);
        let id = self.id.get();
        let form = DraftForm {
            person: self.person.get(),
            form: self.of,
            record: self.record,
            content: Some(Private::new(self.latest.borrow().clone())),
        };
        super::keep(id, &form).await;
        let answer =
            if browser::is_online() { client::draft::save(id, &form).await } else { Err(Refused::Unreachable) };
        self.is_sending.set(false);
        if self.is_done.get() {
            // It was recorded while this was on its way, and may have arrived after that.
            device::forget(id).await;
            if answer.is_ok() {
                let _ = client::draft::discard(id).await;
            }
            return;
        }
        if let Ok(draft) = answer {
            self.is_kept.set(true);
            if self.of == Some(DraftOf::Registration) {
                self.person.set(draft.content.person);
            }
            if self.is_dirty.get() {
                self.send_after(AFTER_MS);
            } else {
                device::forget(id).await;
                self.tell(Saving::Saved(clock::now()));
            }
        } else {
            self.is_dirty.set(true);
            self.tell(if browser::is_online() { Saving::Retrying } else { Saving::Offline });
            self.send_after(AGAIN_MS);
        }
    }

    /// The form is left, its draft stays.
    fn leave(self: &Rc<Self>) {
        self.tell.replace(Callback::noop());
        self.timer.take();
        spawn_local(Rc::clone(self).send());
    }

    fn finish(&self) {
        if self.is_done.replace(true) {
            return;
        }
        self.timer.take();
        let id = self.id.get();
        let is_kept = self.is_kept.get();
        spawn_local(async move {
            device::forget(id).await;
            if is_kept {
                // Recording removes it as well; one that is gone already is as it should be.
                let _ = client::draft::discard(id).await;
            }
        });
    }

    fn tell(&self, saving: Saving) {
        let tell = self.tell.borrow().clone();
        tell.emit(saving);
    }
}
