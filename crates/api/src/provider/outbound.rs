//! The way out to the provider: TLS, no redirect, an end to waiting and to reading.

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use serde::de::DeserializeOwned;

use super::Fault;
use crate::command::Failure;
use crate::config::Provider as Settings;

/// The longest that one request may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest answer that is read, in bytes: key sets have a few thousand.
const LONGEST: usize = 256 * 1_024;

/// Asks the provider.
pub struct Outbound {
    client: Client,
    is_local: bool,
}

impl Outbound {
    /// The way to this provider.
    ///
    /// # Errors
    /// When its certificate cannot be read.
    pub fn to(settings: &Settings) -> Result<Self, Failure> {
        let unusable = |error: &dyn std::fmt::Display| Failure::Unsafe(format!("`oidc_ca`: {error}"));
        let mut roots = RootCertStore::empty();
        match &settings.ca {
            // Where the organisation vouches for its own provider, nobody else does.
            Some(file) => {
                let certificates = CertificateDer::pem_file_iter(file).map_err(|error| unusable(&error))?;
                for certificate in certificates {
                    let certificate = certificate.map_err(|error| unusable(&error))?;
                    roots.add(certificate).map_err(|error| unusable(&error))?;
                }
            }
            None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        }
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let tls = tls.with_safe_default_protocol_versions().map_err(|error| unusable(&error))?;
        let client = Client::builder()
            .tls_backend_preconfigured(tls.with_root_certificates(roots).with_no_client_auth())
            .https_only(!settings.is_local())
            .redirect(Policy::none())
            .timeout(PATIENCE)
            .no_proxy()
            .build();
        Ok(Self { client: client.map_err(|error| unusable(&error))?, is_local: settings.is_local() })
    }

    /// Accept an address that the provider declares.
    ///
    /// # Errors
    /// [`Fault::Away`] for one without TLS.
    pub fn accept(&self, address: &str) -> Result<(), Fault> {
        let is_safe = address.starts_with("https://") || (self.is_local && address.starts_with("http://localhost:"));
        if is_safe { Ok(()) } else { Err(Fault::Away("it declares an address without TLS".to_owned())) }
    }

    /// Read something that it publishes.
    ///
    /// # Errors
    /// [`Fault::Away`].
    pub async fn get<T: DeserializeOwned>(&self, address: &str) -> Result<T, Fault> {
        let (status, body) = self.read(self.client.get(address)).await?;
        if !status.is_success() {
            return Err(Fault::Away(format!("it answered {status}")));
        }
        serde_json::from_slice(&body).map_err(|_| Fault::Away("it answered what cannot be read".to_owned()))
    }

    /// Redeem a code.
    ///
    /// # Errors
    /// [`Fault::Refused`] where the code does not hold; [`Fault::Away`].
    pub async fn redeem<T: DeserializeOwned>(&self, address: &str, form: &[(&str, &str)]) -> Result<T, Fault> {
        let (status, body) = self.read(self.client.post(address).form(form)).await?;
        if status.is_client_error() {
            let word = refusal(&body);
            return Err(Fault::Refused(format!("the identity provider redeems no such code: {status} {word}")));
        }
        if !status.is_success() {
            return Err(Fault::Away(format!("it answered {status}")));
        }
        serde_json::from_slice(&body).map_err(|_| Fault::Away("it answered what cannot be read".to_owned()))
    }

    /// An error of the network is told without the address, in which there is a name.
    async fn read(&self, request: RequestBuilder) -> Result<(StatusCode, Vec<u8>), Fault> {
        let away = |error: reqwest::Error| Fault::Away(error.without_url().to_string());
        let mut answer = request.send().await.map_err(away)?;
        let mut body = Vec::new();
        while let Some(part) = answer.chunk().await.map_err(away)? {
            if body.len() + part.len() > LONGEST {
                return Err(Fault::Away("it answers without an end".to_owned()));
            }
            body.extend_from_slice(&part);
        }
        Ok((answer.status(), body))
    }
}

/// The word of RFC 6749 (5.2) for a refusal, which tells whoever runs CRiiS what to put right; nothing else of the answer.
fn refusal(body: &[u8]) -> String {
    let answer: serde_json::Value = serde_json::from_slice(body).unwrap_or_default();
    let word = answer.get("error").and_then(serde_json::Value::as_str).unwrap_or_default();
    word.chars().filter(|letter| letter.is_ascii_lowercase() || *letter == '_').take(40).collect()
}
