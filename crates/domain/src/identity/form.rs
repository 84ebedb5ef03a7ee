//! The form of somebody's identity and its rules.

use chrono::NaiveDate;

use super::{
    Identity, MAX_AGE, MAX_COMMUNICATION_NEEDS, MAX_DISABILITIES, MAX_PREVIOUS_NAMES, NhsNumberStatus, PreviousName,
};
use crate::answer::Answer;
use crate::nhs_number::NhsNumber;
use crate::partial_date::PartialDate;
use crate::text::{Line, Name};
use crate::{Against, Check, Flaw, Flaws, Private, calendar, form};

form! {
    /// A name that they had or also go by: given names, a family name, or both.
    pub struct PreviousNameForm {
        /// Given names, if they were other.
        #[schema(value_type = String, max_length = 100, example = "Ro")]
        pub given_names: Private<String>,
        /// Family name, if it was another.
        #[schema(value_type = String, max_length = 100, example = "Exampleton")]
        pub family_name: Private<String>,
        /// Until when: a day, a month or a year.
        #[schema(value_type = String, max_length = 32, example = "2014")]
        pub until: Private<String>,
    }
}

form! {
    /// What somebody typed about who a person is. A given name or a family name is required.
    pub struct IdentityForm {
        /// Given names, in the order in which they are said; somebody of one name has it here or as family name.
        #[schema(value_type = String, max_length = 100, example = "Rowan")]
        pub given_names: Private<String>,
        /// Family name.
        #[schema(value_type = String, max_length = 100, example = "Sampleson")]
        pub family_name: Private<String>,
        /// What they are called, if not by their given names; it leads everywhere.
        #[schema(value_type = String, max_length = 100, example = "Ro")]
        pub preferred_name: Private<String>,
        /// Names they had or also go by, at most 10.
        #[schema(value_type = Vec<PreviousNameForm>, max_items = 10)]
        pub previous_names: Vec<PreviousNameForm>,
        /// When they were born: a day, or a month or a year where no more is known.
        #[schema(required, value_type = String, max_length = 32, example = "1985-07-14")]
        pub birth_date: Private<String>,
        /// Whether the birth date is an estimate.
        #[schema(value_type = bool, example = false)]
        pub birth_date_estimated: Private<bool>,
        /// Code of the list `sex`.
        #[schema(value_type = String, max_length = 16, example = "M")]
        pub sex: Private<String>,
        /// Code of the list `gender_identity`.
        #[schema(value_type = String, max_length = 16, example = "3")]
        pub gender_identity: Private<String>,
        /// Pronouns, as they say them.
        #[schema(value_type = String, max_length = 250, example = "they/them")]
        pub pronouns: Private<String>,
        /// NHS number, in any spacing.
        #[schema(value_type = String, max_length = 20, example = "999 000 0018")]
        pub nhs_number: Private<String>,
        /// How sure the NHS number is; *not verified* where it is left out.
        #[schema(value_type = NhsNumberStatus)]
        pub nhs_number_status: NhsNumberStatus,
        /// Code of the list `ethnicity`.
        #[schema(value_type = String, max_length = 16, example = "G")]
        pub ethnicity: Private<String>,
        /// Code of the list `nationality`.
        #[schema(value_type = String, max_length = 16, example = "GBR")]
        pub nationality: Private<String>,
        /// Code of the list `language`: the one they would rather speak.
        #[schema(value_type = String, max_length = 16, example = "en")]
        pub language: Private<String>,
        /// Whether they need an interpreter.
        #[schema(value_type = Answer)]
        pub interpreter_needed: Answer,
        /// Codes of the list `communication_need`, at most 20 (Accessible Information Standard, DCB1605).
        #[schema(value_type = Vec<String>, max_items = 20)]
        pub communication_needs: Vec<Private<String>>,
        /// What else helps when writing or talking to them.
        #[schema(value_type = String, max_length = 250, example = "Texts rather than letters")]
        pub communication_note: Private<String>,
        /// Codes of the list `disability`, at most 13.
        #[schema(value_type = Vec<String>, max_items = 13)]
        pub disabilities: Vec<Private<String>>,
        /// Code of the list `religion`.
        #[schema(value_type = String, max_length = 16, example = "L")]
        pub religion: Private<String>,
        /// Code of the list `sexual_orientation`.
        #[schema(value_type = String, max_length = 16, example = "Z")]
        pub sexual_orientation: Private<String>,
        /// Whether they served in the British Armed Forces.
        #[schema(value_type = Answer)]
        pub veteran: Answer,
        /// Whether they are or were a volunteer or member of staff here; their record is restricted.
        #[schema(value_type = bool, example = false)]
        pub works_here: Private<bool>,
        /// The day on which they died.
        #[schema(value_type = NaiveDate, example = "2026-11-20")]
        pub died_on: Private<String>,
    }
}

impl PreviousNameForm {
    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> PreviousName {
        let today = against.today();
        let given_names = check.optional("given_names", self.given_names.as_ref(), Name::parse);
        let family_name = check.optional("family_name", self.family_name.as_ref(), Name::parse);
        let until = check.optional("until", self.until.as_ref(), |typed| PartialDate::parse_past(typed, today));
        if given_names.is_none() && family_name.is_none() {
            check.flaw("family_name", Flaw::Missing("the name that they had"));
        }
        PreviousName { given_names, family_name, until }
    }
}

impl IdentityForm {
    /// The identity to record, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Identity, Flaws> {
        let mut check = Check::new();
        let noun = self.checked(&mut check, against);
        check.finish(noun)
    }

    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Option<Identity> {
        let today = against.today();
        let given_names = check.optional("given_names", self.given_names.as_ref(), Name::parse);
        let family_name = check.optional("family_name", self.family_name.as_ref(), Name::parse);
        let preferred_name = check.optional("preferred_name", self.preferred_name.as_ref(), Name::parse);
        let previous_names =
            check.each("previous_names", MAX_PREVIOUS_NAMES, self.previous_names.as_ref(), |check, form| {
                Some(form.checked(check, against))
            });
        let birth_date =
            check.required("birth_date", "their date of birth, or the year", self.birth_date.as_ref(), |typed| {
                parse_birth_date(typed, today)
            });
        let birth_date_estimated = self.birth_date_estimated.clone().unwrap_or_default();
        let sex = check.optional("sex", self.sex.as_ref(), |code| against.lists.parse(code, today));
        let gender_identity =
            check.optional("gender_identity", self.gender_identity.as_ref(), |code| against.lists.parse(code, today));
        let pronouns = check.optional("pronouns", self.pronouns.as_ref(), Line::parse);
        let nhs_number = check.optional("nhs_number", self.nhs_number.as_ref(), NhsNumber::parse);
        let nhs_number_status =
            check.optional("nhs_number_status", self.nhs_number_status.as_ref(), |choice| Ok(*choice));
        let ethnicity = check.optional("ethnicity", self.ethnicity.as_ref(), |code| against.lists.parse(code, today));
        let nationality =
            check.optional("nationality", self.nationality.as_ref(), |code| against.lists.parse(code, today));
        let language = check.optional("language", self.language.as_ref(), |code| against.lists.parse(code, today));
        let interpreter_needed =
            check.optional("interpreter_needed", self.interpreter_needed.as_ref(), |choice| Ok(*choice));
        let communication_needs =
            check.values("communication_needs", MAX_COMMUNICATION_NEEDS, self.communication_needs.as_ref(), |code| {
                against.lists.parse(code, today)
            });
        let communication_note = check.optional("communication_note", self.communication_note.as_ref(), Line::parse);
        let disabilities = check.values("disabilities", MAX_DISABILITIES, self.disabilities.as_ref(), |code| {
            against.lists.parse(code, today)
        });
        let religion = check.optional("religion", self.religion.as_ref(), |code| against.lists.parse(code, today));
        let sexual_orientation = check
            .optional("sexual_orientation", self.sexual_orientation.as_ref(), |code| against.lists.parse(code, today));
        let veteran = check.optional("veteran", self.veteran.as_ref(), |choice| Ok(*choice));
        let works_here = self.works_here.clone().unwrap_or_default();
        let died_on = check.optional("died_on", self.died_on.as_ref(), |typed| {
            calendar::parse_past_day(typed, today).map(Private::new)
        });
        if given_names.is_none() && family_name.is_none() {
            check.flaw("family_name", Flaw::Missing("a name; one word is enough"));
        }
        if nhs_number.is_none() && nhs_number_status.is_some_and(|status| status != NhsNumberStatus::Unknown) {
            check.flaw("nhs_number", Flaw::Contradiction("Enter the NHS number, or leave its status out"));
        }
        let nhs_number_status = nhs_number.as_ref().map(|_| nhs_number_status.unwrap_or(NhsNumberStatus::Unknown));
        if let (Some(born), Some(died)) = (&birth_date, &died_on)
            && *died.reveal() < born.reveal().earliest()
        {
            check.flaw("died_on", Flaw::BeforeBirth);
        }
        Some(Identity {
            given_names,
            family_name,
            preferred_name,
            previous_names,
            birth_date: birth_date?,
            birth_date_estimated,
            sex,
            gender_identity,
            pronouns,
            nhs_number,
            nhs_number_status,
            ethnicity,
            nationality,
            language,
            interpreter_needed,
            communication_needs,
            communication_note,
            disabilities,
            religion,
            sexual_orientation,
            veteran,
            works_here,
            died_on,
        })
    }
}

fn parse_birth_date(typed: &Private<String>, today: NaiveDate) -> Result<Private<PartialDate>, Flaw> {
    let born = PartialDate::parse_past(typed, today)?;
    let age = calendar::age(born.reveal().latest().min(today), today);
    if age.is_some_and(|age| age > MAX_AGE) { Err(Flaw::TooOld) } else { Ok(born) }
}
