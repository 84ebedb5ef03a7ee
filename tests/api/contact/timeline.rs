//! What happened with somebody, newest first, however much it is.

use serde_json::{Value, json};
use tests::asking::{Answer, Asker};
use tests::forms::{self, with, without};
use tests::visiting::SharedWorld;
use tests::world::World;
use tokio::sync::OnceCell;

/// Somebody with many contacts, which every test here reads and none changes.
static WORLD: SharedWorld = SharedWorld::new();
static MANY: OnceCell<String> = OnceCell::const_new();

/// More than are read in one step while a filter looks for them.
const CONTACTS: u32 = 530;
/// How many are asked for at once while they are made.
const AT_ONCE: usize = 16;

/// What the contacts are, by their numbers.
#[derive(PartialEq)]
enum What {
    /// A session that they missed.
    Missed,
    Group,
    Call,
    Session,
}

impl What {
    fn of(number: u32) -> Self {
        match number {
            number if number.is_multiple_of(53) => Self::Missed,
            number if number.is_multiple_of(5) => Self::Group,
            number if number.is_multiple_of(7) => Self::Call,
            _ => Self::Session,
        }
    }
}

/// The contact of this number.
fn form(number: u32, service: &str) -> Value {
    // Pairs share their instant, so that pages begin in the middle of one.
    let form =
        with(forms::contact(service), &json!({"started_at": forms::minutes_ago(60 * i64::from(number / 2 + 1))}));
    match What::of(number) {
        What::Missed => with(without(form, "interventions"), &json!({"outcome": "did_not_attend"})),
        What::Group => with(form, &json!({"kind": "group"})),
        What::Call => with(form, &json!({"kind": "phone_call", "medium": "02", "place": "remote"})),
        What::Session => form,
    }
}

async fn many(world: &World) -> &'static str {
    let made = MANY.get_or_init(async || {
        let person = world.person("Perpetua", "Manycontacts").await;
        let path = format!("/service-users/{person}/contacts");
        let numbers: Vec<u32> = (0..CONTACTS).collect();
        let mut making = tokio::task::JoinSet::new();
        for share in numbers.chunks(numbers.len().div_ceil(AT_ONCE)) {
            let (asker, path, service, share) =
                (world.worker.clone(), path.clone(), world.northtown.clone(), share.to_vec());
            making.spawn(async move {
                for number in share {
                    asker.post(&path, &form(number, &service)).await.expect(201);
                }
            });
        }
        making.join_all().await;
        person
    });
    made.await
}

/// Every page of a list, following its links.
async fn pages(asker: &Asker, path: &str) -> Vec<Answer> {
    let mut pages = vec![asker.get(path).await.expect(200)];
    while let Some(next) = pages.last().and_then(|page| page.body["next"].as_str().map(str::to_owned)) {
        let link =
            pages.last().and_then(|page| page.header("link").map(str::to_owned)).expect("the link of the next page");
        let link = link.strip_prefix('<').and_then(|link| link.strip_suffix(">; rel=\"next\"")).expect("a link");
        assert!(link.ends_with(&next), "{link}");
        pages.push(asker.get(link).await.expect(200));
        assert!(pages.len() < 100, "the pages have no end");
    }
    pages
}

fn ids(pages: &[Answer]) -> Vec<&str> {
    pages.iter().flat_map(Answer::items).map(|contact| contact["id"].as_str().expect("an id")).collect()
}

#[test]
fn every_contact_is_on_one_page_newest_first() {
    WORLD.visit(async |world| {
        let person = many(world).await;
        let pages = pages(&world.worker, &format!("/service-users/{person}/contacts")).await;
        let lengths: Vec<usize> = pages.iter().map(|page| page.items().len()).collect();
        assert_eq!((lengths.len(), lengths[0], lengths[10]), (11, 50, 30));
        let mut once = ids(&pages);
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), CONTACTS as usize);
        let when: Vec<&str> =
            pages.iter().flat_map(Answer::items).map(|one| one["started_at"].as_str().expect("when")).collect();
        assert!(when.windows(2).all(|pair| pair[0] >= pair[1]), "newest first");
    });
}

#[test]
fn a_filter_finds_its_contacts_and_no_others_beyond_a_step() {
    WORLD.visit(async |world| {
        let person = many(world).await;
        let counted = |what: What| (0..CONTACTS).filter(|number| What::of(*number) == what).count();
        for (filter, expected) in [
            ("missed", counted(What::Missed)),
            ("groups", counted(What::Group)),
            ("calls_and_texts", counted(What::Call)),
            ("sessions", counted(What::Session) + counted(What::Missed)),
            ("all", CONTACTS as usize),
            ("this_episode", 0),
        ] {
            let path = format!("/service-users/{person}/contacts?filter={filter}");
            let pages = pages(&world.worker, &path).await;
            let found = ids(&pages);
            assert_eq!(found.len(), expected, "{filter}");
            assert!(pages.iter().all(|page| page.items().len() <= 50), "{filter}");
            let mut once = found.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), found.len(), "{filter}");
        }
    });
}

#[test]
fn this_episode_means_the_one_that_is_named() {
    WORLD.visit(async |world| {
        let made = world.registered("Perpetua", "Episodic", &forms::birth_date()).await;
        let (person, episode) = (made.person(), made.body["episode"].as_str().expect("an episode").to_owned());
        let contacts = format!("/service-users/{person}/contacts");
        let within = with(forms::contact(&world.northtown), &json!({"episode": episode}));
        let within = world.worker.post(&contacts, &within).await.expect(201).id();
        world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201);
        let listed = world.worker.get(&format!("{contacts}?filter=this_episode&episode={episode}")).await.expect(200);
        assert_eq!(listed.items().iter().map(|one| &one["id"]).collect::<Vec<_>>(), [&json!(within)]);
    });
}

#[test]
fn the_record_counts_them_and_says_what_happened_last() {
    WORLD.visit(async |world| {
        let person = many(world).await;
        let view = world.worker.get(&format!("/service-users/{person}")).await.expect(200);
        let parts = view.body["parts"].as_array().expect("the parts");
        let contacts = parts.iter().find(|part| part["part"] == "contacts").expect("contacts are a part");
        assert_eq!(contacts["count"], CONTACTS);
        let latest = world.worker.get(&format!("/service-users/{person}/contacts")).await.expect(200);
        assert_eq!(view.body["glance"]["last_contact"]["at"], latest.items()[0]["started_at"]);
    });
}

#[test]
fn what_is_no_filter_or_no_cursor_is_refused() {
    WORLD.visit(async |world| {
        let person = world.person("Perpetua", "Badquery").await;
        let contacts = format!("/service-users/{person}/contacts");
        for query in ["filter=everything", "cursor=x", "cursor=AAAA", "episode=none"] {
            let refused = world.worker.get(&format!("{contacts}?{query}")).await.expect(400);
            assert_eq!(refused.problem(), "bad-query", "{query}");
        }
        world.worker.get(&format!("{contacts}?cursor=")).await.expect(200);
    });
}
