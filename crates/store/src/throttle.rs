//! How failures to sign in are counted, so that guessing is slow and nobody can keep a colleague out.
//!
//! Three counts, each under a keyed hash. *Here*: one name from one address; five failures cost nothing, then the wait
//! doubles up to a minute. *Address*: any names from one address, so that nobody tries one password on everybody.
//! *Account*: one name from anywhere, which a net of many addresses meets; it begins late, and is not asked about an
//! address from which that person has signed in within 30 days. So whoever fails on purpose slows down themselves, and
//! at worst a colleague who signs in from a place that is new to them.

use chrono::TimeDelta;
use domain::id::StaffId;
use domain::sign_in::Origin;
use vault::{HashPurpose, Keys};

/// How long an address stays familiar after somebody signed in from it.
pub const FAMILIAR: TimeDelta = TimeDelta::days(30);

/// How a count of failures makes somebody wait.
pub struct Curve {
    /// Failures that cost nothing: people mistype.
    pub free: i32,
    /// The longest wait between two tries, in seconds.
    pub longest: i64,
    /// After this long without a failure, the count begins anew.
    pub forgotten: TimeDelta,
}

/// One name from one address.
pub const HERE: Curve = Curve { free: 5, longest: 60, forgotten: TimeDelta::minutes(15) };
/// Any names from one address: an office shares one.
pub const ADDRESS: Curve = Curve { free: 30, longest: 60, forgotten: TimeDelta::minutes(15) };
/// One name from anywhere; a wait of a quarter of an hour leaves 96 tries a day.
pub const ACCOUNT: Curve = Curve { free: 50, longest: 900, forgotten: TimeDelta::hours(24) };

/// What the failures of a try are counted under.
#[derive(Clone, Copy)]
pub struct Counters {
    /// One name from one address.
    pub here: [u8; 32],
    /// Any names from one address.
    pub address: [u8; 32],
    /// One name from anywhere.
    pub account: [u8; 32],
}

impl Curve {
    /// How long to wait after the last of so many failures.
    pub fn pause(&self, failures: i32) -> TimeDelta {
        if failures < self.free {
            return TimeDelta::zero();
        }
        let exponent = u32::try_from(failures - self.free).unwrap_or_default().min(20);
        TimeDelta::seconds(2_i64.pow(exponent).min(self.longest))
    }
}

impl Counters {
    /// Of a password given for a name, whether anybody has it or not.
    pub fn of_password(keys: &Keys, name: &str, origin: &Origin) -> Self {
        Self::of(keys, b"password", name.as_bytes(), origin)
    }

    /// Of a code given for a member of staff, whose password was right.
    pub fn of_code(keys: &Keys, staff: StaffId, origin: &Origin) -> Self {
        Self::of(keys, b"code", staff.0.as_bytes(), origin)
    }

    /// Of one's own password, given by whoever is signed in: apart from codes, or a right password would make wrong codes
    /// forgotten.
    pub fn of_own_password(keys: &Keys, staff: StaffId, origin: &Origin) -> Self {
        Self::of(keys, b"own password", staff.0.as_bytes(), origin)
    }

    /// Of an answer that names nobody: counted for its address alone, or one who fails would slow down everybody.
    pub fn of_nobody(keys: &Keys, origin: &Origin) -> Self {
        Self::of(keys, b"nobody", origin.counted.as_bytes(), origin)
    }

    fn of(keys: &Keys, what: &[u8], who: &[u8], origin: &Origin) -> Self {
        let hash = |parts: &[&[u8]]| keys.keyed_hash(HashPurpose::Throttle, parts);
        let counted = origin.counted.as_bytes();
        Self {
            here: hash(&[b"here", what, who, counted]),
            address: hash(&[b"address", counted]),
            account: hash(&[b"account", what, who]),
        }
    }

    /// The counts with their curves, without the account's where the address is familiar.
    pub fn asked(&self, is_familiar: bool) -> Vec<([u8; 32], &'static Curve)> {
        let mut asked = vec![(self.here, &HERE), (self.address, &ADDRESS)];
        if !is_familiar {
            asked.push((self.account, &ACCOUNT));
        }
        asked
    }
}

/// The mark of an address from which somebody has signed in.
pub fn familiar(keys: &Keys, staff: StaffId, origin: &Origin) -> [u8; 32] {
    keys.keyed_hash(HashPurpose::Throttle, &[b"familiar", staff.0.as_bytes(), origin.counted.as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_failures_cost_nothing_and_then_the_wait_doubles_to_its_longest() {
        let seconds = |failures| HERE.pause(failures).num_seconds();
        assert_eq!([0, 4, 5, 6, 7, 11, 1_000].map(seconds), [0, 0, 1, 2, 4, 60, 60]);
        assert_eq!(ACCOUNT.pause(i32::MAX).num_seconds(), 900);
    }
}
