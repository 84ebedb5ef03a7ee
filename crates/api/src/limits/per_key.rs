//! A rate for each of many: one bucket a key, refilled evenly (`governor`).

use std::hash::Hash;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::Rate;
use crate::problem::Refused;

/// A bucket for each key.
pub struct PerKey<K: Hash + Eq + Clone>(DefaultKeyedRateLimiter<K>);

impl<K: Hash + Eq + Clone> PerKey<K> {
    /// Full buckets of this size.
    pub fn of(rate: Rate) -> Self {
        let one = (rate.per / rate.times.get()).max(Duration::from_nanos(1));
        let quota = Quota::with_period(one).unwrap_or_else(|| Quota::per_hour(rate.times));
        Self(RateLimiter::keyed(quota.allow_burst(rate.times)))
    }

    /// Take one from a bucket.
    ///
    /// # Errors
    /// [`Refused::TooMany`] where it is empty, with the seconds until it holds one again.
    pub fn take(&self, key: &K) -> Result<(), Refused> {
        self.0.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Refused::TooMany(u32::try_from(wait.as_secs()).unwrap_or(u32::MAX).saturating_add(1))
        })
    }

    /// Whether nobody has taken anything lately.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forget buckets that are full again.
    pub fn forget_the_quiet(&self) {
        self.0.retain_recent();
        self.0.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_bucket_of_their_own() {
        let buckets = PerKey::of(Rate::parse("3/hour").unwrap());
        for _ in 0..3 {
            assert!(buckets.take(&"one").is_ok());
        }
        let Err(Refused::TooMany(seconds)) = buckets.take(&"one") else { panic!("the bucket is empty") };
        assert!((1_100..=1_201).contains(&seconds), "{seconds}");
        assert!(buckets.take(&"another").is_ok());
    }

    #[test]
    fn whoever_is_still_held_back_is_not_forgotten() {
        let buckets = PerKey::of(Rate::parse("1/hour").unwrap());
        assert!(buckets.take(&1).is_ok());
        buckets.forget_the_quiet();
        assert!(buckets.take(&1).is_err());
    }
}
