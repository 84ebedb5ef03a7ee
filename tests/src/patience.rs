//! Waiting for what happens by and by.

use std::time::{Duration, Instant};

/// Far longer than anything takes that is waited for, on a machine that is busy.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often it is looked for.
const LOOK_EVERY: Duration = Duration::from_millis(25);

/// Look again and again until it is so; stop the test if it never is.
pub async fn until(what: &str, is_so: impl AsyncFn() -> bool) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < PATIENCE, "never came about: {what}");
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
