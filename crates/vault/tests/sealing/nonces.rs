//! A nonce that came twice under one key would give both values away.

use vault::PersonKey;

use crate::{ROWAN, rowan_place};

#[test]
fn a_million_seals_have_a_million_nonces() {
    let key = PersonKey::generate().class_key(ROWAN, 3);
    let halves = std::thread::scope(|scope| {
        [scope.spawn(|| nonces(&key, 500_000)), scope.spawn(|| nonces(&key, 500_000))]
            .map(|thread| thread.join().unwrap())
    });
    let mut all = halves.concat();
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 1_000_000);
    // The control: where the nonce is, bytes differ in every position, so it is the nonce we read.
    for position in 0..12 {
        assert!(all.iter().any(|nonce| nonce[position] != all[0][position]), "{position}");
    }
}

fn nonces(key: &vault::ClassKey, count: usize) -> Vec<[u8; 12]> {
    (0..count).map(|_| key.seal(&rowan_place(&[]), b"low").unwrap()[10..22].try_into().unwrap()).collect()
}
