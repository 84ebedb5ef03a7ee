//! A service: a team at a place, delivering under a contract.

use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::id::ContractId;
use crate::phone::Phone;
use crate::text::Line;
use crate::{Against, Check, Flaw, Flaws, Private, form, lists};

/// After how many days without contact a person needs their key worker, unless the service set another
/// number.
pub const DAYS_WITHOUT_CONTACT: u32 = 21;
/// The most days without contact that a service may set: a year.
pub const MAX_DAYS_WITHOUT_CONTACT: u32 = 365;

lists! {
    /// What kind of service.
    ServiceKind = "service_kind";
}

form! {
    /// What somebody typed about a service.
    pub struct ServiceForm {
        /// Its name.
        #[schema(required, value_type = String, max_length = 250, example = "Northtown Recovery Service")]
        pub name: Private<String>,
        /// The contract that it delivers under.
        #[schema(required, value_type = ContractId)]
        pub contract: ContractId,
        /// Code of the list `service_kind`.
        #[schema(required, value_type = String, max_length = 16, example = "community")]
        pub kind: Private<String>,
        /// Where it is, in a line.
        #[schema(value_type = String, max_length = 250, example = "1 Sample Street, Northtown")]
        pub place: Private<String>,
        /// Its telephone number.
        #[schema(value_type = String, max_length = 40, example = "0191 498 0000")]
        pub phone: Private<String>,
        /// After how many days without contact a person needs their key worker; 21 if nothing is said.
        #[schema(value_type = u32, minimum = 1, maximum = 365, example = 21)]
        pub days_without_contact: u32,
    }
}

/// A service, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Service {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<Line>,
    /// The contract that it delivers under.
    pub contract: ContractId,
    /// Code of the list `service_kind`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: Code<ServiceKind>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub place: Option<Private<Line>>,
    /// Its telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Option<Private<Phone>>,
    /// After how many days without contact a person needs their key worker, 1 to 365.
    pub days_without_contact: u32,
}

impl ServiceForm {
    /// The service, or every flaw. Whether its contract exists `store` finds out.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Service, Flaws> {
        let mut check = Check::new();
        let service = self.service(&mut check, against);
        check.finish(service)
    }

    fn service(&self, check: &mut Check, against: &Against<'_>) -> Option<Service> {
        let name = check.required("name", "the service's name", self.name.as_ref(), Line::parse);
        let contract = check.required("contract", "its contract", self.contract.as_ref(), |id| Ok(*id));
        let kind = check.required("kind", "what kind of service it is", self.kind.as_ref(), |code| {
            against.lists.parse(code, against.today())
        });
        let place = check.optional("place", self.place.as_ref(), Line::parse);
        let phone = check.optional("phone", self.phone.as_ref(), Phone::parse);
        let days = check.optional("days_without_contact", self.days_without_contact.as_ref(), |days| {
            if (1..=MAX_DAYS_WITHOUT_CONTACT).contains(days) {
                return Ok(*days);
            }
            Err(Flaw::OutOfRange(1, MAX_DAYS_WITHOUT_CONTACT.into()))
        });
        Some(Service {
            name: name?,
            contract: contract?,
            kind: kind?,
            place,
            phone,
            days_without_contact: days.unwrap_or(DAYS_WITHOUT_CONTACT),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{against, id, typed};

    fn form() -> ServiceForm {
        ServiceForm {
            name: typed("Northtown Recovery Service"),
            contract: Some(id(1)),
            kind: typed("community"),
            ..ServiceForm::default()
        }
    }

    #[test]
    fn three_weeks_without_contact_are_allowed_if_nothing_is_said() {
        assert_eq!(form().check(&against()).ok().unwrap().days_without_contact, 21);
        let patient = ServiceForm { days_without_contact: Some(60), ..form() };
        assert_eq!(patient.check(&against()).ok().unwrap().days_without_contact, 60);
    }

    #[test]
    fn its_telephone_can_be_dialled() {
        let wrong = ServiceForm { phone: typed("ask at the desk"), ..form() };
        assert_eq!(wrong.check(&against()).err().unwrap().at("/phone"), Some(&Flaw::NotAPhoneNumber));
    }
}
