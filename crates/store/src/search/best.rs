//! The best few of many hits.

use std::cmp::Ordering;

use super::find::Hit;

/// Keeps the best hits met so far, at most one for each person, best first.
pub(super) struct Best {
    hits: Vec<Hit>,
    limit: usize,
}

impl Best {
    pub(super) fn new(limit: usize) -> Self {
        Self { hits: Vec::new(), limit }
    }

    /// Whether a hit with at most this score can no longer be shown.
    pub(super) fn is_beyond(&self, score: f32) -> bool {
        self.limit == 0 || (self.hits.len() >= self.limit && self.hits.last().is_some_and(|last| score < last.score))
    }

    pub(super) fn offer(&mut self, hit: Hit) {
        if self.is_beyond(hit.score) {
            return;
        }
        if let Some(at) = self.hits.iter().position(|other| other.person == hit.person) {
            if self.hits.get(at).is_some_and(|other| other.score >= hit.score) {
                return;
            }
            self.hits.remove(at);
        }
        let at = self.hits.partition_point(|other| order(other, &hit) == Ordering::Less);
        if at < self.limit {
            self.hits.insert(at, hit);
            self.hits.truncate(self.limit);
        }
    }

    pub(super) fn into_hits(self) -> Vec<Hit> {
        self.hits
    }
}

/// Best first; equals by id, so that the same question has the same answer on every node.
fn order(left: &Hit, right: &Hit) -> Ordering {
    right.score.total_cmp(&left.score).then(left.person.cmp(&right.person))
}
