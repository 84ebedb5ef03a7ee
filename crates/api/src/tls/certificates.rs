//! The certificate that new connections get, read again when its files change.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::pair;
use crate::config::TlsFiles;
use crate::metrics;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(2);

/// What tells two contents of a file apart without reading it: file, size, seconds and nanoseconds.
type Look = Option<(u64, u64, i64, i64)>;

/// The certificate in use.
#[derive(Debug)]
pub struct Certificates {
    files: TlsFiles,
    in_use: RwLock<Arc<CertifiedKey>>,
}

impl Certificates {
    /// Read the files.
    ///
    /// # Errors
    /// In words, with what would put it right.
    pub fn read(files: TlsFiles) -> Result<Arc<Self>, String> {
        let pair = pair::read(&files)?;
        Ok(Arc::new(Self { files, in_use: RwLock::new(Arc::new(pair)) }))
    }

    /// Look at the files for ever. Connections that are open go on under the certificate that they began with.
    ///
    /// A new pair that cannot be used leaves the old one in use, is an error in the log at every change, and
    /// stays on `/metrics` until it is mended.
    pub async fn follow(self: Arc<Self>) {
        let mut seen = self.look();
        loop {
            tokio::time::sleep(LOOK).await;
            let now = self.look();
            // Two files are written one after the other: what is still being written is looked at again.
            if now != seen {
                seen = now;
                self.renew();
            }
        }
    }

    fn renew(&self) {
        match pair::read(&self.files) {
            Ok(pair) => {
                *self.in_use.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(pair);
                metrics::certificate_renewed();
                log::info!("new connections get the new certificate of {}", self.files.certificate.display());
            }
            Err(words) => {
                metrics::certificate_refused();
                log::error!("the new certificate is not used, and the one before still is: {words}");
            }
        }
    }

    fn look(&self) -> [Look; 2] {
        [look(&self.files.certificate), look(&self.files.key)]
    }
}

fn look(file: &Path) -> Look {
    let metadata = fs::metadata(file).ok()?;
    Some((metadata.ino(), metadata.len(), metadata.mtime(), metadata.mtime_nsec()))
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.in_use.read().unwrap_or_else(PoisonError::into_inner)))
    }
}
