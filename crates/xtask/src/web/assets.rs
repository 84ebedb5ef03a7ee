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
use crate::web::apps::App;
use crate::web::sizes::{FileSize, Sizes};

/// A folder being filled. It replaces the one before only when it is finished, so that a server
/// that runs meanwhile never sends a page whose files are not there yet.
pub struct Dist {
    place: PathBuf,
    draft: PathBuf,
    files: Vec<FileSize>,
}

/// What a file holds, and the same made smaller where the build compresses. Making it takes seconds.
pub struct Packed {
    plain: Vec<u8>,
    gzip: Option<Vec<u8>>,
    brotli: Option<Vec<u8>>,
}

impl Packed {
    /// Pack a file's content.
    pub fn new(plain: impl Into<Vec<u8>>, flavour: Flavour) -> Result<Self> {
        let plain = plain.into();
        if flavour == Flavour::Development {
            return Ok(Self { plain, gzip: None, brotli: None });
        }
        let (gzip, brotli) = (gzip(&plain)?, brotli(&plain)?);
        Ok(Self { plain, gzip: Some(gzip), brotli: Some(brotli) })
    }
}

impl Dist {
    /// Start filling the folder that will stand at `place`.
    pub fn begin(place: &Path) -> Result<Self> {
        let draft = place.with_extension("new");
        remove(&draft)?;
        fs::create_dir_all(draft.join("assets")).with_context(|| format!("making {}", draft.display()))?;
        Ok(Self { place: place.to_owned(), draft, files: Vec::new() })
    }

    /// Add a file under `/assets/`, with a hash of its content in its name, and answer its URL path. It is
    /// fetched by the pages of one app, or of all.
    pub fn add(&mut self, of: Option<&'static App>, name: &str, file: &Packed) -> Result<String> {
        let path = format!("assets/{}", hashed(name, &file.plain)?);
        self.write(of, &path, file)?;
        Ok(format!("/{path}"))
    }

    /// Add an app's page under its plain name, to be asked for again each time.
    pub fn add_page(&mut self, of: &'static App, file: &Packed) -> Result<()> {
        self.write(Some(of), of.page, file)
    }

    /// Put the folder in its place and answer what is in it.
    pub fn finish(self) -> Result<Sizes> {
        remove(&self.place)?;
        fs::rename(&self.draft, &self.place).with_context(|| format!("moving to {}", self.place.display()))?;
        Ok(Sizes { files: self.files })
    }

    fn write(&mut self, of: Option<&'static App>, path: &str, file: &Packed) -> Result<()> {
        let siblings = [("", Some(&file.plain)), (".gz", file.gzip.as_ref()), (".br", file.brotli.as_ref())];
        for (ending, content) in siblings {
            if let Some(content) = content {
                let place = self.draft.join(format!("{path}{ending}"));
                fs::write(&place, content).with_context(|| format!("writing {}", place.display()))?;
            }
        }
        self.files.push(FileSize {
            path: path.to_owned(),
            of,
            raw: file.plain.len(),
            gzip: file.gzip.as_ref().map(Vec::len),
            brotli: file.brotli.as_ref().map(Vec::len),
        });
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
