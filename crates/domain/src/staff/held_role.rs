//! A role as it is held, with the id by which it ends.

use chrono::NaiveDate;
use serde::Serialize;

use super::Membership;
use crate::flat::{self, Fields, flat};
use crate::id::MembershipId;
use crate::{Check, Flaws, Private, calendar, form};

/// A role that somebody holds or held.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldRole {
    /// Which.
    pub id: MembershipId,
    /// Who holds it, where, from when to when.
    #[serde(flatten)]
    pub membership: Membership,
}

flat!(HeldRole);

impl HeldRole {
    fn from_fields(mut fields: Fields) -> serde_json::Result<Self> {
        Ok(Self { id: flat::take(&mut fields, "id")?, membership: flat::rest(fields)? })
    }
}

form! {
    /// What an administrator typed to end a role.
    pub struct EndRoleForm {
        /// The last day on which it is held.
        #[schema(required, value_type = NaiveDate, example = "2026-11-30")]
        pub to: Private<String>,
    }
}

impl EndRoleForm {
    /// The last day, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<NaiveDate, Flaws> {
        let mut check = Check::new();
        let last = check.required("to", "the last day", self.to.as_ref(), calendar::parse_day);
        check.finish(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_ends_on_a_day_that_exists() {
        let form = |typed: &str| EndRoleForm { to: Some(typed.into()) };
        assert!(form("2026-11-30").check().is_ok());
        assert!(form("2026-11-31").check().err().unwrap().at("/to").is_some());
    }
}
