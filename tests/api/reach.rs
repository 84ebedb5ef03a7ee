//! How to reach somebody, safely, and where they live and lived.

use serde_json::json;
use tests::forms::{self, with};
use tests::visiting::WORLD;

#[test]
fn what_is_safe_to_say_stands_beside_the_way_itself() {
    WORLD.visit(async |world| {
        let person = world.person("Sage", "Reachable").await;
        let path = format!("/service-users/{person}/reach");
        let changed = world.worker.put(&path, 1, &forms::reach()).await.expect(200);
        assert_eq!(changed.version(), 2);
        let read = world.worker.get(&path).await.expect(200);
        let [text, email] = [&read.body["ways"][0], &read.body["ways"][1]];
        assert_eq!((&text["may_leave_message"], &text["may_say_who_we_are"]), (&json!(true), &json!(false)));
        assert!(email["may_leave_message"].is_null(), "not asked is not no");
        assert_eq!(read.body["next_of_kin"][0]["may_tell_of_treatment"], false);
        assert_eq!(read.body["gp"]["ods_code"], "A81001");
        let banner = &world.worker.get(&format!("/service-users/{person}")).await.expect(200).body["banner"];
        assert_eq!(banner["preferred_way"], *text, "the banner has the one to try first");
    });
}

#[test]
fn a_way_is_what_its_kind_can_reach() {
    WORLD.visit(async |world| {
        let person = world.person("Sage", "Unreachable").await;
        let path = format!("/service-users/{person}/reach");
        for (kind, value, code) in [
            ("phone", "ro@example.org", "not_a_phone_number"),
            ("text", "12", "not_a_phone_number"),
            ("email", "07700 900 123", "not_an_email"),
            ("letter", " ", "missing"),
            ("pigeon", "by the window", "wrong_type"),
        ] {
            let refused =
                world.worker.put(&path, 1, &json!({"ways": [{"kind": kind, "value": value}]})).await.expect(422);
            let at = if kind == "pigeon" { "/ways/0/kind" } else { "/ways/0/value" };
            assert_eq!(refused.flaw(at), Some(code), "{kind}");
        }
        let two = json!({"ways": [
            {"kind": "phone", "value": "07700 900 123", "preferred": true},
            {"kind": "text", "value": "07700 900 123", "preferred": true},
        ]});
        let refused = world.worker.put(&path, 1, &two).await.expect(422);
        assert_eq!(refused.flaw("/ways"), Some("contradiction"));
        let eleven = vec![json!({"kind": "phone", "value": "07700 900 123"}); 11];
        let refused = world.worker.put(&path, 1, &json!({"ways": eleven})).await.expect(422);
        assert_eq!(refused.flaw("/ways"), Some("too_many"));
    });
}

#[test]
fn addresses_have_their_kinds_and_days() {
    WORLD.visit(async |world| {
        let person = world.person("Sage", "Housed").await;
        let path = format!("/service-users/{person}/addresses");
        let changed = world.worker.put(&path, 1, &forms::addresses()).await.expect(200);
        let kinds: Vec<_> =
            changed.body["addresses"].as_array().expect("a list").iter().map(|one| &one["kind"]).collect();
        assert_eq!(kinds, ["home", "prison", "no_fixed_abode"]);
        assert_eq!(changed.body["addresses"][0]["postcode"], "SR1 3JP");
        let history = world.worker.get(&format!("{path}/history")).await.expect(200);
        assert_eq!(history.items().len(), 2);
        let pointers: Vec<_> = history.items()[0]["changes"]
            .as_array()
            .expect("changes")
            .iter()
            .map(|change| &change["pointer"])
            .collect();
        assert_eq!(pointers, ["/accommodation", "/addresses"]);
    });
}

#[test]
fn an_address_that_cannot_be_is_refused() {
    WORLD.visit(async |world| {
        let born = forms::days_ago(20 * 365);
        let person = world.registered("Sage", "Wronghouse", &born).await.person();
        let path = format!("/service-users/{person}/addresses");
        let home = json!({"kind": "home", "town": "Sampleton"});
        for (address, at, code) in [
            (with(home.clone(), &json!({"postcode": "SR1 3J"})), "postcode", "not_a_postcode"),
            (with(home.clone(), &json!({"postcode": "12345"})), "postcode", "not_a_postcode"),
            (with(home.clone(), &json!({"postcode": "QQ99 9QQ"})), "postcode", "not_a_postcode"),
            (
                with(home.clone(), &json!({"from": forms::days_ago(1), "to": forms::days_ago(2)})),
                "to",
                "end_before_start",
            ),
            (with(home.clone(), &json!({"from": forms::days_ago(20 * 365 + 1)})), "from", "before_birth"),
            (with(home.clone(), &json!({"from": forms::days_ahead(2)})), "from", "in_future"),
            (json!({"kind": "prison"}), "establishment", "missing"),
            (json!({"kind": "home"}), "lines", "missing"),
        ] {
            let refused = world.worker.put(&path, 1, &json!({"addresses": [address]})).await.expect(422);
            assert_eq!(refused.flaw(&format!("/addresses/0/{at}")), Some(code), "{address}");
        }
        let two = json!({"addresses": [home, home]});
        let refused = world.worker.put(&path, 1, &two).await.expect(422);
        assert_eq!(refused.flaw("/addresses"), Some("contradiction"), "one present home");
        for postcode in ["ZZ99 3VZ", "zz993wz", "GIR 0AA", "EC1A 1BB", "m11ae"] {
            let version = world.worker.get(&path).await.expect(200).version();
            let form = json!({"addresses": [{"kind": "temporary", "postcode": postcode}]});
            world.worker.put(&path, version, &form).await.expect(200);
        }
    });
}
