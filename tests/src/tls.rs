//! A TLS client that tests can look into, and certificates made for them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion};

use crate::server::secret;

/// Longer than an answer takes on a machine with other work.
const PATIENCE: Duration = Duration::from_secs(30);

/// A client of HTTP that goes through no proxy. What the server's own crates ask of its library leaves the choice of
/// a provider of cryptography to the program, even where no TLS is spoken.
pub fn client() -> reqwest::ClientBuilder {
    // One that is installed already does as well.
    let _ = ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy()
}

/// A certificate of `localhost` and its key.
pub struct Pair {
    /// What the client trusts.
    pub certificate: CertificateDer<'static>,
    pem: String,
    key: String,
}

/// The two files that a server is given.
pub struct Files {
    /// The certificate's.
    pub certificate: PathBuf,
    /// The key's.
    pub key: PathBuf,
}

/// A connection that is open.
pub struct Connection(StreamOwned<ClientConnection, TcpStream>);

impl Pair {
    /// Make one.
    pub fn make() -> Self {
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
        Self { certificate: cert.der().clone(), pem: cert.pem(), key: signing_key.serialize_pem() }
    }

    /// Put it into the files: the key first, as tools that renew certificates do.
    pub fn write(&self, files: &Files) {
        secret(&files.key, &self.key);
        std::fs::write(&files.certificate, &self.pem).expect("the certificate is written");
    }
}

impl Files {
    /// Two files in a folder.
    pub fn within(folder: &Path) -> Self {
        Self { certificate: folder.join("site.pem"), key: folder.join("site.key") }
    }

    /// The settings that name them.
    pub fn settings(&self) -> [String; 4] {
        let shown = |path: &Path| path.display().to_string();
        ["--tls-certificate".into(), shown(&self.certificate), "--tls-key".into(), shown(&self.key)]
    }
}

impl Connection {
    /// Open one to a server whose certificate is this one, in one version of TLS, offering protocols.
    ///
    /// # Errors
    /// When the server is somebody else, or no agreement is reached.
    pub fn open(
        address: &str,
        trusted: &Pair,
        version: &'static SupportedProtocolVersion,
        protocols: &[&str],
    ) -> std::io::Result<Self> {
        let mut roots = RootCertStore::empty();
        roots.add(trusted.certificate.clone()).expect("a certificate to trust");
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_protocol_versions(&[version]).expect("a version");
        let mut config = builder.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        let name = ServerName::try_from("localhost").expect("a name");
        let session = ClientConnection::new(Arc::new(config), name).expect("a client");
        let mut stream = StreamOwned::new(session, tcp(address));
        while stream.conn.is_handshaking() {
            stream.conn.complete_io(&mut stream.sock)?;
        }
        Ok(Self(stream))
    }

    /// What will be spoken on it.
    pub fn protocol(&self) -> Option<&str> {
        self.0.conn.alpn_protocol().and_then(|name| std::str::from_utf8(name).ok())
    }

    /// Ask for a path in HTTP/1.1, and answer what comes back; the connection stays open.
    pub fn get(&mut self, path: &str) -> String {
        let asked = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        self.0.write_all(asked.as_bytes()).expect("the request is sent");
        let mut answer = Vec::new();
        let mut buffer = [0; 4096];
        while !is_whole(&answer) {
            let read = self.0.read(&mut buffer).expect("an answer");
            assert!(read > 0, "the connection ended: {}", String::from_utf8_lossy(&answer));
            answer.extend_from_slice(&buffer[..read]);
        }
        String::from_utf8(answer).expect("an answer in UTF-8")
    }
}

/// A bare connection to the server at this address.
pub fn tcp(address: &str) -> TcpStream {
    let host = address.rsplit("//").next().unwrap_or_default().replace("localhost", "127.0.0.1");
    let stream = TcpStream::connect(host).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("patience");
    stream
}

/// Whether an answer has its head and as much of a body as that announces.
fn is_whole(answer: &[u8]) -> bool {
    let text = String::from_utf8_lossy(answer);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let announced = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= announced.unwrap_or(0_usize)
}
