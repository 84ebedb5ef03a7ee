//! A certificate and its key, read from their files and found to belong together.

use std::fs;
use std::path::Path;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use rustls::{Error, InconsistentKeys};

use crate::config::{TlsFiles, secret_file};

/// Read both.
///
/// # Errors
/// In words, with what would put it right; nothing of a key is in them.
pub fn read(files: &TlsFiles) -> Result<CertifiedKey, String> {
    let (certificate, key) = (files.certificate.display(), files.key.display());
    let chain = chain(&files.certificate)?;
    let private = private_key(&files.key)?;
    CertifiedKey::from_der(chain, private, &ring::default_provider()).map_err(|error| match error {
        Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
            format!("{key} is not the key of {certificate}: give the key that the certificate was asked for with")
        }
        Error::InvalidCertificate(_) => format!("{certificate} holds a certificate that cannot be read"),
        _ => format!("{key} holds a key of a kind that cannot be used: give ECDSA (P-256, P-384), Ed25519 or RSA"),
    })
}

fn chain(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let shown = file.display();
    let bytes = fs::read(file).map_err(|error| format!("{shown}: {error}"))?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    match chain {
        Ok(chain) if !chain.is_empty() => Ok(chain),
        _ => Err(format!("{shown} holds no certificate in PEM (`-----BEGIN CERTIFICATE-----`)")),
    }
}

fn private_key(file: &Path) -> Result<PrivateKeyDer<'static>, String> {
    let shown = file.display();
    let bytes = secret_file::read(file)?;
    if bytes.windows(9).any(|words| words == b"ENCRYPTED") {
        return Err(format!("{shown} asks for a passphrase: take it off with `openssl pkey -in {shown} -out NEW`"));
    }
    PrivateKeyDer::from_pem_slice(&bytes)
        .map_err(|_| format!("{shown} holds no private key in PEM (`-----BEGIN PRIVATE KEY-----`)"))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use rcgen::{CertifiedKey, generate_simple_self_signed};

    use super::*;

    fn write(files: &TlsFiles, certificate: &str, key: &str) {
        fs::write(&files.certificate, certificate).unwrap();
        fs::write(&files.key, key).unwrap();
        fs::set_permissions(&files.key, fs::Permissions::from_mode(0o600)).unwrap();
    }

    fn refusal(files: &TlsFiles) -> String {
        read(files).unwrap_err()
    }

    #[test]
    fn every_wrong_pair_is_told_from_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let files = TlsFiles { certificate: folder.path().join("site.pem"), key: folder.path().join("site.key") };
        let make = || {
            let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
            (cert.pem(), signing_key.serialize_pem())
        };
        let ((certificate, key), (_, other)) = (make(), make());
        assert!(refusal(&files).contains("site.pem"));
        write(&files, &certificate, &key);
        assert!(read(&files).is_ok());
        write(&files, &certificate, &other);
        assert!(refusal(&files).contains("is not the key of"));
        write(&files, "nothing", &key);
        assert!(refusal(&files).contains("no certificate in PEM"));
        write(&files, &certificate, &certificate);
        assert!(refusal(&files).contains("no private key in PEM"));
        write(&files, &certificate, "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        assert!(refusal(&files).contains("passphrase"));
        write(&files, &certificate, &key);
        fs::set_permissions(&files.key, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(refusal(&files).contains("chmod 600"));
    }
}
