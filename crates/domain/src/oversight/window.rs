//! Over which days the ledger is asked.

use crate::period::{self, Period};
use crate::{Against, Check, Flaw, Flaws, Private, calendar, form};

/// The most days that are asked for at once: a quarter.
pub const MAX_DAYS: u32 = 92;
/// Where nothing is said: so many days back, four weeks with today.
const DAYS_BACK: i64 = 27;

form! {
    /// What somebody typed about the days.
    pub struct WindowForm {
        /// The first day; four weeks ago where it is left out.
        #[schema(value_type = chrono::NaiveDate, example = "2026-11-01")]
        pub from: Private<String>,
        /// The last day; today where it is left out.
        #[schema(value_type = chrono::NaiveDate, example = "2026-11-24")]
        pub to: Private<String>,
    }
}

impl WindowForm {
    /// The days, at most [`MAX_DAYS`], or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Period, Flaws> {
        let today = against.today();
        let mut check = Check::new();
        let from = check.optional("from", self.from.as_ref(), calendar::parse_day);
        let to = check.optional("to", self.to.as_ref(), |typed| period::parse_end(typed, from));
        let to = to.unwrap_or(today.max(from.unwrap_or(today)));
        let from = from.unwrap_or(to - chrono::TimeDelta::days(DAYS_BACK));
        if to > calendar::days_after(from, MAX_DAYS - 1) {
            check.flaw("to", Flaw::Contradiction("Choose at most 92 days"));
        }
        check.finish(Some(Period { from, to }))
    }
}

form! {
    /// Which day is looked through.
    pub struct LookForm {
        /// The day; today where it is left out.
        #[schema(value_type = chrono::NaiveDate, example = "2026-11-24")]
        pub day: Private<String>,
    }
}

impl LookForm {
    /// The day, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; no day that lies ahead is looked through.
    pub fn check(&self, against: &Against<'_>) -> Result<chrono::NaiveDate, Flaws> {
        let today = against.today();
        let mut check = Check::new();
        let day = check.optional("day", self.day.as_ref(), |typed| calendar::parse_past_day(typed, today));
        check.finish(Some(day.unwrap_or(today)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{against, day};

    fn checked(from: Option<&str>, to: Option<&str>) -> Result<Period, Flaws> {
        WindowForm { from: from.map(Into::into), to: to.map(Into::into) }.check(&against())
    }

    #[test]
    fn nothing_said_is_four_weeks() {
        assert_eq!(checked(None, None).ok(), Some(Period { from: day("2026-10-28"), to: day("2026-11-24") }));
    }

    #[test]
    fn a_quarter_is_the_most() {
        assert!(checked(Some("2026-08-01"), Some("2026-10-31")).is_ok());
        assert!(checked(Some("2026-08-01"), Some("2026-11-01")).err().unwrap().at("/to").is_some());
        assert!(checked(Some("2026-08-02"), Some("2026-08-01")).is_err());
    }
}
