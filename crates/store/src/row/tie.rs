//! A tie's row.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use domain::access::Classes;
use domain::id::{PersonId, StaffId, TieId};
use domain::tie::{TieKind, Tied};
use uuid::Uuid;

use crate::schema::tie;
use crate::sql::{Instant, Key};
use crate::tag::{Columns, Tagged};

/// What ties a member of staff to a person, or parts them; all of it is clear, for access is decided by it.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = tie, check_for_backend(Sqlite, Pg), treat_none_as_default_value = false)]
pub struct TieRow {
    pub id: Key<TieId>,
    pub person_id: Key<PersonId>,
    pub staff_id: Option<Key<StaffId>>,
    pub kind: i16,
    pub since: Instant,
    pub until: Option<Instant>,
    pub recorded_by: Key<StaffId>,
    pub tag: Vec<u8>,
    /// The classes that an emergency opens, one bit each; none of any other tie.
    pub classes: i16,
    /// When somebody reviewed an emergency.
    pub reviewed_at: Option<Instant>,
}

impl TieRow {
    /// Its kind, if this program knows it.
    pub fn kind(&self) -> Option<TieKind> {
        TieKind::from_number(self.kind)
    }

    /// The classes that an emergency opens.
    pub fn classes(&self) -> Classes {
        Classes::from_bits(u8::try_from(self.classes).unwrap_or_default())
    }

    /// The tie as answers carry it; a restriction itself is with nobody.
    pub fn tied(&self) -> Option<Tied> {
        Some(Tied {
            id: self.id.0,
            kind: self.kind()?,
            staff: self.staff_id?.0,
            since: self.since.0,
            until: self.until.map(|until| until.0),
        })
    }
}

impl Tagged for TieRow {
    const TABLE: &'static str = "tie";

    fn id(&self) -> Uuid {
        self.id.0.0
    }

    fn deciding(&self, columns: &mut Columns) {
        columns.id(self.id).id(self.person_id).maybe_id(self.staff_id);
        columns.number(self.kind).at(self.since).maybe_at(self.until);
        if self.kind() == Some(TieKind::BreakGlass) {
            // Of other ties these say nothing, and those of before they were columns have tags without them.
            columns.number(self.classes).maybe_at(self.reviewed_at);
        }
    }

    fn tag(&self) -> &[u8] {
        &self.tag
    }

    fn set_tag(&mut self, tag: Vec<u8>) {
        self.tag = tag;
    }
}
