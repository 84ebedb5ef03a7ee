//! Random bytes for tokens, from the thread's cryptographically secure generator.

use rand::RngCore;
use zeroize::Zeroizing;

/// 256 random bits: a refresh token, an activation code, a draft's browser key.
pub fn token() -> Zeroizing<[u8; 32]> {
    let mut bytes = Zeroizing::new([0; 32]);
    rand::thread_rng().fill_bytes(bytes.as_mut_slice());
    bytes
}

#[cfg(test)]
mod tests {
    use super::token;

    #[test]
    fn two_tokens_differ_and_are_not_empty() {
        let first = token();
        assert_ne!(*first, *token());
        assert_ne!(*first, [0; 32]);
    }
}
