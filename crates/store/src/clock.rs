//! The one clock and the one source of ids.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use uuid::{ContextV7, Timestamp, Uuid};

/// Tells the present instant, to the microsecond. On a demonstration database it may read an offset from a
/// file, so that years pass in a test of the real program.
#[derive(Clone)]
pub struct Clock(Arc<Source>);

struct Source {
    offset: Option<PathBuf>,
    order: std::sync::Mutex<ContextV7>,
}

impl Clock {
    /// The machine's clock.
    pub fn real() -> Self {
        Self(Arc::new(Source { offset: None, order: std::sync::Mutex::new(ContextV7::new()) }))
    }

    /// The machine's clock moved by the whole seconds that a file holds, read anew each time.
    pub fn with_offset(file: &Path) -> Self {
        Self(Arc::new(Source { offset: Some(file.to_owned()), order: std::sync::Mutex::new(ContextV7::new()) }))
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        #[expect(clippy::disallowed_methods, reason = "this is the one clock")]
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
        let real = DateTime::from_timestamp(since.as_secs().cast_signed(), since.subsec_micros() * 1_000);
        let real = real.unwrap_or(DateTime::UNIX_EPOCH);
        real + self.offset()
    }

    /// A new id that sorts by when it was made (version 7).
    pub fn new_id(&self) -> Uuid {
        let now = self.now();
        let seconds = now.timestamp().unsigned_abs();
        let order = self.0.order.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Uuid::new_v7(Timestamp::from_unix(&*order, seconds, now.nanosecond()))
    }

    fn offset(&self) -> TimeDelta {
        let Some(file) = &self.0.offset else { return TimeDelta::zero() };
        let seconds = std::fs::read_to_string(file).ok().and_then(|text| text.trim().parse().ok());
        TimeDelta::seconds(seconds.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_when_they_were_made() {
        let clock = Clock::real();
        let ids: Vec<_> = (0..1_000).map(|_| clock.new_id()).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn the_offset_moves_the_clock() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "86400\n").unwrap();
        let ahead = Clock::with_offset(file.path()).now() - Clock::real().now();
        assert!((ahead - TimeDelta::days(1)).abs() < TimeDelta::seconds(5));
    }
}
