//! Operations of emergencies: asking, being told, reviewing.

use domain::access::{BreakGlass, ReadBreakGlass, ReviewBreakGlass};
use domain::break_glass::{Emergency, EmergencyNotice, EmergencyReviewForm};
use domain::id::{PersonId, TieId};

use super::{Access, Arc, Engine, Error, Store, postgres, sqlite};
use crate::emergency::Tried;
use crate::once::Once;

operations! {
    /// Ask for a record in an emergency, given whom the search index knew; see [`Store::break_glass`].
    write ask_in_emergency(access: Access<BreakGlass>, once: Once, emergency: Emergency, candidates: Vec<PersonId>)
        -> Tried = break_glass::ask;
    /// The emergencies that the caller is told of.
    read emergencies(access: Access<ReadBreakGlass>) -> Vec<EmergencyNotice> = emergency_review::list;
    /// Review an emergency.
    write review_emergency(access: Access<ReviewBreakGlass>, once: Once, form: EmergencyReviewForm; id: TieId)
        -> EmergencyNotice = emergency_review::review;
}
