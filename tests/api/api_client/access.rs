//! What a client sees: its scopes' rows, of its services' people.

use serde_json::json;
use tests::client;
use tests::forms;
use tests::visiting::WORLD;

#[test]
fn a_scope_that_is_missing_is_named() {
    WORLD.visit(async |world| {
        let registered =
            client::register(&world.administrator, &client::form(&[&world.northtown], &["reach:read"])).await;
        let asker = registered.asker(&world.server.address).await;
        let person = world.person("Kit", "Withoutscope").await;
        let refused = asker.get(&format!("/service-users/{person}/health")).await.expect(403);
        assert_eq!(refused.problem(), "scope-needed");
        assert!(
            refused.body["detail"].as_str().is_some_and(|detail| detail.contains("health:read")),
            "{}",
            refused.text
        );
        let header = refused.header("www-authenticate").unwrap_or_default();
        assert_eq!(header, r#"Bearer error="insufficient_scope", scope="health:read""#);
        // Reading is not changing, and nobody is told whether the record is there.
        asker.put(&format!("/service-users/{person}/reach"), 1, &forms::reach()).await.expect(403);
        asker.get("/staff").await.expect(403);
    });
}

#[test]
fn classes_without_a_scope_are_withheld_from_the_whole_record() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Partlyseen").await;
        let record = format!("/service-users/{person}");
        world.clinician.put(&format!("{record}/health"), 1, &forms::health()).await.expect(200);
        let scopes = ["service-users:read", "identity:read", "health:read"];
        let registered = client::register(&world.administrator, &client::form(&[&world.northtown], &scopes)).await;
        let seen = registered.asker(&world.server.address).await.get(&record).await.expect(200);
        let may_open = |name: &str| {
            let parts = seen.body["parts"].as_array().expect("parts").iter();
            parts.filter(|part| part["part"] == name).all(|part| part["may_open"] == true)
        };
        assert!(may_open("identity") && may_open("health"), "{}", seen.text);
        for part in ["reach", "convictions", "contacts", "episodes", "appointments"] {
            assert!(!may_open(part), "{part}: {}", seen.text);
        }
        assert!(seen.text.contains("Penicillin") || seen.body["glance"].is_object(), "{}", seen.text);

        let bare =
            client::register(&world.administrator, &client::form(&[&world.northtown], &["service-users:read"])).await;
        let seen = bare.asker(&world.server.address).await.get(&record).await.expect(200);
        for word in ["Penicillin", "Methadone", "Asthma"] {
            assert!(!seen.text.contains(word), "{word}: {}", seen.text);
        }
    });
}

#[test]
fn people_of_another_service_are_not_there() {
    WORLD.visit(async |world| {
        let person = world.person("Kit", "Elsewhereclient").await;
        let scopes = client::all_scopes();
        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        let other = client::register(&world.administrator, &client::form(&[&world.southbridge], &scopes)).await;
        let other = other.asker(&world.server.address).await;
        for part in ["", "/health", "/contacts"] {
            other.get(&format!("/service-users/{person}{part}")).await.expect(404);
        }
        let found = other.post("/service-users/search", &json!({"typed": "elsewhereclient"})).await.expect(200);
        assert_eq!(found.body["hits"], json!([]));
        let both =
            client::register(&world.administrator, &client::form(&[&world.southbridge, &world.northtown], &scopes))
                .await;
        let both = both.asker(&world.server.address).await;
        both.get(&format!("/service-users/{person}/health")).await.expect(200);
        both.post(&format!("/service-users/{person}/contacts"), &forms::contact(&world.northtown)).await.expect(201);
    });
}
