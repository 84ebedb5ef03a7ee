//! The clock of a demonstration can be moved; no other clock can.

use chrono::{DateTime, TimeDelta, Utc};
use tests::asking::Asker;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::{PASSWORD, first_administrator};

#[test]
fn years_pass_in_a_demonstration() {
    wait(async {
        let server = Server::start_demonstration();
        let dana = first_administrator(&server).await;
        let before = time(&dana).await;
        server.set_clock(60);
        let after = time(&dana).await;
        assert!(after - before >= TimeDelta::seconds(60), "{before} to {after}");

        let seven_years = TimeDelta::days(7 * 365);
        server.set_clock(seven_years.num_seconds());
        dana.get("/me").await.expect(401);
        let dana = Asker::signed_in(&server.address, "dana", PASSWORD).await;
        assert!(time(&dana).await - before >= seven_years);
    });
}

#[test]
fn no_other_clock_can_be_moved() {
    let server = Server::prepare();
    let clock = server.folder.path().join("clock");
    std::fs::write(&clock, "60").expect("a clock");
    let refused = server.run(&["serve", "--clock", &clock.display().to_string()]);
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains("--clock moves the time of demonstrations alone"), "{said}");
}

async fn time(asker: &Asker) -> DateTime<Utc> {
    let me = asker.get("/me").await.expect(200);
    me.body["server_time"].as_str().and_then(|time| time.parse().ok()).expect("the server's time")
}
