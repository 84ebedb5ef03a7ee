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

/// The SHA-256 of bytes as they are, for what others compute too: the challenge of RFC 7636 (4.2).
pub fn sha256_of(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::{sha256, sha256_of};
    use crate::hex;

    #[test]
    fn no_parts_are_the_digest_of_nothing() {
        assert_eq!(hex::encode(&sha256(&[])), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    /// The example of RFC 7636, appendix B.
    #[test]
    fn what_others_compute_is_the_same() {
        let verifier = b"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let hash = "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3";
        assert_eq!(hex::encode(&sha256_of(verifier)), hash);
    }

    #[test]
    fn moving_a_boundary_changes_the_digest() {
        assert_ne!(sha256(&[b"ab", b"c"]), sha256(&[b"a", b"bc"]));
    }
}
