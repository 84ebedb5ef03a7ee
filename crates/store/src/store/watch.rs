//! Looking through days of the ledger for patterns, and keeping what was found.

use chrono::{NaiveDate, TimeDelta};
use domain::access::{LookForPatterns, WatchLedger};
use domain::calendar;
use domain::instant::london_day;
use domain::oversight::Thresholds;

use super::Store;
use crate::access::Access;
use crate::error::Error;

/// Findings kept in one unit.
const BATCH: usize = 50;
/// The most days made up for after the server was not running at night.
const DAYS_BACK: usize = 14;

impl Store {
    /// Look for patterns in a day now. How many findings are new.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn look_for_patterns(
        &self,
        access: Access<LookForPatterns>,
        day: NaiveDate,
        thresholds: Thresholds,
    ) -> Result<u32, Error> {
        let found = self.signs_asked_for(access.clone(), thresholds, day).await?;
        let mut new = 0;
        for batch in found.chunks(BATCH) {
            new += self.keep_asked_for(access.clone(), batch.to_vec()).await?;
        }
        Ok(new)
    }

    /// Look for patterns in the days that are over since this was last done. It does nothing where there is none.
    ///
    /// # Errors
    /// When the database is away; the next call goes on.
    pub async fn watch_ledger(&self, thresholds: Thresholds) -> Result<(), Error> {
        let today = london_day(self.clock().now());
        let yesterday = today - TimeDelta::days(1);
        let first = self.last_watched().await?.map_or(yesterday, |last| calendar::days_after(last, 1));
        let days: Vec<NaiveDate> = first.iter_days().take_while(|day| *day < today).collect();
        let access = self.admit_operator::<WatchLedger>()?;
        for day in days.into_iter().rev().take(DAYS_BACK).rev() {
            let found = self.signs_watched(access.clone(), thresholds, day).await?;
            for batch in found.chunks(BATCH) {
                self.keep_watched(access.clone(), batch.to_vec()).await?;
            }
            // Not before all is kept, or a failure half way would leave the rest of the day unseen.
            self.watched(access.clone(), day).await?;
        }
        Ok(())
    }
}
