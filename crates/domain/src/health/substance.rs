//! A substance that somebody uses or used. Its rank is its place in the list.

use serde::{Deserialize, Serialize};

use crate::check::whole_number;
use crate::code::Code;
use crate::text::Line;
use crate::{Against, Check, Private, form, lists};

lists! {
    /// Substances, NDTMS.
    SubstanceName = "substance";
    /// How a substance is taken.
    Route = "route";
}

form! {
    /// What somebody typed about a substance.
    pub struct SubstanceForm {
        /// Code of the list `substance`.
        #[schema(required, value_type = String, max_length = 16, example = "1011")]
        pub substance: Private<String>,
        /// Code of the list `route`: how it is taken.
        #[schema(value_type = String, max_length = 16, example = "3")]
        pub route: Private<String>,
        /// On how many of the last 28 days.
        #[schema(value_type = u32, minimum = 0, maximum = 28, example = 21)]
        pub days: Private<u32>,
        /// How much on a usual day, in words.
        #[schema(value_type = String, max_length = 250, example = "About 0.2 g")]
        pub amount: Private<String>,
        /// At what age it was first used, in years.
        #[schema(value_type = u32, minimum = 0, maximum = 120, example = 19)]
        pub age_first_used: Private<u32>,
    }
}

/// A substance that somebody uses or used.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Substance {
    /// Code of the list `substance`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub substance: Code<SubstanceName>,
    /// Code of the list `route`: how it is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub route: Option<Code<Route>>,
    /// On how many of the last 28 days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u32>))]
    pub days: Option<Private<u32>>,
    /// How much on a usual day, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub amount: Option<Private<Line>>,
    /// At what age it was first used, in years.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<u32>))]
    pub age_first_used: Option<Private<u32>>,
}

/// The code of the list `route` for injecting.
const INJECTED: &str = "1";

impl Substance {
    /// Whether it is injected.
    pub fn is_injected(&self) -> bool {
        self.route.as_ref().is_some_and(|route| route.as_str() == INJECTED)
    }
}

impl SubstanceForm {
    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Option<Substance> {
        let today = against.today();
        let substance = check.required("substance", "which substance it is", self.substance.as_ref(), |code| {
            against.lists.parse(code, today)
        });
        let route = check.optional("route", self.route.as_ref(), |code| against.lists.parse(code, today));
        let days = check.optional("days", self.days.as_ref(), whole_number(0..=28));
        let amount = check.optional("amount", self.amount.as_ref(), Line::parse);
        let age_first_used = check.optional("age_first_used", self.age_first_used.as_ref(), whole_number(0..=120));
        Some(Substance { substance: substance?, route, days, amount, age_first_used })
    }
}
