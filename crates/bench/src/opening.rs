//! Opening a record: somebody's fifty contacts over HTTP, against the same rows in plaintext and against the
//! bare bytes.
//!
//! What access and audit cost by themselves is told by the same request for somebody without contacts: there is
//! nothing to open there, so what it takes longer than the baseline's empty page is all theirs. It includes
//! unwrapping the person's key, the request's log line and its security headers.

use anyhow::{Result, ensure};
use serde_json::Value;
use uuid::Uuid;

use crate::http;
use crate::load::press;
use crate::plain::{Plain, PlainRow, insert};
use crate::random::Random;
use crate::scale::Scale;
use crate::site::{Criis, Desk, Kind, Process, free_port};
use crate::spread::median;
use crate::verdict::{Goal, Verdicts};

/// People with contacts; clients take them in turn.
const PEOPLE: usize = 200;
/// Contacts of each.
const CONTACTS: usize = 50;

/// Who answers what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Asked {
    Criis,
    CriisOfNobody,
    Plain,
    PlainOfNobody,
    Bare,
}

const ALL: [Asked; 5] = [Asked::Criis, Asked::Plain, Asked::CriisOfNobody, Asked::PlainOfNobody, Asked::Bare];

/// Everything that takes turns.
struct Stage {
    criis: Criis,
    server: Process,
    plain: Process,
    plain_port: u16,
    people: Vec<String>,
    nobody: Vec<String>,
}

/// Measure with 64 clients and with one.
pub fn measure(kind: Kind, scale: &Scale, verdicts: &mut Verdicts) -> Result<()> {
    let stage = Stage::set(kind, scale)?;
    for clients in [64, 1] {
        stage.compare(clients, scale, verdicts)?;
    }
    Ok(())
}

impl Stage {
    fn set(kind: Kind, scale: &Scale) -> Result<Self> {
        let criis = Criis::demonstration(kind, "opening", scale.bystanders, true)?;
        let (server, _) = criis.serve()?;
        let mut desk = Desk::worker(criis.port)?;
        let people = desk.register(PEOPLE, 41)?;
        let nobody = desk.register(PEOPLE, 59)?;
        let mut random = Random(43);
        for person in &people {
            for _ in 0..CONTACTS {
                desk.record(person, &mut random)?;
            }
        }
        let address = kind.fresh(criis.folder.path(), "opening_plain")?;
        let bytes = copy(&mut desk, &people, &Plain::open(&address)?)?;
        let bare = criis.folder.path().join("bare.json");
        std::fs::write(&bare, bytes)?;
        let plain_port = free_port()?;
        let mut serve = std::process::Command::new(std::env::current_exe()?);
        serve.args(["serve-plain", "--database", &address, "--port", &plain_port.to_string(), "--bare"]).arg(bare);
        let mut plain = Process::start(&serve)?;
        plain.wait_for(plain_port, "/readyz")?;
        let stage = Self { criis, server, plain, plain_port, people, nobody };
        stage.check_same()?;
        Ok(stage)
    }

    /// The baseline says the same of everybody as the server.
    fn check_same(&self) -> Result<()> {
        let mut desk = Desk::worker(self.criis.port)?;
        let mut plain = http::Connection::open(self.plain_port)?;
        for person in self.people.iter().step_by(20).chain(self.nobody.first()) {
            let ours = desk.read(&contacts_of(person))?;
            let theirs = plain.json(&http::get(&format!("/people/{person}/contacts"), None), 200)?;
            ensure!(ours == theirs, "the baseline answers something else: {ours} and {theirs}");
        }
        Ok(())
    }

    fn compare(&self, clients: usize, scale: &Scale, verdicts: &mut Verdicts) -> Result<()> {
        let mut rates = [const { Vec::new() }; ALL.len()];
        let mut work = [const { Vec::new() }; ALL.len()];
        for _ in 0..scale.turns {
            // Signed in anew each time, for a token holds for five minutes.
            let token = Desk::worker(self.criis.port)?.token;
            for (asked, (rates, work)) in ALL.into_iter().zip(rates.iter_mut().zip(&mut work)) {
                let (rate, cost) = self.turn(asked, clients, &token, scale)?;
                rates.push(rate);
                work.push(cost);
            }
        }
        let [criis, plain, empty, plain_empty, bare] = rates.map(|rates| median(&rates));
        let [criis_work, plain_work, ..] = work.map(|work| median(&work));
        // Seconds an answer; what access and audit add to an empty page they add to a full one.
        let access = 1.0 / empty - 1.0 / plain_empty;
        let with_access = 1.0 / (1.0 / plain + access);
        let who = format!("(1) {}, {clients} clients: ", self.criis.kind.name());
        let (all_goal, access_goal) =
            if clients == 1 { (Goal::Told, Goal::Told) } else { (Goal::AtMost(40.0), Goal::AtMost(15.0)) };
        let lost = |rate: f64| 100.0 * (1.0 - rate / plain);
        let plaintext = "plaintext rate";
        verdicts.add(format!("{who}encryption, access and audit cost"), plaintext, lost(criis), "%", all_goal);
        verdicts.add(format!("{who}of which access and audit"), plaintext, lost(with_access), "%", access_goal);
        let against_bare = 100.0 * criis / bare;
        verdicts.add(format!("{who}rate"), "bare route with the same bytes", against_bare, "%", Goal::Told);
        let processor = criis_work / plain_work;
        verdicts.add(format!("{who}server's processor time"), "plaintext server's", processor, "×", Goal::Told);
        Ok(())
    }

    /// Answers a second, and processor seconds of the server for each.
    fn turn(&self, asked: Asked, clients: usize, token: &str, scale: &Scale) -> Result<(f64, f64)> {
        let ours = matches!(asked, Asked::Criis | Asked::CriisOfNobody);
        let (server, port) = if ours { (&self.server, self.criis.port) } else { (&self.plain, self.plain_port) };
        let people = match asked {
            Asked::CriisOfNobody | Asked::PlainOfNobody => &self.nobody,
            Asked::Criis | Asked::Plain | Asked::Bare => &self.people,
        };
        let requests: Vec<Vec<u8>> = people
            .iter()
            .map(|person| match asked {
                Asked::Bare => http::get("/bare", None),
                Asked::Plain | Asked::PlainOfNobody => http::get(&format!("/people/{person}/contacts"), None),
                Asked::Criis | Asked::CriisOfNobody => http::get(&contacts_of(person), Some(token)),
            })
            .collect();
        let before = server.used()?.seconds;
        let pressed = press(port, clients, scale.turn, 200, |client, number| {
            requests.get((client * 7 + number) % requests.len()).cloned().unwrap_or_default()
        })?;
        let spent = server.used()?.seconds - before;
        Ok((pressed.rate, spent / pressed.waits.count() as f64))
    }
}

fn contacts_of(person: &str) -> String {
    format!("/api/v1/service-users/{person}/contacts")
}

/// Copy everybody's contacts into plaintext columns; answers the bytes of somebody's.
fn copy(desk: &mut Desk, people: &[String], plain: &Plain) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for person in people {
        bytes = desk.bytes(&contacts_of(person))?;
        let page: Value = serde_json::from_slice(&bytes)?;
        let items = page.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        ensure!(items.len() == CONTACTS, "{} contacts", items.len());
        let id: Uuid = person.parse()?;
        let rows: Vec<PlainRow> = items.iter().map(|contact| PlainRow::answered(id, contact)).collect::<Result<_>>()?;
        plain.now(|conn| insert(conn, &rows))?;
    }
    Ok(bytes)
}
