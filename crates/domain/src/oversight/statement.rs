//! The statement that the ledger of a month was reviewed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::LedgerState;
use crate::{Against, Check, Flaw, Flaws, Private, calendar, form};

form! {
    /// For which month it is stated.
    pub struct StatementForm {
        /// Any day of the month, which is over.
        #[schema(required, value_type = chrono::NaiveDate, example = "2026-10-01")]
        pub month: Private<String>,
    }
}

/// That the ledger of a month was reviewed. Who stated it when stands beside it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statement {
    /// The first day of the month.
    pub month: NaiveDate,
    /// How many findings there were of its days.
    pub findings: u32,
    /// How many of them were open still.
    pub open: u32,
    /// How far the ledger was proved then.
    pub ledger: LedgerState,
}

impl StatementForm {
    /// The first day of the month, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; a month is reviewed when it is over.
    pub fn check(&self, against: &Against<'_>) -> Result<NaiveDate, Flaws> {
        let this_month = calendar::month_of(against.today()).0;
        let mut check = Check::new();
        let month = check.required("month", "the month", self.month.as_ref(), |typed| {
            let first = calendar::month_of(calendar::parse_day(typed)?).0;
            if first < this_month { Ok(first) } else { Err(Flaw::Contradiction("Choose a month that is over")) }
        });
        check.finish(month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{against, day};

    #[test]
    fn a_month_is_reviewed_when_it_is_over() {
        let checked = |month: &str| StatementForm { month: Some(month.into()) }.check(&against()).ok();
        assert_eq!(checked("2026-10-17"), Some(day("2026-10-01")));
        assert_eq!(checked("2026-11-01"), None);
    }
}
