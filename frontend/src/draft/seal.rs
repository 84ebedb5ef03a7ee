//! Sealing on this device: AES-256-GCM by the browser's own `WebCrypto`, under a key that cannot be read
//! back from it and is forgotten with the tab.

use std::cell::RefCell;

use domain::Private;
use domain::id::StaffId;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto};

use crate::{browser, shown};

const NONCE_LENGTH: usize = 12;

thread_local! {
    static KEY: RefCell<Option<(StaffId, CryptoKey)>> = const { RefCell::new(None) };
}

/// Take an author's key.
pub(super) async fn unlock(author: StaffId, key: &Private<String>) -> Option<()> {
    let bytes = browser::window()?.atob(&shown::header(key)).ok()?;
    let bytes: Vec<u8> = bytes.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let raw = Uint8Array::from(bytes.as_slice());
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let imported = subtle()?.import_key_with_str("raw", &raw, "AES-GCM", false, &usages).ok()?;
    let key: CryptoKey = JsFuture::from(imported).await.ok()?.dyn_into().ok()?;
    KEY.set(Some((author, key)));
    Some(())
}

/// Whose key is here.
pub(super) fn author() -> Option<StaffId> {
    KEY.with_borrow(|key| key.as_ref().map(|(author, _)| *author))
}

/// Seal: the nonce, then the ciphertext. What it is sealed for must be said again to open it.
pub(super) async fn seal(plain: &[u8], sealed_for: &str) -> Option<Vec<u8>> {
    let mut nonce = [0_u8; NONCE_LENGTH];
    browser::window()?.crypto().ok()?.get_random_values_with_u8_array(&mut nonce).ok()?;
    let sealed =
        apply(|subtle, key, params| subtle.encrypt_with_object_and_u8_array(params, key, plain), &nonce, sealed_for);
    let sealed = sealed.await?;
    Some([nonce.as_slice(), &sealed].concat())
}

/// Open what was sealed for the same.
pub(super) async fn open(blob: &[u8], sealed_for: &str) -> Option<Vec<u8>> {
    let (nonce, sealed) = blob.split_at_checked(NONCE_LENGTH)?;
    apply(|subtle, key, params| subtle.decrypt_with_object_and_u8_array(params, key, sealed), nonce, sealed_for).await
}

async fn apply(
    work: impl FnOnce(&SubtleCrypto, &CryptoKey, &Object) -> Result<Promise, JsValue>,
    nonce: &[u8],
    sealed_for: &str,
) -> Option<Vec<u8>> {
    let params = Object::new();
    let additional = Uint8Array::from(sealed_for.as_bytes());
    Reflect::set(&params, &"name".into(), &"AES-GCM".into()).ok()?;
    Reflect::set(&params, &"iv".into(), &Uint8Array::from(nonce)).ok()?;
    Reflect::set(&params, &"additionalData".into(), &additional).ok()?;
    let key = KEY.with_borrow(|key| key.as_ref().map(|(_, key)| key.clone()))?;
    let promise = work(&subtle()?, &key, &params).ok()?;
    let done = JsFuture::from(promise).await.ok()?;
    Some(Uint8Array::new(&done).to_vec())
}

fn subtle() -> Option<SubtleCrypto> {
    Some(browser::window()?.crypto().ok()?.subtle())
}
