//! The built apps: read once at start, each file with its smaller siblings.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;

use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap};
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};

use crate::allowed::Allowed;
use crate::answer::Answer;
use crate::problem::Refused;
use crate::routes::API;

/// How browsers keep a file whose name carries a hash of its content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The page that every address of the frontline app shows.
const FRONTLINE: &str = "/index.html";
/// The page that every address of the office app shows.
const OFFICE: &str = "/office.html";

/// The files of the app, by their address. Empty where none is configured.
#[derive(Default)]
pub struct WebApp(BTreeMap<String, File>);

struct File {
    plain: Bytes,
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
    content_type: &'static str,
}

impl WebApp {
    /// Read a folder that `cargo xtask web` wrote.
    ///
    /// # Errors
    /// When it cannot be read, or has no page.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        gather(folder, "", &mut files)?;
        if ![FRONTLINE, OFFICE].iter().all(|page| files.contains_key(*page)) {
            return Err(io::Error::new(
                io::ErrorKind::NotFound,
                "there is no index.html or no office.html; build them with `cargo xtask web`",
            ));
        }
        Ok(Self(files))
    }

    /// A file, or the page of its app, where an address of the apps is asked for.
    fn at(&self, path: &str, wants_page: bool) -> Option<(&File, bool)> {
        if let Some(file) = self.0.get(path).filter(|_| ![FRONTLINE, OFFICE].contains(&path)) {
            return Some((file, path.starts_with("/assets/")));
        }
        let is_page = wants_page && !path.starts_with("/assets/");
        self.0.get(page_of(path)).filter(|_| is_page).map(|page| (page, false))
    }
}

/// The page of the app that an address belongs to.
fn page_of(path: &str) -> &'static str {
    let is_office = path.strip_prefix("/office").is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    // One-time links are followed once in a working life, so the app that most people wait for has no screen for them.
    if is_office || path == "/invitation" { OFFICE } else { FRONTLINE }
}

/// What no route took: a file of the app, its page, or a refusal that says which methods there are.
pub async fn serve(request: HttpRequest, app: Data<WebApp>, allowed: Data<Allowed>) -> Answer<HttpResponse> {
    let path = request.path();
    if let Some(methods) = allowed.at(path) {
        return Err(Refused::Method(methods));
    }
    if path.starts_with(API) || ![Method::GET, Method::HEAD].contains(request.method()) {
        return Err(Refused::NoSuchAddress);
    }
    let (file, for_ever) = app.at(path, wants_page(request.headers())).ok_or(Refused::NoSuchAddress)?;
    Ok(answer(file, for_ever, request.headers()))
}

fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

fn answer(file: &File, for_ever: bool, headers: &HeaderMap) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer.content_type(file.content_type);
    answer.insert_header((header::VARY, "Accept-Encoding"));
    answer.insert_header((header::CACHE_CONTROL, if for_ever { FOR_EVER } else { "no-cache" }));
    let encodings = headers.get(header::ACCEPT_ENCODING).and_then(|header| header.to_str().ok()).unwrap_or_default();
    let smaller = [("br", &file.brotli), ("gzip", &file.gzip)];
    for (encoding, bytes) in smaller {
        if let Some(bytes) = bytes.as_ref().filter(|_| accepts(encodings, encoding)) {
            answer.insert_header((header::CONTENT_ENCODING, encoding));
            return answer.body(bytes.clone());
        }
    }
    answer.body(file.plain.clone())
}

fn accepts(encodings: &str, encoding: &str) -> bool {
    encodings.split(',').any(|accepted| {
        let (name, weight) = accepted.split_once(';').unwrap_or((accepted, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|weight| weight.parse() == Ok(0.0_f32));
        name.trim().eq_ignore_ascii_case(encoding) && !refused
    })
}

fn gather(folder: &Path, address: &str, files: &mut BTreeMap<String, File>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let (path, address) = (entry.path(), format!("{address}/{name}"));
        if entry.file_type()?.is_dir() {
            gather(&path, &address, files)?;
        } else if !matches!(path.extension().and_then(OsStr::to_str), Some("br" | "gz")) {
            let sibling = |ending: &str| fs::read(folder.join(format!("{name}.{ending}"))).ok().map(Bytes::from);
            let plain = fs::read(&path)?.into();
            let content_type = content_type(&name);
            files.insert(address, File { plain, gzip: sibling("gz"), brotli: sibling("br"), content_type });
        }
    }
    Ok(())
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        Some("json" | "webmanifest") => "application/json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_of_a_preference_panic(
            bytes in proptest::collection::vec(any::<u8>(), 0..100), text in "[ ,;=.a-z0-9*/+]{0,40}",
        ) {
            for value in [HeaderValue::from_bytes(&bytes), HeaderValue::from_str(&text)].into_iter().flatten() {
                let shown = value.to_str().unwrap_or_default().to_owned();
                let mut headers = HeaderMap::new();
                headers.insert(header::ACCEPT, value);
                prop_assert_eq!(wants_page(&headers), shown.contains("text/html"));
                prop_assert!(!accepts(&shown, "br") || shown.to_ascii_lowercase().contains("br"));
            }
        }
    }

    fn app() -> (tempfile::TempDir, WebApp) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("assets")).unwrap();
        let files = [
            ("index.html", "page"),
            ("office.html", "office"),
            ("assets/a-1.js", "plain"),
            ("assets/a-1.js.br", "small"),
        ];
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let app = WebApp::read(folder.path()).unwrap();
        (folder, app)
    }

    #[test]
    fn every_address_shows_the_page_of_its_app() {
        let (_folder, app) = app();
        let frontline = ["/", "/today", "/service-users/1/contacts", "/index.html", "/../../etc/passwd", "/officers"];
        let office = ["/office", "/office/", "/office/staff/1", "/invitation"];
        let all = frontline.map(|path| (path, "page")).into_iter().chain(office.map(|path| (path, "office")));
        for (path, page) in all {
            assert!(app.at(path, true).is_some_and(|(file, for_ever)| file.plain == page && !for_ever), "{path}");
            assert!(app.at(path, false).is_none(), "{path}");
        }
        assert!(app.at("/assets/gone.js", true).is_none());
    }

    #[test]
    fn a_file_comes_as_small_as_the_browser_takes_it() {
        let (_folder, app) = app();
        let (file, for_ever) = app.at("/assets/a-1.js", false).unwrap();
        let encoding = |accepted: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, accepted.parse().unwrap());
            let answer = answer(file, for_ever, &headers);
            assert_eq!(answer.headers().get(header::CACHE_CONTROL).unwrap(), FOR_EVER);
            answer.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(encoding("gzip, deflate, br, zstd").as_deref(), Some("br"));
        assert_eq!(encoding("gzip"), None, "there is no such sibling");
        assert_eq!(encoding("br;q=0"), None);
    }

    #[test]
    fn a_folder_without_both_pages_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(WebApp::read(folder.path()).is_err());
        fs::write(folder.path().join("index.html"), "page").unwrap();
        assert!(WebApp::read(folder.path()).is_err());
    }
}
