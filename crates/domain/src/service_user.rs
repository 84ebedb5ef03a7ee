//! A service user: a person the charity works with, as the sum of the parts of their record.
//!
//! Each part is one document with one version, there from registration on, so that having one says
//! nothing. A part of a class that the caller lacks is left out of the answer.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::addresses::{AddressForm, Addresses};
use crate::code::Code;
use crate::convictions::Convictions;
use crate::episode::ReferralSource;
use crate::health::Health;
use crate::id::{PersonId, ServiceId, StaffId};
use crate::identity::{Identity, IdentityForm};
use crate::reach::{MAX_WAYS, Reach, WayForm};
use crate::{Against, Check, Flaw, Flaws, Private, Recorded, calendar, form};

/// The most likely matches that one registration can say are other people.
pub const MAX_NOT_THE_SAME: usize = 50;

/// A whole record, within the caller's classes.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceUser {
    /// The person.
    pub id: PersonId,
    /// Who they are.
    pub identity: Recorded<Identity>,
    /// Where they live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub addresses: Option<Recorded<Addresses>>,
    /// How to reach them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Recorded<Reach>>,
    /// Their health.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health: Option<Recorded<Health>>,
    /// Offences and orders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub convictions: Option<Recorded<Convictions>>,
}

form! {
    /// What registering somebody with a service takes; the rest of the record comes later.
    pub struct RegistrationForm {
        /// Who they are.
        #[schema(required, value_type = IdentityForm)]
        pub identity: IdentityForm,
        /// Ways to reach them, at most 10.
        #[schema(value_type = Vec<WayForm>, max_items = 10)]
        pub ways: Vec<WayForm>,
        /// Where they live.
        #[schema(value_type = AddressForm)]
        pub address: AddressForm,
        /// The service that takes them on, one of the caller's own.
        #[schema(required, value_type = ServiceId)]
        pub service: ServiceId,
        /// Their key worker; the caller where left out.
        #[schema(value_type = StaffId)]
        pub key_worker: StaffId,
        /// The day on which their episode opens; today where left out.
        #[schema(value_type = NaiveDate, example = "2026-11-24")]
        pub opened_on: Private<String>,
        /// Code of the list `referral_source`.
        #[schema(value_type = String, max_length = 16, example = "self")]
        pub referral_source: Private<String>,
        /// Likely matches that the caller looked at and says are other people, at most 50.
        #[schema(value_type = Vec<PersonId>, max_items = 50)]
        pub not_the_same: Vec<PersonId>,
    }
}

/// A registration, parsed and valid.
#[derive(Clone, PartialEq)]
pub struct Registration {
    /// Who they are.
    pub identity: Identity,
    /// How to reach them.
    pub reach: Reach,
    /// Where they live.
    pub addresses: Addresses,
    /// The service that takes them on.
    pub service: ServiceId,
    /// Their key worker; none means the caller.
    pub key_worker: Option<StaffId>,
    /// The day on which their episode opens.
    pub opened_on: NaiveDate,
    /// How they came to the service.
    pub referral_source: Option<Code<ReferralSource>>,
    /// Likely matches that the caller says are other people.
    pub not_the_same: Vec<PersonId>,
}

impl RegistrationForm {
    /// The registration to make, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Registration, Flaws> {
        let mut check = Check::new();
        let registration = self.checked(&mut check, against);
        check.finish(registration)
    }

    fn checked(&self, check: &mut Check, against: &Against<'_>) -> Option<Registration> {
        let today = against.today();
        if self.identity.is_none() {
            check.flaw("identity", Flaw::Missing("who they are"));
        }
        let identity = self.identity.as_ref();
        let identity =
            identity.and_then(|form| check.within("identity", form, |check, form| form.checked(check, against)));
        let ways = check.each("ways", MAX_WAYS, self.ways.as_ref(), |check, form| form.checked(check, against));
        if ways.iter().filter(|way| *way.preferred.reveal()).count() > 1 {
            check.flaw("ways", Flaw::Contradiction("Mark only one way as the one to try first"));
        }
        let address = check.part("address", self.address.as_ref(), |check, form| form.checked(check, against));
        let service = check.required("service", "the service", self.service.as_ref(), |id| Ok(*id));
        let opened_on =
            check.optional("opened_on", self.opened_on.as_ref(), |typed| calendar::parse_past_day(typed, today));
        let referral_source = check.optional("referral_source", self.referral_source.as_ref(), |code| {
            against.lists.parse(code, opened_on.unwrap_or(today))
        });
        let born = identity.as_ref().map(|identity| identity.birth_date.reveal().earliest());
        if born.zip(opened_on).is_some_and(|(born, opened_on)| opened_on < born) {
            check.flaw("opened_on", Flaw::BeforeBirth);
        }
        let from = address.as_ref().and_then(|address| address.from.as_ref());
        if born.zip(from).is_some_and(|(born, from)| *from.reveal() < born) {
            check.within("address", &(), |check, ()| {
                check.flaw("from", Flaw::BeforeBirth);
                Some(())
            });
        }
        let not_the_same = check.each("not_the_same", MAX_NOT_THE_SAME, self.not_the_same.as_ref(), |_, id| Some(*id));
        Some(Registration {
            identity: identity?,
            reach: Reach { ways, next_of_kin: Vec::new(), gp: None },
            addresses: Addresses { addresses: address.into_iter().collect(), accommodation: None },
            service: service?,
            key_worker: self.key_worker,
            opened_on: opened_on.unwrap_or(today),
            referral_source,
            not_the_same,
        })
    }
}

#[cfg(test)]
mod tests;
