//! Caseloads: the people whom a service works with now.

use serde_json::{Value, json};
use tests::asking::Asker;
use tests::forms::{self, with};
use tests::visiting::{WORLD, wait};
use tests::world::World;
use uuid::Uuid;

async fn rows(asker: &Asker, query: &str) -> Vec<Value> {
    let shown = asker.get(&format!("/caseload{query}")).await.expect(200);
    assert_eq!(shown.body["more"], false);
    shown.body["rows"].as_array().expect("rows").clone()
}

fn names(rows: &[Value]) -> Vec<&str> {
    rows.iter().map(|row| row["formal_name"].as_str().expect("a name")).collect()
}

/// Three people of Northtown: one seen today, one with an alert, one of the leader's with an appointment.
async fn three(world: &World) -> [String; 3] {
    let register = async |given: &str, family: &str, days: i64, key_worker: &str| {
        let form = forms::registration(given, family, &forms::birth_date(), &world.northtown);
        let form = with(form, &json!({"opened_on": forms::days_ago(days), "key_worker": key_worker}));
        world.worker.post("/service-users", &form).await.expect(201).person()
    };
    let seen = register("Cass", "Middleton", 40, &world.worker_id).await;
    let alerted = register("Dale", "Ashworthy", 12, &world.worker_id).await;
    let booked = register("Elis", "Zeffirelli", 5, &world.leader_id).await;
    let contacts = format!("/service-users/{seen}/contacts");
    world.worker.post(&contacts, &forms::contact(&world.northtown)).await.expect(201);
    world.worker.post(&format!("/service-users/{alerted}/alerts"), &forms::alert()).await.expect(201);
    let appointment = forms::appointment(&world.northtown, &world.leader_id);
    world.worker.post(&format!("/service-users/{booked}/appointments"), &appointment).await.expect(201);
    [seen, alerted, booked]
}

#[test]
fn a_caseload_shows_what_each_needs_in_the_order_asked_for() {
    wait(async {
        let world = World::new().await;
        let [seen, alerted, booked] = three(&world).await;
        let all = rows(&world.worker, "").await;
        assert_eq!(names(&all), ["ASHWORTHY, Dale", "MIDDLETON, Cass", "ZEFFIRELLI, Elis"]);
        let row = |person: &str| all.iter().find(|row| row["person"] == person).expect("they are there");
        assert_eq!(
            (&row(&seen)["quiet_days"], &row(&seen)["last_contact"]["outcome"]),
            (&json!(0), &json!("attended"))
        );
        assert_eq!(
            (&row(&alerted)["quiet_days"], &row(&alerted)["alerts"][0]["level"]),
            (&json!(12), &json!("danger"))
        );
        assert_eq!(row(&booked)["next_appointment"]["staff"], world.leader_id.as_str());
        assert_eq!(row(&booked)["episode"]["key_worker"], world.leader_id.as_str());

        for (order, first) in
            [("quiet", &alerted), ("next_appointment", &booked), ("alerts", &alerted), ("opened", &booked)]
        {
            let ordered = rows(&world.worker, &format!("?order={order}")).await;
            assert_eq!((ordered.len(), &ordered[0]["person"]), (3, &json!(first)), "{order}");
        }
        let mine = rows(&world.leader, &format!("?key_worker={}", world.leader_id)).await;
        assert_eq!(names(&mine), ["ZEFFIRELLI, Elis"]);
        assert_eq!(rows(&world.worker, &format!("?service={}", world.northtown)).await.len(), 3);
        assert!(rows(&world.outsider, "").await.is_empty());
        world.outsider.get(&format!("/caseload?service={}", world.northtown)).await.expect(404);
        world.worker.get(&format!("/caseload?service={}", Uuid::new_v4())).await.expect(404);
        for query in ["order=age", "service=mine", "key_worker=me"] {
            assert_eq!(world.worker.get(&format!("/caseload?{query}")).await.expect(400).problem(), "bad-query");
        }

        let episodes = world.worker.get(&format!("/service-users/{seen}/episodes")).await.expect(200);
        let episode = episodes.items()[0]["id"].as_str().expect("an id").to_owned();
        let closing = json!({"closed_on": forms::today().to_string(), "reason": "80"});
        let path = format!("/service-users/{seen}/episodes/{episode}/close");
        world.worker.act(&path, 1, &closing).await.expect(200);
        assert_eq!(names(&rows(&world.worker, "").await), ["ASHWORTHY, Dale", "ZEFFIRELLI, Elis"]);
    });
}

#[test]
fn a_changed_name_shows_at_once() {
    WORLD.visit(async |world| {
        let born = forms::birth_date();
        let person = world.registered("Frey", "Beforehand", &born).await.person();
        let identity =
            json!({"given_names": "Frey", "family_name": "Afterwards", "preferred_name": "Fee", "birth_date": born});
        world.worker.put(&format!("/service-users/{person}/identity"), 1, &identity).await.expect(200);
        let shown = world.worker.get("/caseload").await.expect(200);
        let rows = shown.body["rows"].as_array().expect("rows");
        let row = rows.iter().find(|row| row["person"] == person.as_str()).expect("they are there");
        assert_eq!((&row["formal_name"], &row["known_as"]), (&json!("AFTERWARDS, Frey"), &json!("Fee")));
    });
}
