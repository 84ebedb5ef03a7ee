//! Names that nobody bears: a few common ones, and syllables enough for a country.

use super::chance::Chance;

/// Given names, the commonest first.
const GIVEN: &[&str] = &[
    "Rowan", "Kit", "Ash", "Lou", "Jo", "Max", "Sky", "Robin", "Alex", "Sam", "Noor", "Cas", "Fern", "Jude", "Remi",
    "Ari", "Bay", "Wren", "Toni", "Mika", "Indy", "Frankie", "Charlie", "Billie", "Jamie", "Drew", "Kai", "Lane",
    "Morgan", "Nico", "Ola", "Pax", "Quinn", "Reese", "Shay", "Taylor", "Umi", "Val", "Winter", "Xen", "Yuri",
    "Zephyr", "Amari", "Blair", "Cody", "Dale", "Ellis", "Florin",
];

/// What the family names that say what they are begin with.
const HEADS: &[&str] = &[
    "Sample", "Example", "Place", "Test", "Fictiv", "Specimen", "Mock", "Dummy", "Proto", "Draft", "Sketch", "Model",
    "Pretend", "Nominal", "Made", "Pattern",
];

/// And what they end with.
const TAILS: &[&str] = &[
    "son", "ton", "holder", "person", "field", "worth", "by", "ley", "ham", "wick", "man", "smith", "well", "brook",
    "er", "ford",
];

const SYLLABLES: &[&str] = &[
    "ba", "bel", "bor", "bri", "ca", "cor", "dal", "del", "do", "dra", "el", "en", "fa", "fen", "fi", "gal", "gor",
    "hal", "hes", "il", "jor", "ka", "kel", "kor", "la", "len", "lo", "mar", "mel", "mir", "mor", "na", "nel", "nor",
    "o", "or", "pa", "pel", "qui", "ra", "ren", "ro", "sa", "sel", "sil", "ta", "tar", "tel", "tor", "ul", "va", "ven",
    "vi", "wa", "wel", "yo", "za", "zel", "zor", "thu",
];

const ENDS: &[&str] = &["dex", "vane", "mock", "sample", "quill", "test", "wyn", "fict"];

/// Family names: so many say what they are, the others are syllables.
const PLAIN: u32 = 256;
/// How many family names there are in all.
const FAMILY: u32 = 220_000;

/// A given name, common ones oftener.
pub fn given(chance: &mut Chance) -> String {
    if chance.happens(93) {
        let rank = chance.rank(u32::try_from(GIVEN.len()).unwrap_or(u32::MAX)) as usize;
        return GIVEN.get(rank).copied().unwrap_or("Rowan").to_owned();
    }
    let syllables = chance.pick(SYLLABLES).to_owned() + chance.pick(SYLLABLES);
    capitalised(&format!("{syllables}{}", chance.pick(&["n", "s", "th", "a"])))
}

/// A family name, common ones oftener; the more people, the more different ones.
pub fn family(chance: &mut Chance) -> String {
    let rank = if chance.happens(72) { chance.rank(FAMILY) } else { chance.between(0..=FAMILY - 1) };
    let first = family_of_rank(rank);
    match chance.between(0..=99) {
        0..=3 => format!("{first}-{}", family_of_rank(chance.rank(PLAIN))),
        4 => format!("O’{first}"),
        _ => first,
    }
}

fn family_of_rank(rank: u32) -> String {
    let part =
        |from: &[&'static str], number: u32| from.get(number as usize % from.len().max(1)).copied().unwrap_or_default();
    if rank < PLAIN {
        // Heads and tails take turns, or every common name would begin alike.
        return format!("{}{}", part(HEADS, rank), part(TAILS, rank / 16 + rank));
    }
    let (ends, rest) = (rank % 8, rank / 8);
    let syllables = format!("{}{}{}", part(SYLLABLES, rest), part(SYLLABLES, rest / 60), part(SYLLABLES, rest / 3_600));
    capitalised(&format!("{syllables}{}", part(ENDS, ends)))
}

/// A name as somebody in a hurry typed it: a letter dropped, doubled or swapped with the next.
pub fn misspelt(name: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < 4 {
        return name.to_owned();
    }
    let place = chance.between(1..=u32::try_from(letters.len()).unwrap_or(u32::MAX) - 2) as usize;
    match chance.between(0..=2) {
        0 => {
            letters.remove(place);
        }
        1 => {
            let doubled = letters.get(place).copied().unwrap_or('e');
            letters.insert(place, doubled);
        }
        _ => letters.swap(place, place + 1),
    }
    letters.into_iter().collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
