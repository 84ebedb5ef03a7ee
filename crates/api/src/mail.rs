//! Mail: one-time links, and nothing else. A mail holds nothing personal beyond the link.

use std::time::Duration;

use domain::Private;
use domain::email::Email;
use domain::sign_in::InvitationKind;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::command::Failure;
use crate::config::{Mail, MailTls, secret_file};

/// The longest that a mail server may take for a step.
const PATIENCE: Duration = Duration::from_secs(15);

/// The way by which links are sent; none where no mail server is set.
#[derive(Clone, Default)]
pub struct Post(Option<Sender>);

#[derive(Clone)]
struct Sender {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Post {
    /// The way that the settings describe.
    ///
    /// # Errors
    /// When a file of theirs cannot be read, or an address is none.
    pub fn of(mail: Option<&Mail>) -> Result<Self, Failure> {
        mail.map(Sender::of).transpose().map(Self)
    }

    /// Send a link to somebody's address at work; whether it was handed over. A failure is logged without the address.
    pub async fn send_link(&self, to: &Private<Email>, kind: InvitationKind, link: &str) -> bool {
        let Some(sender) = &self.0 else { return false };
        let Ok(to) = to.reveal().as_str().parse() else { return false };
        match sender.send(to, kind, link).await {
            Ok(()) => true,
            Err(error) => {
                log::warn!("a one-time link could not be sent: {error}");
                false
            }
        }
    }
}

impl Sender {
    fn of(mail: &Mail) -> Result<Self, Failure> {
        let unusable = |what: &str, error: &dyn std::fmt::Display| Failure::Unsafe(format!("{what}: {error}"));
        let mut tls = TlsParameters::builder(mail.server.clone());
        if let Some(file) = &mail.ca {
            let pem = std::fs::read(file).map_err(Failure::io(file.display().to_string()))?;
            let certificate = Certificate::from_pem(&pem).map_err(|error| unusable("`smtp_ca`", &error))?;
            // Where the organisation vouches for its own server, nobody else does.
            tls = tls.certificate_store(CertificateStore::None).add_root_certificate(certificate);
        }
        let tls = tls.build_rustls().map_err(|error| unusable("`smtp_ca`", &error))?;
        let tls = if mail.tls == MailTls::Implicit { Tls::Wrapper(tls) } else { Tls::Required(tls) };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(mail.server.clone())
            .port(mail.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let (Some(user), Some(file)) = (&mail.user, &mail.password_file) {
            let password = secret_file::read_text(file).map_err(Failure::Unsafe)?;
            builder = builder.credentials(Credentials::new(user.clone(), password.as_str().to_owned()));
        }
        let from = mail.sender.parse().map_err(|error| unusable("`smtp_sender`", &error))?;
        Ok(Self { transport: builder.build(), from })
    }

    async fn send(&self, to: Mailbox, kind: InvitationKind, link: &str) -> Result<(), Box<dyn std::error::Error>> {
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject("CRiiS: choose your password")
            .header(ContentType::TEXT_PLAIN)
            .body(words(kind, link))?;
        // A server's own words name the address that it refuses.
        self.transport.send(message).await.map_err(|error| match error.status() {
            Some(code) => format!("the server refused it: {code}"),
            None => error.to_string(),
        })?;
        Ok(())
    }
}

fn words(kind: InvitationKind, link: &str) -> String {
    let (why, holds) = match kind {
        InvitationKind::Invitation => ("You are invited to sign in to CRiiS.", "72 hours"),
        InvitationKind::Reset => ("You can choose a new password for CRiiS.", "one hour"),
    };
    format!(
        "{why}\n\nThis link can be used once, within {holds}:\n\n{link}\n\n\
        If you did not expect this, do not use it, and tell whoever looks after CRiiS where you work.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_says_what_the_link_is_for_and_how_long_it_holds() {
        assert!(words(InvitationKind::Invitation, "https://x/#t").contains("72 hours:\n\nhttps://x/#t\n"));
        assert!(words(InvitationKind::Reset, "https://x/#t").contains("one hour"));
    }

    #[test]
    fn nothing_is_sent_where_no_server_is_set() {
        let to = Email::parse(&"efua.testworker@example.org".into()).ok().unwrap();
        let sent = actix_web::rt::System::new().block_on(Post::default().send_link(&to, InvitationKind::Reset, "x"));
        assert!(!sent);
    }
}
