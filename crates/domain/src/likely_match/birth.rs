//! How far two birth dates agree.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::Particulars;
use crate::partial_date::PartialDate;

/// How far off an estimated birth date may be.
const ESTIMATE_SLACK: TimeDelta = TimeDelta::days(2 * 366);
/// How many years apart a mistyped year may be, with day and month the same.
const YEARS_APART: u32 = 10;

/// How far two birth dates agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BirthAgreement {
    /// Both are known to the day, and it is one.
    Same,
    /// They may be one: one is partial or estimated, or one part is wrong, or day and month are swapped.
    Close,
    /// One of them is not known.
    NotKnown,
    /// They contradict each other.
    Different,
}

pub(super) fn agreement(one: &Particulars<'_>, other: &Particulars<'_>) -> BirthAgreement {
    let Some((born, another)) = one.born.zip(other.born) else { return BirthAgreement::NotKnown };
    let exact = born.exact().zip(another.exact());
    let estimated = one.born_estimated || other.born_estimated;
    match exact {
        Some((day, other_day)) if day == other_day && !estimated => BirthAgreement::Same,
        Some((day, other_day)) if is_slip(day, other_day) => BirthAgreement::Close,
        _ if born.may_be(another) || (estimated && is_near(born, another)) => BirthAgreement::Close,
        _ => BirthAgreement::Different,
    }
}

/// Whether one may be the other mistyped: two of the three parts are the same, or day and month are swapped.
fn is_slip(one: NaiveDate, other: NaiveDate) -> bool {
    let (year, month, day) = (one.year() == other.year(), one.month() == other.month(), one.day() == other.day());
    let swapped = one.day() == other.month() && one.month() == other.day();
    (year && (month || day || swapped)) || (month && day && one.year().abs_diff(other.year()) <= YEARS_APART)
}

fn is_near(one: PartialDate, other: PartialDate) -> bool {
    one.earliest() - ESTIMATE_SLACK <= other.latest() && other.earliest() - ESTIMATE_SLACK <= one.latest()
}
