//! What somebody typed into the find box: names, a birth date, an NHS number, in any order.

use super::born::TypedBorn;
use super::fold;
use super::typed_date::{self, Token};

/// Words beyond this are left out.
pub(super) const MOST_WORDS: usize = 6;
/// Letters beyond this are left out.
const MOST_LETTERS: usize = 200;

/// A parsed search. Like all that holds a name here it has no `Debug`.
#[derive(Clone)]
pub struct Query {
    pub(super) nhs_number: Option<u64>,
    /// The ways to read the rest: *April 1985* is a month, or a name and a year.
    pub(super) readings: Vec<Reading>,
}

/// One way to read what was typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) words: Vec<String>,
    pub(super) born: Option<TypedBorn>,
}

impl Query {
    /// Reads what was typed. Any text is a query; numbers that are no date and no NHS number are left out,
    /// so that somebody who is still typing one keeps the people whom the name found.
    pub fn parse(text: &str) -> Self {
        let tokens = tokens(text);
        let (nhs_number, rest) = take_nhs_number(&tokens);
        let mut readings: Vec<Reading> = Vec::new();
        for (typed, born) in typed_date::readings(&rest) {
            // *O Sample* is one word of a name, unless the O is the beginning of another.
            let together = fold::words(&typed.join(" "));
            let apart = typed.iter().flat_map(|word| fold::words(word)).collect();
            readings.extend(
                [together, apart]
                    .map(|words: Vec<String>| Reading { words: words.into_iter().take(MOST_WORDS).collect(), born }),
            );
        }
        readings.retain(|reading| !reading.words.is_empty() || reading.born.is_some());
        readings.dedup();
        Self { nhs_number, readings }
    }

    /// Whether nothing was typed that anybody could be found by.
    pub fn is_empty(&self) -> bool {
        self.nhs_number.is_none() && self.readings.is_empty()
    }
}

/// Splits at everything that is neither letter nor digit, and where letters and digits meet.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut touching = false;
    for letter in text.chars().take(MOST_LETTERS) {
        let skipped = fold::is_skipped(letter);
        if !skipped && fold::is_gap(letter) {
            touching = false;
            continue;
        }
        match (tokens.last_mut(), letter.is_ascii_digit()) {
            (Some(Token::Number(digits)), true) if touching => digits.push(letter),
            (Some(Token::Word(word)), false) if touching => word.push(letter),
            (_, true) => tokens.push(Token::Number(letter.into())),
            (_, false) => tokens.push(Token::Word(letter.into())),
        }
        touching = true;
    }
    tokens
}

/// Ten digits: in one go, as 3 3 4, or as all the numbers there are.
fn take_nhs_number(tokens: &[Token]) -> (Option<u64>, Vec<Token>) {
    let is_number = |token: &Token| matches!(token, Token::Number(_));
    let mut from = 0;
    for run in tokens.chunk_by(|left, right| is_number(left) == is_number(right)) {
        let lengths: Vec<usize> = run.iter().map(Token::digits).collect();
        let place = if lengths.iter().sum::<usize>() == 10 {
            Some(0..run.len())
        } else if let Some(at) = lengths.iter().position(|length| *length == 10) {
            Some(at..at + 1)
        } else {
            lengths.windows(3).position(|lengths| lengths == [3, 3, 4]).map(|at| at..at + 3)
        };
        if let Some(place) = place {
            let digits: String = run.get(place.clone()).unwrap_or_default().iter().map(Token::text).collect();
            let taken = from + place.start..from + place.end;
            let rest = tokens.iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(_, token)| token.clone());
            return (digits.parse().ok(), rest.collect());
        }
        from += run.len();
    }
    (None, tokens.to_vec())
}

#[cfg(test)]
mod tests {
    use super::{Query, TypedBorn};

    fn born(year: u16, month: u8, day: u8) -> TypedBorn {
        let part = |part: u8| (part > 0).then_some(part);
        TypedBorn { year: (year > 0).then_some(year), month: part(month), day: part(day) }
    }

    fn reads(text: &str) -> Vec<(String, Option<TypedBorn>)> {
        Query::parse(text).readings.into_iter().map(|reading| (reading.words.join(" "), reading.born)).collect()
    }

    #[test]
    fn dates_are_read_in_british_shapes() {
        let day = born(1985, 7, 14);
        for text in [
            "14/07/1985",
            "14 07 1985",
            "14-Jul-1985",
            "14.7.1985",
            "14 july 1985 ",
            "14071985",
            "14th July, 1985",
            "1985-07-14",
            "14jul1985",
            "07/14/1985",
        ] {
            assert!(reads(text) == [(String::new(), Some(day))], "{text}");
        }
        assert!(reads("1985") == [(String::new(), Some(born(1985, 0, 0)))]);
        assert!(reads("07/1985") == [(String::new(), Some(born(1985, 7, 0)))]);
        assert!(reads("14 jul") == [(String::new(), Some(born(0, 7, 14)))]);
        assert!(reads("14/07/198") == [(String::new(), Some(born(0, 7, 14)))]);
        assert!(reads("14/7/85") == [(String::new(), Some(day)), (String::new(), Some(born(2085, 7, 14)))]);
    }

    #[test]
    fn months_may_be_names() {
        let april = [(String::new(), Some(born(1985, 4, 0))), ("april".into(), Some(born(1985, 0, 0)))];
        assert!(reads("April 1985") == april);
        let mut backwards = reads("1985 April Sampleson");
        backwards.sort_by_key(|(words, _)| words.len());
        assert!(backwards.len() == 2 && backwards[0].1 == Some(born(1985, 4, 0)));
        assert!(backwards[1] == ("sampleson april".into(), Some(born(1985, 0, 0))));
        assert!(reads("may sampleson") == [("may sampleson".into(), None)]);
        assert!(reads("Jan 14/07/1985") == [("jan".into(), Some(born(1985, 7, 14)))]);
    }

    #[test]
    fn names_and_dates_come_in_any_order() {
        let both = [("sampleson kit".to_owned(), Some(born(1985, 0, 0)))];
        assert!(reads(" 1985 SAMPLESON, Kit ") == both);
        assert!(reads("Sampleson 1985 kit") == both);
        assert!(reads("sampleson 14") == [("sampleson".into(), None)]);
        assert!(reads("o sample") == [("osample".into(), None), ("o sample".into(), None)]);
        assert!(reads("O'Sample-Test") == [("osample test".into(), None)]);
    }

    #[test]
    fn nhs_numbers_have_ten_digits() {
        for text in ["9434765919", "943 476 5919", "943-476-5919", "94 3476 5919", " 943 4765919 "] {
            assert_eq!(Query::parse(text).nhs_number, Some(9_434_765_919), "{text}");
        }
        let query = Query::parse("Sampleson 1985 943 476 5919");
        assert_eq!(query.nhs_number, Some(9_434_765_919));
        assert!(query.readings.len() == 1 && query.readings[0].born == Some(born(1985, 0, 0)));
        assert_eq!(Query::parse("943 476 591").nhs_number, None);
        assert!(Query::parse("  ").is_empty());
    }
}
