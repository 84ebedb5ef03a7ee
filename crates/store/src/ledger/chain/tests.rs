//! What the chain is after commits that failed, or only seemed to.

use std::sync::{Arc, Mutex};

use super::*;
use crate::ledger::EntryRow;

const CHAIN: Uuid = Uuid::from_u128(7);

/// How a commit goes.
#[derive(Clone, Copy)]
enum Goes {
    Well,
    /// Nothing of it is kept.
    Wrong,
    /// It is kept, and the connection breaks before that is said.
    Unsaid,
}

/// Each write goes as the next of `ways` says, and well when there is none left.
fn ledger(ways: &[Goes]) -> (Ledger, Arc<Mutex<Vec<LinkRow>>>) {
    let kept = Arc::new(Mutex::new(Vec::<LinkRow>::new()));
    let (writing, looking, asked) = (Arc::clone(&kept), Arc::clone(&kept), Arc::clone(&kept));
    let ways = Mutex::new(ways.iter().copied().collect::<std::collections::VecDeque<_>>());
    let sink = Sink {
        write: Box::new(move |_, links| {
            let goes = ways.lock().unwrap().pop_front().unwrap_or(Goes::Well);
            let mut kept = writing.lock().unwrap();
            let is_taken = |link: &LinkRow| {
                kept.iter().any(|there| {
                    there.entry_id == link.entry_id || (there.chain_id == link.chain_id && there.number == link.number)
                })
            };
            let is_taken = links.iter().any(is_taken);
            if matches!(goes, Goes::Wrong) || is_taken {
                return Err(stopped());
            }
            kept.extend(links);
            if matches!(goes, Goes::Unsaid) { Err(stopped()) } else { Ok(()) }
        }),
        last: Box::new(move || {
            let kept = looking.lock().unwrap();
            Ok(kept.iter().rfind(|link| link.chain_id == Key(CHAIN)).cloned())
        }),
        linked: Box::new(move |_| Ok(asked.lock().unwrap().iter().map(|link| link.entry_id).collect())),
    };
    let folder = tempfile::tempdir().unwrap();
    let keys = Keys::create(&folder.path().join("keys"), &vault::Unlock::Bare).unwrap();
    (Ledger::start(CHAIN, [0; 32], keys, sink).unwrap(), kept)
}

fn entry(number: u128) -> Entry {
    let row = EntryRow::of(Uuid::from_u128(number), chrono::DateTime::UNIX_EPOCH, "read_service_user");
    Entry { row, subjects: Vec::new() }
}

fn entries(links: &[LinkRow]) -> Vec<u128> {
    links.iter().map(|link| link.entry_id.0.0.as_u128()).collect()
}

fn is_a_chain(links: &[LinkRow]) -> bool {
    links.windows(2).all(|pair| pair[1].previous == pair[0].hash && pair[1].number == pair[0].number + 1)
}

#[tokio::test]
async fn a_commit_that_failed_leaves_a_change_to_be_linked_later() {
    let (ledger, kept) = ledger(&[Goes::Wrong, Goes::Wrong]);
    ledger.link(vec![entry(1)]);
    while ledger.record(vec![entry(2)]).await.is_err() {}
    let kept = kept.lock().unwrap();
    assert_eq!(entries(&kept), [1, 2]);
    assert!(is_a_chain(&kept));
}

#[tokio::test]
async fn a_commit_that_only_seemed_to_fail_is_not_written_again() {
    let (ledger, kept) = ledger(&[Goes::Unsaid, Goes::Well, Goes::Unsaid]);
    ledger.record(vec![entry(1)]).await.unwrap_err();
    ledger.record(vec![entry(2)]).await.unwrap();
    ledger.record(vec![entry(3)]).await.unwrap_err();
    ledger.link(vec![entry(4)]);
    ledger.record(vec![entry(5)]).await.unwrap();
    let kept = kept.lock().unwrap();
    assert_eq!(entries(&kept), [1, 2, 3, 4, 5]);
    assert!(is_a_chain(&kept));
}

#[tokio::test]
async fn a_change_that_another_process_adopted_meanwhile_is_not_linked_twice() {
    let (ledger, kept) = ledger(&[Goes::Wrong, Goes::Wrong]);
    ledger.link(vec![entry(1)]);
    ledger.record(vec![entry(2)]).await.unwrap_err();
    let adopted = LinkRow {
        chain_id: Key(Uuid::from_u128(8)),
        number: 1,
        entry_id: Key(EntryId(Uuid::from_u128(1))),
        previous: Vec::new(),
        hash: Vec::new(),
    };
    kept.lock().unwrap().push(adopted);
    // The first may still meet the second commit that fails.
    if ledger.record(vec![entry(3)]).await.is_err() {
        ledger.record(vec![entry(3)]).await.unwrap();
    }
    ledger.record(vec![entry(4)]).await.unwrap();
    assert_eq!(entries(&kept.lock().unwrap()), [1, 3, 4]);
}
