//! What is said about people is `Private`: each field of a form, a noun or an answer of `domain` is private, a code
//! or a choice, an id, an instant, another such type, or stands on the written list of what is clear.

mod clear;

use std::collections::BTreeSet;

use crate::tidy::sources::Source;

/// Where forms, nouns and answers are.
const DOMAIN: &str = "crates/domain/src/";

/// Around what may be several or missing.
const AROUND: [&str; 4] = ["Option<", "Vec<", "Box<", "Recorded<"];

/// A field of a struct, as it is written.
#[derive(Debug, PartialEq)]
struct Field<'a> {
    path: &'a str,
    line: usize,
    /// The struct's name and the field's, as the list has them: `Appointment.day`.
    name: String,
    kind: &'a str,
}

/// Fields that are neither, and what the list names in vain.
pub fn breaches(sources: &[Source]) -> Vec<String> {
    let domain = sources.iter().filter(|file| file.path.starts_with(DOMAIN) && file.is_rust() && !file.is_test());
    let files: Vec<&Source> = domain.collect();
    let types: BTreeSet<&str> = files.iter().flat_map(|file| types(file.without_tests())).collect();
    let open: Vec<Field> =
        files.iter().flat_map(|file| fields(file)).filter(|field| !is_kept(field.kind, &types)).collect();
    judged(&open, &clear::fields().collect())
}

fn judged(open: &[Field<'_>], clear: &BTreeSet<&str>) -> Vec<String> {
    let unsaid = open.iter().filter(|field| !clear.contains(field.name.as_str())).map(|field| {
        let Field { path, line, name, kind } = field;
        format!(
            "{path}:{line}: {name} is a bare {kind}: make it Private, or say in tidy/nouns/clear.rs why it is clear"
        )
    });
    let named: BTreeSet<&str> = open.iter().map(|field| field.name.as_str()).collect();
    let in_vain = clear.difference(&named).map(|name| format!("tidy/nouns/clear.rs: there is no bare field {name}"));
    unsaid.chain(in_vain).collect()
}

/// Whether a type is private, a code, an id, an instant, or one of `domain` whose own fields are looked at.
fn is_kept(kind: &str, types: &BTreeSet<&str>) -> bool {
    let inside = AROUND.iter().find_map(|around| kind.strip_prefix(around)?.strip_suffix('>'));
    if let Some(inside) = inside {
        return is_kept(inside, types);
    }
    let is_private = kind.starts_with("Private<") || kind.starts_with("Code<");
    let is_id = kind.ends_with("Id") || kind.ends_with("Uuid");
    is_private || is_id || kind == "DateTime<Utc>" || types.contains(kind) || kind == "T"
}

/// The structs with named fields and the choices that a file has.
fn types(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let line = line.trim_start();
        let name =
            line.strip_prefix("pub struct ").filter(|_| line.ends_with('{')).or(line.strip_prefix("pub enum "))?;
        name.split(|letter: char| !letter.is_alphanumeric()).next()
    })
}

/// Every field of every struct that is written as JSON, which forms are by their macro.
fn fields(file: &Source) -> Vec<Field<'_>> {
    let mut found = Vec::new();
    let (mut inside, mut is_written, mut is_form) = (None, false, false);
    for (index, line) in file.without_tests().lines().enumerate() {
        let code = line.trim_start();
        is_form = code == "form! {" || (is_form && line != "}");
        match inside {
            None if code.starts_with("pub struct ") && line.ends_with('{') && (is_written || is_form) => {
                let name = types(code).next().unwrap_or_default();
                inside = Some((name, line.len() - code.len()));
            }
            None if code.starts_with("#[derive(") => is_written = code.contains("Serialize"),
            None if code.is_empty() || code == "}" => is_written = false,
            Some((_, depth)) if code == "}" && line.len() - code.len() == depth => (inside, is_written) = (None, false),
            Some((name, _)) => found.extend(field(code).map(|(field, kind)| Field {
                path: &file.path,
                line: index + 1,
                name: format!("{name}.{field}"),
                kind,
            })),
            None => {}
        }
    }
    found
}

fn field(code: &str) -> Option<(&str, &str)> {
    let (name, kind) = code.strip_prefix("pub ")?.trim_end_matches(',').split_once(": ")?;
    name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_').then_some((name, kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::tests::source;

    const NOUN: &str = "//! A.\n#[derive(Serialize)]\npub struct Noun {\n    /// Theirs.\n    pub name: Private<Name>,\n    \
                        pub kind: Option<Code<Kind>>,\n    pub seen_at: DateTime<Utc>,\n    pub notes: Vec<Note>,\n    \
                        pub weight: Option<u32>,\n}\n#[derive(Clone)]\npub struct Inner {\n    pub deaf: bool,\n}\n";

    fn open(text: &str) -> Vec<String> {
        let file = source("crates/domain/src/a.rs", text);
        let types = BTreeSet::from(["Note"]);
        let bare = fields(&file).into_iter().filter(|field| !is_kept(field.kind, &types));
        bare.map(|field| format!("{}:{}", field.line, field.name)).collect()
    }

    #[test]
    fn a_bare_field_of_what_is_written_is_named_with_its_line() {
        assert_eq!(open(NOUN), ["9:Noun.weight"]);
    }

    #[test]
    fn the_fields_of_a_form_are_looked_at() {
        let form = "form! {\n    /// A form.\n    pub struct NounForm {\n        #[schema(required)]\n        \
                    pub name: Private<String>,\n        pub deaf: bool,\n    }\n}\n";
        assert_eq!(open(form), ["6:NounForm.deaf"]);
    }

    #[test]
    fn what_is_not_on_the_list_and_what_is_there_in_vain_are_breaches() {
        let file = source("crates/domain/src/a.rs", NOUN);
        let open: Vec<Field> = fields(&file).into_iter().filter(|field| field.name == "Noun.weight").collect();
        assert!(judged(&open, &BTreeSet::from(["Noun.weight"])).is_empty());
        let said = judged(&open, &BTreeSet::from(["Noun.height"]));
        assert!(said[0].starts_with("crates/domain/src/a.rs:9: Noun.weight is a bare Option<u32>"), "{said:?}");
        assert!(said[1].contains("Noun.height"), "{said:?}");
    }
}
