//! The right to one operation: held, not checked.

use std::marker::PhantomData;

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::{Operation, Refusal, Relation, Role, Row, Scope, Standing, decide, decide_within};
use domain::id::{ClientId, PersonId, ServiceId, SessionId, StaffId};
use uuid::Uuid;

use crate::asked::Asked;
use crate::ledger::{Entry, EntryRow, purpose_number, role_number};
use crate::sql::{Key, keyed};

/// The right of somebody signed in to ask for operation `O`. Only [`crate::Store::admit`] and
/// [`crate::Store::admit_operator`] make one; what depends on the person is decided where it is opened.
#[derive(Clone)]
pub struct Access<O> {
    caller: Caller,
    operation: PhantomData<fn() -> O>,
}

/// Who asks.
#[derive(Clone)]
pub struct Caller {
    /// Who, where a record says who wrote it; the operator has an id of its own, and a program stands by its client's.
    pub staff: StaffId,
    /// The program that asks in its own name, if it is one.
    pub client: Option<ClientId>,
    /// In which session; none for the operator.
    pub session: Option<SessionId>,
    /// Roles held now.
    pub standings: Vec<Standing>,
    /// The scopes of a program; none for people, whose rows are those of their roles.
    pub scopes: Option<Vec<Scope>>,
    /// How many requests a program may make in a minute.
    pub per_minute: Option<u32>,
    /// When they last showed again, in this session, who they are.
    pub stepped_up_at: Option<DateTime<Utc>>,
    /// The request, as the log and the ledger name it.
    pub request: Option<Asked>,
}

impl Caller {
    /// Whether they may: the role that they do it in, or why not.
    ///
    /// # Errors
    /// As [`domain::access::decide`].
    pub fn decide(&self, row: &Row, relation: Relation<'_>) -> Result<Role, Refusal> {
        match &self.scopes {
            None => decide(row, &self.standings, relation),
            Some(scopes) => decide_within(row, scopes, &self.standings, relation),
        }
    }

    /// Whether a role of theirs may ask for a row at all, before anybody in particular is looked at.
    ///
    /// # Errors
    /// [`Refusal::Role`], [`Refusal::Scope`], or [`Refusal::StepUp`] for a row that takes a step-up sign-in
    /// while theirs is too old.
    pub fn may_ask(&self, row: &Row, now: DateTime<Utc>) -> Result<(), Refusal> {
        if !self.standings.iter().any(|held| row.is_for(held.role)) {
            return Err(Refusal::Role);
        }
        if self.scopes.as_ref().is_some_and(|scopes| !scopes.iter().any(|scope| scope.covers(row))) {
            return Err(Refusal::Scope);
        }
        let holds = |at: DateTime<Utc>| at + TimeDelta::minutes(Row::STEP_UP_MINUTES) > now;
        if row.step_up && !self.stepped_up_at.is_some_and(holds) {
            return Err(Refusal::StepUp);
        }
        Ok(())
    }
}

impl<O: Operation> Access<O> {
    /// Made where the session was read.
    pub(crate) const fn new(caller: Caller) -> Self {
        Self { caller, operation: PhantomData }
    }

    /// Who asks.
    pub const fn caller(&self) -> &Caller {
        &self.caller
    }

    /// Who, as a member of staff.
    pub const fn staff(&self) -> StaffId {
        self.caller.staff
    }

    /// The services in which the caller holds a role of this operation's row.
    pub fn services(&self) -> Vec<ServiceId> {
        let row = O::ROW;
        self.caller.standings.iter().filter(|held| row.is_for(held.role)).filter_map(|held| held.service).collect()
    }

    /// The first role of this operation's row that the caller holds.
    pub fn role(&self) -> Option<Role> {
        self.caller.standings.iter().map(|held| held.role).find(|role| O::ROW.is_for(*role))
    }

    /// The ledger entry of this operation, about these people.
    pub fn entry(&self, id: Uuid, at: DateTime<Utc>, role: Option<Role>, subjects: Vec<PersonId>) -> Entry {
        let count = i32::try_from(subjects.len()).unwrap_or(i32::MAX);
        Entry {
            row: EntryRow {
                staff_id: self.caller.client.is_none().then_some(Key(self.caller.staff)),
                client_id: self.caller.client.map(|client| Key(client.0)),
                session_id: keyed(self.caller.session),
                role: role.map_or(0, role_number),
                class: O::ROW.class.map_or(0, |class| i16::from(class.number())),
                count,
                request_id: self.caller.request.as_ref().map(|asked| Key(asked.id)),
                origin: self.caller.request.as_ref().and_then(|asked| asked.origin.clone()),
                purpose: purpose_number(O::ROW.purpose),
                ..EntryRow::of(id, at, O::ROW.operation)
            },
            subjects,
        }
    }
}
