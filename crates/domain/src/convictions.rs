//! Offences, what courts made of them, and the orders that somebody is under (UK GDPR Art 10).

use serde::{Deserialize, Serialize};

use crate::phone::Phone;
use crate::text::{Line, Name};
use crate::{Against, Check, Flaw, Flaws, Private, form};

mod conviction;
mod narrow;
mod number;
mod requirement;

pub use conviction::{Conviction, ConvictionForm, Disposal, OrderType, Standing};
pub use number::{Crn, OffenceCode, Pnc, PrisonNumber};
pub use requirement::{Requirement, RequirementForm, RequirementKind};

/// The most convictions.
pub const MAX_CONVICTIONS: usize = 50;

form! {
    /// What somebody typed about offences and orders.
    pub struct ConvictionsForm {
        /// Whether they were asked, and nothing is known.
        #[schema(value_type = bool, example = false)]
        pub none_known: Private<bool>,
        /// Offences, the latest first, at most 50.
        #[schema(value_type = Vec<ConvictionForm>, max_items = 50)]
        pub convictions: Vec<ConvictionForm>,
        /// Case reference number of the Probation Service.
        #[schema(value_type = String, max_length = 16, example = "X123456")]
        pub crn: Private<String>,
        /// Police National Computer number.
        #[schema(value_type = String, max_length = 16, example = "2010/0123456X")]
        pub pnc: Private<String>,
        /// Prison number.
        #[schema(value_type = String, max_length = 16, example = "A1234BC")]
        pub prison_number: Private<String>,
        /// Name of the probation officer.
        #[schema(value_type = String, max_length = 100, example = "Efua Testofficer")]
        pub probation_officer: Private<String>,
        /// The probation office.
        #[schema(value_type = String, max_length = 250, example = "Sampleton probation delivery unit")]
        pub probation_office: Private<String>,
        /// Telephone number of the probation officer.
        #[schema(value_type = String, max_length = 40, example = "0191 498 0001")]
        pub probation_phone: Private<String>,
    }
}

/// Offences and orders, parsed and valid.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Convictions {
    /// Whether they were asked, and nothing is known.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = bool))]
    pub none_known: Private<bool>,
    /// Offences, the latest first, at most 50.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub convictions: Vec<Conviction>,
    /// Case reference number of the Probation Service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub crn: Option<Private<Crn>>,
    /// Police National Computer number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub pnc: Option<Private<Pnc>>,
    /// Prison number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub prison_number: Option<Private<PrisonNumber>>,
    /// Name of the probation officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub probation_officer: Option<Private<Name>>,
    /// The probation office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub probation_office: Option<Private<Line>>,
    /// Telephone number of the probation officer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub probation_phone: Option<Private<Phone>>,
}

impl ConvictionsForm {
    /// The convictions to record, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Convictions, Flaws> {
        let mut check = Check::new();
        let noun = self.checked(&mut check, against);
        check.finish(Some(noun))
    }

    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Convictions {
        let none_known = self.none_known.clone().unwrap_or_default();
        let convictions = check.each("convictions", MAX_CONVICTIONS, self.convictions.as_ref(), |check, form| {
            form.checked(check, against)
        });
        let crn = check.optional("crn", self.crn.as_ref(), Crn::parse);
        let pnc = check.optional("pnc", self.pnc.as_ref(), Pnc::parse);
        let prison_number = check.optional("prison_number", self.prison_number.as_ref(), PrisonNumber::parse);
        let probation_officer = check.optional("probation_officer", self.probation_officer.as_ref(), Name::parse);
        let probation_office = check.optional("probation_office", self.probation_office.as_ref(), Line::parse);
        let probation_phone = check.optional("probation_phone", self.probation_phone.as_ref(), Phone::parse);
        if *none_known.reveal() && !convictions.is_empty() {
            check.flaw("none_known", Flaw::Contradiction("Leave this out: offences are listed"));
        }
        Convictions {
            none_known,
            convictions,
            crn,
            pnc,
            prison_number,
            probation_officer,
            probation_office,
            probation_phone,
        }
    }
}

#[cfg(test)]
mod tests;
