//! Civil days and times in London: ages, anniversaries, what people type and what they read.

use chrono::{DateTime, Datelike, Days, LocalResult, Months, NaiveDate, NaiveTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Europe::London;

use crate::partial_date::{PartialDate, month_name};
use crate::{Flaw, Private, choice};

choice! {
    /// Which of the two hours, in the night when the clocks go back and an hour comes twice.
    pub enum Fold {
        /// The first, still in summer time.
        First = "first", "The first, before the clocks go back";
        /// The second, in winter time.
        Second = "second", "The second, after the clocks went back";
    }
}

/// Parse a day as people write it: `2026-11-24`, `24 11 2026`, `24/11/2026`, `24-Nov-2026`, `24 November 2026`.
///
/// # Errors
/// [`Flaw::NotADate`].
pub fn parse_day(typed: &Private<String>) -> Result<NaiveDate, Flaw> {
    PartialDate::parse_text(typed.reveal()).and_then(PartialDate::exact).ok_or(Flaw::NotADate)
}

/// Parse the day of something that has happened.
///
/// # Errors
/// [`Flaw::NotADate`], or [`Flaw::InFuture`] after `today`.
pub fn parse_past_day(typed: &Private<String>, today: NaiveDate) -> Result<NaiveDate, Flaw> {
    let day = parse_day(typed)?;
    if day > today { Err(Flaw::InFuture) } else { Ok(day) }
}

/// Parse a time of day: `14:05`, `14.05`, `1405`, `9:30`.
///
/// # Errors
/// [`Flaw::NotATime`].
pub fn parse_time(typed: &Private<String>) -> Result<NaiveTime, Flaw> {
    let text = typed.reveal().trim();
    let (hour, minute) = match text.split_once([':', '.']) {
        Some(pieces) => pieces,
        None if text.len() == 4 && text.is_ascii() => text.split_at(2),
        None => return Err(Flaw::NotATime),
    };
    let number = |piece: &str, longest: usize| {
        let shaped = (1..=longest).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_digit());
        shaped.then(|| piece.parse::<u32>().ok())?
    };
    let parsed = number(hour, 2).zip(number(minute, 2).filter(|_| minute.len() == 2));
    parsed.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0)).ok_or(Flaw::NotATime)
}

/// The instant of a civil time in London; `fold` says which where it comes twice.
///
/// # Errors
/// [`Flaw::MissingHour`] in the night when the clocks go forward, [`Flaw::DoubledHour`] where the time
/// comes twice and `fold` is not given.
pub fn instant(day: NaiveDate, time: NaiveTime, fold: Option<Fold>) -> Result<DateTime<Utc>, Flaw> {
    match (London.from_local_datetime(&day.and_time(time)), fold) {
        (LocalResult::Single(instant), _) => Ok(instant.to_utc()),
        (LocalResult::Ambiguous(first, _), Some(Fold::First)) => Ok(first.to_utc()),
        (LocalResult::Ambiguous(_, second), Some(Fold::Second)) => Ok(second.to_utc()),
        (LocalResult::Ambiguous(..), None) => Err(Flaw::DoubledHour),
        (LocalResult::None, _) => Err(Flaw::MissingHour),
    }
}

/// The instant at which a London day begins.
pub fn day_start(day: NaiveDate) -> DateTime<Utc> {
    // No London day has begun with a missing or doubled hour since 1972; the first is right where one does.
    instant(day, NaiveTime::MIN, Some(Fold::First)).unwrap_or_else(|_| day.and_time(NaiveTime::MIN).and_utc())
}

/// Whole years from a birth date to a day; none before it. Who was born on 29 February has their
/// anniversary on 1 March in other years.
pub fn age(born: NaiveDate, day: NaiveDate) -> Option<u32> {
    let reached = (day.month(), day.day()) >= (born.month(), born.day());
    u32::try_from(day.year() - born.year() - i32::from(!reached)).ok()
}

/// The anniversary so many years after a day; 29 February's is 1 March in other years.
pub fn years_after(day: NaiveDate, years: u32) -> NaiveDate {
    let Some(year) = i32::try_from(years).ok().and_then(|years| day.year().checked_add(years)) else {
        return NaiveDate::MAX;
    };
    let anniversary = NaiveDate::from_ymd_opt(year, day.month(), day.day());
    anniversary.or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)).unwrap_or(NaiveDate::MAX)
}

/// The same day so many months later, or the month's last where it is shorter.
pub fn months_after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// So many days later.
pub fn days_after(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

/// The first and the last day of the month that a day is in.
pub fn month_of(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let month = PartialDate::Month(day.year(), day.month());
    (month.earliest(), month.latest())
}

/// A day as people read it: `24-Nov-2026`.
pub fn day_text(day: NaiveDate) -> String {
    PartialDate::Day(day).text()
}

/// A day of this year or so as people read it in a diary: `Fri 20-Nov`.
pub fn weekday_text(day: NaiveDate) -> String {
    format!("{} {:02}-{}", day.weekday(), day.day(), month_name(day.month()))
}

/// The time in London of an instant: `14:05`.
pub fn time_text(instant: DateTime<Utc>) -> String {
    let local = instant.with_timezone(&London);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// Day and time in London of an instant: `24-Nov-2026 14:05`.
pub fn instant_text(instant: DateTime<Utc>) -> String {
    format!("{} {}", day_text(crate::instant::london_day(instant)), time_text(instant))
}

/// A day as seen from today: `today`, `yesterday`, `12 days ago`, `tomorrow`, `in 3 weeks`. Days up to
/// four weeks, then weeks up to half a year, then months.
pub fn relative_text(day: NaiveDate, today: NaiveDate) -> String {
    let days = (day - today).num_days();
    match days {
        0 => return "today".to_owned(),
        -1 => return "yesterday".to_owned(),
        1 => return "tomorrow".to_owned(),
        _ => {}
    }
    let distance = days.unsigned_abs();
    let (count, unit) = match distance {
        0..28 => (distance, "days"),
        28..183 => (distance / 7, "weeks"),
        _ => (distance / 30, "months"),
    };
    if days < 0 { format!("{count} {unit} ago") } else { format!("in {count} {unit}") }
}

/// How long something took, from its minutes: `45 min`, `1 h 30 min`.
pub fn minutes_text(minutes: u32) -> String {
    match TimeDelta::minutes(minutes.into()) {
        length if length < TimeDelta::hours(1) => format!("{minutes} min"),
        length if minutes.is_multiple_of(60) => format!("{} h", length.num_hours()),
        length => format!("{} h {} min", length.num_hours(), minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn at(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    #[test]
    fn the_anniversary_of_29_february_is_1_march() {
        let born = day(2000, 2, 29);
        assert_eq!(age(born, day(2026, 2, 28)), Some(25));
        assert_eq!(age(born, day(2026, 3, 1)), Some(26));
        assert_eq!(age(born, day(2028, 2, 29)), Some(28));
        assert_eq!(years_after(born, 26), day(2026, 3, 1));
        assert_eq!(years_after(born, 28), day(2028, 2, 29));
    }

    #[test]
    fn nobody_has_an_age_before_birth() {
        assert_eq!(age(day(2026, 11, 25), day(2026, 11, 24)), None);
        assert_eq!(age(day(2026, 11, 24), day(2026, 11, 24)), Some(0));
    }

    #[test]
    fn days_are_read_in_every_form_and_partial_ones_refused() {
        for typed in ["2026-11-24", "24 11 2026", "24/11/2026", "24-Nov-2026", "24 November 2026"] {
            assert_eq!(parse_day(&typed.into()), Ok(day(2026, 11, 24)), "{typed}");
        }
        for typed in ["2026", "Nov 2026", "30 2 2026", "tomorrow", ""] {
            assert_eq!(parse_day(&typed.into()), Err(Flaw::NotADate), "{typed}");
        }
        assert_eq!(parse_past_day(&"2026-11-25".into(), day(2026, 11, 24)), Err(Flaw::InFuture));
    }

    #[test]
    fn times_are_read_in_every_form() {
        for typed in ["14:05", "14.05", "1405", " 14:05 "] {
            assert_eq!(parse_time(&typed.into()), Ok(at(14, 5)), "{typed}");
        }
        assert_eq!(parse_time(&"9:30".into()), Ok(at(9, 30)));
        for typed in ["24:00", "14:60", "14:5", "2 pm", "", "+1:00", "１４:０５"] {
            assert_eq!(parse_time(&typed.into()), Err(Flaw::NotATime), "{typed}");
        }
    }

    #[test]
    fn the_missing_hour_is_refused() {
        assert_eq!(instant(day(2026, 3, 29), at(1, 30), None), Err(Flaw::MissingHour));
        assert!(instant(day(2026, 3, 29), at(2, 0), None).is_ok());
    }

    #[test]
    fn the_doubled_hour_asks_which() {
        let (day, time) = (day(2026, 10, 25), at(1, 30));
        assert_eq!(instant(day, time, None), Err(Flaw::DoubledHour));
        let first = instant(day, time, Some(Fold::First)).unwrap();
        let second = instant(day, time, Some(Fold::Second)).unwrap();
        assert_eq!(second - first, TimeDelta::hours(1));
        assert_eq!((time_text(first), time_text(second)), ("01:30".to_owned(), "01:30".to_owned()));
    }

    #[test]
    fn texts_read_as_people_say_them() {
        let today = day(2026, 11, 24);
        assert_eq!(day_text(day(2026, 11, 4)), "04-Nov-2026");
        assert_eq!(weekday_text(day(2026, 11, 20)), "Fri 20-Nov");
        assert_eq!(instant_text(instant(day(2026, 7, 1), at(0, 30), None).unwrap()), "01-Jul-2026 00:30");
        assert_eq!(relative_text(today, today), "today");
        assert_eq!(relative_text(day(2026, 11, 23), today), "yesterday");
        assert_eq!(relative_text(day(2026, 11, 12), today), "12 days ago");
        assert_eq!(relative_text(day(2026, 12, 22), today), "in 4 weeks");
        assert_eq!(relative_text(day(2025, 11, 24), today), "12 months ago");
        assert_eq!(
            (minutes_text(45), minutes_text(60), minutes_text(90)),
            ("45 min".into(), "1 h".into(), "1 h 30 min".into())
        );
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(month_of(day(2028, 2, 10)), (day(2028, 2, 1), day(2028, 2, 29)));
        assert_eq!(months_after(day(2026, 1, 31), 1), day(2026, 2, 28));
        assert_eq!(days_after(day(2026, 2, 27), 2), day(2026, 3, 1));
    }

    proptest! {
        #[test]
        fn a_year_after_makes_a_year_older(days in 0_u32..60_000, years in 0_u32..120) {
            let born = days_after(day(1900, 1, 1), days);
            let birthday = years_after(born, years);
            prop_assert_eq!(age(born, birthday), Some(years));
            prop_assert_eq!(age(born, birthday.pred_opt().unwrap()), years.checked_sub(1));
        }

        #[test]
        fn every_day_of_the_century_begins_on_itself(days in 0_u32..36_500) {
            let date = days_after(day(2000, 1, 1), days);
            prop_assert_eq!(crate::instant::london_day(day_start(date)), date);
            prop_assert_eq!(crate::instant::london_day(day_start(date) - TimeDelta::seconds(1)), date.pred_opt().unwrap());
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = (parse_day(&text.as_str().into()), parse_time(&text.as_str().into()));
        }
    }
}
