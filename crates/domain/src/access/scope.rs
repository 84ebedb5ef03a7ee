//! What a program may ask for, within its rows.

use super::{Action, Class, Kind, Row};

/// One scope of an API client: a kind of record, a class of data, an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The kind of record.
    pub kind: Kind,
    /// The class; none covers rows in which nothing personal is.
    pub class: Option<Class>,
    /// The action.
    pub action: Action,
}

impl Scope {
    /// Whether it names what a row does.
    pub fn covers(&self, row: &Row) -> bool {
        self.kind == row.kind && self.class == row.class && self.action == row.action
    }
}
