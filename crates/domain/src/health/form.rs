//! The form of somebody's health and its rules.

use super::allergy::{AllergiesKnown, AllergyForm};
use super::blood_borne::BloodBorneForm;
use super::condition::ConditionForm;
use super::medication::MedicationForm;
use super::mental_health::MentalHealthForm;
use super::naloxone::NaloxoneForm;
use super::pregnancy::PregnancyForm;
use super::substance::{Substance, SubstanceForm};
use super::{Health, InjectingStatus, MAX_ALLERGIES, MAX_CONDITIONS, MAX_MEDICATION, MAX_SUBSTANCES};
use crate::code::Code;
use crate::partial_date::PartialDate;
use crate::text::Note;
use crate::{Against, Check, Flaw, Flaws, Private, calendar, form};

/// The code of the list `injecting_status` for somebody who never injected.
const NEVER_INJECTED: &str = "N";

form! {
    /// What somebody typed about a person's health.
    pub struct HealthForm {
        /// Physical health conditions, at most 30.
        #[schema(value_type = Vec<ConditionForm>, max_items = 30)]
        pub conditions: Vec<ConditionForm>,
        /// Medicines, at most 40.
        #[schema(value_type = Vec<MedicationForm>, max_items = 40)]
        pub medication: Vec<MedicationForm>,
        /// Whether allergies were asked about, and any found.
        #[schema(value_type = AllergiesKnown)]
        pub allergies_known: AllergiesKnown,
        /// Allergies, at most 20.
        #[schema(value_type = Vec<AllergyForm>, max_items = 20)]
        pub allergies: Vec<AllergyForm>,
        /// Pregnancy.
        #[schema(value_type = PregnancyForm)]
        pub pregnancy: PregnancyForm,
        /// Mental health.
        #[schema(value_type = MentalHealthForm)]
        pub mental_health: MentalHealthForm,
        /// Blood-borne viruses.
        #[schema(value_type = BloodBorneForm)]
        pub blood_borne: BloodBorneForm,
        /// Substances, the one that troubles them most first, at most 10 (NDTMS takes the first three).
        #[schema(value_type = Vec<SubstanceForm>, max_items = 10)]
        pub substances: Vec<SubstanceForm>,
        /// Code of the list `injecting_status`.
        #[schema(value_type = String, max_length = 16, example = "P")]
        pub injecting: Private<String>,
        /// Take-home naloxone.
        #[schema(value_type = NaloxoneForm)]
        pub naloxone: NaloxoneForm,
        /// What else matters for their health.
        #[schema(value_type = String, max_length = 20_000)]
        pub note: Private<String>,
        /// When this should be gone through again.
        #[schema(value_type = NaiveDate, example = "2027-02-24")]
        pub review_due_on: Private<String>,
    }
}

impl HealthForm {
    /// The health summary to record, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Health, Flaws> {
        let mut check = Check::new();
        let noun = self.checked(&mut check, against);
        check.finish(Some(noun))
    }

    /// As [`check`](Self::check), and that no substance was first used at an age they have not reached.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check_against_birth(&self, against: &Against<'_>, born: PartialDate) -> Result<Health, Flaws> {
        let mut check = Check::new();
        let health = self.checked(&mut check, against);
        let oldest = calendar::age(born.earliest(), against.today()).unwrap_or_default();
        check.each("substances", MAX_SUBSTANCES, self.substances.as_ref(), |check, form| {
            let older = form.age_first_used.as_ref().is_some_and(|age| *age.reveal() > oldest);
            if older {
                check.flaw("age_first_used", Flaw::OutOfRange(0, oldest.into()));
            }
            Some(())
        });
        check.finish(Some(health))
    }

    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Health {
        let today = against.today();
        let conditions = check
            .each("conditions", MAX_CONDITIONS, self.conditions.as_ref(), |check, form| form.checked(check, against));
        let medication = check
            .each("medication", MAX_MEDICATION, self.medication.as_ref(), |check, form| form.checked(check, against));
        let allergies_known = check.optional("allergies_known", self.allergies_known.as_ref(), |choice| Ok(*choice));
        let allergies =
            check.each("allergies", MAX_ALLERGIES, self.allergies.as_ref(), |check, form| form.checked(check, against));
        let pregnancy = check.part("pregnancy", self.pregnancy.as_ref(), |check, part| part.checked(check, against));
        let mental_health =
            check.part("mental_health", self.mental_health.as_ref(), |check, part| Some(part.checked(check, against)));
        let blood_borne =
            check.part("blood_borne", self.blood_borne.as_ref(), |check, part| Some(part.checked(check, against)));
        let substances = check
            .each("substances", MAX_SUBSTANCES, self.substances.as_ref(), |check, form| form.checked(check, against));
        let injecting = check.optional("injecting", self.injecting.as_ref(), |code| against.lists.parse(code, today));
        let naloxone = check.part("naloxone", self.naloxone.as_ref(), |check, part| part.checked(check, against));
        let note = check.optional("note", self.note.as_ref(), Note::parse);
        let review_due_on = check.optional("review_due_on", self.review_due_on.as_ref(), |typed| {
            calendar::parse_day(typed).map(Private::new)
        });
        let none_listed = self.allergies.as_ref().is_none_or(Vec::is_empty);
        if none_listed == (allergies_known == Some(AllergiesKnown::Listed)) {
            check.flaw(
                "allergies_known",
                Flaw::Contradiction("Say *listed* where allergies are listed, and only there"),
            );
        }
        check_substances(check, &substances, injecting.as_ref());
        Health {
            conditions,
            medication,
            allergies_known,
            allergies,
            pregnancy,
            mental_health,
            blood_borne,
            substances,
            injecting,
            naloxone,
            note,
            review_due_on,
        }
    }
}

/// The rules of NDTMS on problem substances: none twice, and nobody injects who never injected.
fn check_substances(check: &mut Check, substances: &[Substance], injecting: Option<&Code<InjectingStatus>>) {
    let twice = substances
        .iter()
        .enumerate()
        .any(|(rank, substance)| substances.iter().take(rank).any(|earlier| earlier.substance == substance.substance));
    if twice {
        check.flaw("substances", Flaw::Contradiction("Give each substance once"));
    }
    let injects = substances.iter().any(Substance::is_injected);
    if injects && injecting.is_some_and(|status| status.as_str() == NEVER_INJECTED) {
        check.flaw("injecting", Flaw::Contradiction("A substance is recorded as injected: change its route, or this"));
    }
}
