//! The operations to attack, and who may do each of them.

use domain::access::{Class, Role};
use serde_json::Value;
use tests::asking::{Answer, Asker};
use tests::conform;
use tests::world::World;

// The API suite's own table: an operation that it walks is attacked here.
#[expect(dead_code, reason = "whom an operation is about is asked by the API suite alone")]
#[path = "../api/access/asked.rs"]
mod asked;
#[path = "../api/access/scene.rs"]
mod scene;

pub use asked::{ASKED, Asked};
pub use scene::Scene;

/// The operations that take a form.
pub async fn writable(world: &World) -> Vec<&'static Asked> {
    let document = conform::document(&world.server.address).await;
    ASKED.iter().filter(|asked| body_of(document, asked).is_object()).collect()
}

/// Somebody of this world who may, by the rows of the access table that guard it.
pub fn whoever_may<'a>(world: &'a World, asked: &Asked) -> &'a Asker {
    let of = |role: Role| asked.rows.iter().any(|row| row.roles.contains(&role));
    // Whoever sees a summary may write no more than that.
    let is_clinical = asked.rows.iter().any(|row| row.class == Some(Class::Health));
    if is_clinical && of(Role::Clinician) {
        return &world.clinician;
    }
    let known = [
        (Role::RecoveryWorker, &world.worker),
        (Role::TeamLeader, &world.leader),
        (Role::Administrator, &world.administrator),
        (Role::DataProtectionOfficer, &world.data_protection_officer),
        (Role::Volunteer, &world.volunteer),
    ];
    let found = known.into_iter().find(|(role, _)| of(*role)).map(|(_, asker)| asker);
    found.unwrap_or_else(|| panic!("nobody of this world may {} {}: give it somebody", asked.method, asked.address))
}

/// Ask for an operation in a scene of its own, with the form that `made` makes of the accepted one.
pub async fn ask(world: &World, asked: &Asked, made: impl FnOnce(Value) -> Value) -> (Value, Answer) {
    let scene = Scene::of(world, asked).await;
    let form = made((asked.form)(world, &scene));
    let answer = scene.ask_with(whoever_may(world, asked), asked, &form).await;
    (form, answer)
}

/// The schema of what an operation takes, and the document that it stands in.
pub async fn schema_of(world: &World, asked: &Asked) -> (&'static Value, &'static Value) {
    let document = conform::document(&world.server.address).await;
    (body_of(document, asked), document)
}

fn body_of<'a>(document: &'a Value, asked: &Asked) -> &'a Value {
    let path = format!("/api/v1{}", asked.address);
    let method = asked.method.as_str().to_lowercase();
    &document["paths"][&path][&method]["requestBody"]["content"]["application/json"]["schema"]
}

/// A schema itself, where another only names it, or allows nothing in its place.
pub fn resolved<'a>(schema: &'a Value, document: &'a Value) -> &'a Value {
    let something = schema["oneOf"].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null"));
    let schema = something.unwrap_or(schema);
    let named = schema["$ref"].as_str().and_then(|reference| document.pointer(reference.strip_prefix('#')?));
    named.unwrap_or(schema)
}
