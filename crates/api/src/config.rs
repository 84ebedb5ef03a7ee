//! The settings: flag, `CRIIS_…` variable, TOML file, default, validated whole at start.

mod layers;
mod ledger;
mod mail;
mod origin;
mod oversight;
mod provider;
mod rate;
pub mod secret_file;
mod serving;
mod setting;
mod site;

use std::net::SocketAddr;
use std::path::PathBuf;

use store::Address;
use vault::{Unlock, UnlockKind};

use crate::security_txt;

pub use layers::{Flags, Layers};
pub use ledger::Ledger;
pub use mail::{Mail, MailTls};
pub use origin::Origin;
pub use provider::{MemberClaim, Provider};
pub use rate::Rate;
pub use serving::{Limits, TlsFiles};
pub use setting::SETTINGS;
pub use site::Site;

/// The settings of this process.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the database is.
    database: Option<Address>,
    /// The key folder.
    keys: Option<PathBuf>,
    /// The file with the passphrase that opens the key folder.
    passphrase_file: Option<PathBuf>,
    /// The file with the credential that opens the key folder.
    credential: Option<PathBuf>,
    /// Where to serve.
    pub listen: SocketAddr,
    /// The folder of the built app; none serves the API alone.
    pub web: Option<PathBuf>,
    /// The address that people type, which documents and links name.
    pub public_url: Option<String>,
    /// Whom to tell of a hole.
    pub security_contact: Option<String>,
    /// That TLS ends in a proxy in front of `listen`.
    pub declared_tls_proxy: bool,
    /// Where to serve figures for Prometheus.
    pub metrics_listen: Option<SocketAddr>,
    /// Where the data is.
    pub site: Option<Site>,
    /// That a bare key folder is accepted wherever it lies.
    pub bare_keys: bool,
    /// The certificate and key of TLS that ends in this process.
    pub tls: Option<TlsFiles>,
    /// Other apps whose pages may ask the API.
    pub cors_origins: Vec<Origin>,
    /// How much of the server one side may take.
    pub limits: Limits,
    /// Of the audit ledger.
    pub ledger: Ledger,
    /// From how many on a pattern in the ledger is worth a look.
    pub oversight: domain::oversight::Thresholds,
    /// By which one-time links are sent.
    pub mail: Option<Mail>,
    /// The organisation's own identity provider.
    pub provider: Option<Provider>,
    /// The charity's name.
    pub charity: Option<String>,
    /// After how many minutes without a key or a pointer the app locks the screen.
    pub lock_after_minutes: u32,
}

/// Everything that is wrong with the settings, at once.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("\ncriis: "))]
pub struct Mistakes(pub Vec<String>);

impl Config {
    /// Gather and validate the settings.
    ///
    /// # Errors
    /// Every mistake, each naming its setting, where it came from and what would be right.
    pub fn load(flags: &Flags) -> Result<Self, Mistakes> {
        Self::of(Layers::of(flags))
    }

    /// Validate what was gathered.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn of(mut layers: Layers) -> Result<Self, Mistakes> {
        let config = Self {
            database: layers.parsed("database", "a path or a postgres:// URL", |text| text.parse().ok()),
            keys: layers.path("keys"),
            passphrase_file: layers.path("passphrase_file"),
            credential: layers.parsed("credential", "a path, or the name of a systemd credential", credential_file),
            listen: layers
                .parsed("listen", "an address and port, like 127.0.0.1:8080", |text| text.parse().ok())
                .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            web: layers.path("web"),
            public_url: layers.parsed("public_url", "an address, like https://criis.example.org", public_url),
            security_contact: layers.parsed(
                "security_contact",
                "an address, like mailto:dpo@example.org",
                security_txt::contact,
            ),
            declared_tls_proxy: layers.switch("declared_tls_proxy"),
            metrics_listen: layers
                .parsed("metrics_listen", "an address and port, like 127.0.0.1:9100", |text| text.parse().ok()),
            site: layers.parsed("site", site::EXPECTED, Site::parse),
            bare_keys: layers.switch("bare_keys"),
            tls: TlsFiles::gather(&mut layers),
            cors_origins: serving::origins(&mut layers),
            limits: Limits::gather(&mut layers),
            ledger: Ledger::gather(&mut layers),
            oversight: oversight::gather(&mut layers),
            mail: Mail::gather(&mut layers),
            provider: Provider::gather(&mut layers),
            lock_after_minutes: layers
                .parsed("lock_after_minutes", "a whole number from 1 to 60", |text| {
                    text.parse().ok().filter(|minutes| (1..=60).contains(minutes))
                })
                .unwrap_or(10),
            charity: layers
                .parsed("charity", "a name without a colon", |text| (!text.contains(':')).then(|| text.to_owned())),
        };
        if config.passphrase_file.is_some() && config.credential.is_some() {
            layers.mistake("`passphrase_file` and `credential` are both set: set the one that opens the key folder");
        }
        layers.finish().map(|()| config)
    }

    /// Whether people reach this server by HTTPS alone.
    pub fn is_https(&self) -> bool {
        self.tls.is_some() || self.public_url.as_deref().is_some_and(|url| url.starts_with("https:"))
    }

    /// The address that links lead to: never one that a request names, which its sender chooses.
    pub fn address(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://localhost:{}", self.listen.port()))
    }

    /// Whose codes an authenticator app shows.
    pub fn issuer(&self) -> String {
        self.charity.as_ref().map_or_else(|| "CRiiS".to_owned(), |charity| format!("CRiiS {charity}"))
    }

    /// Where the database is.
    ///
    /// # Errors
    /// If it is not set.
    pub fn database(&self) -> Result<&Address, Mistakes> {
        self.database.as_ref().ok_or_else(|| missing("database", "a path for SQLite, or a postgres:// URL"))
    }

    /// The same settings for an operator, whose way to the database is that of the role that owns the tables, where one
    /// is set.
    #[must_use]
    pub fn as_operator(&self) -> Self {
        let database = self.ledger.operator_database.clone().or_else(|| self.database.clone());
        Self { database, ..self.clone() }
    }

    /// The key folder.
    ///
    /// # Errors
    /// If it is not set.
    pub fn keys(&self) -> Result<&PathBuf, Mistakes> {
        self.keys.as_ref().ok_or_else(|| missing("keys", "the key folder, on another device than the data"))
    }

    /// What is given to open the key folder, or to seal a new one.
    ///
    /// # Errors
    /// If the file cannot be read, or others than its owner can.
    pub fn unlock(&self) -> Result<Unlock, Mistakes> {
        let mistake = |words| Mistakes(vec![words]);
        if let Some(file) = &self.credential {
            return secret_file::read(file).map(Unlock::Credential).map_err(mistake);
        }
        let Some(file) = &self.passphrase_file else { return Ok(Unlock::Bare) };
        secret_file::read_text(file).map(Unlock::Passphrase).map_err(mistake)
    }

    /// What a folder needs, in words, where nothing that opens it is set.
    pub fn says_nothing_that_opens(&self, needed: UnlockKind) -> Option<String> {
        if self.passphrase_file.is_some() || self.credential.is_some() {
            return None;
        }
        let setting = match needed {
            UnlockKind::Passphrase => "passphrase_file",
            UnlockKind::Credential => "credential",
            UnlockKind::Bare => return None,
        };
        Some(format!("the key folder is sealed by a {needed}: set `{setting}` to the file that holds it"))
    }
}

fn missing(setting: &str, what: &str) -> Mistakes {
    let flag = setting.replace('_', "-");
    let variable = layers::variable(setting);
    Mistakes(vec![format!("`{setting}` is not set: give {what}, by --{flag}, {variable} or the settings file")])
}

/// A systemd credential is named; anything with a stroke is a path.
fn credential_file(text: &str) -> Option<PathBuf> {
    if text.contains('/') {
        return Some(text.into());
    }
    std::env::var_os("CREDENTIALS_DIRECTORY").map(|folder| PathBuf::from(folder).join(text))
}

fn public_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://localhost"))?;
    (!rest.contains(char::is_whitespace)).then(|| text.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests;
