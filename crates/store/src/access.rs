//! The right to one operation: held, not checked.

use std::marker::PhantomData;

use chrono::{DateTime, Utc};
use domain::access::{Operation, Role, Standing};
use domain::id::{PersonId, ServiceId, SessionId, StaffId};
use uuid::Uuid;

use crate::ledger::{Entry, EntryRow, role_number};
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
    /// Who; the operator has an id of its own.
    pub staff: StaffId,
    /// In which session; none for the operator.
    pub session: Option<SessionId>,
    /// Roles held now.
    pub standings: Vec<Standing>,
    /// Names the request in the log and the ledger.
    pub request: Option<Uuid>,
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
        let roles = O::ROW.roles;
        self.caller.standings.iter().filter(|held| roles.contains(&held.role)).filter_map(|held| held.service).collect()
    }

    /// The first role of this operation's row that the caller holds.
    pub fn role(&self) -> Option<Role> {
        self.caller.standings.iter().map(|held| held.role).find(|role| O::ROW.roles.contains(role))
    }

    /// The ledger entry of this operation, about these people.
    pub fn entry(&self, id: Uuid, at: DateTime<Utc>, role: Option<Role>, subjects: Vec<PersonId>) -> Entry {
        let count = i32::try_from(subjects.len()).unwrap_or(i32::MAX);
        Entry {
            row: EntryRow {
                staff_id: Some(Key(self.caller.staff)),
                session_id: keyed(self.caller.session),
                role: role.map_or(0, role_number),
                class: O::ROW.class.map_or(0, |class| i16::from(class.number())),
                count,
                request_id: keyed(self.caller.request),
                ..EntryRow::of(id, at, O::ROW.operation)
            },
            subjects,
        }
    }
}
