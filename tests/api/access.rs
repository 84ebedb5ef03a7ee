//! Who may do what: every operation of the API, asked by everybody, against the rows of the access table.

mod asked;
mod cast;
mod scene;
mod traced;

use std::collections::BTreeSet;

use domain::access::{Refusal, Relation, Restriction, Role, Scope, TABLE, Tie, decide, decide_within};
use domain::id::ServiceId;
use reqwest::Method;
use tests::conform;
use tests::visiting::WORLD;
use tests::world::World;

use asked::{ASKED, About, Asked};
use cast::{Caller, service_id};
use scene::Scene;
use traced::Trace;

/// What is asked before anybody is signed in, ends a sign-in, or takes what only one person has at one moment: the
/// tests of signing in have it.
const SIGNING_IN: [&str; 24] = [
    "POST /api/v1/oauth/token",
    "POST /api/v1/sign-in",
    "POST /api/v1/sign-in/refresh",
    "POST /api/v1/sign-in/second-factor",
    "POST /api/v1/sign-in/enrolment",
    "POST /api/v1/sign-in/enrolment/confirm",
    "POST /api/v1/sign-in/invitation",
    "POST /api/v1/sign-out",
    "POST /api/v1/me/step-up",
    "PUT /api/v1/me/password",
    "PUT /api/v1/me/totp",
    "POST /api/v1/me/recovery-codes",
    "POST /api/v1/me/passkeys",
    "PUT /api/v1/me/passkeys/{passkey}",
    "DELETE /api/v1/me/passkeys/{passkey}",
    "POST /api/v1/me/step-up/passkey",
    "POST /api/v1/me/step-up/passkey/finish",
    "POST /api/v1/sign-in/passkey",
    "GET /api/v1/sign-in/ways",
    "POST /api/v1/sign-in/provider",
    "GET /api/v1/sign-in/provider/callback",
    "POST /api/v1/sign-in/passkey/finish",
    "DELETE /api/v1/me/sessions",
    "DELETE /api/v1/me/sessions/{session}",
];
/// The same, of an administrator about somebody.
const OF_SOMEBODY: &str = "DELETE /api/v1/staff/{staff}/sessions/{session}";
/// Its row, then, is asked for there too.
const STEP_UP: &str = "step_up";

/// What the table says: that it is done, or why each of the rows refuses it. Whoever is not signed in is refused for
/// no reason at all.
fn expected(world: &World, asked: &Asked, caller: &Caller, is_restricted: bool) -> Result<(), Vec<Refusal>> {
    let Some(standing) = caller.standing else { return Err(Vec::new()) };
    let northtown = [service_id(&world.northtown)];
    let own: Vec<ServiceId> = standing.service.into_iter().collect();
    let is_author = caller.asker.token() == world.worker.token();
    let restriction = match (is_restricted, caller.is_named) {
        (false, _) => Restriction::None,
        (true, true) => Restriction::Named,
        (true, false) => Restriction::Others,
    };
    let tie = |services| Tie { is_given: caller.is_tied, is_audited: caller.is_tied, restriction, ..Tie::of(services) };
    let relation = match (asked.about, own.as_slice()) {
        (About::Service, _) => Relation::Service(northtown[0]),
        (About::Person, _) => Relation::Person(tie(&northtown)),
        (About::OwnService, [service]) => Relation::Service(*service),
        (About::OwnPeople, people) => Relation::Person(Tie { is_given: true, is_audited: true, ..Tie::of(people) }),
        (About::Themselves, _) => Relation::Own,
        (About::Author, _) if is_author => Relation::Own,
        (About::Nobody | About::Author | About::OwnService, _) => Relation::None,
    };
    let decide_as = |row| match &caller.scopes {
        None => decide(row, &[standing], relation),
        Some(scopes) => decide_within(row, scopes, &[standing], relation),
    };
    let decided: Vec<_> = asked.rows.iter().map(decide_as).collect();
    if decided.iter().any(Result::is_ok) {
        return Ok(());
    }
    Err(decided.into_iter().filter_map(Result::err).collect())
}

/// The status of a refusal.
fn status(refusals: &[Refusal]) -> u16 {
    match refusals {
        [] => 401,
        all if all.iter().any(|one| matches!(one, Refusal::Ground | Refusal::Restricted)) => 404,
        _ => 403,
    }
}

/// Ask for an operation as everybody, and compare with the table. Those who are refused share a scene, and so do
/// those who only read.
async fn walk(world: &World, asked: &'static Asked, cast: &[Caller], is_restricted: bool, trace: &mut Trace) {
    let scene = async || {
        let scene = Scene::of(world, asked).await;
        if is_restricted {
            scene.restrict(world).await;
        }
        scene
    };
    let shared = scene().await;
    for caller in cast {
        let expected = expected(world, asked, caller, is_restricted || shared.is_restricted);
        let changes = expected.is_ok() && asked.method != Method::GET;
        let fresh = if changes { Some(scene().await) } else { None };
        let scene = fresh.as_ref().unwrap_or(&shared);
        let answer = scene.ask_as(&caller.asker, world, asked).await;
        let of = if is_restricted { "of a restricted record " } else { "" };
        let who = format!("{} {} {of}by {}", asked.method, asked.address, caller.name);
        match &expected {
            Ok(()) => assert!(answer.status.is_success(), "{who}: {} {}", answer.status, answer.text),
            Err(refusals) => assert_eq!(answer.status.as_u16(), status(refusals), "{who}: {}", answer.text),
        }
        let role = caller.standing.map(|held| held.role);
        let person = asked.address.contains("{person}").then(|| scene.id("person").replace('-', ""));
        trace.note((who, &answer), asked.rows, role, &expected.err().unwrap_or_default(), person);
    }
}

#[test]
fn everybody_may_what_the_access_table_says_and_no_more() {
    WORLD.visit(async |world| {
        let cast = cast::all(world).await;
        let mut trace = Trace::default();
        for asked in ASKED {
            walk(world, asked, &cast, false, &mut trace).await;
        }
        trace.compare(world);
    });
}

#[test]
fn a_restricted_record_is_there_for_those_named_alone() {
    WORLD.visit(async |world| {
        let mut cast = cast::all(world).await;
        let elsewhere = service_id(&world.southbridge);
        cast.retain(|caller| caller.standing.is_some_and(|held| held.service != Some(elsewhere)));
        let of_people = ASKED.iter().filter(|asked| matches!(asked.about, About::Person));
        let mut trace = Trace::default();
        for asked in
            of_people.filter(|asked| asked.address.contains("{person}") && !asked.address.contains("/restriction"))
        {
            walk(world, asked, &cast, true, &mut trace).await;
        }
        trace.compare(world);
    });
}

#[test]
fn every_operation_of_the_document_is_asked_and_no_other() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        let paths = document["paths"].as_object().expect("paths");
        let documented: BTreeSet<String> = paths
            .iter()
            .filter(|(path, _)| path.starts_with("/api/v1/"))
            .flat_map(|(path, item)| {
                let methods = item.as_object().expect("methods").keys();
                methods.map(move |method| format!("{} {path}", method.to_uppercase()))
            })
            .filter(|asked| !SIGNING_IN.contains(&asked.as_str()) && asked != OF_SOMEBODY)
            .collect();
        let asked: BTreeSet<String> =
            ASKED.iter().map(|asked| format!("{} /api/v1{}", asked.method, asked.address)).collect();
        assert_eq!(asked, documented);
    });
}

#[test]
fn every_operation_says_which_scope_it_takes() {
    WORLD.visit(async |world| {
        let document = conform::document(&world.server.address).await;
        for asked in ASKED {
            let path = format!("/api/v1{}", asked.address);
            let operation = &document["paths"][&path][asked.method.as_str().to_lowercase()];
            let said = operation["security"].as_array().into_iter().flatten();
            let said: BTreeSet<String> = said
                .flat_map(|one| one["api_client"].as_array().into_iter().flatten())
                .map(|word| word.as_str().unwrap_or_default().to_owned())
                .collect();
            let taken: BTreeSet<String> = asked.rows.iter().filter_map(Scope::of).map(|scope| scope.word()).collect();
            assert_eq!(said, taken, "{} {path}", asked.method);
        }
    });
}

#[test]
fn every_row_of_the_table_is_asked_for_but_the_operators() {
    let asked: BTreeSet<&str> = ASKED.iter().flat_map(|asked| asked.rows).map(|row| row.operation).collect();
    let rows = TABLE.iter().filter(|row| row.roles != [Role::Operator] && row.operation != STEP_UP);
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
