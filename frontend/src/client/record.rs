//! A record, its parts and their history.

use domain::Recorded;
use domain::id::PersonId;
use domain::record_view::RecordView;
use domain::trail::HistoryEntry;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Answer, change, get};

/// A record as it opens.
pub(crate) async fn open(person: PersonId) -> Answer<RecordView> {
    get(format!("/service-users/{person}")).await
}

/// A part of a record, by its name in the address: `identity`, `addresses`, `reach`, `health`,
/// `convictions`.
pub(crate) async fn part<T: DeserializeOwned>(person: PersonId, part: &str) -> Answer<Recorded<T>> {
    get(format!("/service-users/{person}/{part}")).await
}

/// Change a part of a version.
pub(crate) async fn change_part<T: DeserializeOwned>(
    person: PersonId,
    part: &str,
    version: u32,
    form: &impl Serialize,
) -> Answer<Recorded<T>> {
    change(format!("/service-users/{person}/{part}"), version, form).await
}

/// Who changed a part when, and how.
pub(crate) async fn history(person: PersonId, part: &str) -> Answer<Vec<HistoryEntry>> {
    get(format!("/service-users/{person}/{part}/history")).await
}
