//! Scripts in what is shown: somebody whose every text is a script, and an organisation that is named by one,
//! seen on every page of the app in a real browser. Nothing runs, nothing is made of it, and it is shown as it
//! was typed.

use std::collections::BTreeSet;

use serde_json::Value;
use tests::browser::Browser;
use tests::database::Kind;
use tests::forms;
use tests::page::Role::Button;
use tests::server::Server;
use tests::visiting::wait;
use tests::world::World;

use crate::injected::inject_in;
use crate::walk::{Asked, Scene, writable};

// How journeys sign in and where the app lies.
#[expect(dead_code, reason = "journeys take more steps")]
#[path = "../journeys/stage.rs"]
mod stage;
#[expect(dead_code, reason = "journeys take more steps")]
#[path = "../journeys/steps.rs"]
mod steps;

/// As short as the shortest text of a form, so that each of them takes it whole.
const SCRIPT: &str = "\"><img src=x onerror=hit()><b>'{{hit()}}";

/// How many looks in a row find the same on a page that has settled.
const SETTLED: u32 = 5;

/// The addresses of the app's pages, from its own tables of them.
const ROUTES: [&str; 2] =
    [include_str!("../../frontend/src/route.rs"), include_str!("../../frontend/src/office/route.rs")];

#[test]
fn a_script_in_every_text_is_shown_and_never_run() {
    let server = demonstration();
    wait(async {
        let world = World::on(server).await;
        let (person, contact) = everything(&world).await;
        let browser = Browser::open(&world.server.address).await;
        let mut seen = Seen::default();
        for name in ["efua", "pat", "dana", "dee"] {
            browser.go("/").await;
            steps::give_credentials(&browser, name, tests::world::PASSWORD).await;
            browser.wait_for(Button, "Sign out").await;
            for page in pages(&person, &contact, &world.worker_id) {
                seen.visit(&browser, name, &page).await;
            }
            browser.client.delete_all_cookies().await.expect("the sign-in is forgotten");
        }
        browser.close().await;
        seen.was_everywhere(&person);
    });
}

/// A demonstration of nobody, with the app: who has enrolled no second factor is let in there.
fn demonstration() -> Server {
    let app = stage::target().join("web/dist");
    assert!(app.join("index.html").exists(), "the app is not built: cargo xtask web");
    let mut server = Server::prepare_on(Kind::Sqlite);
    server.must(&["demo", "--people", "0"]);
    server.serve_with(&["--web", &app.display().to_string()]);
    server
}

/// Put the script into every text of the organisation, and of one person; answers them and a contact of theirs.
async fn everything(world: &World) -> (String, String) {
    let registered = forms::registration("Sky", "Scripted", &forms::birth_date(), &world.northtown);
    let person = world.worker.post("/service-users", &registered).await.expect(201).person();
    let (mut kept, mut contact) = (BTreeSet::new(), None);
    for asked in writable(world).await {
        let is_about_them = asked.address.contains("{person}");
        // A second open episode with the same service is refused, whatever is typed.
        // These would close the record to those who look.
        let changes_who_may = ["/restriction", "/declarations"].iter().any(|act| asked.address.contains(act));
        if is_about_them && (ids(asked) > 1 || asked.address.ends_with("/episodes") || changes_who_may) {
            continue;
        }
        let scene = async || {
            let mut scene = Scene::of(world, asked).await;
            if is_about_them {
                scene.name("person", &person);
            }
            scene
        };
        let (answer, places) = inject_in(world, asked, SCRIPT, scene).await;
        if asked.address.ends_with("/contacts") {
            contact = answer["id"].as_str().map(str::to_owned);
        }
        kept.extend(places);
    }
    assert!(kept.len() > 40, "hardly any text takes a script: {kept:#?}");
    (person, contact.expect("a contact was recorded"))
}

fn ids(asked: &Asked) -> usize {
    asked.address.matches('{').count()
}

/// Every page, with these ids in its address.
fn pages(person: &str, contact: &str, staff: &str) -> Vec<String> {
    let quoted = |line: &str, before: &str| Some(line.split_once(before)?.1.split_once('"')?.0.to_owned());
    let lines = || ROUTES.iter().flat_map(|routes| routes.lines());
    let parts: Vec<String> =
        lines().filter(|line| line.ends_with("\";")).filter_map(|line| quoted(line, " = \"")).collect();
    assert!(parts.len() > 5, "the parts of a record are found: {parts:?}");
    let mut pages = Vec::new();
    for page in lines().filter_map(|line| quoted(line, "#[at(\"")) {
        let page = page.replace(":person", person).replace(":contact", contact).replace(":staff", staff);
        // Nothing was found yet, so this page says that there is no such finding.
        let page = page.replace(":finding", &uuid::Uuid::nil().to_string());
        if page.contains(":part") {
            pages.extend(parts.iter().map(|part| page.replace(":part", part)));
        } else {
            pages.push(page);
        }
    }
    let panels = ["contact", "appointment"].map(|panel| format!("/people/{person}?panel={panel}"));
    assert!(pages.len() > 20 && pages.iter().all(|page| !page.contains(':')), "{pages:?}");
    pages.into_iter().chain(panels).collect()
}

/// What was seen on all pages.
#[derive(Default)]
struct Seen {
    /// The pages that show the script as text.
    shown: BTreeSet<String>,
}

impl Seen {
    async fn visit(&mut self, browser: &Browser, name: &str, page: &str) {
        browser.go(page).await;
        browser.until("the page is empty", async |browser| !browser.text().await.is_empty()).await;
        browser.see_no_more("Loading").await;
        // What comes by a second request is there once the page has said the same for a while.
        let (mut before, mut same) = (String::new(), 0);
        let settled = async |browser: &Browser| {
            let now = browser.text().await;
            same = if now == before { same + 1 } else { 0 };
            before = now;
            same == SETTLED
        };
        browser.until("the page does not settle", settled).await;
        let found = browser.script(LOOK, vec![SCRIPT.into()]).await;
        let what = format!("{page} as {name}");
        for (name, expected) in [("hit", Value::Null), ("made", 0.into()), ("referrer", "".into()), ("links", 0.into())]
        {
            assert_eq!(found[name], expected, "{what}: {name}: {found}");
        }
        for address in found["asked"].as_array().expect("addresses").iter().filter_map(Value::as_str) {
            // What somebody typed is in no address, nor is the name by which anybody goes.
            let is_personal =
                ["onerror", "Scripted", "%3E", "typed", "name="].iter().any(|word| address.contains(word));
            assert!(address.starts_with(&browser.address) && !is_personal, "{what} asks {address}");
        }
        let complaints = browser.complaints().await;
        assert!(complaints.is_empty(), "{what}: {complaints:#?}");
        if found["shown"] == true {
            self.shown.insert(page.to_owned());
        }
    }

    /// It must have been there to be seen.
    fn was_everywhere(&self, person: &str) {
        for page in ["", "/reach", "/health", "/convictions", "/alerts", "/print"] {
            let page = format!("/people/{person}{page}");
            assert!(self.shown.contains(&page), "{page} does not show it; these do: {:#?}", self.shown);
        }
        for page in ["/office/services", "/office/contracts", "/office/staff"] {
            assert!(self.shown.contains(page), "{page} does not show it; these do: {:#?}", self.shown);
        }
    }
}

/// What the page made of the script, and whom it asked.
const LOOK: &str = "
    const [script] = arguments;
    const text = document.body.innerText;
    const values = [...document.querySelectorAll('input, textarea')].map((field) => field.value);
    const all = [...document.querySelectorAll('*')];
    const handlers = all.filter((element) => [...element.attributes].some(({ name }) => name.startsWith('on')));
    const scripted = all.filter((element) => /^(javascript|data|vbscript):/i.test(element.getAttribute('href') ?? ''));
    return {
        hit: window.hit ?? null,
        made: document.querySelectorAll('img[src=x], b').length + handlers.length,
        links: scripted.length,
        referrer: document.referrer,
        shown: [text, ...values].some((words) => words.includes(script)),
        asked: performance.getEntries().filter(({ entryType }) => ['resource', 'navigation'].includes(entryType))
            .map(({ name }) => name),
    };";
