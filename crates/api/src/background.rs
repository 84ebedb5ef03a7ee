//! What the server does by itself: follow what others change, say that it lives, forget what is over.

use std::time::Duration;

use domain::access::PruneDrafts;
use domain::oversight::Thresholds;
use store::{Error, Store};

/// How often other nodes' changes are asked for.
const FOLLOW: Duration = Duration::from_millis(500);
/// How often this process says that it lives.
const HEARTBEAT: Duration = Duration::from_secs(2);
/// How often it is asked whether a checkpoint is due.
const CHECKPOINT: Duration = Duration::from_secs(1);
/// How often it is asked whether a day of the ledger is over and not looked through yet.
const WATCH: Duration = Duration::from_mins(10);
/// How often what is over is forgotten.
const PRUNE: Duration = Duration::from_hours(1);

/// Begin the jobs; they end with the process.
pub fn begin(store: &Store, thresholds: Thresholds) {
    actix_web::rt::spawn(again("following changes", FOLLOW, store.clone(), async |store| {
        store.follow().await.map(drop)
    }));
    actix_web::rt::spawn(again("the heartbeat", HEARTBEAT, store.clone(), async |store| store.heartbeat().await));
    actix_web::rt::spawn(again("the ledger's checkpoints", CHECKPOINT, store.clone(), async |store| {
        store.checkpoint_if_due().await
    }));
    actix_web::rt::spawn(again("looking through the ledger", WATCH, store.clone(), async move |store| {
        store.watch_ledger(thresholds).await
    }));
    actix_web::rt::spawn(again("forgetting", PRUNE, store.clone(), async |store| forget(store).await));
}

/// Do a job every so often. One that fails is said once, and again when it is well.
async fn again(what: &str, every: Duration, store: Store, job: impl AsyncFn(&Store) -> Result<(), Error>) {
    let mut was_well = true;
    loop {
        let outcome = job(&store).await;
        match &outcome {
            Err(error) if was_well => log::error!("{what}: {error}"),
            Ok(()) if !was_well => log::info!("{what}: well again"),
            _ => {}
        }
        was_well = outcome.is_ok();
        tokio::time::sleep(every).await;
    }
}

async fn forget(store: &Store) -> Result<(), Error> {
    while store.prune_drafts(store.admit_operator::<PruneDrafts>()?).await? > 0 {}
    store.prune_idempotency().await?;
    store.prune_changes().await?;
    store.prune_throttle().await?;
    Ok(())
}
