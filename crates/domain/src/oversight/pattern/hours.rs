//! Outside the hours of work.

use chrono::{DateTime, Datelike, Utc, Weekday};
use chrono_tz::Europe::London;

use super::{Doings, Pattern, Sign, sign};
use crate::oversight::{Deed, Thresholds};

/// Records opened on a Saturday or Sunday, or before work begins or after it ends by the clock in London, at least
/// [`deeds_out_of_hours`](super::super::Thresholds::deeds_out_of_hours) in the day.
///
/// What is not covered: public holidays are not known, nor the hours of a single service: night shelters set wider
/// hours for the whole organisation.
pub(super) fn outside(doings: &Doings<'_>) -> Vec<Sign> {
    let late: Vec<&Deed> =
        doings.deeds.iter().filter(|deed| deed.opened().is_some() && is_outside(deed.at, doings.thresholds)).collect();
    if late.len() < doings.thresholds.deeds_out_of_hours {
        return Vec::new();
    }
    vec![sign(Pattern::OutOfHours, None, late)]
}

fn is_outside(at: DateTime<Utc>, thresholds: &Thresholds) -> bool {
    let london = at.with_timezone(&London);
    let is_weekend = matches!(london.weekday(), Weekday::Sat | Weekday::Sun);
    is_weekend || london.time() < thresholds.opens || london.time() >= thresholds.closes
}
