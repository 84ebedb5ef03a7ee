//! Who somebody is, with every version of it.

use reqwest::Method;
use serde_json::json;
use tests::forms::{self, identity, with, without};
use tests::visiting::WORLD;

#[test]
fn a_change_is_kept_beside_the_version_before() {
    WORLD.visit(async |world| {
        let born = forms::birth_date();
        let person = world.registered("Rowan", "Historia", &born).await.person();
        let path = format!("/service-users/{person}/identity");
        let changed = world.worker.put(&path, 1, &identity("Rowan", "Historia", &born)).await.expect(200);
        assert_eq!((changed.version(), changed.header("etag")), (2, Some("\"2\"")));
        let read = world.leader.get(&path).await.expect(200);
        assert_eq!((&read.body["preferred_name"], &read.body["recorded_by"]), (&json!("Ro"), &json!(world.worker_id)));
        assert_eq!(read.body["previous_names"], json!([{"family_name": "Exampleton", "until": "2014"}]));

        let died = with(identity("Rowan", "Historia", &born), &json!({"died_on": forms::days_ago(1)}));
        world.leader.put(&path, 2, &without(died, "pronouns")).await.expect(200);
        let history = world.worker.get(&format!("{path}/history")).await.expect(200);
        let versions: Vec<u64> = history.items().iter().filter_map(|entry| entry["version"].as_u64()).collect();
        assert_eq!(versions, [3, 2, 1]);
        assert_eq!(history.items()[0]["by"], world.leader_id.as_str());
        assert_eq!(
            history.items()[0]["changes"],
            json!([{"pointer": "/died_on", "new": forms::days_ago(1)}, {"pointer": "/pronouns", "old": "they/them"}])
        );
        assert_eq!(history.items()[1]["content"]["pronouns"], "they/them");
        assert!(history.items()[2]["changes"].is_null(), "the first changed nothing");
    });
}

#[test]
fn a_stale_or_unnamed_version_loses_nothing() {
    WORLD.visit(async |world| {
        let born = forms::birth_date();
        let person = world.registered("Rowan", "Staleversion", &born).await.person();
        let path = format!("/service-users/{person}/identity");
        world.worker.put(&path, 1, &identity("Rowan", "Staleversion", &born)).await.expect(200);
        let stale = world.leader.put(&path, 1, &identity("Rowena", "Staleversion", &born)).await.expect(412);
        assert_eq!((stale.problem(), &stale.body["version"]), ("stale", &json!(2)));
        let ahead = world.leader.put(&path, 3, &identity("Rowena", "Staleversion", &born)).await.expect(412);
        assert_eq!(ahead.body["version"], 2);
        let form = identity("Rowena", "Staleversion", &born);
        let unnamed = world.leader.send(Method::PUT, &path, |request| request.json(&form)).await.expect(428);
        assert_eq!(unnamed.problem(), "version-required");
        for tag in ["2", "W/\"2\"", "*", "\"two\"", "\"0\"", "\"1\", \"2\""] {
            let request = |request: reqwest::RequestBuilder| request.header("If-Match", tag).json(&form);
            let refused = world.leader.send(Method::PUT, &path, request).await.expect(400);
            assert_eq!(refused.problem(), "bad-header", "{tag}");
        }
        assert_eq!(world.worker.get(&path).await.expect(200).body["given_names"], "Rowan");
    });
}

#[test]
fn two_changes_of_one_version_at_once_are_one_change() {
    WORLD.visit(async |world| {
        let born = forms::birth_date();
        let person = world.registered("Rowan", "Raceversion", &born).await.person();
        let path = format!("/service-users/{person}/identity");
        let form = identity("Rowan", "Raceversion", &born);
        let answers = tokio::join!(
            world.worker.put(&path, 1, &form),
            world.leader.put(&path, 1, &form),
            world.worker.put(&path, 1, &form),
            world.leader.put(&path, 1, &form),
        );
        let mut statuses = <[_; 4]>::from(answers).map(|answer| answer.status.as_u16());
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412, 412]);
        let history = world.worker.get(&format!("{path}/history")).await.expect(200);
        assert_eq!(history.items().len(), 2);
    });
}

#[test]
fn nobody_is_born_after_what_happened_with_them() {
    WORLD.visit(async |world| {
        let person = world.person("Rowan", "Afterbirth").await;
        let contact = with(forms::contact(&world.northtown), &json!({"started_at": "2021-05-04T10:00:00Z"}));
        world.worker.post(&format!("/service-users/{person}/contacts"), &contact).await.expect(201);
        let path = format!("/service-users/{person}/identity");
        let later = json!({"given_names": "Rowan", "family_name": "Afterbirth", "birth_date": "2022-01-01"});
        let refused = world.worker.put(&path, 1, &later).await.expect(422);
        assert_eq!(refused.flaw("/birth_date"), Some("contradiction"));
        let that_day = with(later, &json!({"birth_date": "2021-05-04"}));
        world.worker.put(&path, 1, &that_day).await.expect(200);
    });
}

#[test]
fn codes_are_those_of_their_lists() {
    WORLD.visit(async |world| {
        let born = forms::birth_date();
        let person = world.registered("Rowan", "Codedwrong", &born).await.person();
        let wrong = json!({
            "sex": "X", "ethnicity": "ZZ", "nationality": "QQQ", "language": "nope", "religion": "?", "veteran": "yes",
            "disabilities": ["no_such"], "nhs_number_status": "verified",
        });
        let form = with(json!({"given_names": "Rowan", "birth_date": born}), &wrong);
        let refused = world.worker.put(&format!("/service-users/{person}/identity"), 1, &form).await.expect(422);
        for at in ["/sex", "/ethnicity", "/nationality", "/language", "/religion", "/disabilities/0"] {
            assert_eq!(refused.flaw(at), Some("unknown_code"), "{at}");
        }
    });
}

#[test]
fn an_nhs_numbers_status_goes_with_the_number() {
    WORLD.visit(async |world| {
        let born = forms::birth_date();
        let person = world.registered("Rowan", "Statusonly", &born).await.person();
        let form = json!({"given_names": "Rowan", "birth_date": born, "nhs_number_status": "verified"});
        let refused = world.worker.put(&format!("/service-users/{person}/identity"), 1, &form).await.expect(422);
        assert_eq!(refused.flaw("/nhs_number"), Some("contradiction"));
    });
}
