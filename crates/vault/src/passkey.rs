//! Passkeys (WebAuthn): what is asked of somebody's authenticator, and whether it answered.
//!
//! Composed of `webauthn-rs`. User verification is asked for always, so a passkey shows two things at once: that one has
//! the device, and that one is whom the device knows. What each ceremony expects is its *state*, which the server keeps
//! and uses once; what a browser is told and answers is JSON as `PublicKeyCredential` reads and writes it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential, Url,
    WebauthnError,
};
use webauthn_rs::{Webauthn, WebauthnBuilder};

/// The site that passkeys are of: its host binds them, its whole origin is checked at every answer.
#[derive(Clone)]
pub struct RelyingParty(Arc<Webauthn>);

/// A ceremony as it begins.
pub struct Asked {
    /// What the browser is told.
    pub options: Value,
    /// What the answer is held against: kept by the server alone, used once.
    pub state: Vec<u8>,
}

/// A registered passkey: its public key, and how often it was used as far as it counts.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RegisteredPasskey(Passkey);

/// An answer of an authenticator, of which nothing is believed yet.
pub struct Answer(PublicKeyCredential);

/// Why an answer is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// It does not hold: another challenge, origin or key, somebody whom the device did not verify, no answer at all.
    #[error("the answer does not hold")]
    Refused,
    /// It holds, and counts no further than an earlier one: the passkey was copied.
    #[error("the passkey's counter went back")]
    Copied,
    /// A state or an option cannot be written or read.
    #[error("the state of a passkey ceremony cannot be written or read")]
    Broken,
}

impl RelyingParty {
    /// The site at this address, by the name that browsers show; none if the address has no host.
    pub fn at(address: &str, name: &str) -> Option<Self> {
        let origin = Url::parse(address).ok()?;
        let builder = WebauthnBuilder::new(origin.host_str()?, &origin).ok()?;
        builder.rp_name(name).build().ok().map(|webauthn| Self(Arc::new(webauthn)))
    }

    /// Ask for a new passkey of somebody, in none of the authenticators that hold one of theirs already. It is kept in
    /// the authenticator, so that it can sign in without a name.
    ///
    /// # Errors
    /// [`PasskeyError::Broken`].
    pub fn register(&self, user: Uuid, account: &str, name: &str, held: Vec<Vec<u8>>) -> Result<Asked, PasskeyError> {
        let begun = self.0.start_passkey_registration(user, account, name, Some(held));
        let (challenge, state) = begun.map_err(|_| PasskeyError::Broken)?;
        let mut options = serde_json::to_value(challenge.public_key).map_err(|_| PasskeyError::Broken)?;
        let selection = options.pointer_mut("/authenticatorSelection").and_then(Value::as_object_mut);
        let selection = selection.ok_or(PasskeyError::Broken)?;
        selection.insert("residentKey".to_owned(), json!("required"));
        selection.insert("requireResidentKey".to_owned(), json!(true));
        Ok(Asked { options, state: written(&state)? })
    }

    /// The passkey that answers.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`], [`PasskeyError::Broken`].
    pub fn registered(&self, state: &[u8], answer: &str) -> Result<RegisteredPasskey, PasskeyError> {
        let state: PasskeyRegistration = read(state)?;
        let answer: RegisterPublicKeyCredential = serde_json::from_str(answer).map_err(|_| PasskeyError::Refused)?;
        let passkey = self.0.finish_passkey_registration(&answer, &state).map_err(|_| PasskeyError::Refused)?;
        Ok(RegisteredPasskey(passkey))
    }

    /// Ask for a passkey: of these, or, where none is given, of whoever holds one of this site.
    ///
    /// # Errors
    /// [`PasskeyError::Broken`].
    pub fn ask(&self, allowed: &[&RegisteredPasskey]) -> Result<Asked, PasskeyError> {
        let (challenge, state) = self.0.start_discoverable_authentication().map_err(|_| PasskeyError::Broken)?;
        let mut options = serde_json::to_value(challenge.public_key).map_err(|_| PasskeyError::Broken)?;
        let allowed = allowed.iter().map(|passkey| json!({ "type": "public-key", "id": base64_url(passkey.id()) }));
        let fields = options.as_object_mut().ok_or(PasskeyError::Broken)?;
        fields.insert("allowCredentials".to_owned(), allowed.collect());
        Ok(Asked { options, state: written(&state)? })
    }

    /// The passkey after it answered: it counts further.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`], [`PasskeyError::Copied`], [`PasskeyError::Broken`].
    pub fn answered(
        &self,
        state: &[u8],
        answer: &Answer,
        passkey: &RegisteredPasskey,
    ) -> Result<RegisteredPasskey, PasskeyError> {
        let state: DiscoverableAuthentication = read(state)?;
        let held = self.0.finish_discoverable_authentication_v2(&answer.0, state, &passkey.0);
        let held = held.map_err(|error| match error {
            WebauthnError::CredentialPossibleCompromise => PasskeyError::Copied,
            _ => PasskeyError::Refused,
        })?;
        if !held.user_verified() {
            return Err(PasskeyError::Refused);
        }
        let mut next = passkey.clone();
        next.0.update_credential(&held);
        Ok(next)
    }
}

impl RegisteredPasskey {
    /// Its id, which the authenticator chose.
    pub fn id(&self) -> &[u8] {
        self.0.cred_id()
    }
}

impl Answer {
    /// Read an answer.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`] for what is none.
    pub fn read(text: &str) -> Result<Self, PasskeyError> {
        serde_json::from_str(text).map(Self).map_err(|_| PasskeyError::Refused)
    }

    /// The id of the passkey that it says it is of.
    pub fn id(&self) -> &[u8] {
        self.0.get_credential_id()
    }

    /// Whose the authenticator says that passkey is; none where it does not say.
    pub fn user(&self) -> Option<Uuid> {
        self.0.get_user_unique_id().and_then(|bytes| Uuid::from_slice(bytes).ok())
    }
}

fn written<T: Serialize>(state: &T) -> Result<Vec<u8>, PasskeyError> {
    serde_json::to_vec(state).map_err(|_| PasskeyError::Broken)
}

fn read<'a, T: Deserialize<'a>>(state: &'a [u8]) -> Result<T, PasskeyError> {
    serde_json::from_slice(state).map_err(|_| PasskeyError::Broken)
}

fn base64_url(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn site() -> RelyingParty {
        RelyingParty::at("http://localhost:8080", "CRiiS").unwrap()
    }

    #[test]
    fn what_is_asked_for_verifies_whoever_answers_and_stays_in_the_authenticator() {
        let asked = site().register(Uuid::from_u128(7), "kit", "Kit Testperson", Vec::new()).unwrap();
        assert_eq!(asked.options["rp"]["id"], "localhost");
        assert_eq!(asked.options["authenticatorSelection"]["userVerification"], "required");
        assert_eq!(asked.options["authenticatorSelection"]["residentKey"], "required");
        let asked = site().ask(&[]).unwrap();
        assert_eq!(asked.options["userVerification"], "required");
        assert_eq!(asked.options["allowCredentials"], json!([]));
    }

    #[test]
    fn an_address_without_a_host_is_no_site() {
        for address in ["", "criis.example.org", "mailto:kit@example.org"] {
            assert!(RelyingParty::at(address, "CRiiS").is_none(), "{address}");
        }
    }

    proptest! {
        #[test]
        fn no_answer_panics(text in ".{0,200}") {
            prop_assert!(Answer::read(&text).is_err());
            let asked = site().register(Uuid::from_u128(7), "kit", "Kit Testperson", Vec::new()).unwrap();
            prop_assert_eq!(site().registered(&asked.state, &text).err(), Some(PasskeyError::Refused));
        }
    }
}
