//! One person: who they are, how they are, what is done with them.

use serde_json::{Value, json};
use tests::forms::{days_ago, days_ahead, minutes_ago, with};
use tests::world::World;

use super::super::sent::Sent;
use super::super::words::{
    BORN, CRN, LANDLINE, MOBILE, NHS_NUMBER, ODS_CODE, OFFENCE_CODE, PNC, POSTCODE, PRISON_NUMBER,
};

/// Register them; answers their id.
pub async fn register(world: &World, sent: &mut Sent) -> String {
    let form = json!({
        "identity": identity(),
        "address": address("home"),
        "ways": ways(),
        "service": world.northtown,
        "key_worker": world.worker_id,
        "referral_source": "looked_after",
        "opened_on": days_ago(9),
    });
    sent.post(&world.worker, "/service-users/likely-matches", &form).await.expect(200);
    sent.post(&world.worker, "/service-users", &form).await.expect(201).person()
}

/// Say who and how they are, each part twice, so that an earlier version is kept.
pub async fn describe(world: &World, sent: &mut Sent, person: &str) {
    let record = format!("/service-users/{person}");
    let parts = [
        ("identity", identity()),
        ("addresses", addresses()),
        ("reach", reach()),
        ("health", health()),
        ("convictions", convictions()),
    ];
    for (part, form) in parts {
        // Clinicians alone write health in full.
        let who = if part == "health" { &world.clinician } else { &world.worker };
        for version in [1, 2] {
            sent.put(who, &format!("{record}/{part}"), version, &form).await.expect(200);
        }
        world.worker.get(&format!("{record}/{part}/history")).await.expect(200);
    }
    world.worker.get(&record).await.expect(200);
}

/// Alerts, appointments, contacts and episodes.
pub async fn work(world: &World, sent: &mut Sent, person: &str) {
    let record = format!("/service-users/{person}");
    alerts(world, sent, &format!("{record}/alerts")).await;
    appointments(world, sent, &format!("{record}/appointments")).await;
    contacts(world, sent, &format!("{record}/contacts")).await;
    episodes(world, sent, &format!("{record}/episodes")).await;
}

/// Say that they have died.
pub async fn mourn(world: &World, sent: &mut Sent, person: &str) {
    let path = format!("/service-users/{person}/identity");
    let version = world.worker.get(&path).await.expect(200).version();
    let form = with(identity(), &json!({"died_on": days_ago(1)}));
    sent.put(&world.worker, &path, version, &form).await.expect(200);
}

async fn alerts(world: &World, sent: &mut Sent, path: &str) {
    for kind in ["violence", "exploitation"] {
        let form = json!({
            "kind": kind, "level": "danger", "words": "Heliotropes about", "since": days_ago(3), "until": days_ahead(3),
        });
        let alert = format!("{path}/{}", sent.post(&world.worker, path, &form).await.expect(201).id());
        sent.put(&world.worker, &alert, 1, &form).await.expect(200);
        let end = json!({"ended_on": days_ago(0), "reason": "No heliotrope is left"});
        sent.act(&world.worker, &format!("{alert}/end"), 2, &end).await.expect(200);
    }
}

async fn appointments(world: &World, sent: &mut Sent, path: &str) {
    let form = with(
        tests::forms::appointment(&world.northtown, &world.worker_id),
        &json!({"note": "By the heliotropes", "kind": "professionals"}),
    );
    let appointment = format!("{path}/{}", sent.post(&world.worker, path, &form).await.expect(201).id());
    sent.put(&world.worker, &appointment, 1, &form).await.expect(200);
    let cancel = json!({"by": "them", "reason": "Heliotropes are in the way"});
    sent.act(&world.worker, &format!("{appointment}/cancel"), 2, &cancel).await.expect(200);
}

async fn contacts(world: &World, sent: &mut Sent, path: &str) {
    let form = json!({
        "service": world.northtown,
        "started_at": minutes_ago(90),
        "minutes": 45,
        "kind": "prison_visit",
        "medium": "01",
        "place": "custody",
        "outcome": "attended",
        "interventions": [
            {"intervention": "psychodynamic", "response": "accepted"},
            {"intervention": "mindfulness", "response": "declined"},
        ],
        "note": "Talked of heliotropes for an hour",
    });
    let contact = format!("{path}/{}", sent.post(&world.worker, path, &form).await.expect(201).id());
    let corrected = with(form.clone(), &json!({"reason": "A heliotrope too many"}));
    sent.put(&world.worker, &contact, 1, &corrected).await.expect(200);
    let missed = with(
        form,
        &json!({"outcome": "cancelled_by_them", "why": "Saw to the heliotropes", "interventions": [], "minutes": 0}),
    );
    sent.post(&world.worker, path, &missed).await.expect(201);
    world.worker.get(path).await.expect(200);
}

async fn episodes(world: &World, sent: &mut Sent, path: &str) {
    let there = world.worker.get(path).await.expect(200);
    let episode = format!("{path}/{}", there.items()[0]["id"].as_str().expect("an id"));
    let change = json!({"key_worker": world.worker_id, "referral_source": "looked_after", "referred_on": days_ago(12)});
    sent.put(&world.worker, &episode, 1, &change).await.expect(200);
    let close = json!({"closed_on": days_ago(0), "reason": "80", "words": "Off to grow heliotropes"});
    sent.act(&world.leader, &format!("{episode}/close"), 2, &close).await.expect(200);
    let reopen = json!({"reason": "The heliotropes withered"});
    sent.act(&world.leader, &format!("{episode}/reopen"), 3, &reopen).await.expect(200);
    sent.act(&world.leader, &format!("{episode}/close"), 4, &close).await.expect(200);
    let open = json!({
        "service": world.northtown,
        "opened_on": days_ago(0),
        "key_worker": world.worker_id,
        "referral_source": "looked_after",
        "referred_on": days_ago(2),
    });
    sent.post(&world.worker, path, &open).await.expect(201);
}

fn identity() -> Value {
    json!({
        "given_names": "Heliotropa",
        "family_name": "Heliotropely",
        "preferred_name": "Heliotropi",
        "previous_names": [{"given_names": "Heliotropy", "family_name": "Heliotropeson", "until": "2014"}],
        "birth_date": BORN,
        "birth_date_estimated": false,
        "sex": "M",
        "gender_identity": "3",
        "pronouns": "heliotrope/heliotropes",
        "nhs_number": NHS_NUMBER,
        "nhs_number_status": "traced",
        "ethnicity": "G",
        "nationality": "GBR",
        "language": "en",
        "interpreter_needed": "no",
        "communication_needs": ["deafblind"],
        "communication_note": "Likes heliotropes",
        "disabilities": ["02"],
        "religion": "L",
        "sexual_orientation": "Z",
        "veteran": "no",
    })
}

fn address(kind: &str) -> Value {
    json!({
        "kind": kind,
        "lines": ["7 Heliotrope Hill"],
        "town": "Heliotropeton",
        "postcode": POSTCODE,
        "from": days_ago(40),
        "note": "The door with the heliotrope",
    })
}

fn addresses() -> Value {
    let prison =
        with(address("prison"), &json!({"establishment": "HMP Heliotrope", "from": days_ago(400), "to": days_ago(41)}));
    json!({"addresses": [address("home"), prison], "accommodation": "squatting"})
}

fn ways() -> Value {
    json!([
        {"kind": "phone", "value": MOBILE, "preferred": true, "may_leave_message": true, "note": "Ask for Heliotrope"},
        {"kind": "email", "value": "heliotrope@example.org"},
    ])
}

fn reach() -> Value {
    json!({
        "ways": ways(),
        "next_of_kin": [{
            "name": "Heliotrope Testperson", "relationship": "grandparent", "phone": MOBILE, "note": "Heliotropes too",
        }],
        "gp": {
            "practice": "Heliotrope Surgery", "doctor": "Dr Heliotrope", "ods_code": ODS_CODE, "phone": LANDLINE,
            "may_share": true,
        },
    })
}

fn health() -> Value {
    json!({
        "conditions": [{"name": "Heliotrope fever", "since": "2019", "note": "From heliotropes"}],
        "medication": [{
            "name": "Heliotropin", "dose": "40 ml of heliotrope", "frequency": "At each heliotrope",
            "prescriber": "Dr Heliotrope", "supervised": true,
        }],
        "allergies_known": "listed",
        "allergies": [{"substance": "Heliotrope", "severe": true, "reaction": "Turns heliotrope"}],
        "pregnancy": {"status": "pregnant", "due_on": days_ahead(100)},
        "mental_health": {"need": "yes", "treatment": "place_of_safety", "note": "Sees heliotropes"},
        "blood_borne": {
            "hep_b": "negative", "hep_b_doses": "2", "hep_b_status": "A", "hep_c_antibody": "negative",
            "hep_c_rna": "negative", "hep_c_status": "A", "hep_c_tested_on": days_ago(20), "hiv": "negative",
            "hiv_tested_on": days_ago(20),
        },
        "substances": [
            {"substance": "xylazine", "days": 21, "age_first_used": 19, "route": "3", "amount": "Half a heliotrope"},
            {"substance": "nitazenes", "days": 2},
        ],
        "injecting": "P",
        "naloxone": {"status": "issued", "issued_on": days_ago(5)},
        "note": "All about heliotropes",
        "review_due_on": days_ahead(90),
    })
}

fn convictions() -> Value {
    let pending = json!({
        "offence": "Theft of a heliotrope",
        "offence_code": OFFENCE_CODE,
        "offence_on": "2026-03",
        "status": "pending",
        "court": "Heliotrope Magistrates",
        "informed_on": days_ago(100),
        "next_hearing_on": days_ahead(100),
        "source": "A letter from Heliotrope",
    });
    let convicted = json!({
        "offence": "Theft of a heliotrope",
        "status": "convicted",
        "convicted_on": days_ago(200),
        "disposal": "penalty_notice",
        "order_type": "hospital_order",
        "order_from": days_ago(200),
        "order_to": days_ahead(165),
        "conditions": "Not to enter Heliotrope Hill",
        "requirements": [{"requirement": "DRR", "days": 30, "ends_on": days_ahead(160), "note": "A heliotrope a week"}],
    });
    let dropped = json!({"offence": "Theft of a heliotrope", "status": "discontinued"});
    json!({
        "convictions": [pending, convicted, dropped],
        "crn": CRN,
        "pnc": PNC,
        "prison_number": PRISON_NUMBER,
        "probation_office": "Heliotrope unit",
        "probation_officer": "Heliotrope Testofficer",
        "probation_phone": LANDLINE,
    })
}
