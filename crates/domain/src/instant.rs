//! Instants, and the London day that they fall on.
//!
//! What happened is a UTC instant. Days, ages and report periods are civil days in Europe/London.

use chrono::{DateTime, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::Europe::London;

use crate::{Flaw, Private};

/// How far the clock of a device that types may run ahead of the server's.
const CLOCK_SLACK: TimeDelta = TimeDelta::minutes(5);

/// The day in London on which an instant falls.
pub fn london_day(instant: DateTime<Utc>) -> NaiveDate {
    instant.with_timezone(&London).date_naive()
}

/// Parse an RFC 3339 instant, kept to the microsecond.
///
/// # Errors
/// [`Flaw::NotAnInstant`].
pub fn parse(text: &str) -> Result<DateTime<Utc>, Flaw> {
    let parsed = DateTime::parse_from_rfc3339(text.trim()).map_err(|_| Flaw::NotAnInstant)?.to_utc();
    let micros = parsed.nanosecond() / 1_000 * 1_000;
    parsed.with_nanosecond(micros).ok_or(Flaw::NotAnInstant)
}

/// Parse the instant of something that has happened.
///
/// # Errors
/// [`Flaw::NotAnInstant`], or [`Flaw::InFuture`] beyond five minutes ahead of `now`.
pub fn parse_past(typed: &Private<String>, now: DateTime<Utc>) -> Result<DateTime<Utc>, Flaw> {
    let instant = parse(typed.reveal())?;
    if instant > now + CLOCK_SLACK { Err(Flaw::InFuture) } else { Ok(instant) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summer_evening_falls_on_the_next_london_day() {
        let instant = parse("2026-06-30T23:30:00Z").unwrap();
        assert_eq!(london_day(instant), NaiveDate::from_ymd_opt(2026, 7, 1).unwrap());
    }

    #[test]
    fn what_happened_cannot_lie_ahead() {
        let now = parse("2026-11-24T14:00:00Z").unwrap();
        assert_eq!(parse_past(&"2026-11-24T14:06:00Z".into(), now), Err(Flaw::InFuture));
        assert!(parse_past(&"2026-11-24T14:04:00Z".into(), now).is_ok());
    }
}
