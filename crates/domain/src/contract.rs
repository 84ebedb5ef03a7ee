//! A contract: what a commissioner pays for, and where its data must be held.
//!
//! Nobody is recorded under a contract whose data must be held elsewhere: the commissioner named another
//! holder, and a second copy here would have no basis.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::text::Line;
use crate::{Check, Flaw, Flaws, Private, calendar, choice, form, period};

choice! {
    /// Where the data of a contract must be held.
    pub enum DataHeld {
        /// In CRiiS.
        Here = "here", "Here, in CRiiS";
        /// In another holder's system, by the commissioner's will.
        Elsewhere = "elsewhere", "Elsewhere";
    }
}

choice! {
    /// What makes recording under a contract lawful (UK GDPR Art 6(1)).
    pub enum LawfulBasis {
        /// Art 6(1)(f): the charity's own interest in helping, weighed against the person's.
        LegitimateInterests = "legitimate_interests", "Legitimate interests";
        /// Art 6(1)(e): a task that the law gives the commissioner.
        PublicTask = "public_task", "Public task";
        /// Art 6(1)(c).
        LegalObligation = "legal_obligation", "Legal obligation";
        /// Art 6(1)(a).
        Consent = "consent", "Consent";
    }
}

form! {
    /// What somebody typed about a contract.
    pub struct ContractForm {
        /// Its name.
        #[schema(required, value_type = String, max_length = 250, example = "Northtown adult recovery")]
        pub name: Private<String>,
        /// Who pays.
        #[schema(required, value_type = String, max_length = 250, example = "Northtown Council")]
        pub commissioner: Private<String>,
        /// The area that it covers.
        #[schema(value_type = String, max_length = 250, example = "Northtown")]
        pub area: Private<String>,
        /// Its first day.
        #[schema(required, value_type = NaiveDate, example = "2026-04-01")]
        pub starts_on: Private<String>,
        /// Its last day, if that is agreed.
        #[schema(value_type = NaiveDate, example = "2029-03-31")]
        pub ends_on: Private<String>,
        /// Where its data must be held.
        #[schema(required, value_type = DataHeld)]
        pub data_held: DataHeld,
        /// Who holds its data; required where that is elsewhere, refused where it is here.
        #[schema(value_type = String, max_length = 250)]
        pub held_by: Private<String>,
        /// What makes recording lawful; legitimate interests if nothing is said.
        #[schema(value_type = LawfulBasis)]
        pub lawful_basis: LawfulBasis,
    }
}

/// A contract, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contract {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub name: Private<Line>,
    /// Who pays.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub commissioner: Private<Line>,
    /// The area that it covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub area: Option<Private<Line>>,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day, if that is agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_on: Option<NaiveDate>,
    /// Where its data must be held.
    pub data_held: DataHeld,
    /// Who holds its data, where that is elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub held_by: Option<Private<Line>>,
    /// What makes recording lawful.
    pub lawful_basis: LawfulBasis,
}

/// Whether somebody may be registered, or an episode opened, under a contract on a day.
///
/// # Errors
/// [`Flaw::HeldElsewhere`] if its data must be held elsewhere, [`Flaw::ContractNotRunning`] outside its
/// days.
pub fn may_record_under(contract: &Contract, today: NaiveDate) -> Result<(), Flaw> {
    if contract.data_held == DataHeld::Elsewhere {
        return Err(Flaw::HeldElsewhere);
    }
    if today < contract.starts_on || contract.ends_on.is_some_and(|last| last < today) {
        return Err(Flaw::ContractNotRunning);
    }
    Ok(())
}

impl ContractForm {
    /// The contract, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self) -> Result<Contract, Flaws> {
        let mut check = Check::new();
        let contract = self.contract(&mut check);
        check.finish(contract)
    }

    fn contract(&self, check: &mut Check) -> Option<Contract> {
        let name = check.required("name", "the contract's name", self.name.as_ref(), Line::parse);
        let commissioner = check.required("commissioner", "who pays", self.commissioner.as_ref(), Line::parse);
        let area = check.optional("area", self.area.as_ref(), Line::parse);
        let starts_on = check.required("starts_on", "its first day", self.starts_on.as_ref(), calendar::parse_day);
        let ends_on = check.optional("ends_on", self.ends_on.as_ref(), |typed| period::parse_end(typed, starts_on));
        let data_held =
            check.required("data_held", "where its data must be held", self.data_held.as_ref(), |held| Ok(*held));
        let held_by = if data_held == Some(DataHeld::Elsewhere) {
            check.required("held_by", "who holds its data", self.held_by.as_ref(), Line::parse)
        } else {
            check.optional("held_by", self.held_by.as_ref(), Line::parse)
        };
        if data_held == Some(DataHeld::Here) && held_by.is_some() {
            check.flaw("held_by", Flaw::Contradiction("Leave this out: its data is held here"));
        }
        Some(Contract {
            name: name?,
            commissioner: commissioner?,
            area,
            starts_on: starts_on?,
            ends_on,
            data_held: data_held?,
            held_by,
            lawful_basis: self.lawful_basis.unwrap_or(LawfulBasis::LegitimateInterests),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> ContractForm {
        ContractForm {
            name: Some("Northtown adult recovery".into()),
            commissioner: Some("Northtown Council".into()),
            starts_on: Some("2026-04-01".into()),
            ends_on: Some("2029-03-31".into()),
            data_held: Some(DataHeld::Here),
            ..ContractForm::default()
        }
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_basis_is_legitimate_interests_if_nothing_is_said() {
        assert!(form().check().ok().unwrap().lawful_basis == LawfulBasis::LegitimateInterests);
    }

    #[test]
    fn people_are_recorded_from_its_first_day_to_its_last() {
        let contract = form().check().ok().unwrap();
        assert_eq!(may_record_under(&contract, day(2026, 3, 31)), Err(Flaw::ContractNotRunning));
        assert_eq!(may_record_under(&contract, day(2026, 4, 1)), Ok(()));
        assert_eq!(may_record_under(&contract, day(2029, 3, 31)), Ok(()));
        assert_eq!(may_record_under(&contract, day(2029, 4, 1)), Err(Flaw::ContractNotRunning));
    }

    #[test]
    fn nobody_is_recorded_where_the_data_is_held_elsewhere() {
        let elsewhere = ContractForm {
            data_held: Some(DataHeld::Elsewhere),
            held_by: Some("Another Recovery Trust".into()),
            ..form()
        };
        let contract = elsewhere.check().ok().unwrap();
        assert_eq!(may_record_under(&contract, day(2027, 1, 1)), Err(Flaw::HeldElsewhere));
    }

    #[test]
    fn the_holder_is_named_exactly_where_it_is_another() {
        let unnamed = ContractForm { data_held: Some(DataHeld::Elsewhere), ..form() };
        assert_eq!(unnamed.check().err().unwrap().at("/held_by"), Some(&Flaw::Missing("who holds its data")));
        let needless = ContractForm { held_by: Some("Another Recovery Trust".into()), ..form() };
        assert!(needless.check().err().unwrap().at("/held_by").is_some());
    }

    #[test]
    fn it_ends_no_earlier_than_it_starts() {
        let backwards = ContractForm { ends_on: Some("2026-03-31".into()), ..form() };
        assert_eq!(backwards.check().err().unwrap().at("/ends_on"), Some(&Flaw::EndBeforeStart));
    }
}
