//! From how many on a pattern is worth a look: defaults with their reasons, each of them a setting.

use chrono::NaiveTime;

/// From how many on, and outside which hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Deeds in a day with one person's record, without a link to them. Three: who answers a colleague's telephone
    /// opens the record and looks up one thing in it.
    pub unlinked_deeds: usize,
    /// Different people's records opened within an hour. Forty: a team leader who goes through a caseload opens one a
    /// minute and a half; nobody works with forty people in an hour.
    pub records_an_hour: usize,
    /// Deeds with people's records in a day outside the hours. Five: a note is finished at ten past eight.
    pub deeds_out_of_hours: usize,
    /// When work begins on weekdays, by the clock in London.
    pub opens: NaiveTime,
    /// When it ends.
    pub closes: NaiveTime,
    /// Refusals in a day. Ten: everybody follows a stale link now and then; ten are somebody trying doors.
    pub refusals: usize,
    /// Searches in a day after none of which a record was opened. Fifteen: a wrong spelling is tried a few times.
    pub searches: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self {
            unlinked_deeds: 3,
            records_an_hour: 40,
            deeds_out_of_hours: 5,
            opens: hour(7),
            closes: hour(20),
            refusals: 10,
            searches: 15,
        }
    }
}
