//! By name, misspelt name, birth date and number.

use super::invented::{born, found, hits, index, named, person};
use crate::search::{BornEntry, Index, Matched, NameKind, Query};

#[test]
fn a_name_is_found_in_any_order_case_and_spacing() {
    let index = index(&["Rowan Alex Sampleson", "Kit Testperson", "Efua Otherworker"]);
    for typed in ["Rowan Sampleson", "sampleson rowan", "  SAMPLESON,  Rowan   ", "rowan alex sampleson", "alex"] {
        assert_eq!(found(&index, typed), [1], "{typed}");
    }
    assert!(found(&index, "rowan testperson").is_empty());
}

#[test]
fn accents_apostrophes_and_hyphens_need_not_be_typed() {
    let index = index(&["José O'Sample", "Zoë Sample-Testperson", "Łukasz Sørensample"]);
    for (typed, number) in [
        ("jose osample", 1),
        ("JOSÉ O’SAMPLE", 1),
        ("jose o sample", 1),
        ("zoe testperson", 2),
        ("Sample Testperson", 2),
        ("sample-testperson", 2),
        ("lukasz sorensample", 3),
    ] {
        assert_eq!(found(&index, typed).first(), Some(&number), "{typed}");
    }
}

#[test]
fn people_with_one_word_and_in_any_script_are_found() {
    let index = index(&["Testpersonova", "Йордан Примеров", "李样本", "पूजा नमूना", "محمد اختبار", "Ng Test"]);
    for (typed, number) in
        [("testpersonova", 1), ("примеров", 2), ("йорда", 2), ("李样", 3), ("नमूना", 4), ("مُحَمَّد", 5), ("ng", 6)]
    {
        assert_eq!(found(&index, typed).first(), Some(&number), "{typed}");
    }
}

#[test]
fn misspellings_of_both_words_are_found() {
    let index = index(&["Rowan Sampleson", "Kit Testperson", "Stephanie Exampleton", "Phillip Thompsample"]);
    for (typed, number) in [
        ("rwan smpleson", 1),
        ("roawn sampelson", 1),
        ("rowam sampledon", 1),
        ("kt tstperson", 2),
        ("kit testpersson", 2),
        ("stefany exampelton", 3),
        ("filip tomsample", 4),
        ("owan ampleson", 1),
    ] {
        assert_eq!(found(&index, typed), [number], "{typed}");
    }
}

#[test]
fn the_right_spelling_comes_before_beginnings_and_misspellings() {
    let index = index(&["Kit Samplesen", "Kit Samplesons", "Kit Sampleson", "Kit Ann Sampleson"]);
    assert_eq!(found(&index, "kit sampleson"), [3, 4, 2, 1]);
    assert_eq!(found(&index, "sampleson"), [3, 4, 2, 1]);
}

#[test]
fn one_word_of_a_name_does_not_answer_for_two_typed_ones() {
    let index = index(&["Kit Sampleson", "Samanthaleigh Sampleson"]);
    assert_eq!(found(&index, "sam sampleson"), [2]);
}

#[test]
fn a_middle_name_that_the_record_lacks_is_forgiven() {
    let index = index(&["Rowan Sampleson", "Kit Testperson"]);
    assert_eq!(found(&index, "Rowan Alexandra Sampleson"), [1]);
    assert_eq!(found(&index, "Zygmunt Rowan Sampleson"), [1]);
}

#[test]
fn previous_and_preferred_names_say_which_they_were() {
    let mut entry = person(1, "Rowan Sampleson");
    entry.names.push(named("🙂", NameKind::Preferred));
    entry.names.push(named("Rowan Exampleton", NameKind::Previous));
    entry.names.push(named("Ro", NameKind::Preferred));
    let index = Index::build([entry]);
    let matched = |typed: &str| hits(&index, typed).first().map(|hit| hit.matched);
    let name = |kind, index| Some(Matched::Name { kind, index });
    assert_eq!(matched("rowan sampleson"), name(NameKind::Current, 0));
    assert_eq!(matched("rowan"), name(NameKind::Current, 0));
    assert_eq!(matched("rowan exampleton"), name(NameKind::Previous, 2));
    assert_eq!(matched("ro exampleton sampleson"), name(NameKind::Previous, 2));
    assert_eq!(matched("exampleton sampleson"), name(NameKind::Previous, 2));
}

#[test]
fn twins_are_told_apart_by_the_birth_date_and_namesakes_too() {
    let mut people = [person(1, "Kit Testperson"), person(2, "Kit Testperson"), person(3, "Kim Testperson")];
    people[0].born = Some(born(1985, 7, 14));
    people[1].born = Some(born(1990, 1, 2));
    people[2].born = Some(born(1985, 7, 14));
    let index = Index::build(people);
    assert_eq!(found(&index, "kit testperson 14/07/1985"), [1, 3]);
    assert_eq!(found(&index, "kit testperson 1990"), [2]);
    assert_eq!(found(&index, "testperson jan 1990"), [2]);
    assert_eq!(found(&index, "02-Jan-1990"), [2]);
    assert_eq!(found(&index, "14 jul"), [1, 3]);
    assert!(found(&index, "15/07/1985").is_empty());
}

#[test]
fn a_slip_in_the_birth_date_is_forgiven_beside_a_name() {
    let mut people = [person(1, "Kit Testperson"), person(2, "Efua Otherworker"), person(3, "Bo Testsample")];
    people[0].born = Some(born(1985, 7, 4));
    people[1].born = None;
    people[2].born = Some(BornEntry { year: 1960, month: None, day: None, estimated: true });
    let index = Index::build(people);
    assert_eq!(found(&index, "testperson 07/04/1985"), [1]);
    assert_eq!(found(&index, "testperson 4/7/1986"), [1]);
    assert!(found(&index, "testperson 1975").is_empty());
    assert_eq!(found(&index, "otherworker 1975"), [2]);
    assert_eq!(found(&index, "testsample 1961"), [3]);
}

#[test]
fn an_nhs_number_says_who_is_meant() {
    let mut people = [person(1, "Kit Testperson"), person(2, "Efua Otherworker")];
    people[0].nhs_number = Some(9_434_765_919);
    let index = Index::build(people);
    for typed in ["9434765919", " 943 476 5919", "943-476-5919 otherworker"] {
        let hits = hits(&index, typed);
        assert_eq!(hits.len(), 1, "{typed}");
        assert_eq!(hits[0].matched, Matched::NhsNumber);
    }
    assert_eq!(found(&index, "999 123 4567 otherworker"), [2]);
    assert!(found(&index, "0000000000").is_empty());
}

#[test]
fn no_more_are_shown_than_asked_for_and_the_best_of_them() {
    let names: Vec<String> =
        (0..300).map(|number| format!("Kit Sample{}", if number == 250 { "" } else { "son" })).collect();
    let index = index(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let hits = index.find(&Query::parse("kit sample"), |_| true, 50);
    assert_eq!(hits.len(), 50);
    assert_eq!(hits[0].person.as_u128(), 251);
    assert!(hits.is_sorted_by(|left, right| left.score >= right.score));
    assert!(index.find(&Query::parse("kit sample"), |_| true, 0).is_empty());
}

#[test]
fn nobody_is_found_by_nothing() {
    let index = index(&["Kit Testperson"]);
    for typed in ["", "   ", "-", "14", "🙂"] {
        assert!(found(&index, typed).is_empty(), "{typed}");
    }
    assert!(found(&Index::default(), "kit").is_empty());
}
