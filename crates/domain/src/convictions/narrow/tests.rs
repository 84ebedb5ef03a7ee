//! What a summary of convictions shows, and that its writer can neither wipe nor alter the rest.

use proptest::option;
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::specimen::{NOW, at};

fn today() -> NaiveDate {
    at(NOW).date_naive()
}

fn narrowed(convictions: &Convictions) -> Convictions {
    let mut convictions = convictions.clone();
    convictions.narrow(today());
    convictions
}

fn conviction(content: Json) -> Conviction {
    serde_json::from_value(content).unwrap()
}

fn some_convictions() -> impl Strategy<Value = Json> {
    let order = option::of((2025_i32..2029).prop_map(|year| format!("{year}-06-01")));
    let one = ("[a-d]", prop::sample::select(vec!["convicted", "pending", "acquitted"]), order).prop_map(
        |(offence, status, order_to)| match order_to {
            Some(to) => json!({"offence": offence, "status": status, "order_type": "community_order", "order_to": to}),
            None => json!({"offence": offence, "status": status}),
        },
    );
    (prop::collection::vec(one, 0..6), any::<bool>()).prop_map(|(list, none_known)| {
        let none_known = none_known && list.is_empty();
        json!({"convictions": list, "none_known": none_known})
    })
}

fn past(convictions: &Convictions) -> Vec<&Conviction> {
    convictions.convictions.iter().filter(|conviction| !conviction.is_current_on(today())).collect()
}

proptest! {
    #[test]
    fn what_one_does_not_see_one_cannot_wipe_or_alter(present in some_convictions(), written in some_convictions()) {
        let present: Convictions = serde_json::from_value(present).unwrap();
        let written = narrowed(&serde_json::from_value(written).unwrap());
        let mut merged = written.clone();
        merged.keep_withheld(&present, today());
        prop_assert!(past(&merged) == past(&present));
        prop_assert!(narrowed(&merged).convictions == written.convictions);
        prop_assert!(merged.convictions.is_empty() || !*merged.none_known.reveal());
    }
}

#[test]
fn an_order_that_holds_shows_with_what_it_requires() {
    let held = conviction(json!({
        "offence": "Theft from a shop", "status": "convicted", "order_type": "community_order", "order_to": "2027-05-24",
        "requirements": [{"requirement": "DRR"}],
    }));
    let spent = conviction(json!({
        "offence": "Theft from a shop", "status": "convicted", "order_type": "community_order", "order_to": "2025-05-24",
    }));
    let charged = conviction(json!({"offence": "Affray", "status": "pending"}));
    let all = Convictions { convictions: vec![held.clone(), spent, charged.clone()], ..Convictions::default() };
    assert!(narrowed(&all).convictions == [held, charged]);
}
