//! Twins, relatives and slips of the pen: what is taken for one person and what is not.

use proptest::prelude::*;

use super::*;

fn person<'a>(names: &[(&'a str, &'a str)], born: &str, nhs_number: Option<&'a str>) -> Particulars<'a> {
    Particulars {
        names: names.iter().map(|(given, family)| FullName { given, family }).collect(),
        born: PartialDate::parse_text(born),
        born_estimated: false,
        nhs_number,
    }
}

fn strength(one: &Particulars<'_>, other: &Particulars<'_>) -> Option<Strength> {
    let there = compare(one, other).map(|found| found.strength);
    let back = compare(other, one).map(|found| found.strength);
    assert!(there == back, "who is compared with whom makes no difference");
    there
}

fn rowan() -> Particulars<'static> {
    person(&[("Rowan", "Sampleson")], "1985-07-14", Some("9990000018"))
}

#[test]
fn one_nhs_number_is_one_person_whatever_else_differs() {
    let other = person(&[("Kit", "Testperson")], "1970-01-01", Some("9990000018"));
    assert!(strength(&rowan(), &other) == Some(Strength::Exact));
}

#[test]
fn one_full_name_and_birth_date_is_exact_in_any_writing() {
    for (given, family) in
        [("Rowan", "Sampleson"), ("ROWAN", "sampleson"), ("Rówan", "Sampleson"), ("Sampleson", "Rowan")]
    {
        assert!(
            strength(&rowan(), &person(&[(given, family)], "1985-07-14", None)) == Some(Strength::Exact),
            "{given}"
        );
    }
}

#[test]
fn a_misspelt_or_shortened_name_with_the_birth_date_is_strong() {
    for (given, family) in
        [("Rowan", "Sampelson"), ("Rowen", "Samplesen"), ("Ro", "Sampleson"), ("Rowan", "Sampleson-Exampleton")]
    {
        let other = person(&[(given, family)], "1985-07-14", None);
        assert!(strength(&rowan(), &other) == Some(Strength::Strong), "{given} {family}");
    }
}

#[test]
fn one_name_with_a_slip_in_the_birth_date_is_strong() {
    for born in ["1985-07-15", "1985-08-14", "1986-07-14", "1985-07", "1985"] {
        assert!(strength(&rowan(), &person(&[("Rowan", "Sampleson")], born, None)) == Some(Strength::Strong), "{born}");
    }
    let swapped = person(&[("Kit", "Testperson")], "1985-04-07", None);
    assert!(strength(&swapped, &person(&[("Kit", "Testperson")], "1985-07-04", None)) == Some(Strength::Strong));
    assert!(strength(&rowan(), &person(&[("Rowan", "Sampleson")], "1961-02-03", None)).is_none());
}

#[test]
fn twins_are_not_strong() {
    let twin = person(&[("Alma", "Sampleson")], "1985-07-14", None);
    assert!(strength(&rowan(), &twin) == Some(Strength::Possible));
    let known_apart = person(&[("Alma", "Sampleson")], "1985-07-14", Some("9990000026"));
    assert!(strength(&rowan(), &known_apart).is_none());
}

#[test]
fn a_previous_name_counts_and_says_so() {
    let now = person(&[("Rowan", "Exampleton"), ("Rowan", "Sampleson")], "1985-07-14", None);
    let found = compare(&rowan(), &now).unwrap();
    assert!(found.strength == Strength::Exact);
    assert!(found.reasons == [Reason::SameName, Reason::OtherName, Reason::SameBirthDate]);
}

#[test]
fn an_estimated_birth_date_is_never_the_same_but_near_is_close() {
    let mut other = person(&[("Rowan", "Sampleson")], "1987", None);
    assert!(strength(&rowan(), &other).is_none());
    other.born_estimated = true;
    assert!(strength(&rowan(), &other) == Some(Strength::Strong));
    other.born = PartialDate::parse_text("1985-07-14");
    assert!(strength(&rowan(), &other) == Some(Strength::Strong));
}

#[test]
fn a_birth_date_alone_or_a_common_given_name_is_no_match() {
    assert!(strength(&rowan(), &person(&[("Kit", "Testperson")], "1985-07-14", None)).is_none());
    assert!(strength(&rowan(), &person(&[("Rowan", "Testperson")], "1985-07-14", None)).is_none());
    assert!(strength(&rowan(), &person(&[("", "")], "1985-07-14", None)).is_none());
}

#[test]
fn a_single_name_matches_in_either_place() {
    let one = person(&[("Cher", "")], "1985-07-14", None);
    assert!(strength(&one, &person(&[("", "Cher")], "1985-07-14", None)) == Some(Strength::Exact));
    assert!(strength(&one, &person(&[("Cher", "Sampleson")], "1985-07-14", None)) == Some(Strength::Possible));
}

proptest! {
    #[test]
    fn anybody_with_a_name_is_an_exact_match_of_themselves(given in "\\p{L}{1,20}", family in "\\p{L}{1,20}") {
        let one = person(&[(&given, &family)], "1985-07-14", None);
        prop_assert!(strength(&one, &one.clone()) == Some(Strength::Exact));
    }

    #[test]
    fn no_names_panic(given in ".*", family in ".*", other in ".*") {
        let _ = strength(&person(&[(&given, &family)], "1985", None), &person(&[(&other, &family)], "1985-07", None));
    }
}
