//! Going on with a sign-in by its cookie, which rotates.

use reqwest::Method;
use reqwest::header::COOKIE;
use tests::asking::{Answer, Asker};
use tests::visiting::wait;
use tests::world::PASSWORD;

use super::WORLD;
use super::demonstration::Demonstration;

/// The cookie that an answer sets, as a request carries it.
pub fn cookie(answer: &Answer) -> String {
    let set = answer.header("set-cookie").expect("a cookie");
    set.split(';').next().expect("a name and a value").to_owned()
}

/// Go on with the sign-in of a cookie.
pub async fn with(address: &str, cookie: &str) -> Answer {
    let asker = Asker::anonymous(address);
    asker.send(Method::POST, "/sign-in/refresh", |request| request.header(COOKIE, cookie)).await
}

async fn begun(address: &str) -> (Asker, String) {
    let answer = Asker::anonymous(address).sign_in("efua", PASSWORD).await.expect(200);
    let token = answer.body["access_token"].as_str().expect("a token");
    (Asker::anonymous(address).with_token(token), cookie(&answer))
}

#[test]
fn it_gives_the_next_token_and_the_next_cookie() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let (_, first) = begun(address).await;
        let next = with(address, &first).await.expect(200);
        assert_ne!(cookie(&next), first);
        assert!(next.body["me"]["draft_key"].is_string());
        let token = next.body["access_token"].as_str().expect("a token");
        Asker::anonymous(address).with_token(token).get("/me").await.expect(200);
    });
}

#[test]
fn the_cookie_before_gets_the_same_successor_for_tabs_that_race() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let (asker, first) = begun(address).await;
        let next = with(address, &first).await.expect(200);
        let again = with(address, &first).await.expect(200);
        assert_eq!(cookie(&again), cookie(&next));
        asker.get("/me").await.expect(200);
    });
}

#[test]
fn many_at_once_get_the_same_successor() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let (_, first) = begun(address).await;
        let race = || with(address, &first);
        let answers: [Answer; 6] = tokio::join!(race(), race(), race(), race(), race(), race()).into();
        let [winner, ..] = &answers;
        for answer in &answers {
            assert_eq!(answer.status, 200, "{}", answer.text);
            assert_eq!(cookie(answer), cookie(winner));
        }
    });
}

#[test]
fn an_older_cookie_is_a_copy_and_ends_the_sign_in() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let (asker, first) = begun(address).await;
        let second = cookie(&with(address, &first).await.expect(200));
        let third = cookie(&with(address, &second).await.expect(200));
        assert_eq!(with(address, &first).await.expect(401).problem(), "not-signed-in");
        with(address, &third).await.expect(401);
        asker.get("/me").await.expect(401);
    });
}

#[test]
fn what_is_no_cookie_of_ours_is_refused() {
    WORLD.visit(async |world| {
        let address = &world.server.address;
        let (_, real) = begun(address).await;
        let (name, value) = real.split_once('=').expect("a name and a value");
        let flipped = if value.ends_with('A') { "B" } else { "A" };
        let forged = format!("{name}={}{flipped}", &value[..value.len() - 1]);
        for other in ["", "__Host-criis=", "__Host-criis=AAAA", "criis=AAAA", &forged] {
            with(address, other).await.expect(401);
        }
    });
}

#[test]
fn the_cookie_before_is_refused_after_half_a_minute_and_ends_the_sign_in() {
    wait(async {
        let mut demonstration = Demonstration::take().await;
        let first = cookie(&demonstration.sign_in().await);
        let second = cookie(&demonstration.refresh(&first).await.expect(200));
        demonstration.pass(29);
        assert_eq!(cookie(&demonstration.refresh(&first).await.expect(200)), second);
        demonstration.pass(2);
        demonstration.refresh(&first).await.expect(401);
        demonstration.refresh(&second).await.expect(401);
    });
}

#[test]
fn a_sign_in_ends_after_an_hour_unused_and_after_a_working_day_in_any_case() {
    wait(async {
        let mut demonstration = Demonstration::take().await;
        let unused = cookie(&demonstration.sign_in().await);
        let mut used = cookie(&demonstration.sign_in().await);
        for half_hours in 1..24 {
            demonstration.pass(1_800);
            used = cookie(&demonstration.refresh(&used).await.expect(200));
            if half_hours == 2 {
                demonstration.refresh(&unused).await.expect(401);
            }
        }
        demonstration.pass(1_800);
        demonstration.refresh(&used).await.expect(401);
    });
}
