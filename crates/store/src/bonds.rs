//! What ties one caller to one person, as it was found in the transaction that decides.

use domain::access::{Classes, Relation, Restriction, Tie};
use domain::id::{ServiceId, StaffId};
use domain::tie::TieKind;

use crate::row::TieRow;

/// What ties one caller to one person, or parts them.
#[derive(Clone, Debug, Default)]
pub struct Bonds {
    /// The services that may open the person.
    pub services: Vec<ServiceId>,
    /// Whether the record is restricted.
    pub restriction: Restriction,
    /// Whether the caller was given the person.
    pub is_given: bool,
    /// Whether the record is named to the caller for an audit.
    pub is_audited: bool,
    /// Whether the caller declared that this is themselves or a relative.
    pub is_own: bool,
    /// The classes for which a break-glass grant of the caller's holds now.
    pub broken_glass: Classes,
}

impl Bonds {
    /// The same as the pure decision takes it.
    pub fn relation(&self) -> Relation<'_> {
        Relation::Person(Tie {
            services: &self.services,
            restriction: self.restriction,
            is_given: self.is_given,
            is_audited: self.is_audited,
            is_own: self.is_own,
            broken_glass: self.broken_glass,
        })
    }

    /// Whether nothing parts the caller from the record, for lists whose ground is wider than a person.
    pub fn is_open(&self) -> bool {
        !self.is_own && self.restriction != Restriction::Others
    }

    /// Take in a tie that holds: the restriction, or one of the caller's.
    pub fn add(&mut self, tie: &TieRow, caller: Option<StaffId>) {
        let is_callers = tie.staff_id.is_some_and(|staff| Some(staff.0) == caller);
        match tie.kind() {
            Some(TieKind::Restricted) => self.restrict(),
            Some(TieKind::Named) if is_callers => self.restriction = Restriction::Named,
            Some(TieKind::Assigned) if is_callers => self.is_given = true,
            Some(TieKind::Audit) if is_callers => self.is_audited = true,
            Some(TieKind::Own) if is_callers => self.is_own = true,
            _ => {}
        }
    }

    /// The record is restricted: to others, unless the caller is named.
    pub fn restrict(&mut self) {
        if self.restriction == Restriction::None {
            self.restriction = Restriction::Others;
        }
    }
}
