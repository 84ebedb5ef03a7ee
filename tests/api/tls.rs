//! TLS that ends in the program itself.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use rustls::version::{TLS12, TLS13};
use tests::server::{Server, free_port};
use tests::tls::{Connection, Files, Pair, tcp};

/// Longer than a renewal takes to be noticed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Begins a refusal in TLS: an alert, and that it is fatal.
const FATAL_ALERT: (u8, u8) = (21, 2);
/// The alert that names the version as the reason (RFC 8446, 6.2).
const PROTOCOL_VERSION: u8 = 70;
/// The alert that no common ground was found.
const HANDSHAKE_FAILURE: u8 = 40;

/// A server with a certificate, and where its figures are.
struct Secure {
    server: Server,
    files: Files,
    pair: Pair,
    figures: String,
}

impl Secure {
    fn start() -> Self {
        let mut server = Server::prepare();
        server.address = server.address.replace("http:", "https:");
        let files = Files::within(server.folder.path());
        let pair = Pair::make();
        pair.write(&files);
        let figures = format!("127.0.0.1:{}", free_port());
        let mut settings = files.settings().to_vec();
        settings.extend(["--metrics-listen".to_owned(), figures.clone()]);
        let settings: Vec<&str> = settings.iter().map(String::as_str).collect();
        server.serve_with(&settings);
        Self { server, files, pair, figures }
    }

    fn connect(&self, trusted: &Pair) -> std::io::Result<Connection> {
        Connection::open(&self.server.address, trusted, &TLS13, &["http/1.1"])
    }

    /// A figure of `/metrics`.
    fn figure(&self, name: &str) -> String {
        let mut stream = tcp(&self.figures);
        stream.write_all(b"GET /metrics HTTP/1.0\r\n\r\n").expect("figures are asked for");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("figures");
        let line = answer.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.unwrap_or_else(|| panic!("no {name} in {answer}")).to_owned()
    }
}

/// Wait until something is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// What a server answers to the opening of a client that offers one version at most and one suite.
fn alert(address: &str, version: [u8; 2], suite: [u8; 2]) -> (u8, u8, u8) {
    let mut hello = version.to_vec();
    hello.extend([7; 32]);
    // No session, one suite, no compression; the extensions that every client of these versions sends.
    hello.extend([0, 0, 2, suite[0], suite[1], 1, 0]);
    let extensions: [u8; 22] = [0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 4, 0, 2, 4, 3];
    hello.extend([0, 22]);
    hello.extend(extensions);
    let length = u8::try_from(hello.len()).expect("a short hello");
    let mut record = vec![22, 3, 1, 0, length + 4, 1, 0, 0, length];
    record.extend(hello);
    let mut stream = tcp(address);
    stream.write_all(&record).expect("the hello is sent");
    let mut answer = [0; 7];
    stream.read_exact(&mut answer).expect("an alert");
    (answer[0], answer[5], answer[6])
}

#[test]
fn both_versions_are_served_with_http_2_first() {
    let secure = Secure::start();
    let address = &secure.server.address;
    for version in [&TLS13, &TLS12] {
        let both = Connection::open(address, &secure.pair, version, &["http/1.1", "h2"]).expect("a connection");
        assert_eq!(both.protocol(), Some("h2"));
        let mut older = Connection::open(address, &secure.pair, version, &["http/1.1"]).expect("a connection");
        assert_eq!(older.protocol(), Some("http/1.1"));
        let answer = older.get("/healthz").to_lowercase();
        assert!(answer.starts_with("http/1.1 200"), "{answer}");
        assert!(answer.contains("strict-transport-security: max-age=63072000; includesubdomains"), "{answer}");
    }
}

#[test]
fn older_versions_and_suites_without_forward_secrecy_are_refused() {
    let secure = Secure::start();
    let address = &secure.server.address;
    let (ecdhe_aes128_sha, rsa_aes128_gcm, ecdhe_ecdsa_gcm) = ([0xc0, 0x09], [0x00, 0x9c], [0xc0, 0x2b]);
    let refused = |description| (FATAL_ALERT.0, FATAL_ALERT.1, description);
    for version in [[3, 0], [3, 1], [3, 2]] {
        assert_eq!(alert(address, version, ecdhe_ecdsa_gcm), refused(PROTOCOL_VERSION), "{version:?}");
    }
    for suite in [ecdhe_aes128_sha, rsa_aes128_gcm] {
        assert_eq!(alert(address, [3, 3], suite), refused(HANDSHAKE_FAILURE), "{suite:?}");
    }
    // A plain request is no TLS, and gets no answer in HTTP.
    let mut plain = tcp(address);
    plain.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("a request is sent");
    let mut answer = Vec::new();
    // A reset is as good as an end.
    let _ = plain.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP"), "{}", String::from_utf8_lossy(&answer));
}

#[test]
fn a_new_certificate_is_taken_over_while_connections_stay_open() {
    let secure = Secure::start();
    let mut before = secure.connect(&secure.pair).expect("a connection");
    assert!(before.get("/healthz").starts_with("HTTP/1.1 200"));
    let next = Pair::make();
    next.write(&secure.files);
    until("the new certificate is not taken over", || {
        // Whoever is connected goes on, meanwhile and afterwards.
        assert!(before.get("/healthz").starts_with("HTTP/1.1 200"));
        secure.connect(&next).is_ok()
    });
    assert!(before.get("/healthz").starts_with("HTTP/1.1 200"));
    assert!(secure.connect(&secure.pair).is_err(), "the old certificate is gone");
    assert_eq!(secure.figure("criis_certificate_refused"), "0");
    assert_ne!(secure.figure("criis_certificate_renewals_total"), "0");
}

#[test]
fn a_broken_new_pair_leaves_the_old_one_and_is_loud() {
    let secure = Secure::start();
    assert_eq!(secure.figure("criis_certificate_refused"), "0");
    std::fs::write(&secure.files.certificate, "cut short").expect("the certificate is broken");
    until("nobody noticed", || secure.figure("criis_certificate_refused") == "1");
    let log = std::fs::read_to_string(secure.server.log()).expect("a log");
    assert!(log.contains("ERROR") && log.contains("site.pem holds no certificate"), "{log}");
    assert!(secure.connect(&secure.pair).expect("the old one").get("/healthz").starts_with("HTTP/1.1 200"));
    let mended = Pair::make();
    mended.write(&secure.files);
    until("the mended pair is not taken over", || secure.connect(&mended).is_ok());
    until("it is still said to be broken", || secure.figure("criis_certificate_refused") == "0");
}

#[test]
fn a_wrong_key_is_refused_at_the_start_with_what_would_be_right() {
    let server = Server::prepare();
    let files = Files::within(server.folder.path());
    let (one, other) = (Pair::make(), Pair::make());
    let refused = |settings: &[String]| {
        let arguments: Vec<&str> = ["serve"].into_iter().chain(settings.iter().map(String::as_str)).collect();
        let said = server.run(&arguments);
        assert!(!said.status.success());
        String::from_utf8(said.stderr).expect("words")
    };
    other.write(&files);
    let key_of_other = std::fs::read_to_string(&files.key).expect("a key");
    one.write(&files);
    tests::server::secret(&files.key, &key_of_other);
    let words = refused(&files.settings());
    assert!(words.contains("site.key is not the key of") && !words.contains("PRIVATE"), "{words}");
    let words = refused(&files.settings()[..2]);
    assert!(words.contains("`tls_certificate` is set and `tls_key` is not"), "{words}");
    let open = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(&files.key, open).expect("permissions");
    let words = refused(&files.settings());
    assert!(words.contains("chmod 600"), "{words}");
}
