//! The JavaScript between the browser and the WASM module, made by `wasm-bindgen`'s own library.

use std::path::Path;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::web::Flavour;

/// A module and the glue that loads it.
pub struct Bound {
    /// The module, with the descriptions meant for `wasm-bindgen` taken out.
    pub wasm: Vec<u8>,
    /// An ES module whose default export starts the app.
    pub glue: String,
}

/// Bind a module that Cargo built.
///
/// # Errors
/// When the module was built with another `wasm-bindgen` than this library's version, or when a
/// dependency ships JavaScript of its own: such a file would be served without anybody having seen it.
pub fn bind(module: &Path, flavour: Flavour) -> Result<Bound> {
    let mut output = Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(flavour == Flavour::Release)
        .remove_producers_section(flavour == Flavour::Release)
        .generate_output()
        .with_context(|| format!("binding {}", module.display()))?;

    // Every crate that uses `wasm-bindgen` has an entry; most have no snippet in it.
    let inline = output.snippets().iter().filter(|(_, snippets)| !snippets.is_empty()).map(|(krate, _)| krate);
    let snippets: Vec<_> = inline.chain(output.local_modules().keys()).cloned().collect();
    if !snippets.is_empty() {
        bail!("dependencies bring JavaScript of their own, which the web app does not serve: {}", snippets.join(", "));
    }
    Ok(Bound { glue: output.js().to_owned(), wasm: output.wasm_mut().emit_wasm() })
}
