//! Dates of which only the year or the month may be known.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Flaw, Private};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const MONTHS_IN_FULL: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day, a month or a year. It is exchanged as `1985-07-14`, `1985-07` or `1985`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// Only the year is known.
    Year(i32),
    /// The year and the month (1 to 12).
    Month(i32, u32),
    /// The day.
    Day(NaiveDate),
}

impl PartialDate {
    /// Parse a date as people write it: `1985-07-14`, `14 7 1985`, `14/07/1985`, `14-Jul-1985`,
    /// `14 July 1985`, `07/1985`, `July 1985`, `1985`. The day comes before the month.
    ///
    /// # Errors
    /// [`Flaw::NotADate`].
    pub fn parse(typed: &Private<String>) -> Result<Private<Self>, Flaw> {
        Self::parse_text(typed.reveal()).map(Private::new).ok_or(Flaw::NotADate)
    }

    /// Parse one that has begun on `today`.
    ///
    /// # Errors
    /// [`Flaw::NotADate`], or [`Flaw::InFuture`].
    pub fn parse_past(typed: &Private<String>, today: NaiveDate) -> Result<Private<Self>, Flaw> {
        let date = Self::parse(typed)?;
        if date.reveal().earliest() > today { Err(Flaw::InFuture) } else { Ok(date) }
    }

    pub(crate) fn parse_text(text: &str) -> Option<Self> {
        let pieces: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || "/-.,".contains(c)).filter(|piece| !piece.is_empty()).collect();
        match *pieces.as_slice() {
            [year] => Some(Self::Year(parse_year(year)?)),
            [first, second] => match (parse_year(first), parse_year(second)) {
                (Some(year), None) => Self::month(year, parse_month(second)?),
                (None, Some(year)) => Self::month(year, parse_month(first)?),
                _ => None,
            },
            [first, month, last] => match (parse_year(first), parse_year(last)) {
                (Some(year), None) => Self::day(year, parse_month(month)?, parse_day_of_month(last)?),
                (None, Some(year)) => Self::day(year, parse_month(month)?, parse_day_of_month(first)?),
                _ => None,
            },
            _ => None,
        }
    }

    fn month(year: i32, month: u32) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self::Month(year, month))
    }

    fn day(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::Day)
    }

    /// The first day that it may be.
    pub fn earliest(self) -> NaiveDate {
        match self {
            Self::Year(year) => NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default(),
            Self::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default(),
            Self::Day(day) => day,
        }
    }

    /// The last day that it may be.
    pub fn latest(self) -> NaiveDate {
        let months = match self {
            Self::Year(_) => 12,
            Self::Month(..) => 1,
            Self::Day(day) => return day,
        };
        let first = self.earliest();
        first.checked_add_months(Months::new(months)).and_then(|next| next.pred_opt()).unwrap_or(first)
    }

    /// The day, where it is known.
    pub const fn exact(self) -> Option<NaiveDate> {
        match self {
            Self::Day(day) => Some(day),
            Self::Year(_) | Self::Month(..) => None,
        }
    }

    /// Whether both may be the same day.
    pub fn may_be(self, other: Self) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// As people read it: `14-Jul-1985`, `Jul-1985`, `1985`.
    pub fn text(self) -> String {
        match self {
            Self::Year(year) => format!("{year:04}"),
            Self::Month(year, month) => format!("{}-{year:04}", month_name(month)),
            Self::Day(day) => format!("{:02}-{}-{:04}", day.day(), month_name(day.month()), day.year()),
        }
    }
}

/// The month's short English name; nothing for a number that is no month.
pub(crate) fn month_name(month: u32) -> &'static str {
    month.checked_sub(1).and_then(|index| MONTHS.get(index as usize)).copied().unwrap_or_default()
}

/// A year of four digits: two would leave open which century somebody was born in.
fn parse_year(piece: &str) -> Option<i32> {
    let year = (piece.len() == 4 && piece.bytes().all(|b| b.is_ascii_digit())).then(|| piece.parse().ok())??;
    (year >= 1000).then_some(year)
}

fn parse_month(piece: &str) -> Option<u32> {
    if piece.bytes().all(|b| b.is_ascii_digit()) {
        return (piece.len() <= 2).then(|| piece.parse().ok())?;
    }
    let typed = piece.to_ascii_lowercase();
    let index = MONTHS_IN_FULL
        .iter()
        .position(|name| typed.len() >= 3 && name.starts_with(&typed) || typed == "sept" && *name == "september")?;
    u32::try_from(index + 1).ok()
}

fn parse_day_of_month(piece: &str) -> Option<u32> {
    let digits = piece.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ordinal = piece.strip_prefix(digits)?.to_ascii_lowercase();
    let shaped = matches!(ordinal.as_str(), "" | "st" | "nd" | "rd" | "th") && digits.len() <= 2;
    (shaped && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// As it is exchanged.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[date]")
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse_text(&text).ok_or_else(|| de::Error::custom("not a year, a month or a day"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(typed: &str) -> Option<String> {
        PartialDate::parse_text(typed).map(|date| date.to_string())
    }

    #[test]
    fn days_months_and_years_are_read_as_people_write_them() {
        for typed in
            ["1985-07-14", "14 7 1985", "14/07/1985", "14-Jul-1985", "14 July 1985", "14th jul, 1985", "14.07.1985"]
        {
            assert_eq!(parse(typed).as_deref(), Some("1985-07-14"), "{typed}");
        }
        for typed in ["1985-07", "07/1985", "July 1985", "jul-1985"] {
            assert_eq!(parse(typed).as_deref(), Some("1985-07"), "{typed}");
        }
        assert_eq!(parse(" 1985 ").as_deref(), Some("1985"));
        assert_eq!(parse("1 Sept 1985").as_deref(), Some("1985-09-01"));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for typed in
            ["", "14 7 85", "31 2 1985", "29-Feb-1985", "1985-13", "7 14 1985", "85", "0085", "14 ju 1985", "soon"]
        {
            assert_eq!(parse(typed), None, "{typed}");
        }
        assert_eq!(parse("29-Feb-1984").as_deref(), Some("1984-02-29"));
    }

    #[test]
    fn it_spans_the_days_that_it_may_be() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(PartialDate::Month(1984, 2).latest(), day(1984, 2, 29));
        assert_eq!(PartialDate::Year(1984).latest(), day(1984, 12, 31));
        assert!(PartialDate::Year(1984).may_be(PartialDate::Month(1984, 2)));
        assert!(!PartialDate::Year(1984).may_be(PartialDate::Day(day(1985, 1, 1))));
    }

    #[test]
    fn people_read_it_with_its_month_in_letters() {
        assert_eq!(PartialDate::parse_text("1985-07-04").unwrap().text(), "04-Jul-1985");
        assert_eq!(PartialDate::Month(1985, 7).text(), "Jul-1985");
    }

    #[test]
    fn what_begins_tomorrow_is_refused() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        assert!(PartialDate::parse_past(&"2026".into(), today).is_ok());
        assert_eq!(PartialDate::parse_past(&"2026-12".into(), today), Err(Flaw::InFuture));
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".*") {
            let _ = parse(&text);
        }

        #[test]
        fn every_day_comes_back_however_it_is_written(year in 1900_i32..2100, month in 1_u32..=12, day in 1_u32..=28) {
            let date = PartialDate::day(year, month, day).unwrap();
            prop_assert_eq!(PartialDate::parse_text(&date.to_string()), Some(date));
            prop_assert_eq!(PartialDate::parse_text(&date.text()), Some(date));
            prop_assert_eq!(PartialDate::parse_text(&format!("{day}/{month}/{year}")), Some(date));
        }
    }
}
