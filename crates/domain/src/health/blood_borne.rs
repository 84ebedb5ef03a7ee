//! Blood-borne viruses: vaccination, tests and their results.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::{Against, Check, Private, calendar, choice, form, lists};

lists! {
    /// Hepatitis B intervention status.
    HepBStatus = "hep_b_status";
    /// Doses of hepatitis B vaccine.
    HepBDoses = "hep_b_doses";
    /// Hepatitis C intervention status.
    HepCStatus = "hep_c_status";
}

choice! {
    /// The result of a test.
    pub enum TestResult {
        /// Negative.
        Negative = "negative", "Negative";
        /// Positive.
        Positive = "positive", "Positive";
        /// The test was taken and its result has not come.
        Awaited = "awaited", "Result awaited";
        /// Not known, or they would rather not say.
        NotKnown = "not_known", "Not known";
    }
}

form! {
    /// What somebody typed about blood-borne viruses.
    pub struct BloodBorneForm {
        /// Code of the list `hep_b_status`: vaccination offered, accepted, had.
        #[schema(value_type = String, max_length = 16, example = "A")]
        pub hep_b_status: Private<String>,
        /// Code of the list `hep_b_doses`: how many doses they had.
        #[schema(value_type = String, max_length = 16, example = "2")]
        pub hep_b_doses: Private<String>,
        /// Result of the last hepatitis B test.
        #[schema(value_type = TestResult)]
        pub hep_b: TestResult,
        /// Code of the list `hep_c_status`: test offered, accepted.
        #[schema(value_type = String, max_length = 16, example = "A")]
        pub hep_c_status: Private<String>,
        /// The day of the last hepatitis C test.
        #[schema(value_type = NaiveDate, example = "2026-11-24")]
        pub hep_c_tested_on: Private<String>,
        /// Result of the last hepatitis C antibody test.
        #[schema(value_type = TestResult)]
        pub hep_c_antibody: TestResult,
        /// Result of the last hepatitis C RNA (PCR) test.
        #[schema(value_type = TestResult)]
        pub hep_c_rna: TestResult,
        /// Whether they were referred for hepatitis C treatment.
        #[schema(value_type = bool, example = false)]
        pub hep_c_referred: Private<bool>,
        /// The day of the last HIV test.
        #[schema(value_type = NaiveDate, example = "2026-11-24")]
        pub hiv_tested_on: Private<String>,
        /// Result of the last HIV test.
        #[schema(value_type = TestResult)]
        pub hiv: TestResult,
    }
}

/// Blood-borne virus status.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BloodBorne {
    /// Code of the list `hep_b_status`: vaccination offered, accepted, had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub hep_b_status: Option<Code<HepBStatus>>,
    /// Code of the list `hep_b_doses`: how many doses they had.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub hep_b_doses: Option<Code<HepBDoses>>,
    /// Result of the last hepatitis B test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hep_b: Option<TestResult>,
    /// Code of the list `hep_c_status`: test offered, accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub hep_c_status: Option<Code<HepCStatus>>,
    /// The day of the last hepatitis C test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub hep_c_tested_on: Option<Private<NaiveDate>>,
    /// Result of the last hepatitis C antibody test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hep_c_antibody: Option<TestResult>,
    /// Result of the last hepatitis C RNA (PCR) test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hep_c_rna: Option<TestResult>,
    /// Whether they were referred for hepatitis C treatment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<bool>))]
    pub hep_c_referred: Option<Private<bool>>,
    /// The day of the last HIV test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<NaiveDate>))]
    pub hiv_tested_on: Option<Private<NaiveDate>>,
    /// Result of the last HIV test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hiv: Option<TestResult>,
}

impl BloodBorneForm {
    #[expect(clippy::similar_names, reason = "the viruses are called B and C")]
    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> BloodBorne {
        let today = against.today();
        let hep_b_status =
            check.optional("hep_b_status", self.hep_b_status.as_ref(), |code| against.lists.parse(code, today));
        let hep_b_doses =
            check.optional("hep_b_doses", self.hep_b_doses.as_ref(), |code| against.lists.parse(code, today));
        let hep_b = check.optional("hep_b", self.hep_b.as_ref(), |choice| Ok(*choice));
        let hep_c_status =
            check.optional("hep_c_status", self.hep_c_status.as_ref(), |code| against.lists.parse(code, today));
        let hep_c_tested_on = check.optional("hep_c_tested_on", self.hep_c_tested_on.as_ref(), |typed| {
            calendar::parse_past_day(typed, today).map(Private::new)
        });
        let hep_c_antibody = check.optional("hep_c_antibody", self.hep_c_antibody.as_ref(), |choice| Ok(*choice));
        let hep_c_rna = check.optional("hep_c_rna", self.hep_c_rna.as_ref(), |choice| Ok(*choice));
        let hep_c_referred = check.optional("hep_c_referred", self.hep_c_referred.as_ref(), |flag| Ok(flag.clone()));
        let hiv_tested_on = check.optional("hiv_tested_on", self.hiv_tested_on.as_ref(), |typed| {
            calendar::parse_past_day(typed, today).map(Private::new)
        });
        let hiv = check.optional("hiv", self.hiv.as_ref(), |choice| Ok(*choice));
        BloodBorne {
            hep_b_status,
            hep_b_doses,
            hep_b,
            hep_c_status,
            hep_c_tested_on,
            hep_c_antibody,
            hep_c_rna,
            hep_c_referred,
            hiv_tested_on,
            hiv,
        }
    }
}
