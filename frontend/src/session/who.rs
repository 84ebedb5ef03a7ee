//! Who is signed in, as pages see it.

use std::rc::Rc;

use domain::access::{Operation, Role};
use domain::id::{ServiceId, StaffId};
use domain::sign_in::{Me, SignedIn};
use yew::prelude::*;

use crate::shown;

/// Who is signed in.
#[derive(Clone)]
pub(crate) struct SignedInAs {
    me: Rc<Me>,
    lock_after_minutes: u32,
}

impl PartialEq for SignedInAs {
    fn eq(&self, other: &Self) -> bool {
        self.me.id == other.me.id && self.me.standings == other.me.standings
    }
}

impl SignedInAs {
    /// As the server says.
    pub(super) fn new(signed_in: SignedIn) -> Self {
        Self { me: Rc::new(signed_in.me), lock_after_minutes: signed_in.lock_after_minutes }
    }

    /// Who.
    pub(crate) fn id(&self) -> StaffId {
        self.me.id
    }

    /// Their name.
    pub(crate) fn name(&self) -> String {
        shown::text(&self.me.name)
    }

    /// Whether the data is invented.
    pub(crate) fn is_demo(&self) -> bool {
        self.me.demo
    }

    /// Whether they hold one of these roles anywhere.
    pub(crate) fn is_any(&self, roles: &[Role]) -> bool {
        self.me.standings.iter().any(|standing| roles.contains(&standing.role))
    }

    /// Whether the access table has an operation for a role of theirs. What they may do for whom the server decides.
    pub(crate) fn may<O: Operation>(&self) -> bool {
        self.is_any(O::ROW.roles)
    }

    /// The services in which they work with people, in order.
    pub(crate) fn services(&self) -> Vec<ServiceId> {
        self.me.standings.iter().filter_map(|standing| standing.service).collect()
    }

    /// What they are where, for the bar.
    pub(crate) fn place(&self) -> String {
        let standing = self.me.standings.first();
        let service = standing.and_then(|standing| standing.service_name.as_ref()).map(shown::text);
        service.or_else(|| standing.map(|standing| standing.role.label().to_owned())).unwrap_or_default()
    }

    /// After how many milliseconds without anybody their screen locks.
    pub(super) fn lock_after_ms(&self) -> f64 {
        f64::from(self.lock_after_minutes) * 60_000.0
    }
}

/// Who is signed in.
#[hook]
pub(crate) fn use_me() -> SignedInAs {
    #[expect(
        clippy::expect_used,
        reason = "a page outside WithSession is a mistake in this crate, seen at its first look"
    )]
    use_context::<SignedInAs>().expect("pages stand in WithSession")
}
