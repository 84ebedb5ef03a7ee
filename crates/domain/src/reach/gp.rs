//! The general practice that somebody is registered with.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::phone::Phone;
use crate::text::{Line, Name, texts};
use crate::{Against, Check, Flaw, Private, form};

texts! {
    /// A code of the NHS Organisation Data Service: 3 to 10 letters and digits.
    OdsCode, parse_ods_code;
}

fn parse_ods_code(typed: &str) -> Result<String, Flaw> {
    let code = typed.trim().to_ascii_uppercase();
    let shaped = (3..=10).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphanumeric());
    if shaped { Ok(code) } else { Err(Flaw::NotAnOdsCode) }
}

form! {
    /// What somebody typed about a general practice.
    pub struct GpForm {
        /// Name of the practice.
        #[schema(required, value_type = String, max_length = 250, example = "Sampleton Surgery")]
        pub practice: Private<String>,
        /// The practice code of the Organisation Data Service.
        #[schema(value_type = String, max_length = 10, example = "A81001")]
        pub ods_code: Private<String>,
        /// Name of the doctor.
        #[schema(value_type = String, max_length = 100, example = "Dr Testperson")]
        pub doctor: Private<String>,
        /// Telephone number.
        #[schema(value_type = String, max_length = 40, example = "0191 498 0000")]
        pub phone: Private<String>,
        /// Whether we may share with them; left out where nobody asked.
        #[schema(value_type = bool, example = true)]
        pub may_share: Private<bool>,
    }
}

/// A general practice.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Gp {
    /// Name of the practice.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub practice: Private<Line>,
    /// The practice code of the Organisation Data Service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub ods_code: Option<Private<OdsCode>>,
    /// Name of the doctor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub doctor: Option<Private<Name>>,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub phone: Option<Private<Phone>>,
    /// Whether we may share with them; left out where nobody asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub may_share: Option<Private<bool>>,
}

impl GpForm {
    pub(crate) fn checked(&self, check: &mut Check, _: &Against<'_>) -> Option<Gp> {
        let practice = check.required("practice", "the name of the practice", self.practice.as_ref(), Line::parse);
        let ods_code = check.optional("ods_code", self.ods_code.as_ref(), OdsCode::parse);
        let doctor = check.optional("doctor", self.doctor.as_ref(), Name::parse);
        let phone = check.optional("phone", self.phone.as_ref(), Phone::parse);
        let may_share = check.optional("may_share", self.may_share.as_ref(), |flag| Ok(flag.clone()));
        Some(Gp { practice: practice?, ods_code, doctor, phone, may_share })
    }
}
