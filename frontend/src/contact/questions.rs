//! What a contact asks, as data, for two texts of one to be compared. Its form is laid out by hand.

use domain::contact::{MAX_INTERVENTIONS, Outcome, Response};

use crate::form::options;
use crate::part::spec::{Kind, Spec, ask};

const OFFER: &[Spec] = &[
    ask("intervention", "Intervention", Kind::Code("intervention")),
    ask("response", "What became of it", Kind::Choice(|| options!(Response))),
];

/// Its questions in the order of the form.
pub(super) const QUESTIONS: &[Spec] = &[
    ask("started_at", "When", Kind::When),
    ask("minutes", "Minutes", Kind::Number),
    ask("medium", "How", Kind::Code("contact_medium")),
    ask("kind", "What kind", Kind::Code("contact_kind")),
    ask("place", "Where", Kind::Code("contact_place")),
    ask("staff", "Colleagues who were there", Kind::Staff),
    ask("service", "Service", Kind::AnyService),
    ask("outcome", "Outcome", Kind::Choice(|| options!(Outcome))),
    ask("interventions", "Interventions", Kind::Entries("an intervention", MAX_INTERVENTIONS, OFFER)),
    ask("why", "Why, as far as you know", Kind::Line),
    ask("note", "Note", Kind::Area),
];

#[cfg(test)]
mod tests {
    use domain::code_lists;
    use domain::contact::ContactForm;
    use serde_json::{Map, Value, json};

    use super::*;

    #[test]
    fn every_question_is_a_field_of_the_form() {
        let fields: Map<String, Value> = QUESTIONS.iter().map(|spec| (spec.at.to_owned(), json!({}))).collect();
        let flaws = domain::form::read::<ContactForm>(&Value::Object(fields)).err().map(|flaws| flaws.to_fields());
        assert!(flaws.into_iter().flatten().all(|flaw| flaw.code != "unknown_field"));
    }

    #[test]
    fn every_list_exists() {
        let lists = code_lists::built_in();
        for spec in QUESTIONS.iter().chain(OFFER) {
            if let Kind::Code(list) = spec.kind {
                assert!(!lists.items(list).is_empty(), "{list}");
            }
        }
    }
}
