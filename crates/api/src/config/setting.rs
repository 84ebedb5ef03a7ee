//! The settings that there are.

/// One setting.
pub struct Setting {
    /// Its name in the file; with hyphens it is the flag, in capitals after `CRIIS_` the variable.
    pub name: &'static str,
    /// What holds where nothing is said.
    pub default: Option<&'static str>,
}

const fn setting(name: &'static str) -> Setting {
    Setting { name, default: None }
}

/// Every setting, in the order in which `criis config` shows them.
pub const SETTINGS: &[Setting] = &[
    setting("database"),
    setting("keys"),
    setting("passphrase_file"),
    setting("credential"),
    Setting { name: "listen", default: Some("127.0.0.1:8080") },
    setting("web"),
    setting("public_url"),
    Setting { name: "declared_tls_proxy", default: Some("false") },
    setting("metrics_listen"),
    setting("site"),
    Setting { name: "bare_keys", default: Some("false") },
];
