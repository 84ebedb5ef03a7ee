//! A new epoch: from then on a deleted person's wrapped key is dead in every old copy.
//!
//! Each step can be repeated after a crash. The new key is in the folder, synced; the database moves to it,
//! waiting for whoever is wrapping a key; everybody is rewrapped in small units; no row names the old key;
//! every process that serves has dropped it; only then is its file destroyed.

use std::time::Duration;

use domain::access::RotateEpoch;
use vault::EpochId;

use super::Store;
use crate::access::Access;
use crate::epoch::Rotated;
use crate::error::Error;

/// People rewrapped in one unit: some 20 ms.
const UNIT: i64 = 500;
/// How often other processes are asked whether they have dropped the old key.
const ASK_EVERY: Duration = Duration::from_millis(500);

impl Store {
    /// Make a new epoch key, rewrap everybody, destroy the old keys; or finish a rotation that was
    /// interrupted.
    ///
    /// # Errors
    /// When the database or the key folder fails; what was done stays, and calling again goes on from there.
    pub async fn rotate_epoch(&self, access: Access<RotateEpoch>) -> Result<Rotated, Error> {
        let keys = &self.0.world.keys;
        keys.reload()?;
        let standing = self.epoch_standing().await?;
        let interrupted = standing.left_behind > 0 || keys.epochs().into_iter().any(|epoch| epoch < standing.current);
        let epoch = match keys.newest_epoch() {
            _ if interrupted => standing.current,
            newest if newest > standing.current => newest,
            _ => keys.add_epoch()?,
        };
        if epoch != standing.current {
            self.advance_epoch(access, epoch).await?;
        }
        let rewrapped = self.rewrap_all(epoch).await?;
        while self.held_elsewhere(epoch).await? {
            tokio::time::sleep(ASK_EVERY).await;
        }
        let old: Vec<EpochId> = keys.epochs().into_iter().filter(|old| *old < epoch).collect();
        for old in &old {
            keys.destroy_epoch(*old)?;
        }
        let resumed = interrupted || epoch == standing.current;
        Ok(Rotated { epoch, rewrapped, destroyed: old.len(), resumed })
    }

    async fn rewrap_all(&self, epoch: EpochId) -> Result<usize, Error> {
        let mut all = 0;
        loop {
            let rewrapped = self.rewrap(epoch, UNIT).await?;
            if rewrapped == 0 {
                return Ok(all);
            }
            all += rewrapped;
        }
    }
}
