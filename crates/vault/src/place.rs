//! Where a sealed value belongs. It opens there and nowhere else.

use uuid::Uuid;

use crate::parts::prefixed;

/// The place of a value about a person: all of it is bound into the seal as associated data.
///
/// Changing any part of it means sealing the value again.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The permanent number of noun and field. Listed once, never used again for another, and
    /// independent of the names in SQL.
    pub number: u16,
    /// The person whom the value is about, whose key seals it.
    pub person: Uuid,
    /// The row that the value is in.
    pub record: Uuid,
    /// The version of that row, so that an older value put back under the present one is refused.
    pub version: u32,
    /// The number of the class of data (identity, reach, health, …).
    pub class: u8,
    /// Which list of clear columns is bound, as a number that the blob carries; see
    /// [`layout_of`](crate::layout_of).
    pub layout: u8,
    /// The clear columns of that list, in its order.
    pub clear: &'a [&'a [u8]],
}

/// The place of a value that belongs to the organisation: a service's name, a member of staff's.
///
/// Words about a service user never go under the organisation's key, for they die with the person.
#[derive(Clone, Copy)]
pub struct OrganisationPlace<'a> {
    /// The permanent number of noun and field, from the same list as [`Place::number`].
    pub number: u16,
    /// The row that the value is in.
    pub record: Uuid,
    /// The version of that row.
    pub version: u32,
    /// Which list of clear columns is bound.
    pub layout: u8,
    /// The clear columns of that list, in its order.
    pub clear: &'a [&'a [u8]],
}

impl Place<'_> {
    /// The associated data of a value here, sealed under the person key of this version.
    pub(crate) fn associated_data(&self, format: u8, key_version: u32) -> Vec<u8> {
        let mut parts: Vec<&[u8]> = Vec::with_capacity(9 + self.clear.len());
        let (number, version) = (self.number.to_be_bytes(), self.version.to_be_bytes());
        let (key_version, count) = (key_version.to_be_bytes(), count(self.clear));
        let (format, class, layout) = ([format], [self.class], [self.layout]);
        parts.extend::<[&[u8]; 9]>([
            &format,
            &number,
            self.person.as_bytes(),
            self.record.as_bytes(),
            &version,
            &class,
            &key_version,
            &layout,
            &count,
        ]);
        parts.extend(self.clear);
        prefixed(&parts)
    }
}

impl OrganisationPlace<'_> {
    /// The associated data of a value here, sealed under the organisation key of this version.
    pub(crate) fn associated_data(&self, format: u8, key_version: u32) -> Vec<u8> {
        let mut parts: Vec<&[u8]> = Vec::with_capacity(7 + self.clear.len());
        let (number, version) = (self.number.to_be_bytes(), self.version.to_be_bytes());
        let (key_version, count) = (key_version.to_be_bytes(), count(self.clear));
        let (format, layout) = ([format], [self.layout]);
        parts.extend::<[&[u8]; 7]>([&format, &number, self.record.as_bytes(), &version, &key_version, &layout, &count]);
        parts.extend(self.clear);
        prefixed(&parts)
    }
}

/// How many clear columns there are, as four bytes.
fn count(clear: &[&[u8]]) -> [u8; 4] {
    // Columns are counted in tens; more than four bytes' worth cannot be held in memory.
    u32::try_from(clear.len()).unwrap_or(u32::MAX).to_be_bytes()
}
