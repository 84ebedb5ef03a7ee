//! Ways out of the folder of the app, and into it with something that runs.

use reqwest::Method;
use tests::asking::Asker;
use tests::database::Kind;
use tests::server::Server;
use tests::visiting::{WORLD, wait};

use crate::smuggled::spoken;

/// An app of one page, with a secret beside its folder.
fn serving() -> Server {
    let mut server = Server::prepare_on(Kind::Sqlite);
    let (outside, app) = (server.folder.path().to_owned(), server.folder.path().join("app"));
    std::fs::create_dir_all(app.join("assets")).expect("a folder");
    std::fs::write(app.join("index.html"), "<!doctype html><title>the page</title>").expect("the page");
    std::fs::write(app.join("office.html"), "<!doctype html><title>the office</title>").expect("the page");
    std::fs::write(app.join("assets/a-1.js"), "export {}").expect("a script");
    std::fs::write(app.join("assets/notes.txt"), "<script>alert(1)</script>").expect("a text");
    std::fs::write(outside.join("secret.txt"), "canary outside the folder").expect("a secret");
    std::os::unix::fs::symlink(outside.join("secret.txt"), app.join("assets/out.txt")).expect("a way out");
    server.serve_with(&["--web", &app.display().to_string()]);
    server
}

#[test]
fn nothing_outside_the_apps_folder_is_served() {
    let server = serving();
    // By hand: a client would tidy these up before it sent them.
    for path in [
        "/../secret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/..%252f..%252fsecret.txt",
        "/assets/..\\..\\secret.txt",
        "/assets/%5c..%5c..%5csecret.txt",
        "//secret.txt",
        "/./../secret.txt",
        "/assets/a-1.js/../../../secret.txt",
        "/assets/a-1.js%00.txt",
        "/..;/secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/keys",
        "/../keys",
        "/../criis.db",
        "/../passphrase",
    ] {
        let answer = spoken(
            &server.address,
            &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n"),
        );
        assert!(!answer.contains("canary outside"), "{path}: {answer}");
        let status = answer.split(' ').nth(1).unwrap_or_default();
        assert!(status == "404" || status == "400", "{path}: {answer}");
    }
}

#[test]
fn a_file_is_what_its_name_says_and_nothing_guessed() {
    let server = serving();
    wait(async {
        let anonymous = Asker::anonymous(&server.address);
        let page =
            anonymous.send_to(Method::GET, "/", |request| request.header("accept", "text/html")).await.expect(200);
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
        for (path, kind) in
            [("/assets/a-1.js", "text/javascript; charset=utf-8"), ("/assets/notes.txt", "application/octet-stream")]
        {
            let file = anonymous.get_at_root(path).await.expect(200);
            assert_eq!(
                (file.header("content-type"), file.header("x-content-type-options")),
                (Some(kind), Some("nosniff"))
            );
            let policy = file.header("content-security-policy").expect("a policy");
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{policy}");
        }
        // A way out of the folder that its owner laid there is served as it lies, so none must be laid: the
        // build writes files alone.
        anonymous.send_to(Method::PUT, "/assets/a-1.js", |request| request.body("alert(1)")).await.expect(404);
        anonymous.send_to(Method::POST, "/", |request| request.body("alert(1)")).await.expect(404);
        assert_eq!(anonymous.get_at_root("/assets/a-1.js").await.text, "export {}");
    });
}

#[test]
fn what_stands_where_an_id_belongs_is_never_a_path() {
    WORLD.visit(async |world| {
        for id in [
            "..",
            ".",
            "%2e%2e",
            "..%2f..%2fme",
            "%00",
            "*",
            "~root",
            "C:%5cwindows",
            "file:%2f%2f%2fetc%2fpasswd",
            "%ff",
            "-1",
            "0",
            "1e9",
            "null",
            "undefined",
            "{person}",
            "%7Bperson%7D",
        ] {
            for path in [
                "/api/v1/service-users/{}/contacts",
                "/api/v1/contracts/{}",
                "/api/v1/drafts/{}",
                "/api/v1/staff/{}/memberships",
            ] {
                let path = path.replace("{}", id);
                let asked = format!(
                    "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\r\n",
                    world.administrator.token()
                );
                let answer = spoken(&world.server.address, &asked);
                let status = answer.split(' ').nth(1).unwrap_or_default();
                assert!(["400", "403", "404"].contains(&status), "{path}: {answer}");
            }
        }
    });
}
