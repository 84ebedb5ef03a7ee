//! Finding people, however they are spelt, and nobody of another service.

use serde_json::{Value, json};
use tests::asking::Asker;
use tests::forms::{self, registration, with};
use tests::visiting::WORLD;

async fn hits(asker: &Asker, typed: &str) -> Vec<Value> {
    let found = asker.post("/service-users/search", &json!({"typed": typed})).await.expect(200);
    found.body["hits"].as_array().expect("hits").clone()
}

/// The hit of a person, if they were found.
async fn hit(asker: &Asker, typed: &str, person: &str) -> Option<Value> {
    hits(asker, typed).await.into_iter().find(|hit| hit["person"] == person)
}

#[test]
fn a_misspelt_name_finds_its_person_first() {
    WORLD.visit(async |world| {
        let person = world.registered("Gwendolyn", "Fotheringshaw", "1984-02-29").await.person();
        for typed in
            ["gwendolyn fotheringshaw", "Gwendolin Fotheringshore", "fotherinshaw", "FOTHERINGSHAW, G", "gwen foth"]
        {
            let found = hits(&world.worker, typed).await;
            assert_eq!(found.first().map(|hit| &hit["person"]), Some(&json!(person)), "{typed}");
        }
        let found = hit(&world.worker, "gwendolyn fotheringshaw", &person).await.expect("found");
        assert_eq!((&found["formal_name"], &found["born"]), (&json!("FOTHERINGSHAW, Gwendolyn"), &json!("1984-02-29")));
        assert_eq!((&found["services"], &found["matched"]), (&json!([world.northtown]), &json!("name")));
    });
}

#[test]
fn a_birth_date_finds_its_person_alone_or_beside_a_name() {
    WORLD.visit(async |world| {
        let person = world.registered("Hyacinth", "Datefinder", "1947-08-31").await.person();
        for typed in ["31 8 1947", "31/08/1947", "1947-08-31", "hyacinth 1947", "datefinder 31.8.1947"] {
            assert!(hit(&world.worker, typed, &person).await.is_some(), "{typed}");
        }
        assert_eq!(hit(&world.worker, "31/08/1947", &person).await.expect("found")["matched"], "born");
    });
}

#[test]
fn a_previous_and_a_preferred_name_find_their_person_and_say_so() {
    WORLD.visit(async |world| {
        let form = registration("Isolde", "Presentname", &forms::birth_date(), &world.northtown);
        let more = json!({"preferred_name": "Zolly", "previous_names": [{"family_name": "Formerly"}]});
        let identity = with(form["identity"].clone(), &more);
        let form = with(form, &json!({"identity": identity}));
        let person = world.worker.post("/service-users", &form).await.expect(201).person();
        let was = hit(&world.worker, "formerly", &person).await.expect("found by the name that they had");
        assert_eq!((&was["matched"], &was["matched_words"]), (&json!("was"), &json!("Isolde Formerly")));
        let known_as = hit(&world.worker, "zolly", &person).await.expect("found by what they are called");
        assert_eq!((&known_as["matched"], &known_as["known_as"]), (&json!("known_as"), &json!("Zolly")));
    });
}

#[test]
fn an_nhs_number_finds_its_person_and_only_its_end_is_shown() {
    WORLD.visit(async |world| {
        let form = registration("Jonquil", "Numberfinder", &forms::birth_date(), &world.northtown);
        let identity = with(form["identity"].clone(), &json!({"nhs_number": "999 000 0042"}));
        let form = with(form, &json!({"identity": identity}));
        let person = world.worker.post("/service-users", &form).await.expect(201).person();
        let found = hit(&world.worker, "999 000 0042", &person).await.expect("found");
        assert_eq!((&found["matched"], &found["nhs_number_ends"]), (&json!("nhs_number"), &json!("0042")));
        assert!(!found.to_string().contains("999000"), "{found}");
    });
}

#[test]
fn nobody_of_another_service_is_found() {
    WORLD.visit(async |world| {
        let born = "1959-05-05";
        let person = world.registered("Kalmia", "Notacross", born).await.person();
        for typed in ["kalmia notacross", "5 5 1959", "notacross 1959"] {
            assert!(hit(&world.worker, typed, &person).await.is_some(), "{typed}");
            assert!(hit(&world.leader, typed, &person).await.is_some(), "{typed}");
            assert!(hit(&world.outsider, typed, &person).await.is_none(), "{typed}");
        }
        let both = registration("Kalmia", "Notacross", born, &world.southbridge);
        let theirs = world.outsider.post("/service-users", &both).await.expect(201).person();
        assert_eq!(
            hits(&world.outsider, "kalmia notacross").await.first().map(|hit| &hit["person"]),
            Some(&json!(theirs))
        );
    });
}

#[test]
fn a_changed_name_is_found_by_the_next_request() {
    WORLD.visit(async |world| {
        let born = forms::birth_date();
        let person = world.registered("Lavender", "Oldspelling", &born).await.person();
        let identity = json!({"given_names": "Lavender", "family_name": "Quitedifferent", "birth_date": born});
        world.worker.put(&format!("/service-users/{person}/identity"), 1, &identity).await.expect(200);
        assert!(hit(&world.worker, "quitedifferent", &person).await.is_some());
        assert!(hit(&world.worker, "oldspelling", &person).await.is_none());
    });
}

#[test]
fn at_most_fifty_are_shown_and_it_says_that_there_are_more() {
    WORLD.visit(async |world| {
        let register = async |number: usize| {
            let given = format!("Marigold{}", char::from(b'a' + u8::try_from(number % 26).expect("small")));
            let born = format!("{}-{:02}-{:02}", 1940 + number, 1 + number % 12, 1 + number % 28);
            world.registered(&given, "Manyofthem", &born).await;
        };
        for number in 0..51 {
            register(number).await;
        }
        let found = world.worker.post("/service-users/search", &json!({"typed": "manyofthem"})).await.expect(200);
        assert_eq!((found.body["hits"].as_array().map(Vec::len), &found.body["more"]), (Some(50), &json!(true)));
        let found = world.worker.post("/service-users/search", &json!({"typed": "manyofthem 1947"})).await.expect(200);
        assert_eq!(found.body["more"], false);
    });
}

#[test]
fn nothing_typed_and_too_much_typed_are_refused() {
    WORLD.visit(async |world| {
        let path = "/service-users/search";
        let refused = world.worker.post(path, &json!({"typed": "   "})).await.expect(422);
        assert_eq!(refused.flaw("/typed"), Some("missing"));
        let refused = world.worker.post(path, &json!({"typed": "a".repeat(251)})).await.expect(422);
        assert_eq!(refused.flaw("/typed"), Some("too_long"));
        let refused = world.worker.post(path, &json!({"typed": ["rowan"]})).await.expect(422);
        assert_eq!(refused.flaw("/typed"), Some("wrong_type"));
    });
}

#[test]
fn whatever_is_typed_is_answered() {
    WORLD.visit(async |world| {
        for typed in
            ["'; DROP TABLE person; --", "%", "*", "\\", "💊", "ß", "0", "31/13/9999", "a a a a a a a a a", "李"]
        {
            hits(&world.worker, typed).await;
        }
    });
}
