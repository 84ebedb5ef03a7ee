//! The code lists in force.

use domain::code::CodeLists;
use domain::code_lists;
use serde_json::Value;
use tests::visiting::WORLD;

#[test]
fn every_list_is_there_with_its_codes_and_their_labels() {
    WORLD.visit(async |world| {
        let lists = world.worker.get("/code-lists").await.expect(200);
        let built_in: CodeLists = code_lists::built_in();
        assert_eq!(lists.items().len(), built_in.all().count());
        for list in built_in.all() {
            let given = lists.items().iter().find(|given| given["name"] == list.name.as_str());
            let given = given.unwrap_or_else(|| panic!("no list {}", list.name));
            assert_eq!(given["items"].as_array().map(Vec::len), Some(list.items.len()), "{}", list.name);
        }
        let places = lists.items().iter().find(|list| list["name"] == "contact_place").expect("where contacts are");
        let clinic = places["items"].as_array().and_then(|items| items.iter().find(|item| item["code"] == "clinic"));
        assert_eq!(clinic.map(|item| &item["label"]), Some(&Value::from("Our premises")));
    });
}
