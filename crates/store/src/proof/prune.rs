//! Taking away what is past its time.

use domain::access::{PruneLedger, VerifyLedger};

use super::place::Place;
use crate::access::Access;
use crate::error::Error;
use crate::store::Store;

/// What was taken away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Entries.
    pub entries: i64,
    /// Chains that they were of.
    pub chains: usize,
}

impl Store {
    /// Take away the months of each chain's beginning that ended seven years ago and tell of nobody who is still
    /// here. The checkpoints stay, and what is left is proved from where it begins. All of it is proved before, as by
    /// [`Store::verify_ledger`]: what was tampered with is evidence.
    ///
    /// # Errors
    /// [`Error::Unusable`] if anything is not as it should be; when the database fails, or its role may not: this is
    /// for the operator's.
    pub async fn prune_ledger(
        &self,
        access: Access<PruneLedger>,
        proving: Access<VerifyLedger>,
        place: Option<Place>,
        restored: Vec<u64>,
    ) -> Result<Pruned, Error> {
        let report = self.verify_ledger(proving, place, restored).await?;
        if !report.findings.is_empty() {
            return Err(Error::Unusable(
                "The ledger is not as it should be, so nothing was taken away: `criis audit verify` says what is wrong"
                    .to_owned(),
            ));
        }
        let mut pruned = Pruned::default();
        for chain in self.ledger_chains().await? {
            let mut taken = 0;
            loop {
                match self.prune_some(access.clone(), chain).await? {
                    0 => break,
                    some => taken += some,
                }
            }
            pruned.entries += taken;
            pruned.chains += usize::from(taken > 0);
        }
        Ok(pruned)
    }
}
