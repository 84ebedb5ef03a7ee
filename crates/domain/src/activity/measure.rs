//! What each figure counts: one function a figure, each with a worked example as its test. The words for
//! it stand in [`FigureKind::definition`](super::FigureKind::definition).

use crate::contact::{Contact, Offer, Outcome, Response};
use crate::id::ServiceId;
use crate::instant;
use crate::period::Period;

/// Whether a contact is counted at all: it began on a day of the period in London, for one of the
/// contract's services.
pub fn is_counted(contact: &Contact, period: Period, services: &[ServiceId]) -> bool {
    period.contains(instant::london_day(contact.started_at)) && services.contains(&contact.service)
}

/// Whether it makes its person one of the people seen.
pub const fn is_seen(contact: &Contact) -> bool {
    contact.outcome.took_part()
}

/// Whether it was attended.
pub const fn is_attended(contact: &Contact) -> bool {
    contact.outcome.took_part()
}

/// Whether it was missed: they did not come, or too late to be seen.
pub const fn is_missed(contact: &Contact) -> bool {
    matches!(contact.outcome, Outcome::DidNotAttend | Outcome::TooLate)
}

/// Whether they cancelled it.
pub const fn is_cancelled_by_them(contact: &Contact) -> bool {
    matches!(contact.outcome, Outcome::CancelledByThem)
}

/// Whether the service cancelled it.
pub const fn is_cancelled_by_us(contact: &Contact) -> bool {
    matches!(contact.outcome, Outcome::CancelledByUs)
}

/// Attendance in percent, to one decimal: what was attended of all contacts but those that the service
/// cancelled; none where there is nothing to attend.
pub fn attendance(attended: u64, contacts: u64, cancelled_by_us: u64) -> Option<f64> {
    let expected = contacts.checked_sub(cancelled_by_us).filter(|expected| *expected > 0)?;
    let thousandths = (u128::from(attended) * 1_000 + u128::from(expected) / 2) / u128::from(expected);
    u32::try_from(thousandths).ok().map(|thousandths| f64::from(thousandths) / 10.0)
}

/// The interventions put to them, whatever became of each.
pub fn offered(contact: &Contact) -> impl Iterator<Item = &Offer> {
    contact.interventions.iter()
}

/// Whether an intervention put to them was taken up.
pub fn is_accepted(offer: &Offer) -> bool {
    offer.response == Response::Accepted
}

/// Whether an intervention put to them was refused.
pub fn is_declined(offer: &Offer) -> bool {
    offer.response == Response::Declined
}
