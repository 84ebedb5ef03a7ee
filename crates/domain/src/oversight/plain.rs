//! What was done with a record, and why, in words for the person whose record it is: short, of everyday use.

use crate::access::{Action, Kind, Purpose, Row, TABLE};

/// What somebody did, as it follows on "They …".
pub fn what(operation: &str) -> &'static str {
    match operation {
        "register_service_user" => "put you on our books",
        "search_service_users" => "searched, and your name came up",
        "open_service_user" => "opened your record",
        "read_identity" => "looked at your name and details",
        "change_identity" => "changed your name or details",
        "read_addresses" => "looked at where you live",
        "change_addresses" => "changed where you live",
        "read_reach" => "looked at your contact details",
        "change_reach" => "changed your contact details",
        "read_health" => "looked at your health notes",
        "change_health" => "changed your health notes",
        "read_convictions" => "looked at your court record with us",
        "change_convictions" => "changed your court record with us",
        "record_contact" => "wrote down a meeting or call with you",
        "read_contacts" => "looked at notes of your meetings and calls",
        "correct_contact" => "put right a note of a meeting or call",
        "read_episodes" => "looked at when we have worked with you",
        "open_episode" => "began a new piece of work with you",
        "change_episode" => "changed or ended a piece of work with you",
        "reopen_episode" => "took up work with you again",
        "read_alerts" => "looked at the warnings on your record",
        "change_alert" => "changed a warning on your record",
        "read_appointments" => "looked at your visits to us",
        "change_appointment" => "made or changed a visit",
        "read_requests" | "read_kept_apart" | "read_pairs" => "checked if two records are both yours",
        "answer_request" => "said if two records are both yours",
        "read_today" | "read_caseload" | "read_given" => "saw your name in their list of people to help",
        "read_restriction" | "read_restrictions" | "read_ties" | "read_declarations" => {
            "checked who may open your record"
        }
        "restrict" | "change_restriction" | "lift_restriction" | "give_person" | "name_for_audit" | "end_tie"
        | "declare_own" => "changed who may open your record",
        "read_trail" | "weigh_readers" | "give_seen_by" => "checked who has seen your record",
        "read_findings" | "look_for_patterns" | "review_finding" | "sign_off_finding" | "watch_ledger" => {
            "checked if your record was looked at for a good reason"
        }
        "read_break_glass" | "review_break_glass" => "checked why your record was opened in an emergency",
        "read_activity" | "read_rounded_activity" => "counted how many people we help",
        operation if operation.starts_with("break_glass") => "opened your record in an emergency",
        operation => TABLE.iter().find(|row| row.operation == operation).map_or(SOMETHING, by_kind),
    }
}

/// What is said of an operation that is not told apart.
const SOMETHING: &str = "used your record";

/// What is said of an operation that is not told apart, by what it acts on.
fn by_kind(row: &Row) -> &'static str {
    match (row.kind, row.action) {
        (Kind::System, _) | (_, Action::Operate) => "kept the computer system running",
        (Kind::Draft, _) => "began to write about you",
        (_, Action::Read) => "looked at your record",
        (_, Action::Search) => "searched, and your name came up",
        _ => SOMETHING,
    }
}

/// What it was for, as it follows on "They did this …"; the truth where nothing says.
pub const fn why(purpose: Option<Purpose>) -> &'static str {
    match purpose {
        Some(Purpose::DirectCare) => "to work with you",
        Some(Purpose::Supervision) => "to see that our work is done well",
        Some(Purpose::Running | Purpose::Account) => "to run our services",
        Some(Purpose::Oversight) => "to check that records are used well",
        Some(Purpose::Figures) => "to count our work",
        Some(Purpose::ExternalAudit) => "to let someone from outside check our work",
        Some(Purpose::Operation) => "to keep the computer system running",
        None => "for a reason that was not noted",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Ground;

    /// Operations whose entries name people.
    fn about_people() -> impl Iterator<Item = &'static Row> {
        TABLE.iter().filter(|row| row.ground == Ground::Person)
    }

    #[test]
    fn everything_done_with_a_record_has_words_of_its_own() {
        for row in about_people() {
            assert_ne!(what(row.operation), SOMETHING, "{}", row.operation);
        }
        assert_eq!(what("an operation of before"), SOMETHING);
    }

    #[test]
    fn the_words_are_short_and_plain() {
        let purposes = Purpose::ALL.iter().map(|purpose| why(Some(*purpose)));
        for words in about_people().map(|row| what(row.operation)).chain(purposes).chain([why(None)]) {
            let split: Vec<&str> = words.split(' ').collect();
            assert!(split.len() <= 11, "{words}");
            assert!(split.iter().all(|word| word.len() <= 11), "{words}");
            assert!(!words.contains('_') && !words.ends_with('.'), "{words}");
        }
    }
}
