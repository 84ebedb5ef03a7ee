//! axe-core on the page that is open: what it finds against WCAG 2.2 A and AA.

use std::path::Path;

use serde_json::Value;

use crate::browser::Browser;

/// Where the step `install` of `cargo xtask test` puts it.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/npm/node_modules/axe-core/axe.min.js");

const RUN: &str = r"
    const done = arguments[arguments.length - 1];
    const rules = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
    const options = { runOnly: rules, resultTypes: ['violations'], preload: false };
    window.axe.run(document, options).then(
        (results) => done({ violations: results.violations, passed: results.passes.length }),
        (error) => done({ error: String(error) }));
";

/// Every violation on the page, in a line each: rule, what it is about, where.
pub async fn violations(browser: &Browser) -> Vec<String> {
    let is_here = browser.script("return typeof window.axe === 'object'", Vec::new()).await;
    if is_here != Value::Bool(true) {
        assert!(Path::new(SOURCE).exists(), "axe-core is not installed: cargo xtask test --only install");
        let source = std::fs::read_to_string(SOURCE).expect("axe-core is readable");
        // As the script's own body: the page's policy allows no `eval` and no foreign script.
        browser.script(&source, Vec::new()).await;
    }
    let said = browser.client.execute_async(RUN, Vec::new()).await.expect("axe-core runs");
    assert!(said["error"].is_null(), "axe-core failed: {}", said["error"]);
    assert!(said["passed"].as_u64().is_some_and(|passed| passed > 5), "axe-core looked at hardly anything: {said}");
    let violations = said["violations"].as_array().cloned().unwrap_or_default();
    violations.iter().flat_map(lines).collect()
}

fn lines(violation: &Value) -> Vec<String> {
    let nodes = violation["nodes"].as_array().cloned().unwrap_or_default();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |node: &Value| {
        format!(
            "{} ({}) at {}: {}",
            word(&violation["id"]),
            word(&violation["help"]),
            node["target"],
            word(&node["html"])
        )
    };
    nodes.iter().map(line).collect()
}
