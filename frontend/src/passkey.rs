//! Passkeys as the browser has them: what the server asks goes to `navigator.credentials` as JSON, and what the
//! authenticator answers comes back as JSON.

use domain::Private;
use js_sys::{Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::client::{Answer, Refused};
use crate::{browser, shown};

/// Whether this browser has passkeys, and reads and writes them as JSON.
pub(crate) fn are_known() -> bool {
    method(&["PublicKeyCredential"], "parseRequestOptionsFromJSON").is_some()
}

/// Let an authenticator make a passkey.
pub(crate) async fn make(options: &Private<String>) -> Answer<Private<String>> {
    answered("parseCreationOptionsFromJSON", "create", options).await.ok_or(Refused::NoPasskey)
}

/// Let an authenticator answer with a passkey.
pub(crate) async fn answer(options: &Private<String>) -> Answer<Private<String>> {
    answered("parseRequestOptionsFromJSON", "get", options).await.ok_or(Refused::NoPasskey)
}

/// None where the browser knows no such thing, or somebody waved it away.
async fn answered(parse: &str, act: &str, options: &Private<String>) -> Option<Private<String>> {
    let options = JSON::parse(&shown::header(options)).ok()?;
    let options = call(&["PublicKeyCredential"], parse, &options)?;
    let wrapped = Object::new();
    Reflect::set(&wrapped, &"publicKey".into(), &options).ok()?;
    let promise: Promise = call(&["navigator", "credentials"], act, &wrapped)?.dyn_into().ok()?;
    let credential = JsFuture::from(promise).await.ok()?;
    // A credential has a `toJSON`, which this calls.
    JSON::stringify(&credential).ok().map(|text| Private::new(String::from(text)))
}

fn call(path: &[&str], name: &str, argument: &JsValue) -> Option<JsValue> {
    let (holder, function) = method(path, name)?;
    function.call1(&holder, argument).ok()
}

fn method(path: &[&str], name: &str) -> Option<(JsValue, Function)> {
    let window: JsValue = browser::window()?.into();
    let holder = path.iter().try_fold(window, |from, part| Reflect::get(&from, &(*part).into()).ok())?;
    let function = Reflect::get(&holder, &name.into()).ok()?.dyn_into().ok()?;
    Some((holder, function))
}
