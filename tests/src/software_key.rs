//! An authenticator that holds one passkey in memory and answers as it is told, also wrongly.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use rcgen::{KeyPair, PKCS_ECDSA_P256_SHA256, PublicKeyData, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Somebody is there.
const PRESENT: u8 = 0x01;
/// The authenticator has verified who they are.
const VERIFIED: u8 = 0x04;
/// A new passkey follows.
const ATTESTED: u8 = 0x40;

/// A passkey of one site, and how it answers.
pub struct SoftwareKey {
    key: KeyPair,
    /// The id of the passkey.
    pub id: [u8; 32],
    /// The origin that the browser says it was asked from.
    pub origin: String,
    /// How often it was used.
    pub counter: u32,
    /// Whether it has verified who holds it.
    pub verifies: bool,
    user: Value,
}

impl SoftwareKey {
    /// One without a passkey, asked from this origin.
    pub fn at(origin: &str) -> Self {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).expect("a key");
        let id = sha256(key.der_bytes());
        Self { key, id, origin: origin.to_owned(), counter: 0, verifies: true, user: Value::Null }
    }

    /// Make the passkey that was asked for.
    pub fn make(&mut self, asked: &Value) -> String {
        let options = options(asked);
        self.user = options["user"]["id"].clone();
        self.counter += 1;
        let mut data = self.data(&options["rp"]["id"], ATTESTED);
        data.extend([0; 16]);
        data.extend(32_u16.to_be_bytes());
        data.extend(self.id);
        data.extend(cose(self.key.der_bytes()));
        let client = self.client("webauthn.create", &options);
        self.credential(&json!({
            "clientDataJSON": BASE64.encode(client), "attestationObject": BASE64.encode(attestation(&data)),
            "transports": ["internal"],
        }))
    }

    /// Answer with it.
    pub fn answer(&mut self, asked: &Value) -> String {
        let options = options(asked);
        self.counter += 1;
        let data = self.data(&options["rpId"], 0);
        let client = self.client("webauthn.get", &options);
        let signed = [data.as_slice(), &sha256(client.as_bytes())].concat();
        let signature = self.key.sign(&signed).expect("a signature");
        self.credential(&json!({
            "clientDataJSON": BASE64.encode(client), "authenticatorData": BASE64.encode(data),
            "signature": BASE64.encode(signature), "userHandle": self.user,
        }))
    }

    fn data(&self, site: &Value, also: u8) -> Vec<u8> {
        let site = site.as_str().expect("a site");
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = sha256(site.as_bytes()).to_vec();
        data.push(PRESENT | verified | also);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client(&self, kind: &str, options: &Value) -> String {
        json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false })
            .to_string()
    }

    fn credential(&self, response: &Value) -> String {
        let id = BASE64.encode(self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        })
        .to_string()
    }
}

fn options(asked: &Value) -> Value {
    asked["options"].as_str().expect("options").parse().expect("options in JSON")
}

/// An attestation of nobody's, in CBOR: `{"fmt": "none", "attStmt": {}, "authData": data}`.
fn attestation(data: &[u8]) -> Vec<u8> {
    let mut cbor = vec![0xa3];
    cbor.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
    cbor.push(u8::try_from(data.len()).expect("short data"));
    cbor.extend(data);
    cbor
}

/// A point of P-256 as a COSE key for ES256: `{1: 2, 3: -7, -1: 1, -2: x, -3: y}`.
fn cose(point: &[u8]) -> Vec<u8> {
    let (x, y) = point[1..].split_at(32);
    let mut cbor = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
    cbor.extend(x);
    cbor.extend([0x22, 0x58, 0x20]);
    cbor.extend(y);
    cbor
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}
