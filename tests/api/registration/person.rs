//! Who can be registered: names of every kind, dates that can be, numbers that check.

use serde_json::{Value, json};
use tests::forms;
use tests::visiting::WORLD;
use tests::world::World;

/// Ask to register somebody of this identity.
async fn register(world: &World, identity: Value) -> tests::asking::Answer {
    world.worker.post("/service-users", &json!({"identity": identity, "service": world.northtown})).await
}

#[test]
fn names_of_any_script_are_kept_as_they_are() {
    WORLD.visit(async |world| {
        for (given, family) in [
            ("Siân", "O’Sample"),
            ("Anne-Marie", "D'Placeholder"),
            ("小龙", "李"),
            ("محمد", "العينة"),
            ("Ngũgĩ", "wa Mfano"),
            ("Владимир", "Примеров"),
            ("Þór", "Ængelsson"),
            ("X", "Æ"),
        ] {
            let identity = json!({"given_names": given, "family_name": family, "birth_date": forms::birth_date()});
            let person = register(world, identity).await.expect(201).person();
            let read = world.worker.get(&format!("/service-users/{person}/identity")).await.expect(200);
            assert_eq!((&read.body["given_names"], &read.body["family_name"]), (&json!(given), &json!(family)));
        }
    });
}

#[test]
fn one_word_is_a_name_in_either_place() {
    WORLD.visit(async |world| {
        for name in ["given_names", "family_name"] {
            let identity = json!({name: "Sukarno", "birth_date": forms::birth_date()});
            register(world, identity).await.expect(201);
        }
        let refused = register(world, json!({"birth_date": "1985"})).await.expect(422);
        assert_eq!(refused.flaw("/identity/family_name"), Some("missing"));
    });
}

#[test]
fn a_name_that_is_none_is_refused_with_its_reason() {
    WORLD.visit(async |world| {
        for (name, code) in [
            ("Ro 😀".to_owned(), "emoji"),
            ("❤".to_owned(), "emoji"),
            ("12345".to_owned(), "no_letter"),
            ("Ro\u{7}wan".to_owned(), "control_character"),
            ("Ro\u{0}wan".to_owned(), "control_character"),
            ("a".repeat(101), "too_long"),
        ] {
            let identity = json!({"given_names": name, "family_name": "Sampleson", "birth_date": "1985-07-14"});
            let refused = register(world, identity).await.expect(422);
            assert_eq!(refused.flaw("/identity/given_names"), Some(code));
            let message = refused.body["errors"][0]["message"].as_str().expect("a reason");
            assert!(!message.is_empty() && !refused.text.contains(name.as_str()), "{}", refused.text);
        }
        let longest = json!({"given_names": "a".repeat(100), "birth_date": forms::birth_date()});
        register(world, longest).await.expect(201);
    });
}

#[test]
fn stray_spaces_and_decomposed_letters_are_made_one() {
    WORLD.visit(async |world| {
        let identity = json!({"given_names": "  Jose\u{301}   Maria ", "birth_date": forms::birth_date()});
        let person = register(world, identity).await.expect(201).person();
        let read = world.worker.get(&format!("/service-users/{person}/identity")).await.expect(200);
        assert_eq!(read.body["given_names"], "José Maria");
    });
}

#[test]
fn a_birth_date_is_one_that_can_be() {
    WORLD.visit(async |world| {
        let ancient = forms::days_ago(122 * 366);
        for (born, code) in [
            ("1985-02-30".to_owned(), "not_a_date"),
            ("31/11/1985".to_owned(), "not_a_date"),
            ("yesterday".to_owned(), "not_a_date"),
            (forms::days_ahead(2), "in_future"),
            (ancient, "too_old"),
            ("1850".to_owned(), "too_old"),
        ] {
            let identity = json!({"given_names": "Perry", "birth_date": born});
            let refused = register(world, identity).await.expect(422);
            assert_eq!(refused.flaw("/identity/birth_date"), Some(code), "{born}");
        }
        let refused = register(world, json!({"given_names": "Perry"})).await.expect(422);
        assert_eq!(refused.flaw("/identity/birth_date"), Some("missing"));
    });
}

#[test]
fn a_birth_date_may_be_as_people_write_it_or_only_a_year() {
    WORLD.visit(async |world| {
        for (family, typed, kept) in [
            ("Slashwrite", "14/07/1985", "1985-07-14"),
            ("Wordwrite", "3 March 1962", "1962-03-03"),
            ("Monthonly", "1991-11", "1991-11"),
            ("Yearonly", "1954", "1954"),
        ] {
            let identity = json!({"given_names": "Quince", "family_name": family, "birth_date": typed});
            let person = register(world, identity).await.expect(201).person();
            let read = world.worker.get(&format!("/service-users/{person}/identity")).await.expect(200);
            assert_eq!(read.body["birth_date"], kept, "{typed}");
        }
    });
}

#[test]
fn an_nhs_number_checks_and_loses_its_spaces() {
    WORLD.visit(async |world| {
        for wrong in ["999 000 0019", "1234567890", "0000000000", "99900000", "999 OOO 0018"] {
            let identity = json!({"given_names": "Rosemary", "birth_date": "1985", "nhs_number": wrong});
            let refused = register(world, identity).await.expect(422);
            assert_eq!(refused.flaw("/identity/nhs_number"), Some("not_an_nhs_number"), "{wrong}");
        }
        let identity =
            json!({"given_names": "Rosemary", "family_name": "Numbered", "birth_date": forms::birth_date(), "nhs_number": "999 000 0018"});
        let person = register(world, identity).await.expect(201).person();
        let read = world.worker.get(&format!("/service-users/{person}/identity")).await.expect(200);
        assert_eq!((&read.body["nhs_number"], &read.body["nhs_number_status"]), (&json!("9990000018"), &json!("unknown")));
    });
}
