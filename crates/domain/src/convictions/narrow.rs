//! Convictions in summary: what holds now, without what is past.
//!
//! Whoever works with somebody must know the orders that they are under, what these require and when a court sits
//! next; what they were convicted of before is held for criminal-justice workers.

use chrono::NaiveDate;

use super::{Conviction, Convictions, Standing};
use crate::Private;
use crate::access::Narrow;

impl Conviction {
    /// Whether it still matters on a day: an order holds or is to begin, a charge is open, or a court is to sit.
    pub fn is_current_on(&self, day: NaiveDate) -> bool {
        let to_come = |on: &Option<Private<NaiveDate>>| on.as_ref().is_some_and(|on| *on.reveal() >= day);
        let has_order = self.order_type.is_some() && (self.order_to.is_none() || to_come(&self.order_to));
        has_order || matches!(self.status, Standing::Arrested | Standing::Pending) || to_come(&self.next_hearing_on)
    }
}

impl Narrow for Convictions {
    const WITHHELD: &'static [&'static str] = &["/convictions/*"];

    fn narrow(&mut self, today: NaiveDate) {
        self.convictions.retain(|conviction| conviction.is_current_on(today));
    }

    fn keep_withheld(&mut self, present: &Self, today: NaiveDate) {
        let past = present.convictions.iter().filter(|conviction| !conviction.is_current_on(today));
        self.convictions.extend(past.cloned());
        if !self.convictions.is_empty() {
            self.none_known = Private::new(false);
        }
    }
}

#[cfg(test)]
mod tests;
