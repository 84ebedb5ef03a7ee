//! The style sheet: `frontend/styles/main.scss` over the SCSS of the npm package `nhsuk-frontend`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use grass::{Options, OutputStyle};

use crate::web::Flavour;

const ENTRY: &str = "frontend/styles/main.scss";
const PARTS: &str = "frontend/styles/parts";
const NHSUK: &str = "target/npm/node_modules/nhsuk-frontend/dist";

/// Where `nhsuk-frontend` supposes that its images are served.
const IMAGES: &str = "/assets/images/";

/// Compile the app's style sheet.
///
/// # Errors
/// When the SCSS does not compile, or the result would make the browser ask another host.
pub fn compile(flavour: Flavour) -> Result<String> {
    check_parts()?;
    let style = match flavour {
        Flavour::Development => OutputStyle::Expanded,
        Flavour::Release => OutputStyle::Compressed,
    };
    let options = Options::default().style(style).load_path(Path::new(NHSUK));
    // The error holds the whole source of the file at fault, and is not `Send`: keep its words.
    let css = grass::from_path(ENTRY, &options).map_err(|error| anyhow!("{error}")).context(ENTRY)?;
    if let Some(address) = foreign_address(&css) {
        bail!("{ENTRY}: the style sheet would fetch {address}");
    }
    Ok(css)
}

/// Check that the style sheet takes in every part that lies beside the others.
///
/// # Errors
/// When a part is not forwarded by `_index.scss`, so that its styles would be missing without a word.
fn check_parts() -> Result<()> {
    let index = fs::read_to_string(Path::new(PARTS).join("_index.scss")).context(PARTS)?;
    for entry in fs::read_dir(PARTS).context(PARTS)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !is_taken_in(&index, &name) {
            bail!("{PARTS}/{name} is not forwarded by {PARTS}/_index.scss");
        }
    }
    Ok(())
}

/// Whether an index forwards the file, which may have an underscore before the part's name.
fn is_taken_in(index: &str, file: &str) -> bool {
    let part = file.trim_start_matches('_').trim_end_matches(".scss");
    part == "index" || index.lines().any(|line| line.trim() == format!("@forward \"{part}\";"))
}

/// Hand each image that a style sheet shows to `add`, and name it as `add` answers.
pub fn place_images(css: &str, mut add: impl FnMut(&str, &[u8]) -> Result<String>) -> Result<String> {
    let mut placed = css.to_owned();
    for name in images(css) {
        let file = Path::new(NHSUK).join("nhsuk/assets/images").join(name);
        let image = fs::read(&file).with_context(|| format!("reading {}", file.display()))?;
        placed = placed.replace(&format!("{IMAGES}{name}"), &add(name, &image)?);
    }
    Ok(placed)
}

/// The names of the images that a style sheet takes from `nhsuk-frontend`.
fn images(css: &str) -> BTreeSet<&str> {
    let rests = css.split(IMAGES).skip(1);
    rests.filter_map(|rest| rest.split(['"', '\'', ')']).next()).collect()
}

/// The first address in a style sheet that is not the app's own host's and not written out in place.
fn foreign_address(css: &str) -> Option<&str> {
    css.split("url(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|address| address.trim_matches(['"', '\'', ' ']))
        .find(|address| address.contains("//") && !address.starts_with("data:"))
}

#[cfg(test)]
mod tests {
    use super::{foreign_address, images, is_taken_in};

    #[test]
    fn each_image_is_found_once() {
        let css =
            "a { mask: url(\"/assets/images/b.svg\") } c { mask: url(/assets/images/b.svg) } d { background: red }";
        assert_eq!(images(css).into_iter().collect::<Vec<_>>(), ["b.svg"]);
    }

    #[test]
    fn an_address_elsewhere_is_found() {
        let css = "a { background: url(\"data:image/svg+xml,x\") } b { src: url('https://example.test/a.woff2') }";
        assert_eq!(foreign_address(css), Some("https://example.test/a.woff2"));
    }

    #[test]
    fn a_part_that_is_not_forwarded_is_found() {
        let index = "// @forward \"panel\";\n@forward \"bar\";\n";
        assert!(is_taken_in(index, "_bar.scss"));
        assert!(is_taken_in(index, "_index.scss"));
        assert!(!is_taken_in(index, "_panel.scss"));
    }

    #[test]
    fn what_is_written_out_or_ours_is_allowed() {
        assert_eq!(foreign_address("a { background: url(data:image/svg+xml,//x) } b { c: url(/assets/d.svg) }"), None);
    }
}
