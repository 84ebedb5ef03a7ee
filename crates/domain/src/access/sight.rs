//! How much of a class a role sees of a record that it may open (ASVS 8.1.2).

use chrono::NaiveDate;

use super::{Class, Role};
use crate::Flaws;

/// How much of a class is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All of it.
    Full,
    /// What it takes to work safely with the person; the rest is withheld, and the answer says so.
    Summary,
}

/// How much of a class a role sees.
///
/// Health in full is for clinicians and convictions in full for criminal-justice workers. What recovery workers
/// and team leaders need to keep somebody safe (substances, naloxone, allergies, medication, pregnancy, current
/// orders, every alert) is in the summary. Volunteers see how to reach the people whom they are given, and of
/// their casework what they took part in themselves.
pub const fn sight(role: Role, class: Class) -> Sight {
    match (role, class) {
        (Role::RecoveryWorker | Role::TeamLeader | Role::CriminalJusticeWorker, Class::Health)
        | (Role::RecoveryWorker | Role::TeamLeader | Role::Clinician, Class::Convictions)
        | (Role::Volunteer, _) => Sight::Summary,
        _ => Sight::Full,
    }
}

/// Content that has a summary.
pub trait Narrow {
    /// The pointers of what a summary withholds, whether or not anything is there.
    const WITHHELD: &'static [&'static str] = &[];

    /// Take out what a summary withholds on a day.
    fn narrow(&mut self, _today: NaiveDate) {}

    /// Put back what a summary of `present` withholds, whatever was written in its place: what somebody
    /// cannot see they can neither wipe nor alter.
    fn keep_withheld(&mut self, _present: &Self, _today: NaiveDate) {}

    /// What somebody wrote who sees a summary and that only whoever sees all of it may write.
    fn beyond_summary(&self) -> Flaws {
        Flaws::none()
    }
}
