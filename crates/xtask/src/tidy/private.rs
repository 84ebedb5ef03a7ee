//! Personal values are looked at in few places: the store, which keeps them, the domain, whose rules
//! read them, and the one component of the app that shows them.

use crate::tidy::sources::Source;

/// Ways to write the look inside.
const LOOKS: [&str; 2] = [".reveal()", "::reveal"];

/// The crates that hold personal values in the clear and have no business looking.
const BLIND: [&str; 3] = ["crates/api/", "crates/bench/", "frontend/"];

/// The app's one exception.
const SHOWN: &str = "frontend/src/shown.rs";

/// Where a member of staff signs in, or is sent a link: names, addresses at work and one-time tokens go out by these,
/// and nothing of a service user comes here.
const SIGNING_IN: [&str; 6] = [
    "crates/api/src/command/staff.rs",
    "crates/api/src/mail.rs",
    "crates/api/src/provider/id_token.rs",
    "crates/api/src/sign_in/enrolment.rs",
    "crates/api/src/sign_in/provider.rs",
    "crates/api/src/staff/sign_in.rs",
];

/// Looks inside a personal value from anywhere else, tests apart.
pub fn breaches(sources: &[Source]) -> Vec<String> {
    let blind = sources.iter().filter(|file| BLIND.iter().any(|folder| file.path.starts_with(folder)));
    let may_look = |file: &&Source| file.path == SHOWN || SIGNING_IN.contains(&file.path.as_str());
    blind.filter(|file| file.is_rust() && !file.is_test() && !may_look(file)).flat_map(looks).collect()
}

fn looks(file: &Source) -> Vec<String> {
    let lines = file.without_tests().lines().enumerate();
    let code = lines.filter(|(_, line)| !line.trim_start().starts_with("//"));
    code.filter(|(_, line)| LOOKS.iter().any(|look| line.contains(look)))
        .map(|(index, _)| format!("{}:{}: a personal value may not be revealed here", file.path, index + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::tests::source;

    fn found(path: &str, text: &str) -> Vec<String> {
        breaches(&[source(path, text)])
    }

    #[test]
    fn a_look_where_none_is_allowed_is_found_by_line() {
        let text = "//! A handler.\n// .reveal() is not for us\nlet name = person.name.reveal();\n";
        assert_eq!(
            found("crates/api/src/contact.rs", text),
            ["crates/api/src/contact.rs:3: a personal value may not be revealed here"]
        );
        assert_eq!(found("frontend/src/record.rs", "names.map(Private::reveal)").len(), 1);
    }

    #[test]
    fn those_who_may_look_may() {
        let text = "person.name.reveal()";
        for path in
            ["crates/store/src/person.rs", "crates/domain/src/contact.rs", SHOWN, SIGNING_IN[0], "tests/api/contact.rs"]
        {
            assert!(found(path, text).is_empty(), "{path}");
        }
        assert!(found("crates/api/src/a.rs", "//! A.\n#[cfg(test)]\nmod tests { fn a() { x.reveal(); } }").is_empty());
    }
}
