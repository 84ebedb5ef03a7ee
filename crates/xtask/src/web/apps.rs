//! The apps, each a binary of the package `frontend` with a page of its own.

use std::path::Path;
use std::thread;

use anyhow::{Result, anyhow};

use crate::web::assets::Packed;
use crate::web::{Flavour, TARGET, bindgen};

/// One of the apps.
#[derive(PartialEq, Eq)]
pub struct App {
    /// Its binary's name.
    pub name: &'static str,
    /// The file of its page.
    pub page: &'static str,
}

/// All of them.
pub const APPS: [&App; 2] =
    [&App { name: "frontline", page: "index.html" }, &App { name: "office", page: "office.html" }];

/// What an app consists of beside its page and what all share.
pub struct Bundle {
    /// Whose.
    pub app: &'static App,
    /// The module.
    pub wasm: Packed,
    /// The glue that loads it.
    pub glue: Packed,
}

/// Bind and pack every app, side by side: each takes a processor for some seconds.
pub fn bundles(flavour: Flavour) -> Result<Vec<Bundle>> {
    thread::scope(|scope| {
        let working = APPS.map(|app| scope.spawn(move || bundle(app, flavour)));
        working.into_iter().map(|bundle| bundle.join().map_err(|_| anyhow!("binding an app stopped short"))?).collect()
    })
}

fn bundle(app: &'static App, flavour: Flavour) -> Result<Bundle> {
    let folder = Path::new(TARGET).join("wasm32-unknown-unknown").join(flavour.cargo_folder());
    let bound = bindgen::bind(&folder.join(format!("{}.wasm", app.name)), flavour)?;
    Ok(Bundle { app, wasm: Packed::new(bound.wasm, flavour)?, glue: Packed::new(bound.glue, flavour)? })
}
