//! One sealed row of every noun as it was first written. Whatever becomes of a noun's shape, they are still read.
//!
//! `data/payloads.json` holds them with the key folder that they were sealed in and, in the clear, what they say;
//! everybody in it is invented. A row is never changed: a noun's next shape is another row. One that is written
//! with an empty `sealed` is sealed by a run with `CRIIS_SEAL_FIXTURES=1`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use domain::access::Role;
use domain::id::{PersonId, ServiceId, StaffId};
use domain::instant;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use vault::{Keys, Unlock};

use crate::bonds::Bonds;
use crate::kept;
use crate::noun::Noun;
use crate::person::Person;
use crate::row::{LAYOUT, RecordRow};
use crate::sql::{Instant, Key};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/payloads.json");

#[derive(Serialize, Deserialize)]
struct Fixtures {
    /// The files of a bare key folder, by name, in base64.
    folder: BTreeMap<String, String>,
    person: PersonId,
    /// Their key, wrapped in the folder's epoch, in base64.
    wrapped: String,
    rows: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
struct Row {
    noun: i16,
    id: Uuid,
    version: i32,
    happened_at: String,
    service: Option<ServiceId>,
    staff: Option<StaffId>,
    open: bool,
    recorded_at: String,
    recorded_by: StaffId,
    /// In base64.
    sealed: String,
    /// What is sealed, as it is read today.
    content: Value,
}

impl Fixtures {
    fn read() -> Self {
        serde_json::from_str(&fs::read_to_string(FILE).unwrap()).unwrap()
    }

    /// The person of every row, opened with the folder as it was kept.
    fn person(&self) -> (tempfile::TempDir, Person) {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("keys");
        DirBuilder::new().mode(0o700).create(&folder).unwrap();
        for (name, bytes) in &self.folder {
            let mut file = OpenOptions::new();
            let file = file.write(true).create_new(true).mode(0o600).open(folder.join(name));
            file.unwrap().write_all(&BASE64_STANDARD.decode(bytes).unwrap()).unwrap();
        }
        let keys = Keys::open(&folder, &Unlock::Bare).unwrap();
        let key = keys.unwrap(self.person.0, &BASE64_STANDARD.decode(&self.wrapped).unwrap()).unwrap();
        (scratch, Person::new(self.person, Role::Operator, Bonds::default(), key))
    }
}

impl Row {
    fn record(&self, person: PersonId) -> RecordRow {
        let at = |text: &str| Instant(instant::parse(text).unwrap());
        let noun = Noun::from_number(self.noun).unwrap();
        RecordRow {
            id: Key(self.id),
            person_id: Key(person),
            noun: self.noun,
            class: i16::from(noun.class().number()),
            version: self.version,
            layout: LAYOUT,
            happened_at: at(&self.happened_at),
            service_id: self.service.map(Key),
            staff_id: self.staff.map(Key),
            open: self.open,
            recorded_at: at(&self.recorded_at),
            recorded_by: Key(self.recorded_by),
            sealed: BASE64_STANDARD.decode(&self.sealed).unwrap(),
        }
    }
}

#[test]
fn every_payload_ever_written_is_still_read() {
    let fixtures = sealed(Fixtures::read());
    let (_scratch, person) = fixtures.person();
    for row in &fixtures.rows {
        let record = row.record(fixtures.person);
        let content = kept::content(&person, &record);
        assert!(content.is_ok(), "{:?} of version 1 is not read", record.noun().ok());
        assert_eq!(content.ok(), Some(row.content.clone()), "{:?} reads otherwise", record.noun().ok());
    }
}

#[test]
fn every_noun_has_one() {
    let kept: BTreeSet<i16> = Fixtures::read().rows.iter().map(|row| row.noun).collect();
    let missing: Vec<&Noun> = Noun::ALL.iter().filter(|noun| !kept.contains(&noun.number())).collect();
    assert!(missing.is_empty(), "data/payloads.json has no row of {missing:?}");
}

/// With `CRIIS_SEAL_FIXTURES`, seal and keep what is there in the clear alone.
fn sealed(mut fixtures: Fixtures) -> Fixtures {
    if std::env::var_os("CRIIS_SEAL_FIXTURES").is_none() {
        return fixtures;
    }
    let (_scratch, person) = fixtures.person();
    let who = fixtures.person;
    for row in fixtures.rows.iter_mut().filter(|row| row.sealed.is_empty()) {
        let mut record = row.record(who);
        person.seal(&mut record, &row.content).unwrap();
        row.sealed = BASE64_STANDARD.encode(&record.sealed);
        row.content = kept::content(&person, &record).unwrap();
    }
    fs::write(FILE, format!("{}\n", serde_json::to_string_pretty(&fixtures).unwrap())).unwrap();
    fixtures
}
