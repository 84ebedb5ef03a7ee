//! Documentation names only files that exist.

use std::path::{Component, Path, PathBuf};

use crate::tidy::sources::Source;

/// The folders at the root of the checkout that documentation speaks of.
const ROOTS: [&str; 7] = [".ci/", "crates/", "docs/", "frontend/", "migrations/", "openapi/", "tests/"];

/// Links and paths in pages and in comments whose file is not there.
pub fn breaches(sources: &[Source]) -> Vec<String> {
    sources.iter().flat_map(|file| broken(file, Path::exists)).collect()
}

fn broken(file: &Source, exists: impl Fn(&Path) -> bool) -> Vec<String> {
    let is_page = file.ends_in("md");
    if !is_page && !file.is_rust() {
        return Vec::new();
    }
    let spoken = file.text.lines().enumerate().filter(|(_, line)| is_page || line.trim_start().starts_with("//"));
    let named = spoken.flat_map(|(index, line)| {
        let links = links(line).into_iter().filter(|_| is_page).map(|link| beside(&file.path, link));
        let paths = paths(line).into_iter().map(PathBuf::from);
        links.chain(paths).map(move |path| (index + 1, path)).collect::<Vec<_>>()
    });
    named
        .filter(|(_, path)| !exists(path))
        .map(|(line, path)| format!("{}:{line}: there is no {}", file.path, path.display()))
        .collect()
}

/// Where Markdown's links lead, those to other hosts and to places in the same page left out.
fn links(line: &str) -> Vec<&str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let files = targets.map(|target| target.split('#').next().unwrap_or_default());
    files.filter(|target| !target.is_empty() && !target.contains(':')).collect()
}

/// What stands in backticks and reads like a path from the root, patterns left out.
fn paths(line: &str) -> Vec<&str> {
    let quoted = line.split('`').skip(1).step_by(2);
    let from_root = quoted.filter(|text| ROOTS.iter().any(|root| text.starts_with(root)));
    from_root
        .filter(|text| !text.contains([' ', '*', '{', '<', '…', '(', '$']))
        .map(|text| text.trim_end_matches('.'))
        .collect()
}

/// A link from one file to another, as a path from the root.
fn beside(page: &str, link: &str) -> PathBuf {
    let mut path = Path::new(page).parent().map(Path::to_path_buf).unwrap_or_default();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => drop(path.pop()),
            Component::Normal(name) => path.push(name),
            Component::RootDir => path = PathBuf::new(),
            Component::CurDir | Component::Prefix(_) => {}
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::sources::tests::source;

    fn found(path: &str, text: &str) -> Vec<String> {
        let there = ["docs/security.md", "README.md", "crates/vault"];
        broken(&source(path, text), |path| there.iter().any(|known| Path::new(known) == path))
    }

    #[test]
    fn links_are_followed_from_where_they_stand() {
        assert!(
            found("README.md", "See [security](docs/security.md#threat) and [a site](https://example.test/x).")
                .is_empty()
        );
        assert!(
            found("docs/operations.md", "See [security](security.md), [the start](../README.md), [below](#keys).")
                .is_empty()
        );
        assert_eq!(
            found("docs/operations.md", "\nSee [it](docs/security.md)."),
            ["docs/operations.md:2: there is no docs/docs/security.md"]
        );
    }

    #[test]
    fn paths_in_backticks_are_checked_in_pages_and_comments() {
        assert!(
            found("a.rs", "//! As `docs/security.md` says, in `crates/vault`. Not `crates/*/src` or `GET /x`.")
                .is_empty()
        );
        assert_eq!(found("a.rs", "/// See `docs/moved.md`.").len(), 1);
        assert_eq!(found("docs/a.md", "It is in `crates/gone`.").len(), 1);
        assert!(found("a.rs", "let path = \"`docs/moved.md`\";").is_empty());
    }
}
