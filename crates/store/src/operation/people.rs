//! Operations on people.

use domain::id::PersonId;
use domain::service_user::Registration;

use super::*;
use crate::once::Once;
use crate::registering::Known;

operations! {
    /// Register a service user, given what the search index knew; see [`Store::register`].
    write register_known(access: Access<RegisterServiceUser>, once: Once, registration: Registration, known: Known)
        -> PersonId = service_user::register;
}
