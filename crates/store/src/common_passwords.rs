//! The commonest passwords: nobody may choose one, nor one dressed up with digits and signs.
//!
//! After NIST SP 800-63B §5.1.1.2 and OWASP ASVS 6.2.4. The list is the 10,000 commonest, and every longer common one
//! of at least 12 letters, of the list that the crate `zxcvbn` ranks (see `docs/decisions.md`). It stays on the server,
//! for a browser would have to fetch it first.

/// Sorted by their bytes, one a line, in small letters.
const LIST: &str = include_str!("../data/common_passwords.txt");
/// The fewest letters that a word repeated or dressed up must have to be looked for.
const SHORTEST: usize = 3;

/// Whether a password is a common one: as it is, without the digits and signs around it, with the usual signs read as
/// letters, or one said several times.
pub fn is_common(password: &str) -> bool {
    let small = password.to_lowercase();
    let read = as_letters(&small);
    let read_bare = as_letters(bare(&small));
    [small.as_str(), read.as_str(), read_bare.as_str()].into_iter().any(|text| {
        let bare = bare(text);
        is_listed(text) || is_listed_word(bare) || repeated(text).or_else(|| repeated(bare)).is_some_and(is_listed_word)
    })
}

/// Without the digits and signs around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphabetic())
}

fn is_listed_word(word: &str) -> bool {
    word.len() >= SHORTEST && is_listed(word)
}

fn is_listed(text: &str) -> bool {
    let lines = LIST.as_bytes();
    let (mut low, mut high) = (0, lines.len());
    while low < high {
        // From the middle back to where its line begins, and on to where it ends.
        let middle = usize::midpoint(low, high);
        let begin = lines.get(low..middle).and_then(|before| before.iter().rposition(|byte| *byte == b'\n'));
        let begin = begin.map_or(low, |at| low + at + 1);
        let line = lines.get(begin..).and_then(|rest| rest.split(|byte| *byte == b'\n').next()).unwrap_or_default();
        match line.cmp(text.as_bytes()) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = begin + line.len() + 1,
            std::cmp::Ordering::Greater => high = begin,
        }
    }
    false
}

/// The shortest text that a longer one says several times.
fn repeated(text: &str) -> Option<&str> {
    (SHORTEST..=text.len() / 2).filter(|length| text.len().is_multiple_of(*length)).find_map(|length| {
        let unit = text.get(..length)?;
        (unit.repeat(text.len() / length) == text).then_some(unit)
    })
}

fn as_letters(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | '!' => 'i',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_long_enough() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.len() >= 3_000, "ASVS asks for the 3,000 commonest");
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(lines.iter().step_by(97).all(|line| is_listed(line)));
        assert!(is_listed(lines[0]) && is_listed(lines[lines.len() - 1]));
    }

    #[test]
    fn a_common_one_is_known_however_it_is_dressed_up() {
        for common in ["qwertyuiop", "Princess", "!!Charlie-2026!!", "dragondragon", "f00tb4ll1234", "MONKEYMONKEY77"] {
            assert!(is_common(common), "{common}");
        }
    }

    #[test]
    fn words_that_nobody_else_puts_together_are_not() {
        for own in ["heron lantern quartz", "482915736041", "correct horse battery", "пароль из слов", ""] {
            assert!(!is_common(own), "{own}");
        }
    }
}
