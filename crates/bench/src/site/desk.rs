//! Somebody who works with CRiiS over HTTP: registers people, records contacts.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::http::{self, Connection};
use crate::random::Random;
use crate::words::{self, FAMILY_ENDS, GIVEN_ENDS};

/// The password of everybody in a demonstration.
const PASSWORD: &str = "every person here is invented";

/// Somebody signed in, whose token holds for five minutes.
pub struct Desk {
    /// Their token.
    pub token: String,
    /// The service that they work in.
    pub service: String,
    connection: Connection,
}

impl Desk {
    /// Sign in as a recovery worker.
    pub fn worker(port: u16) -> Result<Self> {
        Self::signed_in(port, "efua.testworker")
    }

    /// Sign in as the administrator, who works in no service.
    pub fn administrator(port: u16) -> Result<Self> {
        Self::signed_in(port, "dana.administrator-example")
    }

    fn signed_in(port: u16, name: &str) -> Result<Self> {
        let mut connection = Connection::open(port)?;
        let form = json!({"name": name, "password": PASSWORD});
        let answer = connection.json(&http::post("/api/v1/sign-in", None, None, &form), 200)?;
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let next = text(answer.get("next")).context("what follows the password")?;
        // In a demonstration nobody needs a second factor until they enrol one.
        ensure!(next == "signed_in", "{name} is asked for more than a password: {next}");
        let token = text(answer.get("access_token")).context("an access token")?;
        let service = text(answer.pointer("/me/standings/0/service")).unwrap_or_default();
        Ok(Self { token, service, connection })
    }

    /// Read something.
    pub fn read(&mut self, path: &str) -> Result<Value> {
        let request = http::get(path, Some(&self.token));
        self.connection.json(&request, 200)
    }

    /// The bytes of something.
    pub fn bytes(&mut self, path: &str) -> Result<Vec<u8>> {
        let request = http::get(path, Some(&self.token));
        let answer = self.connection.ask(&request)?;
        ensure!(answer.status == 200, "{}", answer.status);
        Ok(answer.body.to_vec())
    }

    /// Register so many people, made up from a seed, nobody like another.
    pub fn register(&mut self, people: usize, seed: u64) -> Result<Vec<String>> {
        let mut random = Random(seed);
        let mut registered = Vec::with_capacity(people);
        let mut tried = 0;
        while registered.len() < people {
            tried += 1;
            ensure!(tried < people * 3 + 10, "too many are like others");
            let form = json!({
                "identity": {
                    "given_names": words::capitalised(&words::invented(&mut random, GIVEN_ENDS)),
                    "family_name": words::capitalised(&words::invented(&mut random, FAMILY_ENDS)),
                    "birth_date": format!("{}-{:02}-{:02}", 1950 + random.below(50), 1 + random.below(12), 1 + random.below(28)),
                },
                "service": self.service,
            });
            let request = http::post("/api/v1/service-users", Some(&self.token), Some(Uuid::new_v4()), &form);
            let answer = self.connection.ask(&request)?;
            match answer.status {
                201 => {
                    let body: Value = serde_json::from_slice(answer.body)?;
                    registered.push(body.get("person").and_then(Value::as_str).context("a person")?.to_owned());
                }
                // They are like somebody.
                409 => {}
                status => anyhow::bail!("{status}: {}", String::from_utf8_lossy(answer.body)),
            }
        }
        Ok(registered)
    }

    /// Record a contact with somebody.
    pub fn record(&mut self, person: &str, random: &mut Random) -> Result<()> {
        let request = self.contact(person, random);
        self.connection.json(&request, 201).map(drop)
    }

    /// The request that records a contact with somebody, unlike any other.
    pub fn contact(&self, person: &str, random: &mut Random) -> Vec<u8> {
        contact(&self.token, &self.service, person, random)
    }
}

/// The request that records a contact with somebody, unlike any other.
pub fn contact(token: &str, service: &str, person: &str, random: &mut Random) -> Vec<u8> {
    let (month, day, minute) = (1 + random.below(12), 1 + random.below(28), random.below(60));
    let form = json!({
        "service": service,
        "started_at": format!("2025-{month:02}-{day:02}T{:02}:{minute:02}:00Z", 9 + random.below(8)),
        "minutes": 20 + random.below(40),
        "kind": "one_to_one",
        "medium": "01",
        "place": "clinic",
        "outcome": "attended",
        "interventions": [
            {"intervention": "key_work", "response": "accepted"},
            {"intervention": "hep_c_test", "response": "declined"},
        ],
        "note": words::note(random),
    });
    http::post(&format!("/api/v1/service-users/{person}/contacts"), Some(token), Some(Uuid::new_v4()), &form)
}
