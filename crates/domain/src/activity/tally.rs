//! Counting contacts in a stream.

use std::collections::{BTreeMap, HashSet};

use chrono::{DateTime, Utc};

use super::cells::{Cells, INTERVENTIONS, KINDS};
use super::{Activity, ActivityQuery, Figure, Precision, measure};
use crate::code::CodeLists;
use crate::contact::Contact;
use crate::id::{PersonId, ServiceId};

/// Figures in the making. Contacts may come in any order, each once.
pub struct Tally {
    query: ActivityQuery,
    services: Vec<ServiceId>,
    seen: HashSet<PersonId>,
    counts: Counts,
}

/// What has been counted.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) people_seen: u64,
    pub(super) attended: u64,
    pub(super) missed: u64,
    pub(super) cancelled_by_them: u64,
    pub(super) cancelled_by_us: u64,
    /// Contacts by code of their kind.
    pub(super) kinds: BTreeMap<String, u64>,
    /// What became of interventions, by code.
    pub(super) interventions: BTreeMap<String, Responses>,
}

/// What became of an intervention that was put to people.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub(super) struct Responses {
    pub(super) accepted: u64,
    pub(super) declined: u64,
    pub(super) unanswered: u64,
}

impl Tally {
    /// Begin to count the contacts of a contract's services.
    pub fn new(query: ActivityQuery, services: Vec<ServiceId>) -> Self {
        Self { query, services, seen: HashSet::new(), counts: Counts::default() }
    }

    /// Count a contact with somebody, if it belongs here.
    pub fn add(&mut self, person: PersonId, contact: &Contact) {
        if !measure::is_counted(contact, self.query.period, &self.services) {
            return;
        }
        if measure::is_seen(contact) {
            self.seen.insert(person);
        }
        let counts = &mut self.counts;
        counts.attended += u64::from(measure::is_attended(contact));
        counts.missed += u64::from(measure::is_missed(contact));
        counts.cancelled_by_them += u64::from(measure::is_cancelled_by_them(contact));
        counts.cancelled_by_us += u64::from(measure::is_cancelled_by_us(contact));
        count(&mut counts.kinds, contact.kind.as_str(), |kind| *kind += 1);
        for offer in measure::offered(contact) {
            count(&mut counts.interventions, offer.intervention.as_str(), |responses: &mut Responses| {
                let became = if measure::is_accepted(offer) {
                    &mut responses.accepted
                } else if measure::is_declined(offer) {
                    &mut responses.declined
                } else {
                    &mut responses.unanswered
                };
                *became += 1;
            });
        }
    }

    /// The figures as counted. Each code of the lists has its row, so that a row tells nothing by being
    /// there.
    pub fn finish(self, lists: &CodeLists, as_of: DateTime<Utc>) -> Activity {
        let query = self.query;
        let cells = Cells::of(&self.counts(lists));
        activity(query, as_of, Precision::Exact, cells.figures(lists))
    }

    /// The figures for those without the right to the people behind them: rounded to 5, those under 5
    /// withheld, and with them whatever would give them away.
    pub fn finish_rounded(self, lists: &CodeLists, as_of: DateTime<Utc>) -> Activity {
        let query = self.query;
        let mut cells = Cells::of(&self.counts(lists));
        cells.round();
        activity(query, as_of, Precision::Rounded, cells.figures(lists))
    }

    fn counts(self, lists: &CodeLists) -> Counts {
        let mut counts = self.counts;
        counts.people_seen = self.seen.len() as u64;
        for item in lists.items(KINDS) {
            count(&mut counts.kinds, &item.code, |_| ());
        }
        for item in lists.items(INTERVENTIONS) {
            count(&mut counts.interventions, &item.code, |_| ());
        }
        counts
    }
}

fn activity(query: ActivityQuery, as_of: DateTime<Utc>, precision: Precision, rows: Vec<Figure>) -> Activity {
    Activity { contract: query.contract, period: query.period, as_of, precision, rows }
}

/// Count for a code; a code counted before costs no allocation.
fn count<V: Default>(counts: &mut BTreeMap<String, V>, code: &str, add: impl FnOnce(&mut V)) {
    if let Some(counted) = counts.get_mut(code) {
        add(counted);
        return;
    }
    let mut first = V::default();
    add(&mut first);
    counts.insert(code.to_owned(), first);
}
