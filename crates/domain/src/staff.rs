//! Members of staff and the roles that they hold in services.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::email::Email;
use crate::id::{ServiceId, StaffId};
use crate::phone::Phone;
use crate::postcode::Postcode;
use crate::sign_in::SignInName;
use crate::text::{Line, Name};
use crate::{Check, Flaws, Private, calendar, form, period};

mod held_role;
mod membership;
pub use held_role::{EndRoleForm, HeldRole};
pub use membership::{Membership, MembershipForm};

form! {
    /// What somebody typed about a member of staff.
    pub struct StaffForm {
        /// Their name, as colleagues read it.
        #[schema(required, value_type = String, max_length = 100, example = "Efua Testworker")]
        pub name: Private<String>,
        /// What they are employed as.
        #[schema(value_type = String, max_length = 250, example = "Recovery worker")]
        pub job_title: Private<String>,
        /// Their e-mail address at work.
        #[schema(value_type = String, max_length = 254, example = "efua.testworker@example.org")]
        pub work_email: Private<String>,
        /// Their telephone number at work.
        #[schema(value_type = String, max_length = 40, example = "0191 498 0001")]
        pub work_phone: Private<String>,
        /// The name that they sign in with: letters, digits, dots, hyphens and underscores.
        #[schema(required, value_type = String, min_length = 3, max_length = 64, example = "efua.testworker")]
        pub sign_in_name: Private<String>,
        /// When they were born, if they like to give it: so that a look at their own record is noticed.
        #[schema(value_type = NaiveDate, example = "1988-02-29")]
        pub birth_date: Private<String>,
        /// Their postcode at home, if they like to give it: so that a look at a neighbour's record is noticed.
        #[schema(value_type = String, max_length = 10, example = "SR1 3JP")]
        pub home_postcode: Private<String>,
        /// Their first day.
        #[schema(required, value_type = NaiveDate, example = "2026-09-01")]
        pub started_on: Private<String>,
        /// Their last day: from the next, they cannot sign in.
        #[schema(value_type = NaiveDate)]
        pub left_on: Private<String>,
    }
}

/// A member of staff, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffMember {
    /// Their name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<Name>,
    /// What they are employed as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub job_title: Option<Private<Line>>,
    /// Their e-mail address at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub work_email: Option<Private<Email>>,
    /// Their telephone number at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub work_phone: Option<Private<Phone>>,
    /// The name that they sign in with, in small letters.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub sign_in_name: Private<SignInName>,
    /// When they were born, if they gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub birth_date: Option<Private<NaiveDate>>,
    /// Their postcode at home, if they gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub home_postcode: Option<Private<Postcode>>,
    /// Their first day.
    pub started_on: NaiveDate,
    /// Their last day, if they leave or left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_on: Option<NaiveDate>,
}

/// As much of a colleague as anybody signed in reads beside what they recorded.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Who.
    pub id: StaffId,
    /// Their name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<Name>,
    /// What they are employed as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub job_title: Option<Private<Line>>,
    /// Their telephone number at work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub work_phone: Option<Private<Phone>>,
    /// The services in which they hold a role now.
    #[serde(default)]
    pub services: Vec<ServiceId>,
    /// Whether they have left.
    #[serde(default)]
    pub has_left: bool,
}

impl StaffMember {
    /// Whether they work here on a day, and so may sign in.
    pub fn works_on(&self, today: NaiveDate) -> bool {
        self.started_on <= today && self.left_on.is_none_or(|last| today <= last)
    }
}

impl StaffForm {
    /// The member of staff, or every flaw. Nobody chooses a password for somebody else.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<StaffMember, Flaws> {
        let mut check = Check::new();
        let member = self.member(&mut check);
        check.finish(member)
    }

    fn member(&self, check: &mut Check) -> Option<StaffMember> {
        let name = check.required("name", "their name", self.name.as_ref(), Name::parse);
        let job_title = check.optional("job_title", self.job_title.as_ref(), Line::parse);
        let work_email = check.optional("work_email", self.work_email.as_ref(), Email::parse);
        let work_phone = check.optional("work_phone", self.work_phone.as_ref(), Phone::parse);
        let sign_in_name = check.required(
            "sign_in_name",
            "the name that they sign in with",
            self.sign_in_name.as_ref(),
            SignInName::parse,
        );
        let birth_date = check.optional("birth_date", self.birth_date.as_ref(), calendar::parse_day);
        let home_postcode = check.optional("home_postcode", self.home_postcode.as_ref(), Postcode::parse);
        let started_on = check.required("started_on", "their first day", self.started_on.as_ref(), calendar::parse_day);
        let left_on = check.optional("left_on", self.left_on.as_ref(), |typed| period::parse_end(typed, started_on));
        Some(StaffMember {
            name: name?,
            job_title,
            work_email,
            work_phone,
            sign_in_name: sign_in_name?,
            birth_date: birth_date.map(Private::new),
            home_postcode,
            started_on: started_on?,
            left_on,
        })
    }
}

#[cfg(test)]
mod tests;
