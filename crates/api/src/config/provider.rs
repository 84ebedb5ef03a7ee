//! The settings of the organisation's own identity provider (OpenID Connect).

use std::path::PathBuf;

use clap::Args;

use super::layers::Layers;

/// An identity provider, and what is believed of it.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its issuer: an address, from which it says where everything else is.
    pub issuer: String,
    /// As whom CRiiS is registered there.
    pub client_id: String,
    /// The file with the secret of that registration, readable by its owner alone.
    pub client_secret_file: PathBuf,
    /// The claim that names a member of staff: by their address at work, or by the name that they sign in with.
    pub member_claim: MemberClaim,
    /// The claim and the value by which it says that a second factor was shown; without it ours is asked for.
    pub second_factor: Option<(String, String)>,
    /// The certificate that vouches for the provider's, in PEM, where it is not one that everybody trusts.
    pub ca: Option<PathBuf>,
}

/// The claim that names a member of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberClaim {
    /// `email`.
    Email,
    /// `preferred_username`.
    PreferredUsername,
    /// `sub`.
    Subject,
}

/// These settings as flags.
#[derive(Args, Default)]
#[expect(clippy::struct_field_names, reason = "a flag is named whole")]
pub struct ProviderFlags {
    /// The issuer of the organisation's own identity provider (OpenID Connect), as an https: address.
    #[arg(long, global = true, value_name = "URL")]
    oidc_issuer: Option<String>,
    /// As whom CRiiS is registered there.
    #[arg(long, global = true, value_name = "ID")]
    oidc_client_id: Option<String>,
    /// A file, readable by its owner alone, with the secret of that registration.
    #[arg(long, global = true, value_name = "FILE")]
    oidc_client_secret_file: Option<String>,
    /// The claim that names a member of staff [default: email].
    #[arg(long, global = true, value_name = "email|preferred_username|sub")]
    oidc_member_claim: Option<String>,
    /// The claim and value that say that a second factor was shown, like amr=mfa; without it CRiiS asks for its own.
    #[arg(long, global = true, value_name = "amr=VALUE|acr=VALUE")]
    oidc_second_factor: Option<String>,
    /// The certificate that vouches for the provider's, in PEM, where it is the organisation's own.
    #[arg(long, global = true, value_name = "FILE")]
    oidc_ca: Option<String>,
}

impl ProviderFlags {
    /// What was given, by the setting's name.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let all = [
            ("oidc_issuer", &self.oidc_issuer),
            ("oidc_client_id", &self.oidc_client_id),
            ("oidc_client_secret_file", &self.oidc_client_secret_file),
            ("oidc_member_claim", &self.oidc_member_claim),
            ("oidc_second_factor", &self.oidc_second_factor),
            ("oidc_ca", &self.oidc_ca),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)))
    }
}

impl Provider {
    /// These settings, where an issuer is named; half of them is a mistake.
    pub fn gather(layers: &mut Layers) -> Option<Self> {
        let client_id = layers.parsed("oidc_client_id", "a name", |text| Some(text.to_owned()));
        let client_secret_file = layers.path("oidc_client_secret_file");
        let member_claim = layers
            .parsed("oidc_member_claim", "email, preferred_username or sub", member_claim)
            .unwrap_or(MemberClaim::Email);
        let second_factor = layers.parsed("oidc_second_factor", "amr=VALUE or acr=VALUE", second_factor);
        let ca = layers.path("oidc_ca");
        let issuer = layers.parsed("oidc_issuer", "an https: address, as the provider calls itself", issuer)?;
        let (Some(client_id), Some(client_secret_file)) = (client_id, client_secret_file) else {
            layers.mistake("`oidc_issuer` takes `oidc_client_id` and `oidc_client_secret_file` beside it");
            return None;
        };
        Some(Self { issuer, client_id, client_secret_file, member_claim, second_factor, ca })
    }

    /// Whether it is on this machine, where there is no network to listen on: the one place where plain HTTP is let be.
    pub fn is_local(&self) -> bool {
        self.issuer.starts_with("http://localhost:")
    }
}

fn issuer(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://localhost:"))?;
    let is_plain = !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || "?#@".contains(c));
    is_plain.then(|| text.to_owned())
}

fn member_claim(text: &str) -> Option<MemberClaim> {
    match text {
        "email" => Some(MemberClaim::Email),
        "preferred_username" => Some(MemberClaim::PreferredUsername),
        "sub" => Some(MemberClaim::Subject),
        _ => None,
    }
}

fn second_factor(text: &str) -> Option<(String, String)> {
    let (claim, value) = text.split_once('=')?;
    let is_known = ["amr", "acr"].contains(&claim) && !value.is_empty();
    is_known.then(|| (claim.to_owned(), value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issuer_is_reached_by_tls_or_on_this_machine() {
        for text in ["https://login.example.org/tenant/v2.0", "http://localhost:9000"] {
            assert!(issuer(text).is_some(), "{text}");
        }
        for text in ["http://login.example.org", "https://", "https://kit@example.org", "https://a.example/?b", "x"] {
            assert!(issuer(text).is_none(), "{text}");
        }
    }

    #[test]
    fn only_what_the_standard_has_says_that_a_second_factor_was_shown() {
        assert_eq!(second_factor("amr=mfa"), Some(("amr".to_owned(), "mfa".to_owned())));
        assert!(second_factor("email=mfa").is_none() && second_factor("amr=").is_none());
    }
}
