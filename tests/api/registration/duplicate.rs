//! Likely duplicates: people of the caller's own services are named, everybody else is not.

use std::collections::BTreeSet;

use serde_json::json;
use tests::forms::{registration, with};
use tests::visiting::WORLD;
use tests::world::World;

/// Register somebody with Southbridge, as its own worker.
async fn in_southbridge(world: &World, given: &str, family: &str, born: &str) -> String {
    let form = registration(given, family, born, &world.southbridge);
    world.outsider.post("/service-users", &form).await.expect(201).person()
}

#[test]
fn somebody_like_one_of_ours_is_shown_first_and_registered_when_they_are_not_the_same() {
    WORLD.visit(async |world| {
        let known = world.registered("Sorrel", "Doubleday", "1971-03-09").await.person();
        for (given, family, born) in [
            ("Sorrel", "Doubleday", "1971-03-09"),
            ("Sorel", "Dubbleday", "1971-03-09"),
            ("Sorrel", "Doubleday", "1971-09-03"),
        ] {
            let form = registration(given, family, born, &world.northtown);
            let refused = world.worker.post("/service-users", &form).await.expect(409);
            assert_eq!((refused.problem(), &refused.body["records"]), ("likely-duplicates", &json!([known])));
        }
        let other = registration("Sorrel", "Doubleday", "1971-03-09", &world.northtown);
        let other = with(other, &json!({"not_the_same": [known]}));
        let made = world.worker.post("/service-users", &other).await.expect(201);
        assert_ne!(made.person(), known);
    });
}

#[test]
fn the_same_nhs_number_is_the_same_person() {
    WORLD.visit(async |world| {
        let numbered = |given: &str, family: &str, born: &str| {
            let form = registration(given, family, born, &world.northtown);
            let identity = with(form["identity"].clone(), &json!({"nhs_number": "9990000026"}));
            with(form, &json!({"identity": identity}))
        };
        let known =
            world.worker.post("/service-users", &numbered("Tansy", "Firstname", "1966-01-20")).await.expect(201);
        let refused =
            world.worker.post("/service-users", &numbered("Thyme", "Marriedname", "1992-10-05")).await.expect(409);
        assert_eq!(refused.body["records"], json!([known.person()]));
    });
}

#[test]
fn twins_and_namesakes_of_another_age_are_told_apart() {
    WORLD.visit(async |world| {
        let twin = world.registered("Vervain", "Twinning", "1988-05-16").await.person();
        let form = registration("Willow", "Twinning", "1988-05-16", &world.northtown);
        let refused = world.worker.post("/service-users", &form).await.expect(409);
        assert_eq!(refused.body["records"], json!([twin]), "a twin is worth a look");
        let form = registration("Vervain", "Twinning", "1953-11-02", &world.northtown);
        world.worker.post("/service-users", &form).await.expect(201);
    });
}

#[test]
fn while_one_types_likely_matches_are_shown_with_their_reasons() {
    WORLD.visit(async |world| {
        let known = world.registered("Yarrow", "Whiletyping", "1979-12-24").await.person();
        let ask = async |identity| {
            world.worker.post("/service-users/likely-matches", &json!({"identity": identity})).await.expect(200)
        };
        assert_eq!(ask(json!({"given_names": "Ya"})).await.body, json!({"matches": []}), "too little to compare");
        let name_alone =
            ask(json!({"given_names": "Yarrow", "family_name": "Whiletyping", "birth_date": "24 1"})).await;
        let hit = &name_alone.body["matches"][0];
        assert_eq!((&hit["person"], &hit["strength"]), (&json!(known), &json!("possible")));
        assert_eq!(hit["reasons"], json!(["same_name"]));
        let similar = ask(json!({"given_names": "Yarow", "family_name": "Whiletyping"})).await;
        assert_eq!(similar.body, json!({"matches": []}), "without a birth date only one full name counts");
        let identity = json!({"given_names": "Yarow", "family_name": "Whiletyping", "birth_date": "24 12 1979"});
        let found = ask(identity).await;
        let hit = &found.body["matches"][0];
        assert_eq!((&hit["person"], &hit["strength"]), (&json!(known), &json!("strong")));
        assert_eq!(hit["reasons"], json!(["similar_name", "same_birth_date"]));
        assert_eq!(hit["services"], json!([world.northtown]));
    });
}

#[test]
fn whom_another_service_knows_is_not_told() {
    WORLD.visit(async |world| {
        in_southbridge(world, "Zinnia", "Elsewhereknown", "1964-02-17").await;
        let identity = json!({"given_names": "Zinnia", "family_name": "Elsewhereknown", "birth_date": "1964-02-17"});
        let name_alone = json!({"given_names": "Zinnia", "family_name": "Elsewhereknown"});
        for identity in [identity, name_alone] {
            let ask = json!({"identity": identity});
            let matches = world.worker.post("/service-users/likely-matches", &ask).await.expect(200);
            assert_eq!(matches.body, json!({"matches": []}));
        }

        let known = registration("Zinnia", "Elsewhereknown", "1964-02-17", &world.northtown);
        let known = world.worker.post("/service-users", &known).await.expect(201);
        let unknown = registration("Zinnia", "Nowhereknown", "1964-02-18", &world.northtown);
        let unknown = world.worker.post("/service-users", &unknown).await.expect(201);
        let fields = |answer: &tests::asking::Answer| -> Vec<String> {
            answer.body.as_object().expect("an object").keys().cloned().collect()
        };
        assert_eq!(fields(&known), fields(&unknown));
        // Headers come in no particular order.
        let names = |answer: &tests::asking::Answer| -> BTreeSet<String> {
            answer.headers.keys().map(ToString::to_string).collect()
        };
        assert_eq!(names(&known), names(&unknown));
    });
}

#[test]
fn our_own_former_people_count_as_ours() {
    WORLD.visit(async |world| {
        let made = world.registered("Bryony", "Comesback", "1982-08-30").await;
        let (person, episode) = (made.person(), made.body["episode"].as_str().expect("an episode").to_owned());
        let closed = json!({"closed_on": tests::forms::today().to_string(), "reason": "85"});
        let path = format!("/service-users/{person}/episodes/{episode}/close");
        world.worker.act(&path, 1, &closed).await.expect(200);
        let form = registration("Bryony", "Comesback", "1982-08-30", &world.northtown);
        let refused = world.worker.post("/service-users", &form).await.expect(409);
        assert_eq!(refused.body["records"], json!([person]));
    });
}
