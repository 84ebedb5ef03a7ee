//! A stretch of civil days, both ends included.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{Flaw, Private, calendar};

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// Whether a day falls into it.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether it begins with the first day of a month and ends with the last of one.
    pub fn is_whole_months(self) -> bool {
        self.from.day() == 1 && calendar::month_of(self.to).1 == self.to
    }
}

/// Parse the last day of something that began on `start`; it may be the same day.
///
/// # Errors
/// [`Flaw::NotADate`] or [`Flaw::EndBeforeStart`].
pub fn parse_end(typed: &Private<String>, start: Option<NaiveDate>) -> Result<NaiveDate, Flaw> {
    let end = calendar::parse_day(typed)?;
    if start.is_some_and(|start| end < start) { Err(Flaw::EndBeforeStart) } else { Ok(end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2028, month, day).unwrap()
    }

    #[test]
    fn both_ends_are_included() {
        let period = Period { from: day(2, 1), to: day(2, 29) };
        assert!(period.contains(day(2, 1)) && period.contains(day(2, 29)));
        assert!(!period.contains(day(1, 31)) && !period.contains(day(3, 1)));
    }

    #[test]
    fn whole_months_end_where_the_month_does() {
        assert!(Period { from: day(1, 1), to: day(2, 29) }.is_whole_months());
        assert!(!Period { from: day(1, 1), to: day(2, 28) }.is_whole_months());
        assert!(!Period { from: day(1, 2), to: day(2, 29) }.is_whole_months());
    }

    #[test]
    fn an_end_may_fall_on_its_start() {
        assert_eq!(parse_end(&"2028-02-29".into(), Some(day(2, 29))), Ok(day(2, 29)));
        assert_eq!(parse_end(&"2028-02-28".into(), Some(day(2, 29))), Err(Flaw::EndBeforeStart));
    }
}
