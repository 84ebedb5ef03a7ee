//! Digests of things that are already sealed or not secret, as the ledger keeps them.

use sha2::{Digest, Sha256};

/// The SHA-256 of the parts, each preceded by its length as eight bytes, big-endian.
///
/// Never take this of a name, a date or a code: whoever guesses the words finds the digest. For
/// those there is [`Keys::keyed_hash`](crate::Keys::keyed_hash).
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::sha256;
    use crate::hex;

    #[test]
    fn no_parts_are_the_digest_of_nothing() {
        assert_eq!(hex::encode(&sha256(&[])), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn moving_a_boundary_changes_the_digest() {
        assert_ne!(sha256(&[b"ab", b"c"]), sha256(&[b"a", b"bc"]));
    }
}
