//! test
use anyhow::Result;
use clap::Args;

/// x
#[derive(Args)]
pub struct Options {}

/// x
pub fn test(_: &Options) -> Result<()> {
    Ok(())
}
