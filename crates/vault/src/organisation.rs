//! The organisation key: what seals the names of services, contracts, staff and clients.

use aes_gcm::Aes256Gcm;
use zeroize::Zeroizing;

use crate::{
    blob::{self, format},
    error::{OpenError, SealError},
    key::KeyBytes,
    place::OrganisationPlace,
};

/// One version of the organisation key. The newest seals, any of them opens.
pub(crate) struct OrganisationKey {
    cipher: Aes256Gcm,
    version: u32,
}

impl OrganisationKey {
    /// The organisation key of this version.
    pub(crate) fn new(key: &KeyBytes, version: u32) -> Self {
        Self { cipher: key.cipher(), version }
    }

    /// Seals `plain` so that it opens at `place` only.
    pub(crate) fn seal(&self, place: &OrganisationPlace<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let associated_data = place.associated_data(format::ORGANISATION, self.version);
        let header = (format::ORGANISATION, self.version, place.layout);
        blob::seal(&self.cipher, header, &associated_data, plain)
    }

    /// Opens what [`blob::parse`] found to be sealed under this version.
    pub(crate) fn open(
        &self,
        place: &OrganisationPlace<'_>,
        parsed: &blob::Parsed<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        if parsed.layout != place.layout {
            return Err(OpenError::OtherLayout(parsed.layout));
        }
        parsed.open(&self.cipher, &place.associated_data(format::ORGANISATION, self.version))
    }
}
