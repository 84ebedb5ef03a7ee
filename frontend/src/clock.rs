//! The server's time, as far as the app knows it.
//!
//! The device's clock is never asked: it may be wrong by years. The app counts on from what the server
//! said, by a clock that only ever measures what has passed.

use std::cell::Cell;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::instant::london_day;

use crate::browser;

thread_local! {
    static HEARD: Cell<Option<(DateTime<Utc>, f64)>> = const { Cell::new(None) };
}

/// Note what the server said the time is.
pub(crate) fn hear(server_time: DateTime<Utc>) {
    HEARD.set(Some((server_time, browser::elapsed_ms())));
}

/// The present instant; the epoch's beginning until the server has said anything.
pub(crate) fn now() -> DateTime<Utc> {
    let Some((heard, at)) = HEARD.get() else {
        return DateTime::UNIX_EPOCH;
    };
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since the page was opened are few")]
    let passed = (browser::elapsed_ms() - at) as i64;
    heard + TimeDelta::milliseconds(passed)
}

/// The present day in London.
pub(crate) fn today() -> NaiveDate {
    london_day(now())
}
