//! Who somebody invented is: names, birth date, number; twins and people recorded twice.

use chrono::{Datelike, Days, NaiveDate};
use domain::answer::Answer;
use domain::identity::{IdentityForm, NhsNumberStatus, PreviousNameForm};
use domain::partial_date::PartialDate;

use super::chance::{Chance, Stream};
use super::names;
use super::numbers;
use super::scene::Scene;
use super::typed::{flag, typed};

/// What somebody's twin and double have in common with them.
pub struct Likeness {
    given: String,
    /// Their family name.
    pub family: String,
    /// When they were born; known in full of twins.
    pub born: PartialDate,
    sex: &'static str,
}

/// One in so many has a twin among us: whoever comes before them.
const TWIN: u64 = 97;
/// One in so many is recorded twice, with a slip of the keyboard.
const DOUBLE: u64 = 61;

/// Who the person of a number is.
pub fn invent(scene: &Scene<'_>, number: u64) -> (IdentityForm, Likeness) {
    let mut chance = Chance::of(scene.seed, Stream::Identity, number);
    let before = || likeness(scene, number - 1, &mut Chance::of(scene.seed, Stream::Identity, number - 1));
    let own = likeness(scene, number, &mut chance);
    let (likeness, nhs_number) = if is_twin(number) {
        let twin = before();
        (Likeness { given: own.given, sex: own.sex, ..twin }, Some(number))
    } else if is_double(number) {
        let double = before();
        let number_too = chance.happens(50).then(|| number - 1);
        (Likeness { given: names::misspelt(&double.given, &mut chance), ..double }, number_too)
    } else {
        (own, chance.happens(62).then_some(number))
    };
    let form = form(&likeness, nhs_number, &mut chance);
    (form, likeness)
}

/// Whether somebody is the twin of whoever comes before them.
pub const fn is_twin(number: u64) -> bool {
    number > 20 && number % TWIN == 1
}

/// Whether somebody is whoever comes before them, recorded again.
pub const fn is_double(number: u64) -> bool {
    number > 20 && number % DOUBLE == 2 && !is_twin(number - 1) && !is_twin(number)
}

fn likeness(scene: &Scene<'_>, number: u64, chance: &mut Chance) -> Likeness {
    let sex = chance.weighted(&[(67, "M"), (32, "F"), (1, "9")]);
    let given = names::given(chance);
    let family = names::family(chance);
    // Most are about forty; the youngest is eighteen.
    let days = chance.between(0..=10_400) + chance.between(0..=10_400);
    let born = scene.days_ago(18 * 366).checked_sub_days(Days::new(days.into())).unwrap_or_default();
    let in_full = is_twin(number) || is_twin(number + 1) || chance.happens(90);
    let known = if in_full { PartialDate::Day(born) } else { in_part(born, chance) };
    Likeness { given, family, born: known, sex }
}

fn in_part(born: NaiveDate, chance: &mut Chance) -> PartialDate {
    if chance.happens(40) { PartialDate::Month(born.year(), born.month()) } else { PartialDate::Year(born.year()) }
}

fn form(like: &Likeness, nhs_number: Option<u64>, chance: &mut Chance) -> IdentityForm {
    let married = like.sex == "F" && chance.happens(18);
    let known_as = chance.happens(14);
    let of_another_gender = chance.happens(3);
    let speaks_english = chance.happens(94);
    IdentityForm {
        given_names: typed(&like.given),
        family_name: typed(&like.family),
        preferred_name: known_as.then(|| preferred(&like.given, chance).into()),
        previous_names: (married || chance.happens(5)).then(|| vec![previous(chance)]),
        birth_date: typed(written(like.born)),
        birth_date_estimated: flag(matches!(like.born, PartialDate::Year(_)) && chance.happens(60)),
        sex: typed(like.sex),
        gender_identity: typed(if of_another_gender {
            "3"
        } else if like.sex == "F" {
            "2"
        } else {
            "1"
        }),
        pronouns: (of_another_gender || chance.happens(8)).then(|| {
            let usual = if like.sex == "F" { "she/her" } else { "he/him" };
            if of_another_gender { "they/them".into() } else { usual.into() }
        }),
        nhs_number: nhs_number.and_then(|number| typed(numbers::nhs_number(number))),
        nhs_number_status: nhs_number
            .map(|_| chance.weighted(&[(6, Status::Verified), (3, Status::Traced), (1, Status::Unknown)]).into()),
        ethnicity: typed(chance.weighted(ETHNICITY)),
        nationality: typed(chance.weighted(&[(90, "GBR"), (3, "POL"), (2, "ROU"), (2, "IRL"), (1, "PAK")])),
        language: typed(if speaks_english { "en" } else { chance.pick(&["pl", "ro", "ur", "pa", "pt", "fa"]) }),
        interpreter_needed: Some(if !speaks_english && chance.happens(40) { Answer::Yes } else { Answer::No }),
        communication_needs: chance.happens(9).then(|| {
            vec![
                chance
                    .pick(&["text_first", "reading_help", "forms_help", "more_time", "easy_read", "hearing_loop"])
                    .into(),
            ]
        }),
        communication_note: None,
        disabilities: Some(vec![
            chance.weighted(&[(60, "NN"), (14, "01"), (8, "05"), (7, "08"), (4, "04"), (2, "02"), (5, "ZZ")]).into(),
        ]),
        religion: typed(chance.weighted(&[(55, "L"), (25, "C"), (6, "G"), (1, "B"), (13, "M")])),
        sexual_orientation: typed(chance.weighted(&[(85, "1"), (5, "2"), (4, "3"), (6, "Z")])),
        works_here: None,
        veteran: Some(if chance.happens(4) { Answer::Yes } else { Answer::No }),
        died_on: None,
    }
}

/// A date as the form takes it.
pub fn written(born: PartialDate) -> String {
    match born {
        PartialDate::Year(year) => format!("{year}"),
        PartialDate::Month(year, month) => format!("{year}-{month:02}"),
        PartialDate::Day(day) => day.to_string(),
    }
}

fn preferred(given: &str, chance: &mut Chance) -> String {
    let short: String = given.chars().take(2).collect();
    if chance.happens(50) { short } else { names::given(chance) }
}

fn previous(chance: &mut Chance) -> PreviousNameForm {
    PreviousNameForm {
        given_names: None,
        family_name: typed(names::family(chance)),
        until: chance.happens(60).then(|| format!("{}", chance.between(2004..=2023)).into()),
    }
}

/// How sure an NHS number is, with a default so that chance may pick it.
#[derive(Clone, Copy, Default)]
enum Status {
    Verified,
    Traced,
    #[default]
    Unknown,
}

impl From<Status> for NhsNumberStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Verified => Self::Verified,
            Status::Traced => Self::Traced,
            Status::Unknown => Self::Unknown,
        }
    }
}

const ETHNICITY: &[(u32, &str)] = &[
    (83, "A"),
    (1, "B"),
    (5, "C"),
    (1, "D"),
    (1, "G"),
    (1, "H"),
    (2, "J"),
    (1, "K"),
    (1, "L"),
    (1, "M"),
    (1, "N"),
    (2, "Z"),
];
