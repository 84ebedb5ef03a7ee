//! A contract's activity over a period: what was done with how many people.
//!
//! Each figure has one definition ([`FigureKind::definition`] in words, [`measure`] in code), which screen,
//! CSV and documentation all show. Figures are counted by opening contacts in a stream, each once, in any order.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::ContractId;
use crate::period::{self, Period};
use crate::{Against, Check, Flaw, Flaws, Private, calendar, choice, form};

mod cells;
mod csv;
mod figure;
pub mod measure;
mod rounding;
mod tally;
mod witness;

pub use figure::{Figure, FigureKind, Unit};
pub use tally::Tally;

/// The longest period, in days: five years with a leap day or two.
pub const MAX_DAYS: i64 = 1_827;

form! {
    /// Whose activity, and when.
    pub struct ActivityForm {
        /// The contract.
        #[schema(required, value_type = ContractId)]
        pub contract: ContractId,
        /// The first day.
        #[schema(required, value_type = NaiveDate, example = "2026-10-01")]
        pub from: Private<String>,
        /// The last day; not before the first, at most five years later.
        #[schema(required, value_type = NaiveDate, example = "2026-10-31")]
        pub to: Private<String>,
    }
}

/// A question for figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActivityQuery {
    /// The contract.
    pub contract: ContractId,
    /// The days.
    pub period: Period,
}

choice! {
    /// How exact figures are.
    pub enum Precision {
        /// As counted.
        Exact = "exact", "As counted";
        /// Rounded to 5, and those under 5 withheld.
        Rounded = "rounded", "Rounded to 5; figures under 5, and what would give them away, are withheld";
    }
}

/// A contract's activity.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Activity {
    /// The contract.
    pub contract: ContractId,
    /// The days, both ends included.
    pub period: Period,
    /// The instant at which this was computed; what was recorded later is not in it.
    pub as_of: DateTime<Utc>,
    /// How exact the figures are.
    pub precision: Precision,
    /// The figures.
    pub rows: Vec<Figure>,
}

impl ActivityForm {
    /// The question, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<ActivityQuery, Flaws> {
        let mut check = Check::new();
        let query = self.query(&mut check, against);
        check.finish(query)
    }

    /// The question of somebody without the right to the people behind the figures, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; only whole months that are over, since the difference of two periods that
    /// overlap would give a day's figures away.
    pub fn check_rounded(&self, against: &Against<'_>) -> Result<ActivityQuery, Flaws> {
        let mut check = Check::new();
        let query = self.query(&mut check, against);
        if query.is_some_and(|query| !query.period.is_whole_months()) {
            check.flaw("to", Flaw::Contradiction("Choose whole months: from the first of one to the last of one"));
        }
        if query.is_some_and(|query| query.period.to >= against.today()) {
            check.flaw("to", Flaw::Contradiction("Choose months that are over"));
        }
        check.finish(query)
    }

    fn query(&self, check: &mut Check, against: &Against<'_>) -> Option<ActivityQuery> {
        let contract = check.required("contract", "the contract", self.contract.as_ref(), |id| Ok(*id));
        let from = check.required("from", "the first day", self.from.as_ref(), |typed| {
            calendar::parse_past_day(typed, against.today())
        });
        let to = check.required("to", "the last day", self.to.as_ref(), |typed| {
            let to = period::parse_end(typed, from)?;
            if from.is_some_and(|from| (to - from).num_days() >= MAX_DAYS) {
                return Err(Flaw::Contradiction("Choose a period of at most five years"));
            }
            Ok(to)
        });
        Some(ActivityQuery { contract: contract?, period: Period { from: from?, to: to? } })
    }
}

#[cfg(test)]
mod tests;
