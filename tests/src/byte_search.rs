//! Looking for words in every file of a folder, in each of the ways in which a program may write them.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use memchr::memmem;

/// The files in which any of the words can be read: as they are, in UTF-16, in base64 or in hexadecimal.
pub fn files_with(folder: &Path, words: &[&str]) -> Vec<String> {
    let needles: Vec<(String, Vec<u8>)> = words.iter().flat_map(|word| ways_to_write(word)).collect();
    let mut found = Vec::new();
    for file in files_in(folder) {
        // A file that is gone while the folder is looked at holds nothing.
        let Ok(content) = std::fs::read(&file) else { continue };
        let here = needles.iter().filter(|(_, needle)| memmem::find(&content, needle).is_some());
        found.extend(here.map(|(what, _)| format!("{what} in {}", file.display())));
    }
    found
}

/// How many files there are in a folder and those below it.
pub fn count(folder: &Path) -> usize {
    files_in(folder).len()
}

fn ways_to_write(word: &str) -> Vec<(String, Vec<u8>)> {
    let wide: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut ways = vec![(format!("“{word}”"), word.as_bytes().to_vec()), (format!("“{word}” in UTF-16"), wide.clone())];
    for (name, bytes) in [("", word.as_bytes()), (" of UTF-16", &wide)] {
        ways.extend((0..3).map(|shift| (format!("“{word}” in base64{name}"), in_base64(bytes, shift))));
    }
    let digits = word.bytes().flat_map(|byte| [byte >> 4, byte & 0x0f]);
    let hex: String = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
    ways.push((format!("“{word}” in hexadecimal"), hex.to_uppercase().into_bytes()));
    ways.push((format!("“{word}” in hexadecimal"), hex.into_bytes()));
    ways
}

/// The characters of base64 that these bytes alone decide, where they stand so many bytes after a whole group.
fn in_base64(bytes: &[u8], shift: usize) -> Vec<u8> {
    let shifted: Vec<u8> = std::iter::repeat_n(0, shift).chain(bytes.iter().copied()).collect();
    let encoded = STANDARD_NO_PAD.encode(&shifted);
    let (first, last) = ((shift * 8).div_ceil(6), shifted.len() * 8 / 6);
    encoded.as_bytes().get(first..last).unwrap_or_default().to_vec()
}

/// Every file in a folder and those below it.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let each = entries.flatten().flat_map(|entry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => files_in(&entry.path()),
        Ok(kind) if kind.is_file() => vec![entry.path()],
        _ => Vec::new(),
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_written() {
        let folder = crate::scratch::folder();
        let word = "heliotrope";
        let put = |name: &str, content: &[u8]| std::fs::write(folder.path().join(name), content).unwrap();
        put("raw", format!("a {word} b").as_bytes());
        put("wide", &"a heliotrope b".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
        for before in ["", "x", "xy"] {
            put(&format!("base64-{}", before.len()), STANDARD_NO_PAD.encode(format!("{before}{word} z")).as_bytes());
        }
        put("hex", "0068656c696f74726f7065".as_bytes());
        put("without", b"nothing of the kind");
        let found = files_with(folder.path(), &[word]);
        assert_eq!(found.len(), 6, "{found:#?}");
        assert!(files_with(folder.path(), &["marmalade"]).is_empty());
    }
}
