//! Birth dates as people type them in Britain: day first, months as numbers or words.

use super::born::TypedBorn;

/// A run of letters or of digits.
#[derive(Clone)]
pub(super) enum Token {
    /// Letters, as they were typed.
    Word(String),
    /// ASCII digits.
    Number(String),
}

impl Token {
    /// How many digits; 0 for a word.
    pub(super) fn digits(&self) -> usize {
        match self {
            Self::Word(_) => 0,
            Self::Number(digits) => digits.len(),
        }
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Self::Word(text) | Self::Number(text) => text,
        }
    }

    fn value(&self) -> Option<u16> {
        match self {
            Self::Word(_) => None,
            Self::Number(digits) => digits.parse().ok(),
        }
    }

    fn month_name(&self) -> Option<u8> {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let Self::Word(word) = self else { return None };
        let word = word.to_lowercase();
        let at = MONTHS.iter().position(|month| {
            *month == word || month.get(..3) == Some(&word) || (word == "sept" && *month == "september")
        })?;
        u8::try_from(at + 1).ok()
    }
}

/// The words beside the date, and the date: one pair for each way to read it.
pub(super) fn readings(tokens: &[Token]) -> Vec<(Vec<&str>, Option<TypedBorn>)> {
    for from in 0..tokens.len() {
        let tail = tokens.get(from..).unwrap_or_default();
        let Some((length, dates)) = date(tail) else {
            continue;
        };
        let words = |skip: usize| {
            let around = tokens.iter().enumerate().filter(move |(at, _)| *at < from || *at >= from + skip);
            around.filter_map(|(_, token)| word(token)).collect::<Vec<&str>>()
        };
        let mut readings: Vec<_> = dates.into_iter().map(|born| (words(length), Some(born))).collect();
        if let [Token::Word(name), Token::Number(_), ..] | [Token::Number(_), Token::Word(name), ..] = tail
            && let Some(year) = tail.iter().take(2).find_map(year)
            && length == 2
        {
            let mut words = words(2);
            words.push(name);
            readings.push((words, Some(TypedBorn { year: Some(year), ..TypedBorn::default() })));
        }
        return readings;
    }
    vec![(tokens.iter().filter_map(word).collect(), None)]
}

fn word(token: &Token) -> Option<&str> {
    match token {
        Token::Word(word) => Some(word),
        Token::Number(_) => None,
    }
}

/// A date at the start of these tokens: how many of them it takes, and what it may mean.
fn date(tokens: &[Token]) -> Option<(usize, Vec<TypedBorn>)> {
    let [first, rest @ ..] = tokens else {
        return None;
    };
    if let Some(month) = first.month_name() {
        // *Jan 14/07/1985* is somebody called Jan, so a month leads only when a year follows it.
        let year = rest.first().and_then(year)?;
        return Some((2, vec![TypedBorn { year: Some(year), month: Some(month), day: None }]));
    }
    let number = first.value().filter(|_| first.digits() <= 4);
    let ordinal = matches!(rest.first(), Some(Token::Word(word)) if is_ordinal(word));
    let rest = if ordinal { rest.get(1..).unwrap_or_default() } else { rest };
    let taken = usize::from(ordinal);
    match (number, rest) {
        (Some(year), [month, day, ..]) if first.digits() == 4 && day.value().is_some() && month_of(month).is_some() => {
            let born = ordered(day.value()?, month_of(month)?, Some(year))?;
            Some((3 + taken, vec![born]))
        }
        (Some(_), [month, ..]) if first.digits() == 4 && month.month_name().is_some() => {
            Some((2 + taken, vec![TypedBorn { year: year(first), month: month.month_name(), day: None }]))
        }
        (Some(day), [month, year_typed, ..])
            if first.digits() <= 2 && month_of(month).is_some() && year_typed.digits() > 0 =>
        {
            let dates = years(year_typed).into_iter().filter_map(|year| ordered(day, month_of(month)?, year));
            some_dates(3 + taken, dates.collect())
        }
        (Some(month), [year_typed, ..]) if first.digits() <= 2 && year(year_typed).is_some() => {
            let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
            Some((2 + taken, vec![TypedBorn { year: year(year_typed), month: Some(month), day: None }]))
        }
        (Some(day), [month, ..]) if first.digits() <= 2 && month_of(month).is_some() => {
            some_dates(2 + taken, ordered(day, month_of(month)?, None).into_iter().collect())
        }
        _ => Some((1, in_one_go(first)?)),
    }
}

/// *1985*, *14071985* or *140785*.
fn in_one_go(token: &Token) -> Option<Vec<TypedBorn>> {
    if let Some(year) = year(token) {
        return Some(vec![TypedBorn { year: Some(year), ..TypedBorn::default() }]);
    }
    let Token::Number(digits) = token else {
        return None;
    };
    if !matches!(digits.len(), 6 | 8) {
        return None;
    }
    let day = digits.get(..2)?.parse().ok()?;
    let month = digits.get(2..4)?.parse().ok()?;
    let years = years(&Token::Number(digits.get(4..)?.to_owned()));
    let dates: Vec<TypedBorn> = years.into_iter().filter_map(|year| ordered(day, month, year)).collect();
    (!dates.is_empty()).then_some(dates)
}

fn some_dates(length: usize, dates: Vec<TypedBorn>) -> Option<(usize, Vec<TypedBorn>)> {
    (!dates.is_empty()).then_some((length, dates))
}

/// Day and month, changed about where only the other order can be.
fn ordered(day: u16, month: u16, year: Option<u16>) -> Option<TypedBorn> {
    let (day, month) = if month > 12 { (month, day) } else { (day, month) };
    let (day, month) = (u8::try_from(day).ok()?, u8::try_from(month).ok()?);
    let real = (1..=31).contains(&day) && (1..=12).contains(&month);
    real.then_some(TypedBorn { year, month: Some(month), day: Some(day) })
}

fn month_of(token: &Token) -> Option<u16> {
    token.month_name().map(u16::from).or_else(|| token.value().filter(|_| token.digits() <= 2))
}

/// A year in full.
fn year(token: &Token) -> Option<u16> {
    token.value().filter(|year| token.digits() == 4 && (1850..2150).contains(year))
}

/// The years that digits after a day and a month may mean: none yet, where somebody is still typing it.
fn years(token: &Token) -> Vec<Option<u16>> {
    match (token.digits(), token.value()) {
        (4, Some(_)) => year(token).into_iter().map(Some).collect(),
        (2, Some(short)) => vec![Some(1900 + short), Some(2000 + short)],
        (1 | 3, _) => vec![None],
        _ => Vec::new(),
    }
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}
