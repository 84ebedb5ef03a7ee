//! What is sealed: a version number, then the noun's own JSON.
//!
//! Version 1 of every noun is what `domain` serialises, pinned by the sealed rows in `data/payloads.json`. The
//! day a noun changes shape, its old shape moves here with a `From` to the new one; readers ignore fields
//! that they do not know, and a version is readable one release before it is written.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;

#[cfg(test)]
mod fixtures;

const VERSION: u8 = 1;

/// The payload of some content.
pub fn write<T: Serialize>(content: &T) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(256);
    bytes.push(VERSION);
    serde_json::to_writer(&mut bytes, content).map_err(|_| Error::Keys("a payload did not serialise".to_owned()))?;
    Ok(bytes)
}

/// The content of a payload.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Error> {
    match bytes.split_first() {
        Some((&VERSION, json)) => {
            serde_json::from_slice(json).map_err(|_| Error::Keys("a payload of version 1 did not read".to_owned()))
        }
        Some((version, _)) => Err(Error::Keys(format!("payload version {version} is newer than this program"))),
        None => Err(Error::Keys("an empty payload".to_owned())),
    }
}
