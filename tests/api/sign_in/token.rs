//! Tokens that were not issued here, or no longer hold.

use reqwest::Method;
use reqwest::header::AUTHORIZATION;
use tests::asking::Asker;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::first_administrator;

use super::WORLD;
use super::demonstration::Demonstration;

/// `{"alg":"none","typ":"at+jwt"}`
const UNSIGNED: &str = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0";
/// `{"alg":"HS256","typ":"at+jwt"}`
const SYMMETRIC: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9";

/// Header, claims and signature of a token.
fn pieces(token: &str) -> [&str; 3] {
    let pieces: Vec<&str> = token.split('.').collect();
    pieces.try_into().expect("a token has three pieces")
}

async fn is_refused(asker: &Asker, token: &str) {
    let answer = asker.with_token(token).get("/me").await;
    assert_eq!(answer.status, 401, "{}", answer.text);
    assert_eq!(answer.problem(), "not-signed-in");
    assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
}

#[test]
fn an_unsigned_token_is_refused() {
    WORLD.visit(async |world| {
        let [_, claims, signature] = pieces(world.worker.token());
        is_refused(&world.worker, &format!("{UNSIGNED}.{claims}.")).await;
        is_refused(&world.worker, &format!("{UNSIGNED}.{claims}.{signature}")).await;
        is_refused(&world.worker, &format!("{SYMMETRIC}.{claims}.{signature}")).await;
    });
}

#[test]
fn a_token_with_anothers_claims_is_refused() {
    WORLD.visit(async |world| {
        let [header, _, signature] = pieces(world.worker.token());
        let [_, claims, _] = pieces(world.administrator.token());
        is_refused(&world.worker, &format!("{header}.{claims}.{signature}")).await;
    });
}

#[test]
fn a_token_of_another_key_is_refused() {
    WORLD.visit(async |world| {
        let elsewhere = Server::start();
        let stranger = first_administrator(&elsewhere).await;
        stranger.get("/me").await.expect(200);
        is_refused(&world.worker, stranger.token()).await;
    });
}

#[test]
fn what_is_no_token_is_refused() {
    WORLD.visit(async |world| {
        for token in ["", "x", "..", "a.b.c", &"A".repeat(5_000), &format!("{}x", world.worker.token())] {
            is_refused(&world.worker, token).await;
        }
    });
}

#[test]
fn the_scheme_is_bearer_in_any_case() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        let token = world.worker.token();
        let with = async |header: String| {
            anonymous.send(Method::GET, "/me", |request| request.header(AUTHORIZATION, header)).await
        };
        with(format!("bearer {token}")).await.expect(200);
        with(format!("Basic {token}")).await.expect(401);
        with(token.to_owned()).await.expect(401);
    });
}

#[test]
fn a_token_ends_after_five_minutes() {
    wait(async {
        let mut demonstration = Demonstration::take().await;
        let asker = demonstration.asker().await;
        demonstration.pass(290);
        asker.get("/me").await.expect(200);
        demonstration.pass(11);
        is_refused(&asker, asker.token()).await;
    });
}
