//! What the search index knows of somebody who is about to be registered.

use domain::id::PersonId;

/// What was known when the registration came in.
#[derive(Clone, Default)]
pub struct Known {
    /// People of the caller's own services who may be the same, and whom the caller has not said are not.
    pub likely: Vec<PersonId>,
    /// People of other services who are the same exactly: by NHS number, or full name and birth date.
    pub elsewhere: Vec<PersonId>,
}
