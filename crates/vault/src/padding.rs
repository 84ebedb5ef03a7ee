//! Hiding how long a value is: a one-word note and a two-line note come out the same length.
//!
//! A padded value is the plain bytes, zeros, and the length of the plain bytes in the last four
//! bytes, big-endian. Its size is one of 128, 256, 512, 1024 and from there the one before and
//! 12 % of it, rounded down: 1146, 1283, 1436, …

/// The longest plain value that can be sealed in one blob, in bytes: 64 MiB.
pub const LONGEST_PLAIN: usize = 64 * 1024 * 1024;

/// The four bytes at the end that say how long the plain value is.
const LENGTH: usize = 4;

/// The size that a plain value of `length` bytes is padded to, or nothing where it is too long.
pub(crate) fn padded_size(length: usize) -> Option<usize> {
    if length > LONGEST_PLAIN {
        return None;
    }
    let needed = length + LENGTH;
    let mut size = 128;
    while size < needed {
        size = if size < 1024 { size * 2 } else { size + size * 12 / 100 };
    }
    Some(size)
}

/// Appends `plain`, padded to `size` (from [`padded_size`]), to `buffer`.
pub(crate) fn pad_into(buffer: &mut Vec<u8>, plain: &[u8], size: usize) {
    let zeros = size - LENGTH - plain.len();
    // A plain value is at most 64 MiB, so its length fits in four bytes.
    #[expect(clippy::cast_possible_truncation, reason = "padded_size refuses longer values")]
    let length = plain.len() as u32;
    buffer.extend_from_slice(plain);
    buffer.resize(buffer.len() + zeros, 0);
    buffer.extend_from_slice(&length.to_be_bytes());
}

/// Cuts a padded value down to its plain bytes; `None` where it was not padded by our rule.
pub(crate) fn unpad(padded: &mut Vec<u8>) -> Option<()> {
    let (body, length) = padded.split_last_chunk::<LENGTH>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    if padded_size(length)? != padded.len() || body.get(length..)?.iter().any(|byte| *byte != 0) {
        return None;
    }
    padded.truncate(length);
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LONGEST_PLAIN, pad_into, padded_size, unpad};

    #[test]
    fn sizes_grow_as_the_format_says() {
        let sizes: Vec<_> = [0, 124, 125, 252, 253, 508, 509, 1020, 1021, 1142, 1143, 1279, 1280]
            .map(|length| padded_size(length).unwrap())
            .into();
        assert_eq!(sizes, [128, 128, 256, 256, 512, 512, 1024, 1024, 1146, 1146, 1283, 1283, 1436]);
    }

    #[test]
    fn the_longest_value_has_a_size_and_a_longer_one_has_none() {
        assert!(padded_size(LONGEST_PLAIN).is_some());
        assert_eq!(padded_size(LONGEST_PLAIN + 1), None);
    }

    #[test]
    fn padding_that_is_not_zeros_or_not_ours_is_refused() {
        let mut padded = Vec::new();
        pad_into(&mut padded, b"Rowan", 128);
        let mut dirty = padded.clone();
        dirty[5] = 1;
        assert_eq!(unpad(&mut dirty), None);
        let mut longer = Vec::new();
        pad_into(&mut longer, b"Rowan", 256);
        assert_eq!(unpad(&mut longer), None);
        assert_eq!(unpad(&mut padded), Some(()));
        assert_eq!(padded, b"Rowan");
    }

    proptest! {
        #[test]
        fn a_value_comes_back(plain in proptest::collection::vec(any::<u8>(), 0..3000)) {
            let mut padded = Vec::new();
            pad_into(&mut padded, &plain, padded_size(plain.len()).unwrap());
            prop_assert!(unpad(&mut padded).is_some());
            prop_assert_eq!(padded, plain);
        }

        #[test]
        fn arbitrary_bytes_are_never_a_panic(
            mut bytes in proptest::collection::vec(any::<u8>(), 0..600)
        ) {
            let _ = unpad(&mut bytes);
        }
    }
}
