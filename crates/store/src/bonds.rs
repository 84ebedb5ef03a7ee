//! What ties one caller to one person, as it was found in the transaction that decides.

use domain::access::{Classes, Relation, Restriction, Row, Tie};
use domain::id::{ServiceId, StaffId, TieId};
use domain::tie::TieKind;

use crate::access::Caller;
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
    /// The caller's emergencies that go on now, with the classes that each opens.
    pub broken: Vec<(TieId, Classes)>,
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
            broken_glass: self.broken.iter().fold(Classes::NONE, |all, (_, classes)| all.and(*classes)),
        })
    }

    /// The emergency by which alone a row opens to the caller, if that is so.
    pub fn emergency(&self, caller: &Caller, row: &Row) -> Option<TieId> {
        if self.broken.is_empty() {
            return None;
        }
        let without = Self { broken: Vec::new(), ..self.clone() };
        let opens = |bonds: &Self| caller.decide(row, bonds.relation()).is_ok();
        if opens(&without) {
            return None;
        }
        let alone = |held: &(TieId, Classes)| opens(&Self { broken: vec![*held], ..self.clone() });
        self.broken.iter().find(|held| alone(held)).map(|(id, _)| *id)
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
            Some(TieKind::BreakGlass) if is_callers => self.broken.push((tie.id.0, tie.classes())),
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
