//! The settings of mail, by which one-time links are sent.

use std::path::PathBuf;

use clap::Args;

use super::layers::Layers;

/// Where the mail server is and how it is spoken to: over TLS or not at all.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The server's name, which its certificate must have.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How TLS begins.
    pub tls: MailTls,
    /// The address that mail comes from.
    pub sender: String,
    /// Who signs in at the server; nobody where it knows this machine.
    pub user: Option<String>,
    /// The file with their password, readable by its owner alone.
    pub password_file: Option<PathBuf>,
    /// The certificate that vouches for the server's, in PEM, where it is not one that everybody trusts.
    pub ca: Option<PathBuf>,
}

/// How TLS begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailTls {
    /// With the connection.
    Implicit,
    /// By STARTTLS, without which nothing is sent.
    StartTls,
}

/// These settings as flags.
#[derive(Args, Default)]
pub struct MailFlags {
    /// The mail server that sends one-time links; without one they are shown to be passed on.
    #[arg(long, global = true, value_name = "NAME")]
    smtp_server: Option<String>,
    /// Its port [default: 587].
    #[arg(long, global = true, value_name = "PORT")]
    smtp_port: Option<String>,
    /// How TLS begins there [default: starttls].
    #[arg(long, global = true, value_name = "starttls|implicit")]
    smtp_tls: Option<String>,
    /// The address that mail comes from.
    #[arg(long, global = true, value_name = "ADDRESS")]
    smtp_sender: Option<String>,
    /// Who signs in there.
    #[arg(long, global = true, value_name = "NAME")]
    smtp_user: Option<String>,
    /// A file, readable by its owner alone, with their password.
    #[arg(long, global = true, value_name = "FILE")]
    smtp_password_file: Option<String>,
    /// The certificate that vouches for the server's, in PEM, where it is the organisation's own.
    #[arg(long, global = true, value_name = "FILE")]
    smtp_ca: Option<String>,
    /// The charity's name, which no password may have in it and authenticator apps show.
    #[arg(long, global = true, value_name = "NAME")]
    charity: Option<String>,
}

impl MailFlags {
    /// What was given, by the setting's name.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let all = [
            ("smtp_server", &self.smtp_server),
            ("smtp_port", &self.smtp_port),
            ("smtp_tls", &self.smtp_tls),
            ("smtp_sender", &self.smtp_sender),
            ("smtp_user", &self.smtp_user),
            ("smtp_password_file", &self.smtp_password_file),
            ("smtp_ca", &self.smtp_ca),
            ("charity", &self.charity),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)))
    }
}

impl Mail {
    /// These settings, where a server is named; half of them is a mistake.
    pub fn gather(layers: &mut Layers) -> Option<Self> {
        let port = layers.parsed("smtp_port", "a port, like 587", |text| text.parse().ok()).unwrap_or(587);
        let tls = layers.parsed("smtp_tls", "starttls or implicit", tls).unwrap_or(MailTls::StartTls);
        let text = |text: &str| Some(text.to_owned());
        let sender =
            layers.parsed("smtp_sender", "an e-mail address", |text| text.contains('@').then(|| text.to_owned()));
        let user = layers.parsed("smtp_user", "a name", text);
        let (password_file, ca) = (layers.path("smtp_password_file"), layers.path("smtp_ca"));
        let server = layers.parsed("smtp_server", "a server's name", text)?;
        if user.is_some() != password_file.is_some() {
            layers.mistake("`smtp_user` and `smtp_password_file` go together: set both, or neither");
        }
        if layers.said("public_url").is_none() {
            layers.mistake(
                "`smtp_server` is set and `public_url` is not: links that are sent need an address to lead to",
            );
        }
        let Some(sender) = sender else {
            layers.mistake("`smtp_server` is set and `smtp_sender` is not: say which address mail comes from");
            return None;
        };
        Some(Self { server, port, tls, sender, user, password_file, ca })
    }
}

fn tls(text: &str) -> Option<MailTls> {
    match text {
        "starttls" => Some(MailTls::StartTls),
        "implicit" => Some(MailTls::Implicit),
        _ => None,
    }
}
