//! Where journeys take place: a demonstration served with the built app, and a browser pointed at it.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use tests::browser::Browser;
use tests::database::Kind;
use tests::server::Server;
use tests::visiting::wait;

/// The server of all journeys.
static SERVER: LazyLock<Server> = LazyLock::new(|| serve_demonstration(60));

/// Go on a journey in a browser of its own. At its end the browser must have nothing to complain of.
pub fn journey(name: &str, travel: impl AsyncFnOnce(&mut Browser)) {
    journey_on(&SERVER, name, travel);
}

/// The same on a server of its own.
pub fn journey_on(server: &Server, name: &str, travel: impl AsyncFnOnce(&mut Browser)) {
    let mut browser = wait(Browser::open(&server.address));
    let ended = catch_unwind(AssertUnwindSafe(|| {
        wait(async {
            travel(&mut browser).await;
            let complaints = browser.complaints().await;
            assert!(complaints.is_empty(), "the browser complains: {complaints:#?}");
        });
    }));
    if let Err(surprise) = ended {
        let picture = target().join("journeys").join(format!("{name}.png"));
        // The picture is for whoever looks into it; a browser that gives none must not hide the surprise.
        let taken = catch_unwind(AssertUnwindSafe(|| wait(browser.picture(&picture))));
        match taken {
            Ok(()) => eprintln!("{name}: see {}", picture.display()),
            Err(_) => eprintln!("{name}: the browser gave no picture"),
        }
        server.show_log();
        wait(browser.close());
        resume_unwind(surprise);
    }
    wait(browser.close());
}

/// A demonstration of so many people, served with the app.
pub fn serve_demonstration(people: u32) -> Server {
    let mut server = Server::prepare_on(Kind::Sqlite);
    server.must(&["demo", "--people", &people.to_string(), "--seed", "1"]);
    server.serve_with(&["--web", &app().display().to_string()]);
    server
}

/// A demonstration served with the app, whose clock can be set.
pub fn serve_demonstration_with_clock() -> Server {
    let mut server = Server::prepare_on(Kind::Sqlite);
    server.must(&["demo", "--people", "3", "--seed", "1"]);
    server.set_clock(0);
    let clock = server.clock().display().to_string();
    server.serve_with(&["--web", &app().display().to_string(), "--clock", &clock]);
    server
}

/// A server that is no demonstration, with nobody in it, served with the app.
pub fn serve_for_real() -> Server {
    let mut server = Server::prepare_on(Kind::Sqlite);
    server.serve_with(&["--web", &app().display().to_string()]);
    server
}

/// The built app.
fn app() -> PathBuf {
    let app = target().join("web/dist");
    assert!(app.join("index.html").exists(), "the app is not built: cargo xtask web");
    app
}

/// Where the project's builds lie.
pub fn target() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target")
}
