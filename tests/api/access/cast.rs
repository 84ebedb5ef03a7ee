//! Somebody of each role, in the service that a scene is of and in another.

use domain::access::{Role, Scope, Standing};
use domain::id::ServiceId;
use tests::asking::Asker;
use tests::client;
use tests::world::World;

/// Somebody who asks, with what the access table knows of them.
pub struct Caller {
    pub name: &'static str,
    pub asker: Asker,
    pub standing: Option<Standing>,
    /// The scopes of a program; none of people.
    pub scopes: Option<Vec<Scope>>,
    /// Whether scenes tie them: a volunteer who is given the person, an auditor to whom the record is named.
    pub is_tied: bool,
    /// Whether a restriction of a scene names them.
    pub is_named: bool,
}

/// Everybody. The world knows some of them; the others join it.
pub async fn all(world: &World) -> Vec<Caller> {
    let (north, south) = (Some(world.northtown.as_str()), Some(world.southbridge.as_str()));
    let known = |name, asker: &Asker, role, service: Option<&str>| Caller {
        name,
        asker: asker.clone(),
        standing: Some(Standing { role, service: service.map(service_id) }),
        scopes: None,
        is_tied: false,
        is_named: false,
    };
    let mut cast = vec![
        Caller {
            name: "nobody",
            asker: Asker::anonymous(&world.server.address),
            standing: None,
            scopes: None,
            is_tied: false,
            is_named: false,
        },
        Caller { is_named: true, ..known("a worker of the service", &world.worker, Role::RecoveryWorker, north) },
        Caller { is_named: true, ..known("its team leader", &world.leader, Role::TeamLeader, north) },
        known("its clinician", &world.clinician, Role::Clinician, north),
        Caller { is_tied: true, ..known("its volunteer", &world.volunteer, Role::Volunteer, north) },
        known("a worker of another", &world.outsider, Role::RecoveryWorker, south),
        known("the team leader of another", &world.outside_leader, Role::TeamLeader, south),
        known("the administrator", &world.administrator, Role::Administrator, None),
        known("the data protection officer", &world.data_protection_officer, Role::DataProtectionOfficer, None),
        Caller { is_tied: true, ..known("an auditor", &world.auditor, Role::Auditor, None) },
    ];
    for (name, role, service) in [
        ("its criminal-justice worker", Role::CriminalJusticeWorker, north),
        ("its receptionist", Role::Receptionist, north),
        ("a volunteer of it who is given nobody", Role::Volunteer, north),
        ("the clinician of another", Role::Clinician, south),
        ("the criminal-justice worker of another", Role::CriminalJusticeWorker, south),
        ("the receptionist of another", Role::Receptionist, south),
        ("the volunteer of another", Role::Volunteer, south),
        ("the Caldicott Guardian", Role::CaldicottGuardian, None),
        ("an analyst", Role::Analyst, None),
        ("an auditor to whom nothing is named", Role::Auditor, None),
    ] {
        let sign_in_name = format!("walk-{}", uuid::Uuid::new_v4().simple());
        let (_, asker) = world.join(&sign_in_name, role.word(), service).await;
        cast.push(known(name, &asker, role, service));
    }
    let all = client::all_scopes();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    for (name, service, scopes) in [
        ("its program", north, all.as_slice()),
        ("the program of another", south, all.as_slice()),
        ("a program of it without scopes", north, &[]),
    ] {
        let form = client::form(&[service.unwrap_or_default()], scopes);
        let asker = client::register(&world.administrator, &form).await.asker(&world.server.address).await;
        let scopes = scopes.iter().filter_map(|word| word.parse().ok()).collect();
        cast.push(Caller { scopes: Some(scopes), ..known(name, &asker, Role::ApiClient, service) });
    }
    cast
}

/// A service's id.
pub fn service_id(text: &str) -> ServiceId {
    ServiceId(text.parse().expect("an id"))
}
