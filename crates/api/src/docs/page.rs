//! The pages, written once from the document.

use std::fmt::Write;

use serde_json::Value;

use super::schema_view;
use crate::problem::Kind;

const NOTHING: &Value = &Value::Null;

/// The reference: every operation by its tag, then every schema.
pub fn reference(document: &Value) -> String {
    let mut body = String::new();
    let title = text(at(document, "/info/title"));
    push(&mut body, &format!("<h1>{title}: the API</h1>"));
    for paragraph in str_of(at(document, "/info/description")).split("\n\n") {
        push(&mut body, &format!("<p>{}</p>", prose(paragraph)));
    }
    push(&mut body, "<p>The same, for programs: <a href=\"/openapi.json\">openapi.json</a>. ");
    push(
        &mut body,
        "What is refused, and why: <a href=\"/docs/problems\">problems</a>. Who may do what: <a href=\"/docs/access\">access</a>.</p><nav aria-label=\"Contents\"><ul>",
    );
    let tags = array(at(document, "/tags"));
    for tag in tags {
        let name = str_of(at(tag, "/name"));
        push(&mut body, &format!("<li><a href=\"#{}\">{}</a></li>", anchor(name), escape(name)));
    }
    push(&mut body, "<li><a href=\"#schemas\">schemas</a></li></ul></nav>");
    for tag in tags {
        let name = str_of(at(tag, "/name"));
        push(
            &mut body,
            &format!("<h2 id=\"{}\">{}</h2><p>{}</p>", anchor(name), escape(name), text(at(tag, "/description"))),
        );
        for (path, method, operation) in operations(document, name) {
            push(&mut body, &self::operation(path, method, operation));
        }
    }
    push(&mut body, "<h2 id=\"schemas\">Schemas</h2>");
    push(&mut body, &schema_view::all(at(document, "/components/schemas")));
    framed(&format!("{title}: the API"), &body)
}

/// The kinds of problem, each under its permanent anchor.
pub fn problems(kinds: &[Kind]) -> String {
    let mut body = "<h1>Problems</h1><p>Whatever is refused is answered as a problem document (RFC 9457), whose \
        <code>type</code> is one of these addresses. <a href=\"/docs\">The API</a>.</p>"
        .to_owned();
    for kind in kinds {
        let (word, status) = (kind.word(), kind.status().as_u16());
        push(&mut body, &format!("<h2 id=\"{word}\">{}</h2>", escape(kind.title())));
        push(&mut body, &format!("<p><code>{word}</code>, {status}. {}</p>", escape(kind.advice())));
    }
    framed("CRiiS: problems", &body)
}

fn operation(path: &str, method: &str, operation: &Value) -> String {
    let mut html = format!(
        "<details id=\"{}\"><summary><code><span class=\"method\">{}</span>{}</code> {}</summary><div>",
        escape(str_of(at(operation, "/operationId"))),
        method.to_uppercase(),
        escape(path),
        text(at(operation, "/summary")),
    );
    for paragraph in str_of(at(operation, "/description")).split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        push(&mut html, &format!("<p>{}</p>", prose(paragraph)));
    }
    let parameters = array(at(operation, "/parameters"));
    if !parameters.is_empty() {
        push(
            &mut html,
            "<table><thead><tr><th scope=\"col\">Parameter</th><th scope=\"col\">In</th><th scope=\"col\">What</th></tr></thead><tbody>",
        );
        for parameter in parameters {
            let row = format!(
                "<tr><td><code>{}</code>{}</td><td>{}</td><td>{} {}</td></tr>",
                text(at(parameter, "/name")),
                if at(parameter, "/required") == true { ", required" } else { "" },
                text(at(parameter, "/in")),
                schema_view::kind(at(parameter, "/schema")),
                prose(str_of(at(parameter, "/description"))),
            );
            push(&mut html, &row);
        }
        push(&mut html, "</tbody></table>");
    }
    let body = at(operation, "/requestBody/content/application~1json/schema");
    if !body.is_null() {
        push(&mut html, &format!("<p>Body: {}</p>", schema_view::kind(body)));
    }
    push(&mut html, "<table><thead><tr><th scope=\"col\">Status</th><th scope=\"col\">Answer</th></tr></thead><tbody>");
    for (status, response) in at(operation, "/responses").as_object().into_iter().flatten() {
        let schema = at(response, "/content/application~1json/schema");
        let kind = if schema.is_null() { String::new() } else { schema_view::kind(schema) };
        push(
            &mut html,
            &format!("<tr><td>{}</td><td>{} {kind}</td></tr>", escape(status), text(at(response, "/description"))),
        );
    }
    push(&mut html, "</tbody></table></div></details>");
    html
}

/// The operations of a tag, in the order of their addresses.
fn operations<'a>(document: &'a Value, tag: &str) -> Vec<(&'a str, &'a str, &'a Value)> {
    let paths = at(document, "/paths").as_object().into_iter().flatten();
    let all = paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    });
    all.filter(|(.., operation)| array(at(operation, "/tags")).iter().any(|of| of == tag)).collect()
}

pub(super) fn framed(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>{title}</title><link rel=\"stylesheet\" \
         href=\"/docs/docs.css\"></head><body><main>{body}</main></body></html>\n"
    )
}

fn anchor(name: &str) -> String {
    escape(&name.replace(' ', "-"))
}

fn push(html: &mut String, more: &str) {
    // Writing to a string does not fail.
    let _ = html.write_str(more);
}

/// What is at a pointer; nothing where there is nothing.
pub(super) fn at<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or(NOTHING)
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn str_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn text(value: &Value) -> String {
    escape(str_of(value))
}

/// Words with `code` in backticks.
pub(super) fn prose(words: &str) -> String {
    let parts = words.split('`').enumerate();
    let marked =
        parts.map(|(index, part)| if index % 2 == 1 { format!("<code>{}</code>", escape(part)) } else { escape(part) });
    marked.collect()
}

pub(super) fn escape(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_and_schema_is_on_the_page() {
        let document = serde_json::to_value(&*crate::openapi::DOCUMENT).unwrap();
        let page = reference(&document);
        for item in document["paths"].as_object().unwrap().values() {
            for operation in item.as_object().unwrap().values() {
                let id = operation["operationId"].as_str().unwrap();
                assert!(page.contains(&format!("<details id=\"{id}\"")), "{id}");
            }
        }
        for name in document["components"]["schemas"].as_object().unwrap().keys() {
            assert!(page.contains(&format!("<details id=\"schema-{name}\"")), "{name}");
        }
        assert!(!page.contains("<script") && !page.contains("style=\"") && !page.contains("//cdn"));
    }

    #[test]
    fn every_problem_has_its_anchor() {
        let page = problems(Kind::ALL);
        for kind in Kind::ALL {
            let anchor = kind.address().split('#').nth(1).unwrap().to_owned();
            assert!(page.contains(&format!("id=\"{anchor}\"")), "{anchor}");
        }
    }

    #[test]
    fn words_cannot_become_markup() {
        assert_eq!(prose("a `b<c>` & \"d\""), "a <code>b&lt;c&gt;</code> &amp; &quot;d&quot;");
    }
}
