//! What lies compressed inside files, unpacked, so that it can be searched too.

use std::io::Read;
use std::path::Path;

use flate2::read::{GzDecoder, ZlibDecoder};
use tempfile::TempDir;

use crate::byte_search::files_in;
use crate::scratch;

/// The most that is unpacked from one place.
const MOST: u64 = 16 * 1024 * 1024;
/// What unpacks to less holds no word that anybody looks for: chance makes such places.
const LEAST: usize = 6;

/// A folder with a file for every place in these folders' files that unpacks as gzip or zlib.
pub fn unpacked(folders: &[&Path]) -> TempDir {
    let into = scratch::folder();
    let mut number = 0;
    for file in folders.iter().flat_map(|folder| files_in(folder)) {
        let Ok(content) = std::fs::read(&file) else { continue };
        for content in inside(&content) {
            let name = file.file_name().unwrap_or_default().display().to_string();
            std::fs::write(into.path().join(format!("{number}-from-{name}")), content).expect("room to unpack");
            number += 1;
        }
    }
    into
}

/// Everything that unpacks, wherever it begins. A stream that breaks off is as readable up to there.
fn inside(content: &[u8]) -> Vec<Vec<u8>> {
    let begins = content.windows(3).enumerate().filter_map(|(at, begin)| match begin {
        [0x1f, 0x8b, 0x08] => Some(read(GzDecoder::new(&content[at..]))),
        [0x78, 0x01 | 0x5e | 0x9c | 0xda, _] => Some(read(ZlibDecoder::new(&content[at..]))),
        _ => None,
    });
    begins.filter(|unpacked| unpacked.len() >= LEAST).collect()
}

fn read(packed: impl Read) -> Vec<u8> {
    let mut unpacked = Vec::new();
    // Where it breaks off, what came before stays.
    let _ = packed.take(MOST).read_to_end(&mut unpacked);
    unpacked
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{GzEncoder, ZlibEncoder};

    use super::*;
    use crate::byte_search::files_with;

    #[test]
    fn words_inside_compressed_streams_are_found() {
        let folder = scratch::folder();
        let word = b"a heliotrope, a heliotrope, a heliotrope";
        let mut gzip = GzEncoder::new(b"before ".to_vec(), Compression::best());
        gzip.write_all(word).unwrap();
        let mut cut_short = gzip.finish().unwrap();
        cut_short.truncate(cut_short.len() - 8);
        std::fs::write(folder.path().join("gzip"), cut_short).unwrap();
        let mut zlib = ZlibEncoder::new(vec![0x78, 0x9c, 7], Compression::fast());
        zlib.write_all(word).unwrap();
        std::fs::write(folder.path().join("zlib"), zlib.finish().unwrap()).unwrap();
        let unpacked = unpacked(&[folder.path()]);
        assert_eq!(files_with(unpacked.path(), &["heliotrope"]).len(), 2);
        assert!(files_with(unpacked.path(), &["marmalade"]).is_empty());
    }
}
