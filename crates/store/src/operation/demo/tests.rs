//! A demonstration takes an empty database, stays one, and keeps what it is filled with as people's work does.

use domain::Against;
use domain::access::{Doctor, FillDemo};
use domain::alert::{Alert, AlertForm, Level};
use domain::contact::{ContactForm, Outcome};
use domain::episode::EpisodeForm;
use domain::id::{PersonId, ServiceId, StaffId};
use domain::identity::IdentityForm;
use uuid::Uuid;

use super::super::setting::Setting;
use crate::clock::Clock;
use crate::error::Error;
use crate::filled::{Filled, FilledOrganisation, Written};
use crate::store::{Address, Store};

async fn empty(folder: &tempfile::TempDir) -> Store {
    let address = Address::Sqlite(folder.path().join("criis.db"));
    let keys = vault::Keys::create(&folder.path().join("keys"), &vault::Unlock::Bare).unwrap();
    Store::migrate(&address).unwrap();
    let open = move || Store::open(&address, keys, Clock::real(), domain::code_lists::built_in());
    tokio::task::spawn_blocking(open).await.unwrap().unwrap()
}

const fn nothing() -> FilledOrganisation {
    FilledOrganisation { contracts: Vec::new(), services: Vec::new() }
}

fn written<T>(store: &Store, by: StaffId, content: T) -> Written<T> {
    Written { id: store.clock().new_id(), at: store.clock().now(), by, content }
}

/// Somebody seen yesterday, with an alert of every class that has any.
fn somebody(store: &Store) -> Filled {
    let now = store.clock().now();
    let against = Against { lists: store.lists(), now };
    let yesterday = domain::instant::london_day(now - chrono::TimeDelta::days(1));
    let (service, by) = (ServiceId(Uuid::from_u128(1)), StaffId(Uuid::from_u128(2)));
    let identity = IdentityForm {
        given_names: Some("Rowan".into()),
        family_name: Some("Sampleson".into()),
        birth_date: Some("1985-07-14".into()),
        ..IdentityForm::default()
    };
    let episode = EpisodeForm {
        service: Some(service),
        opened_on: Some(yesterday.to_string().into()),
        key_worker: Some(by),
        ..EpisodeForm::default()
    };
    let contact = ContactForm {
        service: Some(service),
        started_at: Some((now - chrono::TimeDelta::hours(20)).to_rfc3339().into()),
        minutes: Some(45.into()),
        kind: Some("one_to_one".into()),
        medium: Some("01".into()),
        outcome: Some(Outcome::Attended),
        ..ContactForm::default()
    };
    let alert = |kind: &str| -> Alert {
        let form = AlertForm {
            kind: Some(kind.into()),
            level: Some(Level::Danger),
            words: Some("Invented".into()),
            since: Some(yesterday.to_string().into()),
            until: None,
        };
        form.check(&against).unwrap()
    };
    Filled {
        person: PersonId(Uuid::new_v4()),
        at: now,
        by,
        identity: identity.check(&against).unwrap(),
        addresses: domain::addresses::Addresses::default(),
        reach: domain::reach::Reach::default(),
        health: domain::health::Health::default(),
        convictions: domain::convictions::Convictions::default(),
        episodes: vec![written(store, by, episode.check(&against).unwrap())],
        contacts: vec![written(store, by, contact.check(&against).unwrap())],
        appointments: Vec::new(),
        alerts: ["overdose", "violence", "children", "mappa"].map(|kind| written(store, by, alert(kind))).into(),
        requests: Vec::new(),
        drafts: Vec::new(),
    }
}

#[tokio::test]
async fn a_database_that_is_in_use_is_never_made_a_demonstration() {
    let setting = Setting::new().await;
    let begun = setting.store.begin_demo(setting.operator::<FillDemo>(), nothing()).await;
    assert!(matches!(begun, Err(Error::Conflict(_))));
    let filled = setting.store.fill_demo(setting.operator::<FillDemo>(), vec![somebody(&setting.store)]).await;
    assert!(matches!(filled, Err(Error::Conflict(_))));
}

#[tokio::test]
async fn a_demonstration_is_begun_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = empty(&folder).await;
    let access = store.admit_operator::<FillDemo>().unwrap();
    store.begin_demo(access.clone(), nothing()).await.unwrap();
    assert!(matches!(store.begin_demo(access, nothing()).await, Err(Error::Conflict(_))));
}

#[tokio::test]
async fn what_is_filled_in_opens_and_has_the_headlines_that_it_makes() {
    let folder = tempfile::tempdir().unwrap();
    let store = empty(&folder).await;
    let access = store.admit_operator::<FillDemo>().unwrap();
    store.begin_demo(access.clone(), nothing()).await.unwrap();
    let batch: Vec<Filled> = (0..3).map(|_| somebody(&store)).collect();
    let people = batch.iter().map(|filled| filled.person).collect();
    store.fill_demo(access, batch).await.unwrap();
    let examined = store.examine(store.admit_operator::<Doctor>().unwrap(), people).await.unwrap();
    assert_eq!(examined.faults, Vec::new());
    // Five parts, six headlines, an episode, a contact and four alerts of each.
    assert_eq!((examined.people, examined.rows), (3, 3 * 17));
    assert_eq!(store.build_search().await.unwrap(), 3);
}
