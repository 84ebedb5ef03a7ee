//! A contract's activity: figures as counted for whoever leads its services, rounded for the administrator.

use chrono::{Datelike, Days, NaiveDate};
use reqwest::Method;
use reqwest::header::ACCEPT;
use serde_json::{Value, json};
use tests::asking::{Answer, Asker};
use tests::forms::{self, registration, with, without};
use tests::visiting::SharedWorld;
use tests::world::World;
use tokio::sync::OnceCell;

static WORLD: SharedWorld = SharedWorld::new();
static SCENE: OnceCell<Scene> = OnceCell::const_new();

/// A contract with a service of its own, and last month's contacts under it.
struct Scene {
    contract: String,
    leader: Asker,
    from: NaiveDate,
    to: NaiveDate,
}

impl Scene {
    fn path(&self) -> String {
        format!("/contracts/{}/activity?from={}&to={}", self.contract, self.from, self.to)
    }
}

/// What each contact is: whose, its outcome, its kind, and the interventions with what became of each.
type Line = (usize, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const KEY_WORK: &[(&str, &str)] = &[("key_work", "accepted")];
const LINES: &[Line] = &[
    (0, "attended", "one_to_one", KEY_WORK),
    (0, "attended", "one_to_one", KEY_WORK),
    (0, "attended_late", "one_to_one", KEY_WORK),
    (0, "did_not_attend", "one_to_one", &[]),
    (1, "attended", "one_to_one", &[("key_work", "accepted"), ("hep_c_test", "declined")]),
    (1, "attended", "group", &[("key_work", "accepted"), ("hep_c_test", "offered")]),
    (1, "too_late", "one_to_one", &[]),
    (2, "attended", "one_to_one", &[("key_work", "declined")]),
    (2, "cancelled_by_them", "one_to_one", &[]),
    (2, "cancelled_by_us", "one_to_one", &[]),
];

async fn scene(world: &World) -> &'static Scene {
    let made = SCENE.get_or_init(async || {
        let contract = world.administrator.post("/contracts", &forms::contract()).await.expect(201).id();
        let service =
            world.administrator.post("/services", &forms::service("Figured", &contract)).await.expect(201).id();
        let (_, leader) = world.join("figures", "team_leader", Some(&service)).await;
        let to = forms::today().with_day0(0).expect("a first day") - Days::new(1);
        let from = to.with_day0(0).expect("a first day");
        let mut people = Vec::new();
        for family in ["Countedone", "Countedtwo", "Countedthree"] {
            let form = registration("Faye", family, &forms::birth_date(), &service);
            people.push(leader.post("/service-users", &form).await.expect(201).person());
        }
        let record = async |person: &str, started_at: String, line: &Line| {
            let (_, outcome, kind, offers) = line;
            let offers: Vec<Value> =
                offers.iter().map(|(code, response)| json!({"intervention": code, "response": response})).collect();
            let form = with(
                forms::contact(&service),
                &json!({"started_at": started_at, "outcome": outcome, "kind": kind, "interventions": offers}),
            );
            leader.post(&format!("/service-users/{person}/contacts"), &form).await.expect(201);
        };
        for (number, line) in LINES.iter().enumerate() {
            record(&people[line.0], format!("{}T10:{number:02}:00Z", from + Days::new(3)), line).await;
        }
        // Neither the day before the month nor the one after it counts.
        record(&people[0], format!("{}T12:00:00Z", from - Days::new(1)), &LINES[0]).await;
        record(&people[0], forms::minutes_ago(1), &LINES[0]).await;
        Scene { contract, leader, from, to }
    });
    made.await
}

fn figure<'a>(activity: &'a Answer, kind: &str, code: Option<&str>) -> &'a Value {
    let rows = activity.body["rows"].as_array().expect("figures");
    let row = rows.iter().find(|row| row["kind"] == kind && row["code"].as_str() == code);
    row.unwrap_or_else(|| panic!("no {kind} {code:?}"))
}

#[test]
fn whoever_leads_its_services_reads_the_figures_as_counted() {
    WORLD.visit(async |world| {
        let scene = scene(world).await;
        let activity = scene.leader.get(&scene.path()).await.expect(200);
        assert_eq!(
            (&activity.body["precision"], &activity.body["contract"]),
            (&json!("exact"), &json!(scene.contract))
        );
        assert_eq!(activity.body["period"], json!({"from": scene.from, "to": scene.to}));
        for (kind, code, value) in [
            ("people_seen", None, 3.0),
            ("contacts", None, 10.0),
            ("attended", None, 6.0),
            ("did_not_attend", None, 2.0),
            ("cancelled_by_them", None, 1.0),
            ("cancelled_by_us", None, 1.0),
            ("attendance", None, 66.7),
            ("contacts_of_kind", Some("one_to_one"), 9.0),
            ("contacts_of_kind", Some("group"), 1.0),
            ("contacts_of_kind", Some("text"), 0.0),
            ("interventions_offered", None, 8.0),
            ("interventions_accepted", None, 5.0),
            ("interventions_declined", None, 2.0),
            ("offered_of", Some("hep_c_test"), 2.0),
            ("accepted_of", Some("key_work"), 5.0),
            ("declined_of", Some("key_work"), 1.0),
        ] {
            let row = figure(&activity, kind, code);
            assert_eq!((&row["value"], row["withheld"] == true), (&json!(value), false), "{kind} {code:?}");
            assert!(row["definition"].as_str().is_some_and(|words| !words.is_empty()), "{kind}");
        }
        assert!(!activity.text.contains("Faye"), "figures name nobody");
    });
}

#[test]
fn the_table_for_a_spreadsheet_has_the_same_figures() {
    WORLD.visit(async |world| {
        let scene = scene(world).await;
        let json = scene.leader.get(&scene.path()).await.expect(200);
        let csv = scene
            .leader
            .send(Method::GET, &scene.path(), |request| request.header(ACCEPT, "text/csv"))
            .await
            .expect(200);
        assert!(csv.header("content-type").is_some_and(|kind| kind.starts_with("text/csv")));
        let name = format!("attachment; filename=\"activity-{}-{}.csv\"", scene.from, scene.to);
        assert_eq!(csv.header("content-disposition"), Some(name.as_str()));
        let mut lines = csv.text.split_terminator("\r\n").skip(1);
        assert_eq!(lines.next(), Some("figure,code,label,value,unit,definition"));
        let in_csv: Vec<[String; 3]> = lines
            .map(|line| {
                let mut fields = fields(line).into_iter();
                let mut next = || fields.next().expect("six fields");
                let (kind, code, _, value) = (next(), next(), next(), next());
                [kind, code, value]
            })
            .collect();
        let text = |value: &Value| value.as_f64().map(|number| number.to_string()).unwrap_or_default();
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let rows = json.body["rows"].as_array().expect("figures");
        let in_json: Vec<[String; 3]> =
            rows.iter().map(|row| [word(&row["kind"]), word(&row["code"]), text(&row["value"])]).collect();
        assert_eq!(in_csv, in_json);
    });
}

/// The fields of a line of RFC 4180.
fn fields(line: &str) -> Vec<String> {
    let (mut fields, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => field.extend(characters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    fields.push(field);
    fields
}

#[test]
fn the_administrators_figures_are_rounded_and_small_ones_withheld() {
    WORLD.visit(async |world| {
        let scene = scene(world).await;
        let exact = scene.leader.get(&scene.path()).await.expect(200);
        let rounded = world.administrator.get(&scene.path()).await.expect(200);
        assert_eq!(rounded.body["precision"], "rounded");
        let rows = rounded.body["rows"].as_array().expect("figures");
        assert_eq!(rows.len(), exact.body["rows"].as_array().map_or(0, Vec::len));
        for row in rows {
            let (kind, code) = (row["kind"].as_str().expect("a kind"), row["code"].as_str());
            let counted = figure(&exact, kind, code)["value"].as_f64();
            if row["withheld"] == true {
                assert!(row["value"].is_null(), "{row}");
                continue;
            }
            let Some(value) = row["value"].as_f64().filter(|_| kind != "attendance") else { continue };
            let counted = counted.expect("a figure that is published was counted");
            assert!(counted >= 5.0 && value % 5.0 == 0.0 && (value - counted).abs() <= 2.5, "{row}: {counted}");
        }
        for small in ["people_seen", "did_not_attend", "cancelled_by_them", "cancelled_by_us", "interventions_declined"]
        {
            assert_eq!(figure(&rounded, small, None)["withheld"], true, "{small}");
        }
        let csv =
            world.administrator.send(Method::GET, &scene.path(), |request| request.header(ACCEPT, "text/csv")).await;
        assert!(csv.expect(200).text.contains("people_seen,,People seen,withheld,people"));
    });
}

#[test]
fn rounded_figures_are_of_whole_months_that_are_over() {
    WORLD.visit(async |world| {
        let scene = scene(world).await;
        let ask = async |asker: &Asker, from: NaiveDate, to: NaiveDate| {
            asker.get(&format!("/contracts/{}/activity?from={from}&to={to}", scene.contract)).await
        };
        for (from, to) in
            [(scene.from + Days::new(1), scene.to), (scene.from, scene.to - Days::new(1)), (scene.from, forms::today())]
        {
            let refused = ask(&world.administrator, from, to).await.expect(422);
            assert_eq!(refused.flaw("/to"), Some("contradiction"), "{from} to {to}");
            ask(&scene.leader, from, to).await.expect(200);
        }
    });
}

#[test]
fn the_period_is_one_that_can_be() {
    WORLD.visit(async |world| {
        let scene = scene(world).await;
        let base = format!("/contracts/{}/activity", scene.contract);
        for (query, at, code) in [
            ("from=2026-02-30&to=2026-03-31", "/from", "not_a_date"),
            ("from=2026-03-01&to=2026-02-01", "/to", "end_before_start"),
            ("from=2019-01-01&to=2026-01-01", "/to", "contradiction"),
            ("to=2026-01-31", "/from", "missing"),
        ] {
            let refused = scene.leader.get(&format!("{base}?{query}")).await.expect(422);
            assert_eq!(refused.flaw(at), Some(code), "{query}");
        }
    });
}

#[test]
fn whoever_leads_only_some_of_its_services_reads_what_the_administrator_does() {
    WORLD.visit(async |world| {
        let scene = scene(world).await;
        let both = scene.path().replace(&scene.contract, &world.contract);
        assert_eq!(world.leader.get(&both).await.expect(200).body["precision"], "rounded");
        let in_part = format!("/contracts/{}/activity?from={}&to={}", world.contract, scene.from, forms::today());
        assert_eq!(world.leader.get(&in_part).await.expect(422).flaw("/to"), Some("contradiction"));
    });
}

#[test]
fn whoever_leads_none_of_its_services_reads_nothing() {
    WORLD.visit(async |world| {
        let scene = scene(world).await;
        world.leader.get(&scene.path()).await.expect(404);
        world.worker.get(&scene.path()).await.expect(403);
        world.data_protection_officer.get(&scene.path()).await.expect(403);
        let nowhere = scene.path().replace(&scene.contract, &uuid::Uuid::new_v4().to_string());
        scene.leader.get(&nowhere).await.expect(404);
        world.administrator.get(&nowhere).await.expect(404);
    });
}

#[test]
fn a_correction_counts_as_it_now_stands() {
    WORLD.visit(async |world| {
        let contract = world.administrator.post("/contracts", &forms::contract()).await.expect(201).id();
        let service =
            world.administrator.post("/services", &forms::service("Corrected", &contract)).await.expect(201).id();
        let (_, leader) = world.join("corrects", "team_leader", Some(&service)).await;
        let person =
            leader.post("/service-users", &registration("Gail", "Corrected", &forms::birth_date(), &service)).await;
        let contacts = format!("/service-users/{}/contacts", person.expect(201).person());
        let one = leader.post(&contacts, &forms::contact(&service)).await.expect(201).id();
        let path = format!("/contracts/{contract}/activity?from={}&to={}", forms::days_ago(1), forms::today());
        assert_eq!(figure(&leader.get(&path).await.expect(200), "attended", None)["value"], 1.0);
        let missed = with(without(forms::correction(&service), "interventions"), &json!({"outcome": "did_not_attend"}));
        leader.put(&format!("{contacts}/{one}"), 1, &missed).await.expect(200);
        let after = leader.get(&path).await.expect(200);
        assert_eq!(
            (&figure(&after, "attended", None)["value"], &figure(&after, "did_not_attend", None)["value"]),
            (&json!(0.0), &json!(1.0))
        );
    });
}
