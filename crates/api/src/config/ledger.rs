//! The settings of the audit ledger: where its checkpoints go, and who may do more to it than add.

use std::path::PathBuf;

use clap::Args;
use store::Address;

use super::layers::Layers;

/// Where checkpoints go, and the operator's own way to the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ledger {
    /// Folders that the server can add to and not delete from.
    pub checkpoints: Vec<PathBuf>,
    /// The address by which an operator migrates and prunes, as the role that owns the tables.
    pub operator_database: Option<Address>,
    /// That the server's role may change the ledger, which is then accepted.
    pub unprotected: bool,
}

/// These settings as flags.
#[derive(Args, Default)]
pub struct LedgerFlags {
    /// Folders for the ledger's checkpoints, with commas between them.
    #[arg(long, global = true, value_name = "FOLDERS")]
    checkpoints: Option<String>,
    /// The postgres:// URL of the role that owns the tables, for migrating and pruning.
    #[arg(long, global = true, value_name = "URL")]
    operator_database: Option<String>,
    /// Accept that the server's PostgreSQL role could change the ledger.
    #[arg(long, global = true, num_args = 0..=1, default_missing_value = "true", value_name = "true|false")]
    ledger_unprotected: Option<String>,
}

impl Ledger {
    pub(super) fn gather(layers: &mut Layers) -> Self {
        let folders = |text: &str| Some(text.split(',').map(|folder| PathBuf::from(folder.trim())).collect());
        Self {
            checkpoints: layers.parsed("checkpoints", "folders with commas between them", folders).unwrap_or_default(),
            operator_database: layers.parsed("operator_database", "a postgres:// URL", |text| text.parse().ok()),
            unprotected: layers.switch("ledger_unprotected"),
        }
    }
}

impl LedgerFlags {
    pub(super) fn given(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let all = [
            ("checkpoints", &self.checkpoints),
            ("operator_database", &self.operator_database),
            ("ledger_unprotected", &self.ledger_unprotected),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)))
    }
}
