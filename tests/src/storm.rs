//! Many clients who write at once while something goes wrong, and what must be there afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::asking::Asker;
use crate::forms;

/// How long a client waits before its next contact once one was not recorded.
const BREATH: Duration = Duration::from_millis(20);

/// Clients who record contacts with one person, each under an idempotency key of its own.
pub struct Storm {
    shared: Arc<Shared>,
    clients: Vec<JoinHandle<()>>,
}

/// What came of every contact that was sent.
pub struct Written {
    /// The id of each that was acknowledged, by its key.
    pub acknowledged: BTreeMap<Uuid, String>,
    /// The keys of those that were refused, or answered with nothing.
    pub unanswered: BTreeSet<Uuid>,
    sent: Sent,
}

/// What the contacts have in common.
#[derive(Clone)]
struct Sent {
    path: String,
    form: Value,
}

struct Shared {
    address: String,
    token: String,
    sent: Sent,
    ended: AtomicBool,
    refused: AtomicUsize,
    acknowledged: Mutex<BTreeMap<Uuid, String>>,
    unanswered: Mutex<BTreeSet<Uuid>>,
}

impl Storm {
    /// Let so many clients begin.
    pub fn begin(asker: &Asker, person: &str, service: &str, clients: usize) -> Self {
        let path = format!("/service-users/{person}/contacts");
        let shared = Arc::new(Shared {
            address: asker.address.clone(),
            token: asker.token().to_owned(),
            sent: Sent { path, form: forms::contact(service) },
            ended: AtomicBool::new(false),
            refused: AtomicUsize::new(0),
            acknowledged: Mutex::default(),
            unanswered: Mutex::default(),
        });
        let client = crate::tls::client().build().expect("a client");
        let clients = (0..clients).map(|_| tokio::spawn(write(Arc::clone(&shared), client.clone()))).collect();
        Self { shared, clients }
    }

    /// How many contacts were acknowledged so far.
    pub fn acknowledged(&self) -> usize {
        self.shared.acknowledged.lock().expect("no client stopped").len()
    }

    /// How many were refused so far, as a server refuses that will have them later.
    pub fn refused(&self) -> usize {
        self.shared.refused.load(Ordering::Relaxed)
    }

    /// Let every client finish what it is at.
    pub async fn end(self) -> Written {
        self.shared.ended.store(true, Ordering::Relaxed);
        for client in self.clients {
            client.await.expect("a client met with no surprise");
        }
        Written {
            acknowledged: std::mem::take(&mut self.shared.acknowledged.lock().expect("no client stopped")),
            unanswered: std::mem::take(&mut self.shared.unanswered.lock().expect("no client stopped")),
            sent: self.shared.sent.clone(),
        }
    }
}

impl Written {
    /// Every acknowledged contact is there, whole and once; the others can be sent again under their keys, after
    /// which they are too; and there is nothing else.
    pub async fn is_all_there(mut self, asker: &Asker) {
        let notes = self.sent.notes(asker).await;
        for (key, id) in &self.acknowledged {
            let kept = notes.get(id).unwrap_or_else(|| panic!("contact {id} was acknowledged and is gone"));
            assert_eq!(*kept, note(*key), "contact {id}");
        }
        for key in std::mem::take(&mut self.unanswered) {
            let again = asker.post_once(&self.sent.path, &self.sent.form(key), key).await.expect(201);
            self.acknowledged.insert(key, again.id());
        }
        let notes = self.sent.notes(asker).await;
        assert_eq!(notes.len(), self.acknowledged.len(), "each contact is there once, and no other");
        for (key, id) in &self.acknowledged {
            assert_eq!(notes[id], note(*key));
            let history = asker.get(&format!("{}/{id}/history", self.sent.path)).await.expect(200);
            let versions: Vec<_> = history.items().iter().map(|version| version["version"].clone()).collect();
            assert_eq!(versions, [json!(1)], "contact {id} has one version");
        }
    }
}

impl Sent {
    fn form(&self, key: Uuid) -> Value {
        forms::with(self.form.clone(), &json!({"note": note(key)}))
    }

    /// The note of every contact that is there, by its id.
    async fn notes(&self, asker: &Asker) -> BTreeMap<String, String> {
        let mut notes = BTreeMap::new();
        let mut page = self.path.clone();
        loop {
            let answer = asker.get(&page).await.expect(200);
            notes.extend(answer.items().iter().map(|contact| {
                let text = |name: &str| contact[name].as_str().expect("every contact has one").to_owned();
                (text("id"), text("note"))
            }));
            let Some(next) = answer.body["next"].as_str() else { return notes };
            page = format!("{}?cursor={next}", self.path);
        }
    }
}

/// The note of the contact that is sent under a key.
fn note(key: Uuid) -> String {
    format!("Written in the storm as {key}.")
}

async fn write(shared: Arc<Shared>, client: Client) {
    while !shared.ended.load(Ordering::Relaxed) {
        let key = Uuid::new_v4();
        if let Some(id) = record(&shared, &client, key).await {
            shared.acknowledged.lock().expect("no client stopped").insert(key, id);
        } else {
            shared.unanswered.lock().expect("no client stopped").insert(key);
            tokio::time::sleep(BREATH).await;
        }
    }
}

/// Record a contact; its id, if it was acknowledged. Whatever else is answered must ask for patience.
async fn record(shared: &Shared, client: &Client, key: Uuid) -> Option<String> {
    let request = client.post(format!("{}/api/v1{}", shared.address, shared.sent.path)).bearer_auth(&shared.token);
    let request = request.header("Idempotency-Key", key.to_string()).json(&shared.sent.form(key));
    let answer = request.send().await.ok()?;
    let (status, may_retry) = (answer.status(), answer.headers().contains_key("Retry-After"));
    let said: Value = answer.json().await.ok()?;
    if status == StatusCode::CREATED {
        return Some(said["id"].as_str().expect("a record has an id").to_owned());
    }
    assert_eq!((status, &said["type"]), (StatusCode::SERVICE_UNAVAILABLE, &json!("/docs/problems#unavailable")));
    assert!(may_retry, "{said}");
    shared.refused.fetch_add(1, Ordering::Relaxed);
    None
}
