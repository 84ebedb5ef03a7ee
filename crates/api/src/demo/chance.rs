//! Chance, seeded: the same seed always falls the same way.

use std::ops::RangeInclusive;

use chrono::{DateTime, TimeDelta, Utc};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, RngCore, SeedableRng};
use uuid::{Builder, Uuid};

/// A source of chance.
pub struct Chance {
    random: StdRng,
    /// Whose chance it is.
    number: u64,
}

/// What each stream of chance is for, so that adding a draw to one leaves the others as they fell.
#[derive(Clone, Copy)]
pub enum Stream {
    /// Services and staff.
    Organisation = 1,
    /// Who somebody is.
    Identity = 2,
    /// Everything else about somebody.
    Person = 3,
    /// Their id.
    Id = 4,
}

impl Chance {
    /// The chance of one stream of one person.
    pub fn of(seed: u64, stream: Stream, number: u64) -> Self {
        let mut bytes = [0; 32];
        let parts = seed.to_le_bytes().into_iter().chain((stream as u64).to_le_bytes()).chain(number.to_le_bytes());
        bytes.iter_mut().zip(parts).for_each(|(byte, part)| *byte = part);
        Self { random: StdRng::from_seed(bytes), number }
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn happens(&mut self, percent: u32) -> bool {
        self.random.gen_range(0..100) < percent
    }

    /// A number of a range, each alike.
    pub fn between(&mut self, range: RangeInclusive<u32>) -> u32 {
        self.random.gen_range(range)
    }

    /// A number of a range, small ones oftener.
    pub fn rather_small(&mut self, range: RangeInclusive<u32>) -> u32 {
        self.between(range.clone()).min(self.between(range))
    }

    /// A rank below `ranks`, the first ones oftenest: near enough to Zipf's law for names.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a power of `ranks` below itself")]
    pub fn rank(&mut self, ranks: u32) -> u32 {
        let exponent: f64 = self.random.r#gen();
        (f64::from(ranks).powf(exponent) as u32).saturating_sub(1).min(ranks.saturating_sub(1))
    }

    /// One of several, each alike; the default where there is none.
    pub fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        from.choose(&mut self.random).copied().unwrap_or_default()
    }

    /// One of several by weight; the default where there is none.
    pub fn weighted<T: Copy + Default>(&mut self, from: &[(u32, T)]) -> T {
        from.choose_weighted(&mut self.random, |(weight, _)| *weight).map(|(_, value)| *value).unwrap_or_default()
    }

    /// A record's id (version 7). Its time is that of the making up, a millisecond later for each person, so that
    /// records are added at the end of the index of ids; scattered over the years of a history they made a
    /// population of ten thousand take several times as long.
    pub fn record_id(&mut self, now: DateTime<Utc>) -> Uuid {
        let mut bytes = [0; 10];
        self.random.fill_bytes(&mut bytes);
        let began = (now - TimeDelta::days(1)).timestamp_millis().unsigned_abs();
        Builder::from_unix_timestamp_millis(began + self.number, &bytes).into_uuid()
    }

    /// An id that tells nothing (version 4).
    pub fn id(&mut self) -> Uuid {
        self.rising_id_from(None)
    }

    /// The same, but it begins with `place`.
    pub fn rising_id(&mut self, place: u32) -> Uuid {
        self.rising_id_from(Some(place))
    }

    fn rising_id_from(&mut self, place: Option<u32>) -> Uuid {
        let mut bytes = [0; 16];
        self.random.fill_bytes(&mut bytes);
        let begins = place.map(u32::to_be_bytes).into_iter().flatten();
        bytes.iter_mut().zip(begins).for_each(|(byte, part)| *byte = part);
        Builder::from_random_bytes(bytes).into_uuid()
    }
}
