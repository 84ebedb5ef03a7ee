//! `criis config`.

use super::Failure;
use crate::config::{Config, Flags, Layers, SETTINGS};

/// Print what holds, where it came from, and what is wrong with it.
///
/// # Errors
/// The mistakes, after everything is printed.
pub fn run(flags: &Flags) -> Result<(), Failure> {
    let layers = Layers::of(flags);
    let widest = SETTINGS.iter().map(|setting| setting.name.len()).max().unwrap_or_default();
    for setting in SETTINGS {
        match layers.said(setting.name) {
            Some((value, source)) => println!("{:widest$} = {value:?}  # {source}", setting.name),
            None => println!("{:widest$}   # not set", setting.name),
        }
    }
    Config::of(layers)?;
    Ok(())
}
