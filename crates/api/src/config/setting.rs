//! The settings that there are.

/// One setting.
pub struct Setting {
    /// Its name in the file; with hyphens it is the flag, in capitals after `CRIIS_` the variable.
    pub name: &'static str,
    /// What holds where nothing is said.
    pub default: Option<&'static str>,
}

const fn with_default(name: &'static str, default: &'static str) -> Setting {
    Setting { name, default: Some(default) }
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
    with_default("listen", "127.0.0.1:8080"),
    setting("web"),
    setting("public_url"),
    setting("security_contact"),
    with_default("declared_tls_proxy", "false"),
    setting("metrics_listen"),
    setting("site"),
    with_default("bare_keys", "false"),
    setting("checkpoints"),
    setting("operator_database"),
    with_default("ledger_unprotected", "false"),
    with_default("watch_unlinked", "3"),
    with_default("watch_records_an_hour", "40"),
    with_default("watch_out_of_hours", "5"),
    with_default("watch_hours", "07:00-20:00"),
    with_default("watch_refusals", "10"),
    with_default("watch_searches", "15"),
    setting("charity"),
    with_default("lock_after_minutes", "10"),
    setting("smtp_server"),
    with_default("smtp_port", "587"),
    with_default("smtp_tls", "starttls"),
    setting("smtp_sender"),
    setting("smtp_user"),
    setting("smtp_password_file"),
    setting("smtp_ca"),
    setting("oidc_issuer"),
    setting("oidc_client_id"),
    setting("oidc_client_secret_file"),
    with_default("oidc_member_claim", "email"),
    setting("oidc_second_factor"),
    setting("oidc_ca"),
    setting("tls_certificate"),
    setting("tls_key"),
    setting("cors_origins"),
    with_default("limit_address", "6000/minute"),
    with_default("limit_account", "600/minute"),
    with_default("limit_costly_address", "1800/minute"),
    with_default("limit_costly_account", "120/minute"),
    with_default("limit_connections", "512"),
    with_default("limit_waiting", "512"),
    with_default("limit_arrival", "20"),
];
