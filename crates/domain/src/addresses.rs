//! Where somebody lives, and lived.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::postcode::Postcode;
use crate::text::Line;
use crate::{Against, Check, Flaw, Flaws, Private, calendar, choice, form, lists};

/// The most addresses.
pub const MAX_ADDRESSES: usize = 20;
/// The most lines of one address, beside town and postcode.
pub const MAX_LINES: usize = 4;

lists! {
    /// How somebody is housed.
    Accommodation = "accommodation";
}

choice! {
    /// What kind of address.
    pub enum AddressKind {
        /// Where they live.
        Home = "home", "Home";
        /// Where they stay for a while.
        Temporary = "temporary", "Temporary";
        /// Nowhere: no fixed abode.
        NoFixedAbode = "no_fixed_abode", "No fixed abode";
        /// Approved premises, under probation.
        ApprovedPremises = "approved_premises", "Approved premises";
        /// Prison.
        Prison = "prison", "Prison";
        /// Hospital, or residential treatment.
        Hospital = "hospital", "Hospital or residential treatment";
        /// Another kind.
        Other = "other", "Other";
    }
}

form! {
    /// What somebody typed about one address.
    pub struct AddressForm {
        /// What kind of address.
        #[schema(required, value_type = AddressKind)]
        pub kind: AddressKind,
        /// Name of the prison, hospital or premises; required for a prison.
        #[schema(value_type = String, max_length = 250, example = "HMP Sampleford")]
        pub establishment: Private<String>,
        /// House and street, at most 4 lines.
        #[schema(value_type = Vec<String>, max_items = 4)]
        pub lines: Vec<Private<String>>,
        /// Town or city.
        #[schema(value_type = String, max_length = 250, example = "Sampleton")]
        pub town: Private<String>,
        /// UK postcode, or an NHS pseudo-postcode such as `ZZ99 3VZ` for no fixed abode.
        #[schema(value_type = String, max_length = 10, example = "SR1 3JP")]
        pub postcode: Private<String>,
        /// The first day there.
        #[schema(value_type = NaiveDate, example = "2026-01-05")]
        pub from: Private<String>,
        /// The last day there; left out while they live there.
        #[schema(value_type = NaiveDate, example = "2026-10-30")]
        pub to: Private<String>,
        /// What helps to find it or to write to it.
        #[schema(value_type = String, max_length = 250, example = "Bell does not work")]
        pub note: Private<String>,
    }
}

form! {
    /// What somebody typed about where a person lives.
    pub struct AddressesForm {
        /// Addresses, the present one first, at most 20.
        #[schema(value_type = Vec<AddressForm>, max_items = 20)]
        pub addresses: Vec<AddressForm>,
        /// Code of the list `accommodation`: how they are housed now.
        #[schema(value_type = String, max_length = 16, example = "tenant_private")]
        pub accommodation: Private<String>,
    }
}

/// An address, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Address {
    /// What kind of address.
    pub kind: AddressKind,
    /// Name of the prison, hospital or premises; required for a prison.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub establishment: Option<Private<Line>>,
    /// House and street, at most 4 lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub lines: Vec<Private<Line>>,
    /// Town or city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub town: Option<Private<Line>>,
    /// UK postcode, or an NHS pseudo-postcode such as `ZZ99 3VZ` for no fixed abode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub postcode: Option<Private<Postcode>>,
    /// The first day there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub from: Option<Private<NaiveDate>>,
    /// The last day there; left out while they live there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub to: Option<Private<NaiveDate>>,
    /// What helps to find it or to write to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Private<Line>>,
}

/// Where somebody lives and lived, parsed and valid.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Addresses {
    /// Addresses, the present one first, at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// Code of the list `accommodation`: how they are housed now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub accommodation: Option<Code<Accommodation>>,
}

impl Address {
    /// Whether they live or stay there on a day.
    pub fn is_current(&self, day: NaiveDate) -> bool {
        self.from.as_ref().is_none_or(|from| *from.reveal() <= day)
            && self.to.as_ref().is_none_or(|to| day <= *to.reveal())
    }
}

impl Addresses {
    /// Where they are on a day: of those that hold, the first listed.
    pub fn current(&self, day: NaiveDate) -> Option<&Address> {
        self.addresses.iter().find(|address| address.is_current(day))
    }
}

impl AddressForm {
    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Option<Address> {
        let today = against.today();
        let kind = check.required("kind", "what kind of address it is", self.kind.as_ref(), |choice| Ok(*choice));
        let establishment = check.optional("establishment", self.establishment.as_ref(), Line::parse);
        let lines = check.values("lines", MAX_LINES, self.lines.as_ref(), Line::parse);
        let town = check.optional("town", self.town.as_ref(), Line::parse);
        let postcode = check.optional("postcode", self.postcode.as_ref(), Postcode::parse);
        let from = check
            .optional("from", self.from.as_ref(), |typed| calendar::parse_past_day(typed, today).map(Private::new));
        let to = check.optional("to", self.to.as_ref(), |typed| calendar::parse_day(typed).map(Private::new));
        let note = check.optional("note", self.note.as_ref(), Line::parse);
        if kind == Some(AddressKind::Prison) && establishment.is_none() {
            check.flaw("establishment", Flaw::Missing("the name of the prison"));
        }
        if kind == Some(AddressKind::Home) && lines.is_empty() && town.is_none() && postcode.is_none() {
            check.flaw("lines", Flaw::Missing("at least a line, the town or the postcode"));
        }
        if let (Some(from), Some(to)) = (&from, &to)
            && to < from
        {
            check.flaw("to", Flaw::EndBeforeStart);
        }
        Some(Address { kind: kind?, establishment, lines, town, postcode, from, to, note })
    }
}

impl AddressesForm {
    /// The addresses to record, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Addresses, Flaws> {
        let mut check = Check::new();
        let noun = self.checked(&mut check, against);
        check.finish(Some(noun))
    }

    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Addresses {
        let today = against.today();
        let addresses =
            check.each("addresses", MAX_ADDRESSES, self.addresses.as_ref(), |check, form| form.checked(check, against));
        let accommodation =
            check.optional("accommodation", self.accommodation.as_ref(), |code| against.lists.parse(code, today));
        let homes = addresses.iter().filter(|address| address.kind == AddressKind::Home && address.is_current(today));
        if homes.count() > 1 {
            check.flaw(
                "addresses",
                Flaw::Contradiction("Give only one present home; end the others, or call them temporary"),
            );
        }
        Addresses { addresses, accommodation }
    }
}

/// Whoever may read where somebody lives reads all of it.
impl crate::access::Narrow for Addresses {}

#[cfg(test)]
mod tests;
