//! Reach in summary: how to reach somebody safely, without those who stand by them.

use chrono::NaiveDate;

use super::Reach;
use crate::access::Narrow;

impl Narrow for Reach {
    const WITHHELD: &'static [&'static str] = &["/next_of_kin", "/gp"];

    fn narrow(&mut self, _: NaiveDate) {
        self.next_of_kin.clear();
        self.gp = None;
    }

    fn keep_withheld(&mut self, present: &Self, _: NaiveDate) {
        self.next_of_kin.clone_from(&present.next_of_kin);
        self.gp.clone_from(&present.gp);
    }
}
