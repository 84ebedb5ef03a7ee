//! The shape of `vectors.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::Error};
use uuid::Uuid;

/// The whole file.
#[derive(Deserialize)]
pub(crate) struct Vectors {
    pub(crate) folders: Vec<Folder>,
    pub(crate) person_keys: Vec<PersonKey>,
    pub(crate) person_values: Vec<PersonValue>,
    pub(crate) organisation_values: Vec<OrganisationValue>,
    pub(crate) digests: Vec<Digest>,
    pub(crate) passwords: Vec<Password>,
    pub(crate) padding: Vec<Padding>,
}

/// A key folder and what it answers.
#[derive(Deserialize)]
pub(crate) struct Folder {
    pub(crate) unlock: String,
    #[serde(deserialize_with = "bytes")]
    pub(crate) secret: Vec<u8>,
    #[serde(deserialize_with = "files")]
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    #[serde(deserialize_with = "bytes")]
    pub(crate) token_public_key: Vec<u8>,
    pub(crate) keyed_hashes: Vec<KeyedHash>,
}

/// A keyed hash under a folder's keys.
#[derive(Deserialize)]
pub(crate) struct KeyedHash {
    pub(crate) purpose: String,
    pub(crate) parts: Vec<String>,
    #[serde(deserialize_with = "bytes")]
    pub(crate) hash: Vec<u8>,
}

/// A person key, wrapped in the first folder.
#[derive(Deserialize)]
pub(crate) struct PersonKey {
    pub(crate) person: Uuid,
    pub(crate) epoch: u32,
    pub(crate) version: u32,
    #[serde(deserialize_with = "bytes")]
    pub(crate) wrapped: Vec<u8>,
}

/// A value under the person key with the index `key`.
#[derive(Deserialize)]
pub(crate) struct PersonValue {
    pub(crate) key: usize,
    pub(crate) number: u16,
    pub(crate) person: Uuid,
    pub(crate) record: Uuid,
    pub(crate) version: u32,
    pub(crate) class: u8,
    pub(crate) layout: u8,
    pub(crate) clear: Vec<String>,
    #[serde(deserialize_with = "bytes")]
    pub(crate) plain: Vec<u8>,
    #[serde(deserialize_with = "bytes")]
    pub(crate) blob: Vec<u8>,
}

/// A value under the organisation key of the first folder.
#[derive(Deserialize)]
pub(crate) struct OrganisationValue {
    pub(crate) number: u16,
    pub(crate) record: Uuid,
    pub(crate) version: u32,
    pub(crate) layout: u8,
    pub(crate) clear: Vec<String>,
    #[serde(deserialize_with = "bytes")]
    pub(crate) plain: Vec<u8>,
    #[serde(deserialize_with = "bytes")]
    pub(crate) blob: Vec<u8>,
}

/// A digest of parts.
#[derive(Deserialize)]
pub(crate) struct Digest {
    pub(crate) parts: Vec<String>,
    #[serde(deserialize_with = "bytes")]
    pub(crate) digest: Vec<u8>,
}

/// A password and what is stored of it.
#[derive(Deserialize)]
pub(crate) struct Password {
    pub(crate) password: String,
    pub(crate) phc: String,
}

/// The size that a length is padded to.
#[derive(Deserialize)]
pub(crate) struct Padding {
    pub(crate) length: usize,
    pub(crate) padded: usize,
}

/// The committed vectors.
pub(crate) fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../../vectors.json")).unwrap()
}

/// Parts as bytes.
pub(crate) fn parts(texts: &[String]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| unhex(text).unwrap()).collect()
}

/// Parts as the API takes them.
pub(crate) fn borrowed(parts: &[Vec<u8>]) -> Vec<&[u8]> {
    parts.iter().map(Vec::as_slice).collect()
}

fn bytes<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    unhex(&String::deserialize(from)?).ok_or_else(|| D::Error::custom("not hexadecimal"))
}

fn files<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, Vec<u8>>, D::Error> {
    let texts = BTreeMap::<String, String>::deserialize(from)?;
    let file =
        |(name, text): (String, String)| Ok((name, unhex(&text).ok_or_else(|| D::Error::custom("not hexadecimal"))?));
    texts.into_iter().map(file).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let pair = |pair: &[u8; 2]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    rest.is_empty().then(|| pairs.iter().map(pair).collect())?
}
