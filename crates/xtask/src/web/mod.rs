//! Building the web app: Yew to WASM, its JavaScript glue, the style sheet and the page.
//!
//! What comes out, in `target/web/dist`, has names that carry a hash of what is in them, so that a
//! browser may keep every file but the page for ever. `target/web/manifest.json` lists the sizes.

mod assets;
mod bindgen;
#[cfg(test)]
mod contrast;
mod sizes;
mod styles;

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::web::assets::Dist;
pub use crate::web::sizes::Sizes;
use crate::{install, process};

/// Where the built app lies, for `criis --web`.
pub const DIST: &str = "target/web/dist";

/// Cargo's folder for everything built for the browser. Apart from `target`, or the browser's
/// features and the server's would push each other out of the cache.
pub const TARGET: &str = "target/web";

const MANIFEST: &str = "target/web/manifest.json";

/// How the app is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Flavour {
    /// Quick to build, with names in stack traces.
    Development,
    /// Small, with compressed files beside each file.
    Release,
}

impl Flavour {
    /// The flavour that `--release` asks for.
    pub fn of(release: bool) -> Self {
        if release { Self::Release } else { Self::Development }
    }

    fn cargo_profile(self) -> &'static str {
        match self {
            Self::Development => "dev",
            Self::Release => "web",
        }
    }

    fn cargo_folder(self) -> &'static str {
        match self {
            Self::Development => "debug",
            Self::Release => "web",
        }
    }
}

/// Build the app and put it in place of the one before.
pub fn build(flavour: Flavour) -> Result<Sizes> {
    install::wasm_target()?;
    install::npm_packages(install::Npm::Web)?;
    compile(flavour)?;

    let module = Path::new(TARGET).join("wasm32-unknown-unknown").join(flavour.cargo_folder()).join("frontend.wasm");
    let bound = bindgen::bind(&module, flavour)?;

    let mut dist = Dist::begin(Path::new(DIST), flavour)?;
    let wasm = dist.add("criis.wasm", &bound.wasm)?;
    let glue = dist.add("criis.js", bound.glue.as_bytes())?;
    let boot = assets::fill(&read("frontend/boot.js")?, &[("glue", &glue), ("wasm", &wasm)])?;
    let boot = dist.add("boot.js", boot.as_bytes())?;
    let style = styles::place_images(&styles::compile(flavour)?, |name, image| dist.add(name, image))?;
    let style = dist.add("criis.css", style.as_bytes())?;
    let icon = dist.add("icon.svg", read("frontend/icon.svg")?.as_bytes())?;
    let places = [("wasm", &*wasm), ("glue", &*glue), ("boot", &*boot), ("style", &*style), ("icon", &*icon)];
    dist.add_page("index.html", assets::fill(&read("frontend/index.html")?, &places)?.as_bytes())?;

    let sizes = dist.finish()?;
    fs::write(MANIFEST, sizes.to_json()).with_context(|| format!("writing {MANIFEST}"))?;
    Ok(sizes)
}

/// Cargo's part: `-p frontend` alone, or features of the server's crates would come along.
fn compile(flavour: Flavour) -> Result<()> {
    let mut cargo: Command = process::cargo();
    cargo
        .args(["build", "--locked", "--package", "frontend", "--target", "wasm32-unknown-unknown"])
        .args(["--profile", flavour.cargo_profile()])
        .env("CARGO_TARGET_DIR", TARGET);
    process::run(&mut cargo)
}

fn read(path: &str) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {path}"))
}
