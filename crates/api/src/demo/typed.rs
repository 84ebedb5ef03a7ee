//! What a field of a form holds once somebody typed into it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use domain::Private;
use domain::calendar::{self, Fold};

/// Text that was typed.
#[expect(clippy::unnecessary_wraps, reason = "a field of a form is optional")]
pub fn typed(text: impl Into<String>) -> Option<Private<String>> {
    Some(Private::new(text.into()))
}

/// A day that was typed.
pub fn day(day: NaiveDate) -> Option<Private<String>> {
    typed(day.to_string())
}

/// A number that was typed.
#[expect(clippy::unnecessary_wraps, reason = "a field of a form is optional")]
pub fn number(number: u32) -> Option<Private<u32>> {
    Some(Private::new(number))
}

/// A box that was ticked, or crossed out.
#[expect(clippy::unnecessary_wraps, reason = "a field of a form is optional")]
pub fn flag(flag: bool) -> Option<Private<bool>> {
    Some(Private::new(flag))
}

/// The instant of a time of day in London; of the hour that spring leaves out, the day's beginning.
pub fn instant(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    calendar::instant(day, time, Some(Fold::First)).unwrap_or_else(|_| calendar::day_start(day))
}
