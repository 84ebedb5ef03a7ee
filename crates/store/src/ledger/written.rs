//! The rows that an entry says were written, packed into one column.

use uuid::Uuid;

/// Bytes of one row: its id, its version, its digest.
const SIZE: usize = 16 + 4 + 32;

/// A row as an entry names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The record, member of the organisation or membership.
    pub id: Uuid,
    /// Which version of it.
    pub version: i32,
    /// Its digest; see the rows' `digest`. All zero where the row was taken away.
    pub digest: [u8; 32],
}

impl Written {
    /// The digest of a row that is no more.
    pub const GONE: [u8; 32] = [0; 32];

    /// Pack it behind others.
    pub fn append_to(&self, packed: &mut Vec<u8>) {
        packed.extend_from_slice(self.id.as_bytes());
        packed.extend_from_slice(&self.version.to_be_bytes());
        packed.extend_from_slice(&self.digest);
    }

    /// The rows that are packed, in order; what is cut short is none.
    pub fn all(packed: &[u8]) -> impl Iterator<Item = Self> + '_ {
        packed.chunks_exact(SIZE).filter_map(Self::one)
    }

    fn one(bytes: &[u8]) -> Option<Self> {
        let (id, rest) = bytes.split_at_checked(16)?;
        let (version, digest) = rest.split_at_checked(4)?;
        Some(Self {
            id: Uuid::from_slice(id).ok()?,
            version: i32::from_be_bytes(version.try_into().ok()?),
            digest: digest.try_into().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let rows = [1_u8, 2, 3].map(|n| Written { id: Uuid::from_u128(n.into()), version: n.into(), digest: [n; 32] });
        let mut packed = Vec::new();
        for row in &rows {
            row.append_to(&mut packed);
        }
        assert_eq!(Written::all(&packed).collect::<Vec<_>>(), rows);
        packed.pop();
        assert_eq!(Written::all(&packed).count(), 2);
    }
}
