//! The folder of built files: hashed names, compressed siblings, swapped in whole.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::web::Flavour;
use crate::web::sizes::{FileSize, Sizes};

/// A folder being filled. It replaces the one before only when it is finished, so that a server
/// that runs meanwhile never sends a page whose files are not there yet.
pub struct Dist {
    place: PathBuf,
    draft: PathBuf,
    flavour: Flavour,
    files: Vec<FileSize>,
}

impl Dist {
    /// Start filling the folder that will stand at `place`.
    pub fn begin(place: &Path, flavour: Flavour) -> Result<Self> {
        let draft = place.with_extension("new");
        remove(&draft)?;
        fs::create_dir_all(draft.join("assets")).with_context(|| format!("making {}", draft.display()))?;
        Ok(Self { place: place.to_owned(), draft, flavour, files: Vec::new() })
    }

    /// Add a file under `/assets/`, with a hash of its content in its name, and answer its URL path.
    pub fn add(&mut self, name: &str, content: &[u8]) -> Result<String> {
        let path = format!("assets/{}", hashed(name, content)?);
        self.write(&path, content)?;
        Ok(format!("/{path}"))
    }

    /// Add a file under its plain name, to be asked for again each time.
    pub fn add_page(&mut self, name: &str, content: &[u8]) -> Result<()> {
        self.write(name, content)
    }

    /// Put the folder in its place and answer what is in it.
    pub fn finish(self) -> Result<Sizes> {
        remove(&self.place)?;
        fs::rename(&self.draft, &self.place).with_context(|| format!("moving to {}", self.place.display()))?;
        Ok(Sizes { files: self.files })
    }

    fn write(&mut self, path: &str, content: &[u8]) -> Result<()> {
        let file = self.draft.join(path);
        fs::write(&file, content).with_context(|| format!("writing {}", file.display()))?;
        let mut size = FileSize { path: path.to_owned(), raw: content.len(), gzip: None, brotli: None };
        if self.flavour == Flavour::Release {
            size.gzip = Some(write_sibling(&file, "gz", &gzip(content)?)?);
            size.brotli = Some(write_sibling(&file, "br", &brotli(content)?)?);
        }
        self.files.push(size);
        Ok(())
    }
}

/// Put values into a template's places, written `{{ name }}`.
///
/// # Errors
/// When a place is left that no value was given for.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut text = template.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{{ {name} }}}}"), value);
    }
    match text.split_once("{{ ") {
        Some((_, rest)) => bail!("no value for {{{{ {} }}}}", rest.split(" }}").next().unwrap_or_default()),
        None => Ok(text),
    }
}

/// A name with the first 64 bits of the content's SHA-256 before its ending.
fn hashed(name: &str, content: &[u8]) -> Result<String> {
    let (stem, ending) = name.rsplit_once('.').with_context(|| format!("{name} has no ending"))?;
    let digest = Sha256::digest(content);
    let start = digest.first_chunk().copied().map(u64::from_be_bytes).unwrap_or_default();
    Ok(format!("{stem}-{start:016x}.{ending}"))
}

fn write_sibling(file: &Path, ending: &str, content: &[u8]) -> Result<usize> {
    let sibling = PathBuf::from(format!("{}.{ending}", file.display()));
    fs::write(&sibling, content).with_context(|| format!("writing {}", sibling.display()))?;
    Ok(content.len())
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

fn brotli(mut content: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn remove(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled() {
        let page =
            fill("<link href=\"{{ style }}\"><script src=\"{{ boot }}\">", &[("style", "/a.css"), ("boot", "/b.js")]);
        assert_eq!(page.unwrap(), "<link href=\"/a.css\"><script src=\"/b.js\">");
    }

    #[test]
    fn a_place_without_value_is_an_error() {
        assert!(fill("{{ style }}", &[("boot", "/b.js")]).unwrap_err().to_string().contains("style"));
    }

    #[test]
    fn a_name_changes_with_its_content_only() {
        assert_eq!(hashed("criis.css", b"a").unwrap(), hashed("criis.css", b"a").unwrap());
        assert_ne!(hashed("criis.css", b"a").unwrap(), hashed("criis.css", b"b").unwrap());
        assert_eq!(hashed("criis.css", b"").unwrap(), "criis-e3b0c44298fc1c14.css");
    }

    #[test]
    fn compressed_siblings_hold_the_same_content() {
        use std::io::Read;
        let content = b"Synthetic text, repeated. ".repeat(40);
        let mut unzipped = Vec::new();
        flate2::read::GzDecoder::new(&*gzip(&content).unwrap()).read_to_end(&mut unzipped).unwrap();
        let mut opened = Vec::new();
        brotli::BrotliDecompress(&mut &*brotli(&content).unwrap(), &mut opened).unwrap();
        assert_eq!((unzipped, opened), (content.clone(), content));
    }
}
