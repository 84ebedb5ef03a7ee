//! Hashes that only we can work out, one key for each purpose.
//!
//! They find a thing again without saying what it is. Their key is separate from the organisation
//! key and does not change with it.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::key::KeyBytes;

/// What a keyed hash is for. The same bytes hash differently for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HashPurpose {
    /// Finding a member of staff by the name they sign in with.
    SignInName,
    /// The words of a search, in its ledger entry.
    SearchQuery,
    /// The body of a request that may be repeated.
    RequestBody,
    /// Finding a session by its refresh token.
    RefreshToken,
    /// The tag of a row, to see that it is as it was.
    RowTag,
    /// An entry of the ledger, so that nobody without the key folder can make one.
    LedgerEntry,
    /// The key with which a member of staff's browser keeps what the server has not acknowledged.
    BrowserDraft,
    /// What is used once: the token of a ceremony, a recovery code.
    OneTime,
    /// What failures to sign in are counted under.
    Throttle,
    /// The secret of an API client.
    ClientSecret,
    /// Finding whose a passkey is, or a person at an identity provider.
    Credential,
}

/// The derived keys, ready for use.
pub(crate) struct HashKeys {
    sign_in_name: KeyBytes,
    search_query: KeyBytes,
    request_body: KeyBytes,
    refresh_token: KeyBytes,
    row_tag: KeyBytes,
    ledger_entry: KeyBytes,
    browser_draft: KeyBytes,
    one_time: KeyBytes,
    throttle: KeyBytes,
    client_secret: KeyBytes,
    credential: KeyBytes,
}

impl HashKeys {
    /// One key for each purpose, by HKDF-SHA-256 from the folder's hash key.
    pub(crate) fn new(root: &KeyBytes) -> Self {
        let derived = |purpose: &str| root.derive(b"", format!("criis/v1 hash {purpose}").as_bytes());
        Self {
            sign_in_name: derived("sign-in name"),
            search_query: derived("search query"),
            request_body: derived("request body"),
            refresh_token: derived("refresh token"),
            row_tag: derived("row tag"),
            ledger_entry: derived("ledger entry"),
            browser_draft: derived("browser draft"),
            one_time: derived("one time"),
            throttle: derived("throttle"),
            client_secret: derived("client secret"),
            credential: derived("credential"),
        }
    }

    /// HMAC-SHA-256 of the parts, each preceded by its length as eight bytes, big-endian.
    #[expect(clippy::expect_used, reason = "HMAC takes a key of any length")]
    pub(crate) fn hash(&self, purpose: HashPurpose, parts: &[&[u8]]) -> [u8; 32] {
        let key = match purpose {
            HashPurpose::SignInName => &self.sign_in_name,
            HashPurpose::SearchQuery => &self.search_query,
            HashPurpose::RequestBody => &self.request_body,
            HashPurpose::RefreshToken => &self.refresh_token,
            HashPurpose::RowTag => &self.row_tag,
            HashPurpose::LedgerEntry => &self.ledger_entry,
            HashPurpose::BrowserDraft => &self.browser_draft,
            HashPurpose::OneTime => &self.one_time,
            HashPurpose::Throttle => &self.throttle,
            HashPurpose::ClientSecret => &self.client_secret,
            HashPurpose::Credential => &self.credential,
        };
        let mut mac = Hmac::<Sha256>::new_from_slice(key.reveal()).expect("any length will do");
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}
