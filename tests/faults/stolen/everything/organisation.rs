//! Contracts, services, staff and their roles.

use serde_json::json;
use tests::forms::{days_ago, days_ahead};
use tests::world::World;

use super::super::sent::Sent;
use super::super::words::{BORN, LANDLINE, POSTCODE};

/// Record them.
pub async fn record(world: &World, sent: &mut Sent) {
    let administrator = &world.administrator;
    let contract = json!({
        "name": "Heliotrope recovery",
        "commissioner": "Heliotrope Council",
        "area": "All of Heliotropeshire",
        "starts_on": days_ago(400),
        "ends_on": days_ahead(400),
        "data_held": "elsewhere",
        "held_by": "The Heliotrope Trust",
        "lawful_basis": "public_task",
    });
    let made = sent.post(administrator, "/contracts", &contract).await.expect(201);
    sent.put(administrator, &format!("/contracts/{}", made.id()), 1, &contract).await.expect(200);

    let service = json!({
        "name": "Heliotrope House",
        "contract": world.contract,
        "kind": "young_people",
        "place": "1 Heliotrope Hill",
        "phone": LANDLINE,
        "days_without_contact": 20,
    });
    let made = sent.post(administrator, "/services", &service).await.expect(201);
    sent.put(administrator, &format!("/services/{}", made.id()), 1, &service).await.expect(200);

    let staff = json!({
        "name": "Heliotrope Testworker",
        "sign_in_name": "theliotrope",
        "job_title": "Heliotrope keeper",
        "work_email": "heliotrope@example.org",
        "work_phone": LANDLINE,
        "started_on": days_ago(300),
        "birth_date": BORN,
        "home_postcode": POSTCODE,
    });
    let member = sent.post(administrator, "/staff", &staff).await.expect(201).id();
    let member_path = format!("/staff/{member}");
    let role = json!({
        "staff": member,
        "role": "recovery_worker",
        "service": made.id(),
        "from": days_ago(200),
        "to": days_ahead(10),
    });
    let role = sent.post(administrator, &format!("{member_path}/memberships"), &role).await.expect(201).id();
    let ending = json!({"to": days_ahead(5)});
    sent.keep(administrator, &format!("/memberships/{role}"), &ending).await.expect(200);
    let token = tests::world::invitation(administrator, &member).await;
    let chosen = json!({"token": token, "password": "twelve eliotropes on a pier"});
    let anonymous = tests::asking::Asker::anonymous(&administrator.address);
    sent.post(&anonymous, "/sign-in/invitation", &chosen).await.expect(200);
    let program = json!({
        "name": "Heliotrope reminders", "about": "Texts of Heliotropes", "services": [world.northtown], "scopes": [],
        "per_minute": 60, "expires_on": days_ahead(30),
    });
    sent.post(administrator, "/api-clients", &json!({"client": program})).await.expect(201);
    let mut leaver = staff;
    leaver["left_on"] = json!(days_ahead(30));
    let version = administrator.get(&member_path).await.expect(200).version();
    sent.put(administrator, &member_path, version, &leaver).await.expect(200);
}
