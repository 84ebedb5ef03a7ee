//! Where each setting comes from: the first of flag, variable, file and default that says something.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Mistakes;
use super::ledger::LedgerFlags;
use super::mail::MailFlags;
use super::oversight::OversightFlags;
use super::provider::ProviderFlags;
use super::serving::ServingFlags;
use super::setting::SETTINGS;

/// Begins every variable of ours.
const PREFIX: &str = "CRIIS_";

/// The settings as flags; each is also a variable and a line of the file.
#[derive(Args, Default)]
#[command(next_help_heading = "Settings")]
pub struct Flags {
    /// The settings file (TOML), whose lines are named like these flags with underscores.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The path of an SQLite database, or a postgres:// URL.
    #[arg(long, global = true, value_name = "PATH|URL")]
    database: Option<String>,
    /// The key folder, on another device than the data.
    #[arg(long, global = true, value_name = "FOLDER")]
    keys: Option<String>,
    /// A file, readable by its owner alone, with the passphrase that opens the key folder.
    #[arg(long, global = true, value_name = "FILE")]
    passphrase_file: Option<String>,
    /// The name of a systemd credential, or a file, that opens the key folder.
    #[arg(long, global = true, value_name = "NAME|FILE")]
    credential: Option<String>,
    /// The address to serve on [default: 127.0.0.1:8080].
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// The folder of the built app.
    #[arg(long, global = true, value_name = "FOLDER")]
    web: Option<String>,
    /// The address that people type.
    #[arg(long, global = true, value_name = "URL")]
    public_url: Option<String>,
    /// Whom to tell of a hole, as a mailto: or https: address, for /.well-known/security.txt.
    #[arg(long, global = true, value_name = "ADDRESS")]
    security_contact: Option<String>,
    /// TLS ends in a proxy on this machine, in front of --listen.
    #[arg(long, global = true, num_args = 0..=1, default_missing_value = "true", value_name = "true|false")]
    declared_tls_proxy: Option<String>,
    /// The address to serve figures for Prometheus on.
    #[arg(long, global = true, value_name = "ADDRESS:PORT")]
    metrics_listen: Option<String>,
    /// The place in the UK where the data is held, like `Leeds, England`.
    #[arg(long, global = true, value_name = "PLACE")]
    site: Option<String>,
    /// Accept a key folder that nothing seals, wherever it lies.
    #[arg(long, global = true, num_args = 0..=1, default_missing_value = "true", value_name = "true|false")]
    bare_keys: Option<String>,
    #[command(flatten)]
    serving: ServingFlags,
    #[command(flatten)]
    ledger: LedgerFlags,
    #[command(flatten)]
    oversight: OversightFlags,
    #[command(flatten)]
    mail: MailFlags,
    #[command(flatten)]
    provider: ProviderFlags,
}

/// Where a setting came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The command line.
    Flag,
    /// A variable of the environment.
    Variable,
    /// The settings file.
    File(PathBuf),
    /// Nothing was said.
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("flag"),
            Self::Variable => f.write_str("environment"),
            Self::File(file) => write!(f, "{}", file.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// What was said of each setting, and what is wrong with it.
#[derive(Default)]
pub struct Layers {
    said: BTreeMap<&'static str, (String, Source)>,
    mistakes: Vec<String>,
}

impl Layers {
    /// Gather from this process's surroundings.
    pub fn of(flags: &Flags) -> Self {
        Self::gather(flags, std::env::vars_os())
    }

    /// Gather, later layers filling what earlier ones left open.
    pub fn gather(flags: &Flags, variables: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        let mut layers = Self::default();
        for (name, value) in flags.given() {
            layers.say(name, value.clone(), Source::Flag);
        }
        let named = layers.take_variables(variables);
        if let Some(file) = flags.config.clone().or(named) {
            layers.take_file(&file);
        }
        for setting in SETTINGS {
            if let Some(default) = setting.default {
                layers.say(setting.name, default.to_owned(), Source::Default);
            }
        }
        layers
    }

    /// What was said of a setting, and where.
    pub fn said(&self, name: &str) -> Option<&(String, Source)> {
        self.said.get(name)
    }

    /// A setting as a path.
    pub fn path(&mut self, name: &str) -> Option<PathBuf> {
        self.parsed(name, "a path", |text| Some(text.into()))
    }

    /// A setting that is on or off.
    pub fn switch(&mut self, name: &str) -> bool {
        self.parsed(name, "true or false", |text| text.parse().ok()).unwrap_or_default()
    }

    /// A setting, parsed; what cannot be is noted.
    pub fn parsed<T>(&mut self, name: &str, expected: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let (text, source) = self.said.get(name)?;
        let parsed = if text.is_empty() { None } else { parse(text) };
        if parsed.is_none() {
            self.mistakes.push(format!("`{name}` ({source}): give {expected}"));
        }
        parsed
    }

    /// Note what is wrong.
    pub fn mistake(&mut self, words: impl Into<String>) {
        self.mistakes.push(words.into());
    }

    /// Whether all is well.
    pub fn finish(self) -> Result<(), Mistakes> {
        if self.mistakes.is_empty() { Ok(()) } else { Err(Mistakes(self.mistakes)) }
    }

    fn say(&mut self, name: &'static str, value: String, source: Source) {
        self.said.entry(name).or_insert((value, source));
    }

    /// Take our variables, and answer the settings file that one of them may name.
    fn take_variables(&mut self, variables: impl IntoIterator<Item = (OsString, OsString)>) -> Option<PathBuf> {
        let mut file = None;
        for (name, value) in variables {
            let Some(name) = name.to_str().filter(|name| name.starts_with(PREFIX)) else { continue };
            if name == "CRIIS_CONFIG" {
                file = Some(value.into());
                continue;
            }
            match (SETTINGS.iter().find(|setting| variable(setting.name) == name), value.into_string()) {
                (Some(setting), Ok(value)) => self.say(setting.name, value, Source::Variable),
                (Some(_), Err(_)) => self.mistake(format!("{name} is not UTF-8 text")),
                (None, _) => self.mistake(format!("{name} is not a setting: see `criis --help` for those there are")),
            }
        }
        file
    }

    fn take_file(&mut self, file: &Path) {
        let shown = file.display();
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => return self.mistake(format!("{shown}: {error}")),
        };
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => return self.mistake(format!("{shown}: {}", toml::de::Error::message(&error))),
        };
        for (name, value) in table {
            let setting = SETTINGS.iter().find(|setting| setting.name == name);
            match (setting, value) {
                (Some(setting), toml::Value::String(text)) => {
                    self.say(setting.name, text, Source::File(file.to_owned()));
                }
                (Some(setting), toml::Value::Boolean(on)) => {
                    self.say(setting.name, on.to_string(), Source::File(file.to_owned()));
                }
                (Some(_), _) => self.mistake(format!("{shown}: `{name}` is a text, or true or false")),
                (None, _) => self.mistake(format!("{shown}: `{name}` is not a setting")),
            }
        }
    }
}

impl Flags {
    fn given(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let all = [
            ("database", &self.database),
            ("keys", &self.keys),
            ("passphrase_file", &self.passphrase_file),
            ("credential", &self.credential),
            ("listen", &self.listen),
            ("web", &self.web),
            ("public_url", &self.public_url),
            ("security_contact", &self.security_contact),
            ("declared_tls_proxy", &self.declared_tls_proxy),
            ("metrics_listen", &self.metrics_listen),
            ("site", &self.site),
            ("bare_keys", &self.bare_keys),
        ];
        all.into_iter()
            .filter_map(|(name, value)| Some((name, value.as_ref()?)))
            .chain(self.serving.given())
            .chain(self.ledger.given())
            .chain(self.oversight.given())
            .chain(self.mail.given())
            .chain(self.provider.given())
    }
}

/// The variable of a setting.
pub fn variable(setting: &str) -> String {
    format!("{PREFIX}{}", setting.to_uppercase())
}
