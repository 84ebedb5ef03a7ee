//! `criis doctor`.

use domain::access::Doctor;
use store::{Address, Examination, Fault, FaultKind, Store};

use super::Failure;
use crate::config::Config;
use crate::opening;

/// People examined in one unit.
const BATCH: i64 = 50;

/// Open every row, rebuild every headline, and report any difference.
///
/// # Errors
/// When anything is not as it should be.
pub fn run(config: &Config) -> Result<(), Failure> {
    let store = opening::store(config, None)?;
    let examined = actix_web::rt::System::new().block_on(examine(&store));
    examine_role(config)?;
    examined
}

/// Say whether the role that serves could change the ledger, where nothing says that this is meant. On SQLite whoever
/// has the file could.
fn examine_role(config: &Config) -> Result<(), Failure> {
    let database = &opening::within_reach(config.database()?)?;
    if matches!(database, Address::Sqlite(_)) {
        return Ok(());
    }
    if !Store::may_change_ledger(database)? {
        println!("The role that serves can only add to the audit ledger.");
        return Ok(());
    }
    if config.ledger.unprotected || Store::is_demo(database)? {
        println!("The role that serves could change the audit ledger, which is accepted here.");
        return Ok(());
    }
    Err(Failure::Found("the role that serves could change the audit ledger".to_owned()))
}

async fn examine(store: &Store) -> Result<(), Failure> {
    let access = store.admit_operator::<Doctor>()?;
    let mut found = Examination::default();
    let mut after = None;
    loop {
        let people = store.people_after(access.clone(), after, BATCH).await?;
        let Some(last) = people.last().copied() else { break };
        found = found.and(store.examine(access.clone(), people).await?);
        after = Some(last);
    }
    println!("Examined {} people and {} rows.", found.people, found.rows);
    for fault in &found.faults {
        println!("{}", words(fault));
    }
    match found.faults.len() {
        0 => {
            println!("Everything is as it should be.");
            Ok(())
        }
        count => Err(Failure::Found(format!("{count} things are not as they should be"))),
    }
}

fn words(fault: &Fault) -> String {
    let class = fault.class.map(|class| format!(", {}", class.label())).unwrap_or_default();
    let what = match fault.kind {
        FaultKind::Key => "the person's key does not unwrap".to_owned(),
        FaultKind::Row { record, version } => format!("version {version} of record {record} does not open"),
        FaultKind::Headline => "the headline is not what its class makes".to_owned(),
        FaultKind::Missing => "a part that everybody has is missing".to_owned(),
    };
    format!("{}{class}: {what}", fault.person)
}
