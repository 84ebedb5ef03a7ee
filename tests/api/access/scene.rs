//! What an operation is about, made anew for each that changes it.

use std::collections::HashMap;

use domain::access::Role;
use reqwest::Method;
use reqwest::header::IF_MATCH;
use serde_json::{Value, json};
use tests::asking::{Answer, Asker};
use tests::client;
use tests::forms;
use tests::world::{World, membership};
use uuid::Uuid;

use super::asked::Asked;

/// The ids that an address names, and the version of what it changes.
pub struct Scene {
    ids: HashMap<&'static str, String>,
    version: u64,
    /// Whether the person's record is restricted to Northtown's worker and team leader.
    pub is_restricted: bool,
}

impl Scene {
    /// Make what the operation's address names.
    pub async fn of(world: &World, asked: &Asked) -> Self {
        let mut scene = Self { ids: HashMap::new(), version: 1, is_restricted: false };
        let names = |noun: &str| asked.address.contains(noun);
        if names("/activity") {
            scene.ids.insert("contract", world.contract.clone());
        } else if names("{contract}") {
            scene.make("contract", &world.administrator, "/contracts", &forms::contract()).await;
        }
        if names("{service}") {
            scene.make("service", &world.administrator, "/services", &forms::service("Walked", &world.contract)).await;
        }
        if names("{client}") {
            let made = client::register(&world.administrator, &client::form(&[&world.northtown], &[])).await;
            scene.ids.extend([("client", made.id), ("credential", made.credential)]);
        }
        if names("{staff}") || names("{membership}") {
            scene.make("staff", &world.administrator, "/staff", &forms::staff(&scene.new_name())).await;
        }
        if names("{membership}") {
            let staff = scene.id("staff").to_owned();
            let given = membership(&staff, "recovery_worker", Some(&world.northtown));
            scene.make("membership", &world.administrator, &format!("/staff/{staff}/memberships"), &given).await;
        }
        if names("{person}") || names("{draft}") || names("/break-glass") {
            scene.register(world, asked).await;
        }
        if names("{draft}") {
            let draft = Uuid::new_v4().to_string();
            let form = forms::draft(scene.id("person"), "Came on ti");
            world.worker.keep(&format!("/drafts/{draft}"), &form).await.expect(200);
            scene.name("draft", &draft);
        }
        if names("{emergency}") {
            scene.emergency(world).await;
        }
        if names("{person}") {
            scene.tie(world, asked).await;
        }
        if names("{person}") && names("/restriction") && (asked.method != Method::POST || names("/lift")) {
            scene.restrict(world).await;
            scene.is_restricted = true;
        }
        if names("{request}") {
            scene.request(world).await;
        }
        if names("{finding}") {
            scene.found(world, names("/sign-off")).await;
        }
        scene
    }

    /// An id that the address names.
    pub fn id(&self, noun: &str) -> &str {
        self.ids.get(noun).map_or_else(|| panic!("the address names no {noun}"), String::as_str)
    }

    /// A name that nobody has yet, nor one that is like it.
    #[expect(clippy::unused_self, reason = "forms are made from a scene")]
    pub fn new_name(&self) -> String {
        Uuid::new_v4().as_bytes().iter().map(|byte| char::from(b'a' + byte % 26)).collect()
    }

    /// Name another in the place of an id.
    pub fn name(&mut self, noun: &'static str, id: &str) {
        self.ids.insert(noun, id.to_owned());
    }

    /// Ask for the operation.
    pub async fn ask_as(&self, who: &Asker, world: &World, asked: &Asked) -> Answer {
        self.ask_with(who, asked, &(asked.form)(world, self)).await
    }

    /// Ask for the operation with this form.
    pub async fn ask_with(&self, who: &Asker, asked: &Asked, form: &Value) -> Answer {
        let mut path = asked.address.to_owned();
        for (noun, id) in &self.ids {
            path = path.replace(&format!("{{{noun}}}"), id);
        }
        if path.ends_with("/activity") {
            path.push_str("?from=2026-01-01&to=2026-01-31");
        }
        let changes = asked.method == Method::PUT
            || ["/close", "/reopen", "/end", "/cancel", "/answer", "/lift", "/review", "/sign-off"]
                .iter()
                .any(|end| path.ends_with(end));
        let made = |request: reqwest::RequestBuilder| {
            let request = if form.is_null() { request } else { request.json(form) };
            let is_post = asked.method == Method::POST;
            let request = if is_post { request.header("Idempotency-Key", Uuid::new_v4().to_string()) } else { request };
            if changes { request.header(IF_MATCH, format!("\"{}\"", self.version)) } else { request }
        };
        who.send(asked.method.clone(), &path, made).await
    }

    /// Restrict the person's record to Northtown's worker and team leader.
    pub async fn restrict(&self, world: &World) {
        let path = format!("/service-users/{}/restriction", self.id("person"));
        let form = forms::restriction(&[&world.worker_id, &world.leader_id]);
        world.leader.post(&path, &form).await.expect(201);
    }

    /// Give the person to Northtown's volunteer and name the record to the auditor, where the operation is theirs.
    async fn tie(&mut self, world: &World, asked: &Asked) {
        let record = format!("/service-users/{}", self.id("person"));
        let is_of = |role| asked.rows.iter().any(|row| row.roles.contains(&role));
        if asked.address.contains("{tie}") {
            let form = json!({"staff": world.volunteer_id});
            self.make("tie", &world.leader, &format!("{record}/assignments"), &form).await;
        } else if is_of(Role::Volunteer) {
            world
                .leader
                .post(&format!("{record}/assignments"), &json!({"staff": world.volunteer_id}))
                .await
                .expect(201);
        }
        if is_of(Role::Auditor) {
            let form = json!({"staff": world.auditor_id, "to": forms::days_ahead(30)});
            world.data_protection_officer.post(&format!("{record}/audits"), &form).await.expect(201);
        }
    }

    async fn make(&mut self, noun: &'static str, asker: &Asker, path: &str, form: &Value) {
        let id = asker.post(path, form).await.expect(201).id();
        self.ids.insert(noun, id);
    }

    /// Somebody of Northtown with what the address names of them.
    async fn register(&mut self, world: &World, asked: &Asked) {
        let (family, born) = (self.new_name(), forms::birth_date());
        let made = world.registered("Walker", &family, &born).await;
        self.ids.extend([("family", family), ("born", born)]);
        let (person, episode) = (made.person(), made.body["episode"].as_str().expect("an episode").to_owned());
        let record = format!("/service-users/{person}");
        // What a volunteer reads is what they took part in.
        let present = json!({"staff": [world.volunteer_id]});
        let with = if asked.method == Method::GET { &world.volunteer_id } else { &world.worker_id };
        for (noun, form) in [
            ("contact", forms::with(forms::contact(&world.northtown), &present)),
            ("alert", forms::alert()),
            ("appointment", forms::appointment(&world.northtown, with)),
        ] {
            if asked.address.contains(&format!("{{{noun}}}")) {
                self.make(noun, &world.worker, &format!("{record}/{noun}s"), &form).await;
            }
        }
        let opens = asked.method == Method::POST && asked.address.ends_with("/episodes");
        if opens || asked.address.ends_with("/reopen") {
            let closing = json!({"closed_on": forms::today().to_string(), "reason": "80"});
            world.worker.act(&format!("{record}/episodes/{episode}/close"), 1, &closing).await.expect(200);
            self.version = 2;
        }
        self.ids.extend([("person", person), ("episode", episode)]);
    }

    /// That Northtown's worker read the record of a namesake, found to be a breach where that is to be signed off.
    async fn found(&mut self, world: &World, is_breach: bool) {
        let person = world.registered(&self.new_name(), "Testworker", &forms::birth_date()).await.person();
        world.worker.get(&format!("/service-users/{person}")).await.expect(200);
        world.data_protection_officer.post("/oversight/look", &json!({})).await.expect(200);
        let found = world.data_protection_officer.get("/oversight/findings").await.expect(200);
        let found = found.items().iter().find(|finding| finding["person"] == person.as_str()).expect("it is found");
        let id = found["id"].as_str().expect("an id").to_owned();
        if is_breach {
            let (_, reviewer) = world.join(&self.new_name(), "data_protection_officer", None).await;
            let form = json!({"verdict": "breach", "words": "Looked up a namesake"});
            reviewer.act(&format!("/oversight/findings/{id}/review"), 1, &form).await.expect(200);
            self.version = 2;
        }
        self.name("finding", &id);
    }

    /// Their record, opened in an emergency by somebody of Southbridge.
    async fn emergency(&mut self, world: &World) {
        let (_, reader) = world.join(&self.new_name(), "recovery_worker", Some(&world.southbridge)).await;
        let form = forms::emergency("Walker", self.id("family"), self.id("born"));
        reader.post("/break-glass", &form).await.expect(200);
        let told = world.data_protection_officer.get("/break-glass").await.expect(200);
        let mine = told.items().iter().find(|notice| notice["person"] == self.id("person")).expect("a notice");
        self.ids.insert("emergency", mine["id"].as_str().expect("an id").to_owned());
    }

    /// Somebody of Northtown whom Southbridge registers too.
    async fn request(&mut self, world: &World) {
        let (name, born) = (self.new_name(), forms::birth_date());
        let held = world.registered("Walker", &name, &born).await.person();
        let form = forms::registration("Walker", &name, &born, &world.southbridge);
        world.outsider.post("/service-users", &form).await.expect(201);
        let waiting = world.leader.get("/take-on-requests").await.expect(200);
        let request = waiting.items().iter().find(|request| request["held"] == held.as_str()).expect("a request waits");
        self.ids.insert("request", request["id"].as_str().expect("an id").to_owned());
    }
}
