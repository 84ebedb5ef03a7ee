//! `cargo xtask run`.
use anyhow::Result;
use clap::Args;

/// x
#[derive(Args)]
pub struct Options {}

/// x
pub fn run(_: &Options) -> Result<()> {
    Ok(())
}
