//! The digest of a row, by which one put back or altered behind CRiiS's back is found.

use super::{MembershipRow, OrganisationRow, RecordRow};
use crate::tag::{Columns, Tagged};

impl RecordRow {
    /// Over every column, the sealed one included.
    pub fn digest(&self) -> [u8; 32] {
        let mut columns = Columns::default();
        columns.id(self.id).id(self.person_id).number(self.noun).number(self.class).number(self.version);
        columns.number(self.layout).at(self.happened_at).maybe_id(self.service_id).maybe_id(self.staff_id);
        columns.flag(self.open).at(self.recorded_at).id(self.recorded_by).bytes(&self.sealed);
        columns.digest()
    }
}

impl OrganisationRow {
    /// Over every column, the sealed one included.
    pub fn digest(&self) -> [u8; 32] {
        let mut columns = Columns::default();
        columns.id(self.id).number(self.noun).maybe_id(self.parent_id).number(self.version);
        columns.flag(self.open).at(self.recorded_at).id(self.recorded_by).bytes(&self.sealed);
        columns.digest()
    }
}

impl MembershipRow {
    /// Over every deciding column.
    pub fn digest(&self) -> [u8; 32] {
        let mut columns = Columns::default();
        self.deciding(&mut columns);
        columns.digest()
    }
}
