//! A role that a member of staff holds, from one day to another.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::access::{Role, Standing};
use crate::id::{ServiceId, StaffId};
use crate::{Check, Flaw, Flaws, Private, calendar, form, period};

form! {
    /// What somebody typed about a role that a member of staff holds.
    pub struct MembershipForm {
        /// Who holds it.
        #[schema(required, value_type = StaffId)]
        pub staff: StaffId,
        /// In which service; left out for roles of the whole organisation.
        #[schema(value_type = ServiceId)]
        pub service: ServiceId,
        /// Which role.
        #[schema(required, value_type = Role)]
        pub role: Role,
        /// The first day.
        #[schema(required, value_type = NaiveDate, example = "2026-09-01")]
        pub from: Private<String>,
        /// The last day, if it ends.
        #[schema(value_type = NaiveDate)]
        pub to: Private<String>,
    }
}

/// A role that a member of staff holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// Who holds it.
    pub staff: StaffId,
    /// In which service; none for roles of the whole organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// Which role.
    pub role: Role,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, if it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

impl Membership {
    /// What somebody is by it on a day, if it holds then.
    pub fn standing_on(&self, today: NaiveDate) -> Option<Standing> {
        let holds = self.from <= today && self.to.is_none_or(|last| today <= last);
        holds.then_some(Standing { role: self.role, service: self.service })
    }
}

impl MembershipForm {
    /// The role to give, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form. Nobody is made an operator: that right is to hold the key folder.
    pub fn check(&self) -> Result<Membership, Flaws> {
        let mut check = Check::new();
        let membership = self.membership(&mut check);
        check.finish(membership)
    }

    fn membership(&self, check: &mut Check) -> Option<Membership> {
        let staff = check.required("staff", "who holds the role", self.staff.as_ref(), |id| Ok(*id));
        let role = check.required("role", "the role", self.role.as_ref(), |role| match role {
            role if role.is_given() => Ok(*role),
            Role::ApiClient => Err(Flaw::Contradiction("Choose another role: programs are registered as API clients")),
            _ => Err(Flaw::Contradiction("Choose another role: operators are whoever holds the key folder")),
        });
        match (role.map(Role::is_of_a_service), self.service) {
            (Some(true), None) => check.flaw("service", Flaw::Missing("the service in which they hold it")),
            (Some(false), Some(_)) => {
                check.flaw("service", Flaw::Contradiction("Leave this out: the role is of the whole organisation"));
            }
            _ => {}
        }
        let from = check.required("from", "the first day", self.from.as_ref(), calendar::parse_day);
        let to = check.optional("to", self.to.as_ref(), |typed| period::parse_end(typed, from));
        Some(Membership { staff: staff?, service: self.service, role: role?, from: from?, to })
    }
}
