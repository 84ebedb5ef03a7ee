//! TLS that ends in this process: 1.2 and 1.3, modern suites alone, and a certificate that is renewed without
//! a restart.
//!
//! rustls knows nothing older, no renegotiation, no compression and no key exchange without forward secrecy,
//! so there is nothing here to switch off.

mod certificates;
mod pair;

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::version::{TLS12, TLS13};

pub use certificates::Certificates;

/// How connections are made safe. Which protocol is spoken inside, actix-web says: HTTP/2 before HTTP/1.1.
///
/// # Errors
/// Never with these versions; rustls checks that its suites serve them.
pub fn config(certificates: Arc<Certificates>) -> Result<ServerConfig, rustls::Error> {
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_protocol_versions(&[&TLS13, &TLS12])?;
    Ok(builder.with_no_client_auth().with_cert_resolver(certificates))
}
