//! This process among those that serve one database.

use std::sync::PoisonError;
use std::time::{Duration, Instant};

use uuid::Uuid;
use vault::EpochId;

use super::Store;
use crate::error::Error;

/// How long an old epoch's key is kept after the last row has left it: longer than any unit may still hold
/// a row that it read before.
const LINGER: Duration = Duration::from_secs(6);

/// What this process knows of itself.
pub(crate) struct Node {
    id: Uuid,
    /// Since when nobody has been left behind in an older epoch.
    settled: Option<(EpochId, Instant)>,
}

impl Node {
    pub const fn new(id: Uuid) -> Self {
        Self { id, settled: None }
    }
}

impl Store {
    /// Say that this process lives; take up a new epoch's key, and drop old ones once nobody needs them.
    /// To be called every few seconds by whoever serves.
    pub async fn heartbeat(&self) -> Result<(), Error> {
        let keys = &self.0.world.keys;
        let standing = self.epoch_standing().await?;
        if !keys.has_epoch(standing.current) {
            keys.reload()?;
        }
        let id = {
            let mut node = self.0.node.lock().unwrap_or_else(PoisonError::into_inner);
            node.settled = match node.settled {
                _ if standing.left_behind > 0 => None,
                Some((epoch, since)) if epoch == standing.current => Some((epoch, since)),
                _ => Some((standing.current, Instant::now())),
            };
            if node.settled.is_some_and(|(_, since)| since.elapsed() > LINGER) {
                for old in keys.epochs().into_iter().filter(|old| *old < standing.current) {
                    keys.forget_epoch(old)?;
                }
            }
            node.id
        };
        let oldest = keys.epochs().into_iter().min().unwrap_or(standing.current);
        self.report_node(id, oldest, keys.newest_epoch()).await
    }

    /// Link entries that a process left unlinked when it ended, into this process's chain.
    pub async fn adopt(&self) -> Result<usize, Error> {
        let orphans = self.orphans().await?;
        let count = orphans.len();
        self.0.ledger.link(orphans);
        Ok(count)
    }

    /// Say that this process is gone, so that nobody waits for it.
    pub async fn retire(&self) -> Result<(), Error> {
        let id = self.0.node.lock().unwrap_or_else(PoisonError::into_inner).id;
        self.retire_node(id).await
    }
}
