//! The settings of how requests come in: TLS, other origins, limits.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::layers::Layers;
use super::origin::{self, Origin};
use super::rate::{self, Rate};

/// The longest that a request's parts may be given, in seconds.
const LONGEST_ARRIVAL: u32 = 300;

/// The files of TLS that ends in this process, both in PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate, followed by those that vouch for it.
    pub certificate: PathBuf,
    /// Its private key, which only its owner can read.
    pub key: PathBuf,
}

/// How much of the server one side may take. `docs/operations.md` says how the defaults were chosen.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Requests from one network address.
    pub address: Rate,
    /// Requests of one account.
    pub account: Rate,
    /// Costly requests from one network address.
    pub costly_address: Rate,
    /// Costly requests of one account.
    pub costly_account: Rate,
    /// Connections that one network address may keep open.
    pub connections: u32,
    /// Units of work that wait for the database, or are in it.
    pub waiting: usize,
    /// How long a request's head may take to arrive, and then its body.
    pub arrival: Duration,
}

/// These settings as flags.
#[derive(Args, Default)]
pub struct ServingFlags {
    /// The certificate of TLS that ends in criis, in PEM, with those that vouch for it.
    #[arg(long, global = true, value_name = "FILE")]
    tls_certificate: Option<String>,
    /// The private key of that certificate, in PEM, readable by its owner alone.
    #[arg(long, global = true, value_name = "FILE")]
    tls_key: Option<String>,
    /// Origins of other apps whose pages may ask the API, with commas between them.
    #[arg(long, global = true, value_name = "ORIGINS")]
    cors_origins: Option<String>,
    /// Requests from one network address [default: 6000/minute].
    #[arg(long, global = true, value_name = "RATE")]
    limit_address: Option<String>,
    /// Requests of one account [default: 600/minute].
    #[arg(long, global = true, value_name = "RATE")]
    limit_account: Option<String>,
    /// Searches and figures from one network address [default: 1800/minute].
    #[arg(long, global = true, value_name = "RATE")]
    limit_costly_address: Option<String>,
    /// Searches and figures of one account [default: 120/minute].
    #[arg(long, global = true, value_name = "RATE")]
    limit_costly_account: Option<String>,
    /// Connections that one network address may keep open [default: 512].
    #[arg(long, global = true, value_name = "NUMBER")]
    limit_connections: Option<String>,
    /// Units of work that wait for the database, or are in it [default: 512].
    #[arg(long, global = true, value_name = "NUMBER")]
    limit_waiting: Option<String>,
    /// Seconds that a request's head may take to arrive, and then its body [default: 20].
    #[arg(long, global = true, value_name = "SECONDS")]
    limit_arrival: Option<String>,
}

impl ServingFlags {
    /// What was given, by the setting's name.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let all = [
            ("tls_certificate", &self.tls_certificate),
            ("tls_key", &self.tls_key),
            ("cors_origins", &self.cors_origins),
            ("limit_address", &self.limit_address),
            ("limit_account", &self.limit_account),
            ("limit_costly_address", &self.limit_costly_address),
            ("limit_costly_account", &self.limit_costly_account),
            ("limit_connections", &self.limit_connections),
            ("limit_waiting", &self.limit_waiting),
            ("limit_arrival", &self.limit_arrival),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)))
    }
}

impl TlsFiles {
    /// Both files, or neither: one alone is a mistake.
    pub fn gather(layers: &mut Layers) -> Option<Self> {
        match (layers.path("tls_certificate"), layers.path("tls_key")) {
            (Some(certificate), Some(key)) => Some(Self { certificate, key }),
            (None, None) => None,
            (Some(_), None) => one_alone(layers, "tls_certificate", "tls_key"),
            (None, Some(_)) => one_alone(layers, "tls_key", "tls_certificate"),
        }
    }
}

fn one_alone(layers: &mut Layers, set: &str, missing: &str) -> Option<TlsFiles> {
    layers.mistake(format!("`{set}` is set and `{missing}` is not: TLS takes both files"));
    None
}

/// The origins of other apps.
pub fn origins(layers: &mut Layers) -> Vec<Origin> {
    layers.parsed("cors_origins", origin::EXPECTED, Origin::parse_all).unwrap_or_default()
}

impl Limits {
    /// The limits; one that cannot be read is a mistake, and as small as can be meanwhile.
    pub fn gather(layers: &mut Layers) -> Self {
        let mut rate = |name| layers.parsed(name, rate::EXPECTED, Rate::parse).unwrap_or(Rate::LEAST);
        let (address, account) = (rate("limit_address"), rate("limit_account"));
        let (costly_address, costly_account) = (rate("limit_costly_address"), rate("limit_costly_account"));
        let mut number = |name| layers.parsed(name, "a number above 0", positive).unwrap_or(1);
        let (connections, waiting) = (number("limit_connections"), number("limit_waiting"));
        let seconds = |text: &str| positive(text).filter(|seconds| *seconds <= LONGEST_ARRIVAL);
        let arrival = layers.parsed("limit_arrival", "seconds, from 1 to 300", seconds).unwrap_or(1);
        Self {
            address,
            account,
            costly_address,
            costly_account,
            connections,
            waiting: usize::try_from(waiting).unwrap_or(usize::MAX),
            arrival: Duration::from_secs(arrival.into()),
        }
    }
}

fn positive(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| *number > 0)
}
