//! Tests of the settings.

use std::ffi::OsString;
use std::io::Write;

use clap::Parser;
use proptest::prelude::*;

use super::layers::Source;
use super::*;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    flags: Flags,
}

fn flags(arguments: &[&str]) -> Flags {
    Line::parse_from(std::iter::once(&"criis").chain(arguments)).flags
}

fn variables(pairs: &[(&str, &str)]) -> Vec<(OsString, OsString)> {
    pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

#[test]
fn a_flag_goes_before_a_variable_before_the_file_before_the_default() {
    let file = file("database = \"file.db\"\nweb = \"from-file\"\nlisten = \"127.0.0.1:3\"\nbare_keys = true\n");
    let path = file.path().to_str().unwrap();
    let flags = flags(&["--config", path, "--database", "flag.db"]);
    let layers =
        Layers::gather(&flags, variables(&[("CRIIS_DATABASE", "variable.db"), ("CRIIS_WEB", "from-variable")]));
    let said = |name: &str| layers.said(name).cloned().unwrap();
    assert_eq!(said("database"), ("flag.db".to_owned(), Source::Flag));
    assert_eq!(said("web"), ("from-variable".to_owned(), Source::Variable));
    assert_eq!(said("listen"), ("127.0.0.1:3".to_owned(), Source::File(file.path().to_owned())));
    assert_eq!(said("bare_keys").0, "true");
    assert_eq!(said("declared_tls_proxy"), ("false".to_owned(), Source::Default));
    assert!(layers.said("keys").is_none() && layers.finish().is_ok());
}

#[test]
fn every_mistake_is_named_at_once() {
    let file = file("listne = \"127.0.0.1:1\"\nlisten = 80\n");
    let flags =
        flags(&["--config", file.path().to_str().unwrap(), "--site", "Dublin, Ireland", "--bare-keys", "maybe"]);
    let mut layers = Layers::gather(&flags, variables(&[("CRIIS_DATABSE", "x.db")]));
    let site: Option<Site> = layers.parsed("site", site::EXPECTED, Site::parse);
    assert!(site.is_none() && !layers.switch("bare_keys"));
    let said = layers.finish().unwrap_err().to_string();
    for part in [
        "`listne` is not a setting",
        "`listen` is a text",
        "CRIIS_DATABSE is not a setting",
        "Leeds, England",
        "`bare_keys` (flag)",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_switch_needs_no_value() {
    let mut layers = Layers::gather(&flags(&["--declared-tls-proxy"]), []);
    assert!(layers.switch("declared_tls_proxy"));
}

#[test]
fn only_an_address_that_is_safe_in_a_browser_is_public() {
    for (text, accepted) in [
        ("https://criis.example.org", true),
        ("http://localhost:8080/", true),
        ("http://criis.example.org", false),
        ("criis.example.org", false),
    ] {
        assert_eq!(public_url(text).is_some(), accepted, "{text}");
    }
}

proptest! {
    // Each case writes a file.
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_settings_file_panics_and_one_that_cannot_be_read_is_a_mistake(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        name in "[a-z_]{1,12}|listen|site|database|smtp_port|bare_keys",
        value in r#"[0-9.e+-]{1,9}|true|"[^"\\\p{Cc}]{0,20}"|\[.{0,9}\]"#,
    ) {
        for text in [bytes, format!("{name} = {value}\n").into_bytes()] {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(&text).unwrap();
            let path = file.path().to_str().unwrap().to_owned();
            let layers = Layers::gather(&flags(&["--config", &path]), []);
            let is_table = std::str::from_utf8(&text).is_ok_and(|text| text.parse::<toml::Table>().is_ok());
            prop_assert!(is_table || layers.finish().is_err());
        }
    }
}
