//! The code lists that CRiiS comes with, until an administrator puts newer ones in their place.
//!
//! Each is a file of `lists/`, embedded: `# title:` and `# source:`, a heading, then a line for each code
//! with its label, group, first and last day, and the code under which NDTMS takes it. How sure a source is
//! stands in brackets: `[S]` seen in a public source, `[S~]` partly seen, `[R]` recalled and to be verified.

use chrono::NaiveDate;

use crate::code::{CodeItem, CodeList, CodeLists};

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        /// The name and the text of each file.
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../lists/", $name, ".csv")))),*];
    };
}

embedded! {
    "accommodation", "alert_kind", "appointment_kind", "communication_need", "contact_kind", "contact_medium",
    "contact_place", "disability", "discharge_reason", "disposal", "employment", "ethnicity", "gender_identity",
    "hep_b_doses", "hep_b_status", "hep_c_status", "injecting_status", "intervention", "language",
    "mental_health_treatment", "nationality", "order_type", "referral_source", "relationship", "religion",
    "requirement", "route", "service_kind", "sex", "sexual_orientation", "substance",
}

/// The lists that CRiiS comes with.
pub fn built_in() -> CodeLists {
    CodeLists::new(FILES.iter().map(|(name, text)| list(name, text)))
}

/// The code under which NDTMS takes a code of ours, where one is known.
pub fn ndtms_code(list: &str, code: &str) -> Option<&'static str> {
    let (_, text) = FILES.iter().find(|(name, _)| *name == list)?;
    let row = rows(text).find(|row| row.item.code == code)?;
    (!row.ndtms.is_empty()).then_some(row.ndtms)
}

/// A line of a file.
struct Row<'a> {
    item: CodeItem,
    ndtms: &'a str,
}

fn list(name: &str, text: &str) -> CodeList {
    let comment = |what: &str| text.lines().find_map(|line| line.strip_prefix(what)).unwrap_or_default().trim();
    CodeList {
        name: name.to_owned(),
        title: comment("# title:").to_owned(),
        source: comment("# source:").to_owned(),
        items: rows(text).map(|row| row.item).collect(),
    }
}

fn rows(text: &str) -> impl Iterator<Item = Row<'_>> {
    text.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(row)
}

/// No label holds a comma, so a line needs no quotes.
fn row(line: &str) -> Option<Row<'_>> {
    let [code, label, group, valid_from, valid_to, ndtms] = line.split(',').collect::<Vec<_>>().try_into().ok()?;
    let day = |text: &str| if text.is_empty() { Some(None) } else { text.parse::<NaiveDate>().ok().map(Some) };
    let item = CodeItem {
        code: code.to_owned(),
        label: label.to_owned(),
        group: (!group.is_empty()).then(|| group.to_owned()),
        valid_from: day(valid_from)?,
        valid_to: day(valid_to)?,
    };
    Some(Row { item, ndtms })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::access::Class;
    use crate::code::List;

    #[test]
    fn every_line_of_every_file_is_read() {
        for (name, text) in FILES {
            let lines = text.lines().filter(|line| !line.starts_with('#')).count() - 1;
            assert_eq!(rows(text).count(), lines, "{name}");
            assert!(lines > 1, "{name}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics_and_each_line_makes_at_most_one_code(
            text in r"([^\n]{0,20}\n?)*|(#? ?(title|source)?:?[a-z0-9,-]{0,12},?([0-9]{4}-[0-9]{2}-[0-9]{2})?\n){0,9}",
        ) {
            let list = list("a_list", &text);
            prop_assert!(list.items.len() <= text.lines().count());
        }
    }

    #[test]
    fn every_file_is_embedded() {
        let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/lists")).unwrap();
        let there: BTreeSet<String> =
            folder.map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        let embedded: BTreeSet<String> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(embedded, there);
    }

    #[test]
    fn every_list_says_what_it_is_and_where_it_comes_from() {
        for list in built_in().all() {
            assert!(!list.title.is_empty() && !list.source.is_empty(), "{}", list.name);
            let sure = ["[S]", "[S~]", "[R]", "own list", "[S "].iter().any(|mark| list.source.contains(mark));
            assert!(sure, "{} says how sure it is", list.name);
            let codes: BTreeSet<&str> = list.items.iter().map(|item| item.code.as_str()).collect();
            assert_eq!(codes.len(), list.items.len(), "{}: each code once", list.name);
            for item in &list.items {
                assert!(item.code.len() <= 16 && !item.label.is_empty(), "{} {}", list.name, item.code);
            }
        }
    }

    #[test]
    fn every_list_that_a_form_names_is_there() {
        fn there<L: List>(lists: &CodeLists) {
            assert!(!lists.items(L::NAME).is_empty(), "{}", L::NAME);
        }
        let lists = built_in();
        there::<crate::addresses::Accommodation>(&lists);
        there::<crate::alert::AlertKind>(&lists);
        there::<crate::appointment::AppointmentKind>(&lists);
        there::<crate::contact::ContactKind>(&lists);
        there::<crate::contact::Intervention>(&lists);
        there::<crate::contact::Medium>(&lists);
        there::<crate::contact::Setting>(&lists);
        there::<crate::convictions::Disposal>(&lists);
        there::<crate::convictions::OrderType>(&lists);
        there::<crate::convictions::RequirementKind>(&lists);
        there::<crate::episode::DischargeReason>(&lists);
        there::<crate::episode::ReferralSource>(&lists);
        there::<crate::health::HepBDoses>(&lists);
        there::<crate::health::HepBStatus>(&lists);
        there::<crate::health::HepCStatus>(&lists);
        there::<crate::health::InjectingStatus>(&lists);
        there::<crate::health::MentalHealthTreatment>(&lists);
        there::<crate::health::Route>(&lists);
        there::<crate::health::SubstanceName>(&lists);
        there::<crate::identity::CommunicationNeed>(&lists);
        there::<crate::identity::Disability>(&lists);
        there::<crate::identity::Ethnicity>(&lists);
        there::<crate::identity::GenderIdentity>(&lists);
        there::<crate::identity::Language>(&lists);
        there::<crate::identity::Nationality>(&lists);
        there::<crate::identity::Religion>(&lists);
        there::<crate::identity::Sex>(&lists);
        there::<crate::identity::SexualOrientation>(&lists);
        there::<crate::reach::Relationship>(&lists);
        there::<crate::service::ServiceKind>(&lists);
    }

    #[test]
    fn an_alert_belongs_to_a_class() {
        for item in built_in().items("alert_kind") {
            assert!(item.group.as_deref().and_then(Class::from_word).is_some(), "{}", item.code);
        }
    }

    #[test]
    fn a_reason_for_leaving_has_its_class() {
        for item in built_in().items("discharge_reason") {
            let class = item.group.as_deref().unwrap();
            assert!(["successful", "neutral", "unsuccessful"].contains(&class), "{}", item.code);
        }
    }

    #[test]
    fn ndtms_takes_what_it_has_a_code_for() {
        assert_eq!(ndtms_code("intervention", "motivational"), Some("PSYMOTI"));
        assert_eq!(ndtms_code("referral_source", "gp"), Some("3"));
        assert_eq!(ndtms_code("intervention", "naloxone_kit"), None);
        assert_eq!(ndtms_code("no_such_list", "1"), None);
    }

    #[test]
    fn the_reader_would_notice_a_line_that_is_no_line() {
        assert!(row("1,Label,,,").is_none());
        assert!(row("1,Label,,yesterday,,").is_none());
        assert!(row("1,Label,Group,2026-04-01,,9").is_some_and(|row| row.item.valid_from.is_some()));
    }
}
