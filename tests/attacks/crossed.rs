//! Guessing: an id that is not there, one beside another, and another person's record under one's own person's
//! address are all answered alike, as nothing.

use reqwest::Method;
use tests::visiting::SharedWorld;
use uuid::Uuid;

use crate::walk::{ASKED, Asked, Scene, whoever_may};

/// Attacks make so many people that they have a world of their own.
static WORLD: SharedWorld = SharedWorld::new();

/// The nouns whose ids an address names.
fn nouns(asked: &Asked) -> Vec<&'static str> {
    asked.address.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect()
}

#[test]
fn another_persons_record_is_not_under_ones_own_persons_address() {
    WORLD.visit(async |world| {
        let mut tried = 0;
        for asked in ASKED.iter().filter(|asked| asked.address.contains("{person}")) {
            for noun in nouns(asked).into_iter().filter(|noun| *noun != "person") {
                let (mut mine, theirs) = (Scene::of(world, asked).await, Scene::of(world, asked).await);
                mine.name(noun, theirs.id(noun));
                let form = (asked.form)(world, &theirs);
                let who = whoever_may(world, asked);
                let answer = mine.ask_with(who, asked, &form).await;
                assert_eq!(answer.status, 404, "{} {}: {}", asked.method, asked.address, answer.text);
                if asked.method != Method::GET {
                    let still = theirs.ask_with(who, asked, &form).await;
                    assert!(still.status.is_success(), "{} {}: {}", asked.method, asked.address, still.text);
                }
                tried += 1;
            }
        }
        assert!(tried > 10, "only {tried} addresses have a record of a person");
    });
}

#[test]
fn an_id_that_is_guessed_names_nothing() {
    WORLD.visit(async |world| {
        let mut tried = 0;
        for asked in ASKED {
            // A draft's id is of its author's making, and its first save makes it.
            let makes_it = asked.method == Method::PUT && asked.address.ends_with("{draft}");
            // Who read a record is known of people who are gone, so nobody and somebody gone look alike: empty.
            let outlives_them = ["/trail", "/doings", "/seen-by"].iter().any(|ending| asked.address.ends_with(ending));
            for noun in nouns(asked).into_iter().filter(|_| !makes_it && !outlives_them) {
                let mut scene = Scene::of(world, asked).await;
                let form = (asked.form)(world, &scene);
                let real: Uuid = scene.id(noun).parse().expect("an id");
                let beside = |by: u128| Uuid::from_u128(real.as_u128().wrapping_add(by)).to_string();
                for guess in [
                    Uuid::new_v4().to_string(),
                    beside(1),
                    beside(u128::MAX),
                    Uuid::nil().to_string(),
                    Uuid::max().to_string(),
                ] {
                    scene.name(noun, &guess);
                    let answer = scene.ask_with(whoever_may(world, asked), asked, &form).await;
                    // A form that names the real one beside it is refused for not naming the same.
                    assert!(
                        [404, 422].contains(&answer.status.as_u16()),
                        "{} {} of {guess}: {}",
                        asked.method,
                        asked.address,
                        answer.text
                    );
                    tried += 1;
                }
            }
        }
        assert!(tried > 150, "only {tried} guesses were made");
    });
}
