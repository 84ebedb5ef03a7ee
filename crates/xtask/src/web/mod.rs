//! Building the web apps: Yew to WASM, its JavaScript glue, the style sheet and the pages.
//!
//! What comes out, in `target/web/dist`, has names that carry a hash of what is in them, so that a
//! browser may keep every file but the page for ever. `target/web/manifest.json` lists the sizes.

mod apps;
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

use crate::web::apps::Bundle;
use crate::web::assets::{Dist, Packed};
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

/// Build the apps and put them in place of the ones before.
pub fn build(flavour: Flavour) -> Result<Sizes> {
    install::wasm_target()?;
    install::npm_packages(install::Npm::Web)?;
    compile(flavour)?;
    let bundles = apps::bundles(flavour)?;

    let mut dist = Dist::begin(Path::new(DIST))?;
    let style = styles::place_images(&styles::compile(flavour)?, |name, image| {
        dist.add(None, name, &Packed::new(image, flavour)?)
    })?;
    let style = dist.add(None, "criis.css", &Packed::new(style, flavour)?)?;
    let icon = dist.add(None, "icon.svg", &Packed::new(read("frontend/icon.svg")?, flavour)?)?;
    for bundle in &bundles {
        place(&mut dist, bundle, &[("style", &style), ("icon", &icon)], flavour)?;
    }

    let sizes = dist.finish()?;
    fs::write(MANIFEST, sizes.to_json()).with_context(|| format!("writing {MANIFEST}"))?;
    Ok(sizes)
}

/// Place an app's files: the module, what loads it, and the page that names all.
fn place(dist: &mut Dist, bundle: &Bundle, shared: &[(&str, &str)], flavour: Flavour) -> Result<()> {
    let Bundle { app, wasm, glue } = bundle;
    let wasm = dist.add(Some(app), &format!("{}.wasm", app.name), wasm)?;
    let glue = dist.add(Some(app), &format!("{}.js", app.name), glue)?;
    let boot = assets::fill(&read("frontend/boot.js")?, &[("glue", &glue), ("wasm", &wasm)])?;
    let boot = dist.add(Some(app), &format!("boot-{}.js", app.name), &Packed::new(boot, flavour)?)?;
    let places = [shared, &[("wasm", &*wasm), ("glue", &*glue), ("boot", &*boot)]].concat();
    let page = assets::fill(&read("frontend/index.html")?, &places)?;
    dist.add_page(app, &Packed::new(page, flavour)?)
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
