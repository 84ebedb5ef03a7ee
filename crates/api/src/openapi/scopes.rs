//! Which scope each operation takes of an API client, as the document says it.
//!
//! The words and what they allow are the access table's. Which row guards an operation its handler's signature says;
//! it is repeated here, and the walk over all operations finds one that is missing or wrong.

use domain::access::{
    ChangeAddresses, ChangeAlert, ChangeAppointment, ChangeConvictions, ChangeEpisode, ChangeHealth, ChangeIdentity,
    ChangeReach, CorrectContact, OpenEpisode, OpenServiceUser, ReadAddresses, ReadAlerts, ReadAppointments,
    ReadCaseload, ReadCodeLists, ReadContacts, ReadConvictions, ReadEpisodes, ReadHealth, ReadIdentity,
    ReadOrganisation, ReadReach, ReadRoundedActivity, ReadToday, RecordContact, RegisterServiceUser, ReopenEpisode,
    SearchServiceUsers,
};
use domain::access::{Operation as Marker, Scope};
use utoipa::openapi::OpenApi as Document;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{ClientCredentials, Flow, OAuth2, Scopes, SecurityRequirement, SecurityScheme};

use crate::routes::API;

/// The scheme's name in the document.
const SCHEME: &str = "api_client";

macro_rules! guarded {
    ($($Row:ident: $($operation:literal),+;)*) => {
        /// The scope that an operation takes; none where no program may ask for it.
        fn scope_of(operation: &str) -> Option<Scope> {
            match operation {
                $($($operation)|+ => Scope::of(&<$Row as Marker>::ROW),)*
                _ => None,
            }
        }
    };
}

guarded! {
    ReadCodeLists: "list_code_lists";
    ReadOrganisation: "list_colleagues", "list_contracts", "list_services", "read_contract", "read_service";
    RegisterServiceUser: "likely_matches", "register_service_user";
    SearchServiceUsers: "search_service_users";
    OpenServiceUser: "open_service_user";
    ReadIdentity: "read_identity", "identity_history";
    ChangeIdentity: "change_identity";
    ReadAddresses: "read_addresses", "addresses_history";
    ChangeAddresses: "change_addresses";
    ReadReach: "read_reach", "reach_history";
    ChangeReach: "change_reach";
    ReadHealth: "read_health", "health_history";
    ChangeHealth: "change_health";
    ReadConvictions: "read_convictions", "convictions_history";
    ChangeConvictions: "change_convictions";
    RecordContact: "record_contact";
    ReadContacts: "contact_history", "list_contacts", "read_contact";
    CorrectContact: "correct_contact";
    ReadEpisodes: "episode_history", "list_episodes", "read_episode";
    OpenEpisode: "open_episode";
    ChangeEpisode: "change_episode", "close_episode";
    ReopenEpisode: "reopen_episode";
    ReadAlerts: "alert_history", "list_alerts";
    ChangeAlert: "change_alert", "end_alert", "raise_alert";
    ReadAppointments: "appointment_history", "list_appointments", "read_appointment";
    ChangeAppointment: "cancel_appointment", "change_appointment", "make_appointment";
    ReadToday: "read_today";
    ReadCaseload: "read_caseload";
    ReadRoundedActivity: "read_activity";
}

/// Say how clients get their tokens, and which scope each operation takes.
pub(super) fn describe(document: &mut Document) {
    let all = Scope::all();
    let scopes: Scopes = all.iter().map(|scope| (scope.word(), scope.says())).collect();
    let flow = Flow::ClientCredentials(ClientCredentials::new(format!("{API}/oauth/token"), scopes));
    let scheme = OAuth2::with_description([flow], "An API client's own token, for five minutes.");
    document.components.get_or_insert_default().add_security_scheme(SCHEME, SecurityScheme::OAuth2(scheme));
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.delete];
        operations.into_iter().flatten().for_each(take);
    }
}

fn take(operation: &mut Operation) {
    let Some(scope) = operation.operation_id.as_deref().and_then(scope_of) else { return };
    let says = format!("An API client needs the scope `{}`.", scope.word());
    let description = operation.description.take().filter(|words| !words.is_empty());
    operation.description = Some(description.map_or(says.clone(), |words| format!("{words}\n\n{says}")));
    operation.security =
        Some(vec![SecurityRequirement::new("bearer", [""; 0]), SecurityRequirement::new(SCHEME, [scope.word()])]);
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::openapi::DOCUMENT;

    #[test]
    fn every_scope_opens_an_operation() {
        let json = serde_json::to_value(&*DOCUMENT).unwrap();
        let mut taken = BTreeSet::new();
        for operation in json["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap().values())
        {
            for requirement in operation["security"].as_array().into_iter().flatten() {
                taken.extend(requirement[SCHEME].as_array().into_iter().flatten().map(ToString::to_string));
            }
        }
        let all: BTreeSet<String> = Scope::all().iter().map(|scope| format!("\"{}\"", scope.word())).collect();
        assert_eq!(taken, all);
    }
}
