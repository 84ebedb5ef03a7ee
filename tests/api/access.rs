//! Who may do what: every operation of the API, asked by everybody, against the rows of the access table.

pub mod asked;
mod scene;

use std::collections::BTreeSet;

use domain::access::{Refusal, Relation, Role, Standing, TABLE, decide};
use domain::id::ServiceId;
use tests::asking::Asker;
use tests::conform;
use tests::visiting::WORLD;
use tests::world::World;

use asked::{ASKED, About, Asked};
use scene::Scene;

/// What is asked before anybody is signed in, or ends that: the tests of signing in have it.
const SIGNING_IN: [&str; 3] = ["/api/v1/sign-in", "/api/v1/sign-in/refresh", "/api/v1/sign-out"];

/// Somebody who asks, with what the access table knows of them.
struct Caller<'a> {
    name: &'static str,
    asker: &'a Asker,
    standing: Option<Standing>,
}

fn callers<'a>(world: &'a World, anonymous: &'a Asker) -> Vec<Caller<'a>> {
    let of = |name, asker, role, service: Option<&str>| Caller {
        name,
        asker,
        standing: Some(Standing { role, service: service.map(service_id) }),
    };
    vec![
        Caller { name: "nobody", asker: anonymous, standing: None },
        of("a worker of the service", &world.worker, Role::RecoveryWorker, Some(&world.northtown)),
        of("its team leader", &world.leader, Role::TeamLeader, Some(&world.northtown)),
        of("a worker of another", &world.outsider, Role::RecoveryWorker, Some(&world.southbridge)),
        of("the team leader of another", &world.outside_leader, Role::TeamLeader, Some(&world.southbridge)),
        of("the administrator", &world.administrator, Role::Administrator, None),
        of("the data protection officer", &world.data_protection_officer, Role::DataProtectionOfficer, None),
    ]
}

fn service_id(text: &str) -> ServiceId {
    ServiceId(text.parse().expect("an id"))
}

/// What the table says: that it is done, or the status of the refusal.
fn expected(world: &World, asked: &Asked, caller: &Caller<'_>) -> Result<(), u16> {
    let Some(standing) = caller.standing else { return Err(401) };
    let northtown = [service_id(&world.northtown)];
    let own: Vec<ServiceId> = standing.service.into_iter().collect();
    let is_author = std::ptr::eq(caller.asker, &raw const world.worker);
    let relation = match (asked.about, own.as_slice()) {
        (About::Service, _) => Relation::Service(northtown[0]),
        (About::Person, _) => Relation::person(&northtown),
        (About::OwnService, [service]) => Relation::Service(*service),
        (About::OwnPeople, people) => Relation::person(people),
        (About::Themselves, _) => Relation::Own,
        (About::Author, _) if is_author => Relation::Own,
        (About::Nobody | About::Author | About::OwnService, _) => Relation::None,
    };
    let decided: Vec<_> = asked.rows.iter().map(|row| decide(row, &[standing], relation)).collect();
    if decided.iter().any(Result::is_ok) {
        return Ok(());
    }
    Err(if decided.contains(&Err(Refusal::Ground)) { 404 } else { 403 })
}

#[test]
fn everybody_may_what_the_access_table_says_and_no_more() {
    WORLD.visit(async |world| {
        let anonymous = Asker::anonymous(&world.server.address);
        for asked in ASKED {
            let refused = Scene::of(world, asked).await;
            for caller in callers(world, &anonymous) {
                let expected = expected(world, asked, &caller);
                let fresh = if expected.is_ok() { Some(Scene::of(world, asked).await) } else { None };
                let answer = fresh.as_ref().unwrap_or(&refused).ask_as(caller.asker, world, asked).await;
                let who = format!("{} {} by {}", asked.method, asked.address, caller.name);
                match expected {
                    Ok(()) => assert!(answer.status.is_success(), "{who}: {} {}", answer.status, answer.text),
                    Err(status) => assert_eq!(answer.status.as_u16(), status, "{who}: {}", answer.text),
                }
            }
        }
    });
}

#[test]
fn every_operation_of_the_document_is_asked_and_no_other() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        let paths = document["paths"].as_object().expect("paths");
        let documented: BTreeSet<String> = paths
            .iter()
            .filter(|(path, _)| path.starts_with("/api/v1/") && !SIGNING_IN.contains(&path.as_str()))
            .flat_map(|(path, item)| {
                let methods = item.as_object().expect("methods").keys();
                methods.map(move |method| format!("{} {path}", method.to_uppercase()))
            })
            .collect();
        let asked: BTreeSet<String> =
            ASKED.iter().map(|asked| format!("{} /api/v1{}", asked.method, asked.address)).collect();
        assert_eq!(asked, documented);
    });
}

#[test]
fn every_row_of_the_table_is_asked_for_but_the_operators() {
    let asked: BTreeSet<&str> = ASKED.iter().flat_map(|asked| asked.rows).map(|row| row.operation).collect();
    let rows = TABLE.iter().filter(|row| row.roles != [Role::Operator]);
    let in_table: BTreeSet<&str> = rows.map(|row| row.operation).collect();
    assert_eq!(asked, in_table);
}

#[test]
fn a_role_in_two_services_opens_the_people_of_both() {
    WORLD.visit(async |world| {
        let (id, both) = world.join("both.services", "recovery_worker", Some(&world.southbridge)).await;
        let person = world.person("Bothy", "Twoservices").await;
        both.get(&format!("/service-users/{person}")).await.expect(404);
        let given = tests::world::membership(&id, "recovery_worker", Some(&world.northtown));
        world.administrator.post(&format!("/staff/{id}/memberships"), &given).await.expect(201);
        both.get(&format!("/service-users/{person}")).await.expect(200);
    });
}
