//! What the chain is after commits that failed, or only seemed to.

use std::sync::{Arc, Mutex};

use super::*;
use crate::ledger::EntryRow;

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
    let (writing, looking) = (Arc::clone(&kept), Arc::clone(&kept));
    let ways = Mutex::new(ways.iter().copied().collect::<std::collections::VecDeque<_>>());
    let sink = Sink {
        write: Box::new(move |_, links| {
            let goes = ways.lock().unwrap().pop_front().unwrap_or(Goes::Well);
            let mut kept = writing.lock().unwrap();
            let is_taken = links.iter().any(|link| kept.iter().any(|there| there.number == link.number));
            if matches!(goes, Goes::Wrong) || is_taken {
                return Err(stopped());
            }
            kept.extend(links);
            if matches!(goes, Goes::Unsaid) { Err(stopped()) } else { Ok(()) }
        }),
        last: Box::new(move || Ok(looking.lock().unwrap().last().cloned())),
    };
    (Ledger::start(Uuid::from_u128(7), [0; 32], sink).unwrap(), kept)
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
