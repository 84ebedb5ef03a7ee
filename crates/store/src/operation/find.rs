//! Operations on everybody: finding, registering, following what changed.

use domain::access::{RegisterServiceUser, SearchServiceUsers};
use domain::id::PersonId;
use domain::likely_match::Sought;
use domain::registered::{LikelyMatches, Registered};
use domain::search::SearchHits;
use domain::service_user::Registration;

use super::{Arc, Engine, Error, Store, postgres, sqlite};
use crate::access::Access;
use crate::once::Once;
use crate::registering::Known;
use crate::row::ChangeRow;
use crate::search::Hit;
use crate::unit::IndexChange;

operations! {
    /// Register a service user, given what the search index knew; see [`Store::register`].
    write register_known(access: Access<RegisterServiceUser>, once: Once, registration: Registration, known: Known)
        -> Registered = service_user::register;
    /// The records behind search hits; see [`Store::search`].
    read found(access: Access<SearchServiceUsers>, hits: Vec<Hit>, query_hash: [u8; 32]) -> SearchHits = find::found;
    /// Which candidates are likely matches; see [`Store::likely_matches`].
    read compare_candidates(access: Access<RegisterServiceUser>, sought: Sought, candidates: Vec<PersonId>)
        -> LikelyMatches = find::compare_candidates;
    /// A batch of everybody's entries for the search index; see [`Store::build_search`].
    report index_batch(; after: Option<PersonId>, until: PersonId, limit: i64)
        -> (Vec<IndexChange>, Option<PersonId>) = service_user::index_batch;
    /// Some people's entries for the search index; see [`Store::follow`].
    read index_entries(people: Vec<PersonId>) -> Vec<IndexChange> = service_user::index_entries;
    /// Changes after a place in the feed; see [`Store::follow`].
    read feed_after(; place: (i64, i64)) -> Vec<ChangeRow> = feed::after;
    /// Where the feed stands now.
    read feed_place() -> (i64, i64) = feed::place;
}
