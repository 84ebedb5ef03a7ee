//! Slips of the fingers and of the ear, in words of ASCII letters.

use crate::random::Random;

/// A letter left out.
pub fn drop_letter(word: &str, random: &mut Random) -> String {
    let left_out = place(word, random);
    word.chars().enumerate().filter(|(at, _)| *at != left_out).map(|(_, letter)| letter).collect()
}

/// Two letters beside each other swapped.
pub fn swap_letters(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len() as u64 - 1) as usize;
    letters.swap(at, at + 1);
    letters.into_iter().collect()
}

/// Another letter in a letter's place.
pub fn change_letter(word: &str, random: &mut Random) -> String {
    let changed = place(word, random);
    let other = char::from(b'a' + random.below(26) as u8);
    word.chars().enumerate().map(|(at, letter)| if at == changed { other } else { letter }).collect()
}

/// A letter typed twice.
pub fn double_letter(word: &str, random: &mut Random) -> String {
    let doubled = place(word, random);
    word.chars()
        .enumerate()
        .flat_map(|(at, letter)| std::iter::repeat_n(letter, 1 + usize::from(at == doubled)))
        .collect()
}

/// Vowels and sounds written as they are heard.
pub fn mishear(word: &str, _: &mut Random) -> String {
    word.replace("ea", "ee").replace("ph", "f").replace("ai", "ay").replace("ou", "u").replace("ck", "k")
}

fn place(word: &str, random: &mut Random) -> usize {
    random.below(word.len() as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_is_one_slip() {
        let mut random = Random(5);
        for _ in 0..100 {
            assert_eq!(drop_letter("sampleson", &mut random).len(), 8);
            assert_eq!(double_letter("sampleson", &mut random).len(), 10);
            let changed = change_letter("sampleson", &mut random);
            assert!(changed.chars().zip("sampleson".chars()).filter(|(a, b)| a != b).count() <= 1);
            let mut swapped: Vec<char> = swap_letters("sampleson", &mut random).chars().collect();
            swapped.sort_unstable();
            assert_eq!(swapped.into_iter().collect::<String>(), "aelmnopss");
        }
        assert_eq!(mishear("phea", &mut random), "fee");
    }
}
