//! Reading without a link.

use super::{Doings, Pattern, Sign, sign};
use crate::access::Role;

/// Records of people with whom the reader does not work, opened in a role that works with people of its own, in at
/// least [`unlinked_deeds`](super::super::Thresholds::unlinked_deeds) entries of the day.
///
/// Whoever is or was their key worker, recorded anything about them within 90 days or has an appointment with them is
/// linked. Team leaders, receptionists, auditors and overseers are not looked at: their work is with everybody's
/// people. What is not covered: a colleague who stands in for another is found, and is to be explained.
pub(super) fn unlinked(doings: &Doings<'_>) -> Vec<Sign> {
    let mut signs = Vec::new();
    for (person, deeds) in doings.by_person() {
        if doings.people.get(&person).is_none_or(|known| known.is_linked) {
            continue;
        }
        let deeds: Vec<_> = deeds.into_iter().filter(|deed| deed.role.is_some_and(works_with_their_own)).collect();
        if deeds.len() >= doings.thresholds.unlinked_deeds {
            signs.push(sign(Pattern::NoLink, Some(person), deeds));
        }
    }
    signs
}

const fn works_with_their_own(role: Role) -> bool {
    matches!(role, Role::RecoveryWorker | Role::Clinician | Role::CriminalJusticeWorker | Role::Volunteer)
}
