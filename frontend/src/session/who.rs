//! Who is signed in, as pages see it.

use std::rc::Rc;

use domain::access::{Operation, Role};
use domain::id::{ServiceId, StaffId};
use domain::sign_in::Me;
use yew::prelude::*;

use crate::shown;

/// Who is signed in.
#[derive(Clone)]
pub(crate) struct SignedInAs(Rc<Me>);

impl PartialEq for SignedInAs {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id && self.0.standings == other.0.standings
    }
}

impl SignedInAs {
    /// As the server says.
    pub(super) fn new(me: Me) -> Self {
        Self(Rc::new(me))
    }

    /// Who.
    pub(crate) fn id(&self) -> StaffId {
        self.0.id
    }

    /// Their name.
    pub(crate) fn name(&self) -> String {
        shown::text(&self.0.name)
    }

    /// Whether the data is invented.
    pub(crate) fn is_demo(&self) -> bool {
        self.0.demo
    }

    /// Whether they hold one of these roles anywhere.
    pub(crate) fn is_any(&self, roles: &[Role]) -> bool {
        self.0.standings.iter().any(|standing| roles.contains(&standing.role))
    }

    /// Whether the access table has an operation for a role of theirs. What they may do for whom the server decides.
    pub(crate) fn may<O: Operation>(&self) -> bool {
        self.is_any(O::ROW.roles)
    }

    /// The services in which they work with people, in order.
    pub(crate) fn services(&self) -> Vec<ServiceId> {
        self.0.standings.iter().filter_map(|standing| standing.service).collect()
    }

    /// What they are where, for the bar.
    pub(crate) fn place(&self) -> String {
        let standing = self.0.standings.first();
        let service = standing.and_then(|standing| standing.service_name.as_ref()).map(shown::text);
        service.or_else(|| standing.map(|standing| standing.role.label().to_owned())).unwrap_or_default()
    }

    /// After how many milliseconds without anybody their screen locks.
    pub(super) fn lock_after_ms(&self) -> f64 {
        600_000.0
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
