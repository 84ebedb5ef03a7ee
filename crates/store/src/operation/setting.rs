//! A small organisation in a database of its own: two services under two contracts, who works there, and
//! the people whom they register.

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use domain::access::*;
use domain::contact::{Contact, ContactForm, Outcome};
use domain::contract::{Contract, ContractForm, DataHeld};
use domain::draft::{Draft, DraftOf};
use domain::id::{ContractId, DraftId, PersonId, ServiceId, StaffId};
use domain::identity::IdentityForm;
use domain::service::{Service, ServiceForm};
use domain::service_user::{Registration, RegistrationForm};
use domain::staff::{Membership, StaffForm};
use domain::timeline::TimelineFilter;
use domain::{Against, Recorded, code_lists};
use serde_json::json;
use uuid::Uuid;

use crate::access::{Access, Caller};
use crate::clock::Clock;
use crate::error::Error;
use crate::noun::Noun;
use crate::once::Once;
use crate::registering::Known;
use crate::schema::record;
use crate::shown::Shown;
use crate::sql::Key;
use crate::store::{Address, Store};

/// Somebody who works in a service.
pub(super) struct Worker {
    pub(super) staff: StaffId,
    pub(super) service: ServiceId,
    role: Role,
}

impl Worker {
    pub(super) fn access<O: Operation>(&self) -> Access<O> {
        admitted(self.staff, Standing { role: self.role, service: Some(self.service) })
    }
}

/// The organisation.
pub(super) struct Setting {
    pub(super) store: Store,
    /// The contract of the worker's and the leader's service.
    pub(super) contract: ContractId,
    pub(super) worker: Worker,
    pub(super) leader: Worker,
    /// A worker of another service, under another contract.
    pub(super) elsewhere: Worker,
    pub(super) elsewhere_leader: Worker,
    folder: tempfile::TempDir,
}

impl Setting {
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = Address::Sqlite(folder.path().join("criis.db"));
        let keys = vault::Keys::create(&folder.path().join("keys"), &vault::Unlock::Bare).unwrap();
        Store::migrate(&address).unwrap();
        // Opening waits for the writer's thread, which a thread of the runtime must not.
        let open = move || Store::open(&address, keys, Clock::real(), code_lists::built_in());
        let store = tokio::task::spawn_blocking(open).await.unwrap().unwrap();
        let (contract, here) = contract_and_service(&store, "Northtown").await;
        let (_, there) = contract_and_service(&store, "Southtown").await;
        let worker = hire(&store, "Efua Testworker", Role::RecoveryWorker, here).await;
        let leader = hire(&store, "Sam Testleader", Role::TeamLeader, here).await;
        let elsewhere = hire(&store, "Noor Testworker", Role::RecoveryWorker, there).await;
        let elsewhere_leader = hire(&store, "Alex Testleader", Role::TeamLeader, there).await;
        Self { store, contract, worker, leader, elsewhere, elsewhere_leader, folder }
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.store.clock().now()
    }

    pub(super) fn operator<O: Operation>(&self) -> Access<O> {
        self.store.admit_operator().unwrap()
    }

    pub(super) async fn register(&self, by: &Worker, given: &str, known: Known) -> PersonId {
        let once = Once { record: Some(Uuid::new_v4()), ..Once::default() };
        self.store.register_known(by.access(), once, registration(by.service, given), known).await.unwrap().person
    }

    /// One more service under a contract, which nobody here leads.
    pub(super) async fn add_service_under(&self, contract: ContractId) -> ServiceId {
        service_under(&self.store, contract, "Eastmere").await
    }

    pub(super) async fn keep(&self, by: &Worker, draft: Draft, id: DraftId) -> Result<Recorded<Draft>, Error> {
        self.store.keep_draft(by.access(), draft, id).await
    }

    pub(super) async fn record(&self, by: &Worker, person: PersonId, outcome: Outcome) {
        let contact = contact(by.service, self.now(), outcome);
        self.store.record_contact(by.access(), Once::default(), contact, person).await.unwrap();
    }

    /// Read a person's contacts, as anybody who opens their record does.
    pub(super) async fn open(&self, by: &Worker, person: PersonId) -> Result<(), Error> {
        let shown = Shown { filter: TimelineFilter::All, episode: None };
        self.store.contacts(by.access(), person, shown, None).await.map(drop)
    }

    pub(super) async fn people(&self) -> Vec<PersonId> {
        self.store.people_after(self.operator(), None, 100).await.unwrap()
    }

    /// Behind the store's back, put the sealed bytes of a person's identity into their headline's row.
    pub(super) fn move_sealed_bytes(&self, person: PersonId) -> Uuid {
        let file = self.folder.path().join("criis.db");
        let mut conn = SqliteConnection::establish(&file.to_string_lossy()).unwrap();
        // The ledger may be writing its links.
        conn.batch_execute("PRAGMA busy_timeout = 5000").unwrap();
        let of = |noun: Noun| record::person_id.eq(Key(person)).and(record::noun.eq(noun.number()));
        let sealed: Vec<u8> = record::table.filter(of(Noun::Identity)).select(record::sealed).first(&mut conn).unwrap();
        let headline: Key<Uuid> =
            record::table.filter(of(Noun::IdentityHeadline)).select(record::id).first(&mut conn).unwrap();
        diesel::update(record::table.find(headline)).set(record::sealed.eq(sealed)).execute(&mut conn).unwrap();
        headline.0
    }
}

/// The right of the administrator, or of the data protection officer.
pub(super) fn office<O: Operation>(role: Role) -> Access<O> {
    admitted(StaffId(Uuid::from_u128(9)), Standing { role, service: None })
}

/// Somebody invented, born on 14 July 1985.
pub(super) fn registration(service: ServiceId, given: &str) -> Registration {
    let identity = IdentityForm {
        given_names: Some(given.into()),
        family_name: Some("Sampleson".into()),
        birth_date: Some("1985-07-14".into()),
        ..IdentityForm::default()
    };
    let form = RegistrationForm { identity: Some(identity), service: Some(service), ..RegistrationForm::default() };
    let (lists, now) = (code_lists::built_in(), Clock::real().now());
    form.check(&Against { lists: &lists, now }).ok().unwrap()
}

pub(super) fn draft(form: DraftOf, person: Option<PersonId>, note: &str) -> Draft {
    Draft { person, form, record: None, content: json!({ "note": note }).into(), changed_at: Clock::real().now() }
}

fn contact(service: ServiceId, at: DateTime<Utc>, outcome: Outcome) -> Contact {
    let form = ContactForm {
        service: Some(service),
        started_at: Some(at.to_rfc3339().into()),
        minutes: Some(45.into()),
        kind: Some("one_to_one".into()),
        medium: Some("01".into()),
        outcome: Some(outcome),
        ..ContactForm::default()
    };
    form.check(&Against { lists: &code_lists::built_in(), now: at }).ok().unwrap()
}

fn admitted<O: Operation>(staff: StaffId, standing: Standing) -> Access<O> {
    Access::new(Caller {
        staff,
        session: None,
        client: None,
        standings: vec![standing],
        per_minute: None,
        scopes: None,
        stepped_up_at: None,
        request: None,
    })
}

async fn contract_and_service(store: &Store, name: &str) -> (ContractId, ServiceId) {
    let form = ContractForm {
        name: Some(name.into()),
        commissioner: Some(format!("{name} Council").into()),
        starts_on: Some("2020-04-01".into()),
        data_held: Some(DataHeld::Here),
        ..ContractForm::default()
    };
    let contract: Contract = form.check().ok().unwrap();
    let made = store.make_contract(office(Role::Administrator), Once::default(), contract).await.unwrap();
    let contract = ContractId(made.id);
    (contract, service_under(store, contract, name).await)
}

async fn service_under(store: &Store, contract: ContractId, name: &str) -> ServiceId {
    let form = ServiceForm {
        name: Some(format!("{name} Recovery Service").into()),
        contract: Some(contract),
        kind: Some("community".into()),
        ..ServiceForm::default()
    };
    let service: Service = form.check(&Against { lists: store.lists(), now: store.clock().now() }).ok().unwrap();
    let made = store.make_service(office(Role::Administrator), Once::default(), service).await.unwrap();
    ServiceId(made.id)
}

async fn hire(store: &Store, name: &str, role: Role, service: ServiceId) -> Worker {
    let form = StaffForm {
        name: Some(name.into()),
        sign_in_name: Some(name.to_lowercase().replace(' ', ".").into()),
        started_on: Some("2020-04-01".into()),
        ..StaffForm::default()
    };
    let member = form.check().ok().unwrap();
    let access = office(Role::Administrator);
    let made = store.take_on_staff(access, Once::default(), member.clone()).await.unwrap();
    let staff = StaffId(made.id);
    let held = Membership { staff, service: Some(service), role, from: member.started_on, to: None };
    store.give_role(office(Role::Administrator), Once::default(), held).await.unwrap();
    Worker { staff, service, role }
}
