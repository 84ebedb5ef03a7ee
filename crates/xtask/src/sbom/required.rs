//! What `CycloneDX` 1.6 requires of a bill, and what whoever reads one looks for: <https://cyclonedx.org/docs/1.6/json/>.

use std::collections::BTreeSet;

use serde_json::Value;

/// The lengths of a digest in hexadecimal that the schema knows, from MD5 to SHA-512.
const DIGESTS: [usize; 5] = [32, 40, 64, 96, 128];

/// What a bill lacks; nothing where it is whole.
pub fn lacking(bill: &Value) -> Vec<String> {
    let mut lacking = Vec::new();
    let mut need = |holds: bool, what: &str| {
        if !holds {
            lacking.push(what.to_owned());
        }
    };
    need(bill["bomFormat"] == "CycloneDX", "bomFormat is not CycloneDX");
    need(bill["specVersion"] == "1.6", "specVersion is not 1.6");
    need(bill["serialNumber"].as_str().is_some_and(is_serial_number), "serialNumber is not a urn:uuid");
    need(bill["version"].as_u64().is_some_and(|version| version >= 1), "version is not a number from 1");
    let components: Vec<&Value> = bill["components"].as_array().into_iter().flatten().collect();
    need(!components.is_empty(), "there are no components");
    let all = || components.iter().copied().chain(bill.pointer("/metadata/component"));
    let references: BTreeSet<&str> = all().filter_map(|component| component["bom-ref"].as_str()).collect();
    need(references.len() == components.len() + 1, "each component, and what they make, has a bom-ref of its own");
    lacking.extend(components.iter().flat_map(|component| of_component(component)));
    for dependency in bill["dependencies"].as_array().into_iter().flatten() {
        let on = dependency["dependsOn"].as_array().into_iter().flatten();
        for reference in std::iter::once(&dependency["ref"]).chain(on) {
            if !reference.as_str().is_some_and(|reference| references.contains(reference)) {
                lacking.push(format!("a dependency names {reference}, which is not there"));
            }
        }
    }
    lacking
}

fn of_component(component: &Value) -> Vec<String> {
    let is_text = |name: &str| component[name].as_str().is_some_and(|text| !text.is_empty());
    let purl = component["purl"].as_str().unwrap_or_default();
    let licences = component["licenses"].as_array().is_some_and(|all| !all.is_empty() && all.iter().all(is_licence));
    let hashes = component.get("hashes").is_none_or(|hashes| {
        hashes
            .as_array()
            .is_some_and(|all| all.iter().all(|hash| hash["alg"] == "SHA-256" && is_digest(&hash["content"])))
    });
    let rules = [
        (component["type"] == "library", "type"),
        (is_text("name"), "name"),
        (is_text("version"), "version"),
        (purl.starts_with("pkg:cargo/") && purl.contains('@'), "purl"),
        (licences, "licenses"),
        (hashes, "hashes"),
    ];
    let name = component["name"].as_str().unwrap_or("a component");
    rules.iter().filter(|(holds, _)| !holds).map(|(_, what)| format!("{name}: {what}")).collect()
}

/// An SPDX expression, or a licence by its name.
fn is_licence(licence: &Value) -> bool {
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    is_text(&licence["expression"]) != licence.pointer("/license/name").is_some_and(is_text)
}

fn is_digest(content: &Value) -> bool {
    let is_hexadecimal = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    content.as_str().is_some_and(|text| DIGESTS.contains(&text.len()) && is_hexadecimal(text))
}

fn is_serial_number(text: &str) -> bool {
    let Some(uuid) = text.strip_prefix("urn:uuid:") else { return false };
    let parts: Vec<&str> = uuid.split('-').collect();
    let is_hexadecimal = |part: &&str| part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12]) && parts.iter().all(is_hexadecimal)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn bill() -> Value {
        json!({
            "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
            "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
            "metadata": {"component": {"type": "application", "bom-ref": "criis", "name": "criis"}},
            "components": [{
                "type": "library", "bom-ref": "pkg:cargo/aes@0.8.4", "purl": "pkg:cargo/aes@0.8.4",
                "name": "aes", "version": "0.8.4", "licenses": [{"expression": "MIT"}],
                "hashes": [{"alg": "SHA-256", "content": "ab".repeat(32)}],
            }],
            "dependencies": [{"ref": "pkg:cargo/aes@0.8.4", "dependsOn": []}],
        })
    }

    #[test]
    fn a_whole_bill_lacks_nothing() {
        assert!(lacking(&bill()).is_empty());
    }

    #[test]
    fn whatever_is_taken_away_or_spoilt_is_named() {
        for (place, value) in [
            ("/bomFormat", json!("SPDX")),
            ("/specVersion", json!("1.5")),
            ("/serialNumber", json!("3e671687-395b-41f5-a30f-a58921a69b79")),
            ("/version", json!(0)),
            ("/components", json!([])),
            ("/components/0/bom-ref", json!("criis")),
            ("/components/0/type", Value::Null),
            ("/components/0/name", Value::Null),
            ("/components/0/version", json!("")),
            ("/components/0/purl", json!("aes@0.8.4")),
            ("/components/0/licenses", json!([])),
            ("/components/0/licenses/0", json!({})),
            ("/components/0/hashes/0/content", json!("ab12")),
            ("/dependencies/0/ref", json!("pkg:cargo/aes@0.8.5")),
            ("/dependencies/0/dependsOn", json!(["pkg:cargo/cc@1.0.0"])),
        ] {
            let mut spoilt = bill();
            *spoilt.pointer_mut(place).unwrap() = value;
            assert!(!lacking(&spoilt).is_empty(), "{place}");
        }
    }
}
