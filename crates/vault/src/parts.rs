//! Several byte strings as one, so that no two lists of them come out alike.

/// The parts one after the other, each preceded by its length as eight bytes, big-endian.
///
/// Without the lengths, `["ab", "c"]` and `["a", "bc"]` would be the same bytes, and a value could
/// be moved between places that differ only in where one part ends.
pub(crate) fn prefixed(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.len() + 8).sum());
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::prefixed;

    /// Takes the bytes apart again; that this is possible shows that nothing is ambiguous.
    fn apart(mut bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut parts = Vec::new();
        while let Some((length, rest)) = bytes.split_first_chunk::<8>() {
            let (part, rest) = rest.split_at(usize::try_from(u64::from_be_bytes(*length)).unwrap());
            parts.push(part.to_vec());
            bytes = rest;
        }
        parts
    }

    proptest! {
        #[test]
        fn every_list_of_parts_comes_back(parts: Vec<Vec<u8>>) {
            let borrowed: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
            prop_assert_eq!(apart(&prefixed(&borrowed)), parts);
        }
    }

    #[test]
    fn moving_a_boundary_changes_the_bytes() {
        assert_ne!(prefixed(&[b"ab", b"c"]), prefixed(&[b"a", b"bc"]));
        assert_ne!(prefixed(&[b"", b"a"]), prefixed(&[b"a", b""]));
    }
}
