//! Signing in does the same work for a name that exists and for one that does not.

use std::net::TcpListener;

use tests::asking::Asker;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::{PASSWORD, first_administrator};

/// How many password hashes the server has computed.
async fn hashes(figures: &Asker) -> u64 {
    let text = figures.get_at_root("/metrics").await.expect(200).text;
    let line = text.lines().find_map(|line| line.strip_prefix("criis_password_hashes_total "));
    line.unwrap_or_else(|| panic!("no count of hashes in {text}")).parse().expect("a number")
}

#[test]
fn a_name_that_does_not_exist_costs_as_many_hashes_as_one_that_does() {
    wait(async {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
        let mut server = Server::prepare();
        server.serve_with(&["--metrics-listen", &free.to_string()]);
        first_administrator(&server).await;
        let (anonymous, figures) = (Asker::anonymous(&server.address), Asker::anonymous(&format!("http://{free}")));
        let mut before = hashes(&figures).await;
        for (name, password, status) in [
            ("dana", PASSWORD, 200),
            ("dana", "not the password at all", 401),
            ("nobody.here", "not the password at all", 401),
            ("no such näme!", "x", 401),
            ("dana", PASSWORD, 200),
        ] {
            anonymous.sign_in(name, password).await.expect(status);
            let after = hashes(&figures).await;
            assert_eq!(after - before, 1, "{name} costs {} hashes", after - before);
            before = after;
        }
    });
}
