//! What this device keeps: blobs in `IndexedDB`, named by author and draft, which are opaque ids.

use chrono::{DateTime, Utc};
use domain::draft::DraftForm;
use js_sys::{Array, Promise, Uint8Array};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

use super::{Kept, seal};
use crate::{browser, clock};

const DATABASE: &str = "criis";
const STORE: &str = "drafts";

#[derive(Serialize, Deserialize)]
struct Blob {
    changed_at: DateTime<Utc>,
    form: DraftForm,
}

/// Keep a draft of the author who is signed in. A browser that keeps nothing (a private window) loses it
/// only if the server stays away until the tab is closed, which the words of saving say.
pub(super) async fn keep(id: Uuid, form: &DraftForm) -> Option<()> {
    let name = name(id)?;
    let plain = serde_json::to_value(&Blob { changed_at: clock::now(), form: form.clone() }).ok()?.to_string();
    let sealed = seal::seal(plain.as_bytes(), &name).await?;
    let store = store(IdbTransactionMode::Readwrite).await?;
    settled(&store.put_with_key(&Uint8Array::from(sealed.as_slice()), &name.into()).ok()?).await?;
    Some(())
}

/// Forget a draft: the server has it, or it is done with.
pub(super) async fn forget(id: Uuid) -> Option<()> {
    let name = name(id)?;
    let store = store(IdbTransactionMode::Readwrite).await?;
    settled(&store.delete(&name.into()).ok()?).await?;
    Some(())
}

/// Every draft kept for the author who is signed in.
pub(super) async fn all() -> Vec<(Uuid, Kept)> {
    let mut kept = Vec::new();
    for (id, blob) in blobs().await.unwrap_or_default() {
        if let Some(draft) = open(id, &blob).await {
            kept.push((id, draft));
        }
    }
    kept
}

async fn open(id: Uuid, blob: &[u8]) -> Option<Kept> {
    let plain = seal::open(blob, &name(id)?).await?;
    let blob: Blob = serde_json::from_value(serde_json::from_slice(&plain).ok()?).ok()?;
    Some(Kept { changed_at: blob.changed_at, form: blob.form })
}

async fn blobs() -> Option<Vec<(Uuid, Vec<u8>)>> {
    let author = seal::author()?.to_string();
    let store = store(IdbTransactionMode::Readonly).await?;
    let (names, values) = (store.get_all_keys().ok()?, store.get_all().ok()?);
    let names: Array = settled(&names).await?.dyn_into().ok()?;
    let values: Array = settled(&values).await?.dyn_into().ok()?;
    let all = names.iter().zip(values.iter()).filter_map(|(name, value)| {
        let name = name.as_string()?;
        let (of, id) = name.split_once('/')?;
        let id = (of == author).then(|| id.parse().ok())??;
        Some((id, Uint8Array::new(&value).to_vec()))
    });
    Some(all.collect())
}

fn name(id: Uuid) -> Option<String> {
    Some(format!("{}/{id}", seal::author()?))
}

async fn store(mode: IdbTransactionMode) -> Option<IdbObjectStore> {
    let opening = browser::window()?.indexed_db().ok()??.open_with_u32(DATABASE, 1).ok()?;
    let make = Closure::once_into_js({
        let opening = opening.clone();
        move || make_store(&opening)
    });
    opening.set_onupgradeneeded(Some(make.unchecked_ref()));
    let database: IdbDatabase = settled(&opening).await?.dyn_into().ok()?;
    database.transaction_with_str_and_mode(STORE, mode).ok()?.object_store(STORE).ok()
}

fn make_store(opening: &IdbOpenDbRequest) {
    let database = opening.result().ok().and_then(|database| database.dyn_into::<IdbDatabase>().ok());
    if let Some(database) = database {
        // What cannot be made shows when it is asked for.
        let _ = database.create_object_store(STORE);
    }
}

/// A request of `IndexedDB` once it is answered; nothing if it failed.
async fn settled(request: &IdbRequest) -> Option<JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await.ok()?;
    request.result().ok()
}
