//! What ties one caller to one person, or parts them.

use super::Classes;
use crate::id::ServiceId;

/// Whether a record is restricted, as one caller finds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Restriction {
    /// It is not.
    #[default]
    None,
    /// It is, and the caller is among those named.
    Named,
    /// It is, to others.
    Others,
}

/// What `store` found out about one caller and one person, in the transaction that decides.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tie<'a> {
    /// The services that may open the person.
    pub services: &'a [ServiceId],
    /// Whether the record is restricted.
    pub restriction: Restriction,
    /// Whether the caller was given the person: named on an open episode, or assigned.
    pub is_given: bool,
    /// Whether the record is named to the caller for an audit that goes on.
    pub is_audited: bool,
    /// Whether the caller declared that this is themselves or a relative.
    pub is_own: bool,
    /// The classes for which a break-glass grant of the caller's holds now.
    pub broken_glass: Classes,
}

impl<'a> Tie<'a> {
    /// A person whom these services may open, with nothing else to know.
    pub const fn of(services: &'a [ServiceId]) -> Self {
        Self {
            services,
            restriction: Restriction::None,
            is_given: false,
            is_audited: false,
            is_own: false,
            broken_glass: Classes::NONE,
        }
    }
}
