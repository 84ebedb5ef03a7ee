//! How often something may be done: so many times in a second, a minute or an hour.

use std::num::NonZeroU32;
use std::time::Duration;

/// What the settings take, in words.
pub const EXPECTED: &str = "how often, like `600/minute`; per second, minute or hour";

/// So many times in so long. All of them may come at once; after that they come back evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many times.
    pub times: NonZeroU32,
    /// In how long.
    pub per: Duration,
}

impl Rate {
    /// What holds where a rate cannot be read, which ends in a mistake in any case.
    pub const LEAST: Self = Self { times: NonZeroU32::MIN, per: Duration::from_hours(1) };

    /// A rate as it is written in the settings.
    pub fn parse(text: &str) -> Option<Self> {
        let (times, unit) = text.split_once('/')?;
        let per = match unit.trim() {
            "second" => Duration::from_secs(1),
            "minute" => Duration::from_mins(1),
            "hour" => Duration::from_hours(1),
            _ => return None,
        };
        Some(Self { times: times.trim().parse().ok()?, per })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_a_number_and_a_unit() {
        let rate = Rate::parse("600/minute").unwrap();
        assert_eq!((rate.times.get(), rate.per.as_secs()), (600, 60));
        for wrong in ["600", "0/minute", "-1/second", "six/hour", "6/fortnight", ""] {
            assert!(Rate::parse(wrong).is_none(), "{wrong}");
        }
    }
}
