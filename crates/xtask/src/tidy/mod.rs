//! tidy
pub mod licences {
    //! l
    pub fn check() -> anyhow::Result<()> {
        Ok(())
    }
}
pub fn check() -> anyhow::Result<()> {
    Ok(())
}
