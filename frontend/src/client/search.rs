//! Finding people, and registering them.

use domain::registered::{LikelyMatches, Registered};
use domain::search::{SearchForm, SearchHits};
use domain::service_user::RegistrationForm;
use uuid::Uuid;

use super::{Answer, create, query};

/// People found by what was typed.
pub(crate) async fn people(form: &SearchForm) -> Answer<SearchHits> {
    query("/service-users/search", form).await
}

/// People of one's own services who may be the one being registered.
pub(crate) async fn likely_matches(form: &RegistrationForm) -> Answer<LikelyMatches> {
    query("/service-users/likely-matches", form).await
}

/// Register somebody.
pub(crate) async fn register(key: Uuid, form: &RegistrationForm) -> Answer<Registered> {
    create("/service-users", key, form).await
}
