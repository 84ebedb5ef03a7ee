//! Too many: records in an hour, refusals, searches that lead nowhere.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::{Doings, Pattern, Sign, sign};
use crate::access::{Action, Role};
use crate::oversight::Deed;

/// Different people's records opened within any sixty minutes, at least
/// [`records_an_hour`](super::super::Thresholds::records_an_hour): one sign with the first such hour. Lists and the
/// search are not records opened; an auditor reads what is named to them, and is not looked at.
pub(super) fn bulk(doings: &Doings<'_>) -> Vec<Sign> {
    let is_opening = |deed: &&Deed| deed.opened().is_some() && deed.role != Some(Role::Auditor);
    let opened: Vec<&Deed> = doings.deeds.iter().filter(is_opening).collect();
    for (index, first) in opened.iter().enumerate() {
        let hour: Vec<&Deed> =
            opened.iter().skip(index).take_while(|deed| deed.at < first.at + TimeDelta::hours(1)).copied().collect();
        let people: BTreeSet<_> = hour.iter().filter_map(|deed| deed.opened()).collect();
        if people.len() >= doings.thresholds.records_an_hour {
            return vec![sign(Pattern::Bulk, None, hour)];
        }
    }
    Vec::new()
}

/// Refusals in a day, at least [`refusals`](super::super::Thresholds::refusals), whatever was asked for.
pub(super) fn refused(doings: &Doings<'_>) -> Vec<Sign> {
    let refused: Vec<&Deed> = doings.deeds.iter().filter(|deed| deed.is_refused).collect();
    if refused.len() < doings.thresholds.refusals {
        return Vec::new();
    }
    vec![sign(Pattern::Refused, None, refused)]
}

/// Searches in a day, at least [`searches`](super::super::Thresholds::searches), after none of which a record was
/// opened before the next search: to find that somebody is there is to learn that they are in treatment.
pub(super) fn only_searched(doings: &Doings<'_>) -> Vec<Sign> {
    let mut alone: Vec<&Deed> = Vec::new();
    let mut last: Option<&Deed> = None;
    for deed in doings.deeds.iter().filter(|deed| !deed.is_refused) {
        if deed.action == Action::Search {
            alone.extend(last.replace(deed));
        } else if deed.opened().is_some() {
            last = None;
        }
    }
    alone.extend(last);
    if alone.len() < doings.thresholds.searches {
        return Vec::new();
    }
    vec![sign(Pattern::OnlySearched, None, alone)]
}
