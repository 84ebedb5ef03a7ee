//! Folding: the same word for *José*, *JOSE* and *Jose*, for *O'Sample* and *O Sample*.

use unicode_normalization::UnicodeNormalization;

/// Longer words are cut here, in the index and in what is typed alike.
const LONGEST: usize = 48;

/// Particles that people write apart, with an apostrophe or together.
const PARTICLES: [&str; 2] = ["o", "mc"];

/// The words of a name in lower case, without accents and apostrophes, split at hyphens.
///
/// Marks that carry the word's meaning in their script (Devanagari vowels, for one) stay; accents of
/// Latin, Greek and Cyrillic letters and the points of Hebrew and Arabic, which people leave out, go.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(name, |word| words.push(word.to_owned()));
    words
}

/// Calls `take` with each of the [`words`], which need no memory of their own that way.
pub(super) fn each_word(name: &str, take: impl FnMut(&str)) {
    if name.is_ascii() {
        split(name.chars(), take);
    } else {
        split(name.chars().filter(|letter| !is_skipped(*letter)).nfkd(), take);
    }
}

/// Whether a letter vanishes without ending its word: apostrophes of every kind, and what is invisible.
pub(super) fn is_skipped(letter: char) -> bool {
    matches!(letter,
        '\'' | '`' | '\u{b4}' | '\u{2b9}'..='\u{2bf}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{ff07}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Whether a letter ends the word before it, once those that vanish have gone.
pub(super) fn is_gap(letter: char) -> bool {
    !letter.is_alphanumeric() && !unicode_normalization::char::is_combining_mark(letter)
}

fn split(letters: impl Iterator<Item = char>, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    let mut length = 0;
    for letter in letters {
        if is_skipped(letter) || is_accent(letter) {
            continue;
        }
        if !is_gap(letter) {
            if length < LONGEST {
                length += 1;
                push_folded(&mut word, letter);
            }
        } else if !word.is_empty() && !PARTICLES.contains(&word.as_str()) {
            take(&word);
            word.clear();
            length = 0;
        }
    }
    if !word.is_empty() {
        take(&word);
    }
}

fn is_accent(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Lower case, and letters that no decomposition takes apart as people type them on a British keyboard.
fn push_folded(word: &mut String, letter: char) {
    if letter.is_ascii() {
        word.push(letter.to_ascii_lowercase());
        return;
    }
    for lower in letter.to_lowercase() {
        match lower {
            'ß' => word.push_str("ss"),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            'þ' => word.push_str("th"),
            'ø' => word.push('o'),
            'đ' | 'ð' => word.push('d'),
            'ł' => word.push('l'),
            'ħ' => word.push('h'),
            'ı' => word.push('i'),
            'ς' => word.push('σ'),
            accent if is_accent(accent) => {}
            other => word.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn accents_case_and_apostrophes_do_not_matter() {
        for same in [
            ["José", "JOSE"],
            ["O'Sample", "o sample"],
            ["O’Sample", "OSAMPLE"],
            ["Mc Test", "McTest"],
            ["Łukasz Sørensample", "lukasz sorensample"],
            ["D´Exemple", "d'exemple"],
            ["Straße", "strasse"],
            ["مُحَمَّد", "محمد"],
        ] {
            assert_eq!(words(same[0]), words(same[1]));
        }
    }

    #[test]
    fn hyphens_and_spaces_part_words() {
        assert_eq!(words("  Sample-Testperson \u{a0}Kit  "), ["sample", "testperson", "kit"]);
        assert_eq!(words("🙂 -- "), Vec::<String>::new());
    }

    #[test]
    fn other_scripts_keep_their_words() {
        assert_eq!(words("Йорданов").len(), 1);
        assert_eq!(words("पूजा नमूना").len(), 2);
        assert_eq!(words("李样本"), ["李样本"]);
    }
}
