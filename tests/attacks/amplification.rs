//! A small question with a large answer.

use std::fmt::Write;

use serde_json::json;
use tests::asking::Asker;
use tests::forms;
use tests::visiting::SharedWorld;

static WORLD: SharedWorld = SharedWorld::new();

/// The longest page of any list.
const PAGE: usize = 50;
/// The longest answer of a search.
const MOST_HITS: usize = 50;

#[test]
fn a_page_is_as_long_as_the_server_says_whatever_is_asked() {
    WORLD.visit(async |world| {
        let person = world.person("Paige", "Pagerson").await;
        let path = format!("/service-users/{person}/contacts");
        for _ in 0..=PAGE {
            world.worker.post(&path, &forms::contact(&world.northtown)).await.expect(201);
        }
        for query in ["", "?limit=100000", "?per_page=100000", "?page_size=0", "?limit=-1", "?cursor=&limit=9"] {
            let answer = world.worker.get(&format!("{path}{query}")).await;
            if answer.status == 200 {
                assert_eq!(answer.items().len(), PAGE, "{query}");
            } else {
                answer.expect(400);
            }
        }
    });
}

#[test]
fn a_search_finds_few_however_little_is_typed() {
    WORLD.visit(async |world| {
        for number in 0..=MOST_HITS {
            let mut family = "Sam".to_owned();
            // Names of letters alone, each its own.
            write!(family, "{}{}", letter(number / 26), letter(number % 26)).expect("a string takes it");
            world.person("Sam", &family).await;
        }
        for typed in [
            "s",
            "sa",
            "sam",
            "19",
            "1950",
            "a b c d e f g h i j k l m n o p q r s t u v w x y z",
            "%",
            "_",
            "*",
            ".",
            "s*",
            "'",
        ] {
            let found = world.worker.post("/service-users/search", &json!({"typed": typed})).await;
            if found.status == 200 {
                let hits = found.body["hits"].as_array().expect("hits").len();
                assert!(hits <= MOST_HITS, "{typed:?} finds {hits}");
            } else {
                found.expect(422);
            }
        }
    });
}

#[test]
fn figures_over_all_of_time_are_refused_or_bounded() {
    WORLD.visit(async |world| {
        let path = format!("/contracts/{}/activity", world.contract);
        for (from, to) in [
            ("0001-01-01", "9999-12-31"),
            ("-9999-01-01", "2026-01-01"),
            ("2026-01-01", "2020-01-01"),
            ("1900-01-01", "2100-01-01"),
            ("+262142-12-31", "2026-01-01"),
        ] {
            let from = from.replace('+', "%2B");
            let answer = world.leader.get(&format!("{path}?from={from}&to={to}")).await;
            assert!([400, 422].contains(&answer.status.as_u16()), "{from} to {to}: {} {}", answer.status, answer.text);
        }
    });
}

#[test]
fn a_packed_body_is_not_unpacked() {
    WORLD.visit(async |world| {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packer, &vec![b' '; 64 << 20]).expect("it is packed");
        let bomb = packer.finish().expect("it is packed");
        assert!(bomb.len() < 512 << 10, "small enough to be read");
        for coding in ["gzip", "deflate", "br", "zstd", "gzip, gzip"] {
            let bomb = bomb.clone();
            let answer = world
                .worker
                .send(reqwest::Method::POST, "/service-users/search", |request| {
                    request.header("content-type", "application/json").header("content-encoding", coding).body(bomb)
                })
                .await;
            assert!([400, 413, 415].contains(&answer.status.as_u16()), "{coding}: {} {}", answer.status, answer.text);
        }
    });
}

#[test]
fn whoever_is_not_signed_in_is_told_little() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        for path in ["/caseload", "/today", "/staff", "/colleagues", "/code-lists", "/nothing"] {
            let answer = anonymous.get(path).await;
            assert!([401, 404].contains(&answer.status.as_u16()), "{path}: {}", answer.text);
            assert!(answer.text.len() < 1_000, "{path}: {}", answer.text);
        }
    });
}

fn letter(number: usize) -> char {
    char::from(b'a' + u8::try_from(number % 26).expect("a letter's number"))
}
