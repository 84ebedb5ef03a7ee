//! Every operation of the API with the rows of the access table that guard it.

use domain::access::{self, Operation, Row};
use reqwest::Method;
use serde_json::{Value, json};
use tests::client;
use tests::forms;
use tests::world::{PASSWORD, World};

use super::scene::Scene;

/// An operation.
pub struct Asked {
    pub method: Method,
    /// Its address below `/api/v1`.
    pub address: &'static str,
    /// What guards it: one of these is enough.
    pub rows: &'static [Row],
    pub about: About,
    /// A form that is accepted; null where none is sent.
    pub form: fn(&World, &Scene) -> Value,
}

/// Whom it is about, as the ground of its row asks.
#[derive(Clone, Copy)]
pub enum About {
    /// Nobody in particular.
    Nobody,
    /// Northtown.
    Service,
    /// Somebody of Northtown.
    Person,
    /// The service of whoever asks.
    OwnService,
    /// The people of whoever asks.
    OwnPeople,
    /// Whoever asks.
    Themselves,
    /// What Northtown's worker wrote.
    Author,
}

macro_rules! asked {
    ($($method:ident $address:literal, [$($row:ident),+], $about:ident, $form:expr;)*) => {
        /// All of them.
        pub static ASKED: &[Asked] = &[$(Asked {
            method: Method::$method,
            address: $address,
            rows: &[$(<access::$row as Operation>::ROW),+],
            about: About::$about,
            form: $form,
        }),*];
    };
}

fn nothing(_: &World, _: &Scene) -> Value {
    Value::Null
}

asked! {
    GET "/me", [WhoAmI], Nobody, nothing;
    GET "/me/factors", [ManageOwnSignIn], Themselves, nothing;
    GET "/me/sessions", [ManageOwnSignIn], Themselves, nothing;
    GET "/me/passkeys", [ManageOwnSignIn], Themselves, nothing;
    POST "/me/passkeys/begin", [ChangeOwnFactors], Themselves, nothing;
    POST "/me/totp", [ChangeOwnFactors], Themselves, nothing;
    POST "/me/unlock", [Unlock], Themselves, |_, _| json!({"password": PASSWORD});
    GET "/code-lists", [ReadCodeLists], Nobody, nothing;

    GET "/contracts", [ReadOrganisation], Nobody, nothing;
    POST "/contracts", [ChangeContract], Nobody, |_, _| forms::contract();
    GET "/contracts/{contract}", [ReadOrganisation], Nobody, nothing;
    PUT "/contracts/{contract}", [ChangeContract], Nobody, |_, _| forms::contract();
    GET "/contracts/{contract}/activity", [ReadActivity, ReadRoundedActivity], Nobody, nothing;
    GET "/services", [ReadOrganisation], Nobody, nothing;
    POST "/services", [ChangeService], Nobody, |world, _| forms::service("Walked", &world.contract);
    GET "/services/{service}", [ReadOrganisation], Nobody, nothing;
    PUT "/services/{service}", [ChangeService], Nobody, |world, _| forms::service("Walked", &world.contract);
    GET "/colleagues", [ReadOrganisation], Nobody, nothing;
    GET "/staff", [ChangeStaff], Nobody, nothing;
    POST "/staff", [ChangeStaff], Nobody, |_, scene| forms::staff(&scene.new_name());
    GET "/staff/{staff}", [ChangeStaff], Nobody, nothing;
    PUT "/staff/{staff}", [ChangeStaff], Nobody, |_, scene| forms::staff(&scene.new_name());
    POST "/staff/{staff}/invitation", [InviteStaff], Nobody, nothing;
    DELETE "/staff/{staff}/factors", [RemoveFactors], Nobody, nothing;
    GET "/staff/{staff}/sessions", [EndSessions], Nobody, nothing;
    DELETE "/staff/{staff}/sessions", [EndSessions], Nobody, nothing;
    GET "/staff/{staff}/memberships", [ChangeStaff], Nobody, nothing;
    POST "/staff/{staff}/memberships", [ChangeMembership], Nobody,
        |world, scene| tests::world::membership(scene.id("staff"), "recovery_worker", Some(&world.northtown));
    PUT "/memberships/{membership}", [ChangeMembership], Nobody, |_, _| json!({"to": forms::days_ahead(1)});

    GET "/api-clients", [ReadApiClients], Nobody, nothing;
    POST "/api-clients", [RegisterApiClient], Nobody, |world, _| json!({"client": client::form(&[&world.northtown], &[])});
    GET "/api-clients/{client}", [ReadApiClients], Nobody, nothing;
    PUT "/api-clients/{client}", [ChangeApiClient], Nobody, |world, _| client::form(&[&world.northtown], &[]);
    DELETE "/api-clients/{client}", [RevokeApiClient], Nobody, nothing;
    POST "/api-clients/{client}/credentials", [RotateApiClient], Nobody, |_, _| json!({"overlap_hours": 1});
    DELETE "/api-clients/{client}/credentials/{credential}", [RevokeApiClient], Nobody, nothing;

    POST "/service-users", [RegisterServiceUser], Service,
        |world, scene| forms::with(
            forms::registration("Walker", &scene.new_name(), &forms::birth_date(), &world.northtown),
            &json!({"key_worker": world.worker_id}),
        );
    POST "/service-users/search", [SearchServiceUsers], Nobody, |_, _| json!({"typed": "walker"});
    POST "/service-users/likely-matches", [RegisterServiceUser], OwnService,
        |world, scene| forms::registration("Walker", &scene.new_name(), &forms::birth_date(), &world.northtown);
    GET "/service-users/{person}", [OpenServiceUser], Person, nothing;
    GET "/service-users/{person}/identity", [ReadIdentity], Person, nothing;
    PUT "/service-users/{person}/identity", [ChangeIdentity], Person,
        |_, _| forms::identity("Walker", "Changed", &forms::birth_date());
    GET "/service-users/{person}/identity/history", [ReadIdentity], Person, nothing;
    GET "/service-users/{person}/addresses", [ReadAddresses], Person, nothing;
    PUT "/service-users/{person}/addresses", [ChangeAddresses], Person, |_, _| forms::addresses();
    GET "/service-users/{person}/addresses/history", [ReadAddresses], Person, nothing;
    GET "/service-users/{person}/reach", [ReadReach], Person, nothing;
    PUT "/service-users/{person}/reach", [ChangeReach], Person, |_, _| forms::reach();
    GET "/service-users/{person}/reach/history", [ReadReach], Person, nothing;
    GET "/service-users/{person}/health", [ReadHealth], Person, nothing;
    PUT "/service-users/{person}/health", [ChangeHealth], Person, |_, _| forms::health();
    GET "/service-users/{person}/health/history", [ReadHealth], Person, nothing;
    GET "/service-users/{person}/convictions", [ReadConvictions], Person, nothing;
    PUT "/service-users/{person}/convictions", [ChangeConvictions], Person, |_, _| forms::convictions();
    GET "/service-users/{person}/convictions/history", [ReadConvictions], Person, nothing;
    GET "/service-users/{person}/restriction", [ReadRestriction], Person, nothing;
    POST "/service-users/{person}/restriction", [Restrict], Person, |world, _| forms::restriction(&[&world.worker_id]);
    PUT "/service-users/{person}/restriction", [ChangeRestriction], Person,
        |world, _| forms::restriction(&[&world.worker_id]);
    POST "/service-users/{person}/restriction/lift", [LiftRestriction], Person, |_, _| json!({"reason": "No longer so"});
    GET "/restrictions", [ReadRestrictions], Nobody, nothing;
    GET "/service-users/{person}/ties", [ReadTies], Person, nothing;
    DELETE "/service-users/{person}/ties/{tie}", [EndTie], Person, nothing;
    POST "/service-users/{person}/assignments", [GivePerson], Person, |world, _| json!({"staff": world.volunteer_id});
    POST "/service-users/{person}/audits", [NameForAudit], Person,
        |world, _| json!({"staff": world.auditor_id, "to": forms::days_ahead(30)});
    POST "/service-users/{person}/declarations", [DeclareOwn], Person, |_, _| json!({"whose": "relative"});
    POST "/break-glass", [BreakGlass], Nobody, |_, scene| forms::emergency("Walker", scene.id("family"), scene.id("born"));
    GET "/break-glass", [ReadBreakGlass], Nobody, nothing;
    POST "/break-glass/{emergency}/review", [ReviewBreakGlass], Person,
        |_, _| json!({"verdict": "justified", "words": "The hospital confirms it"});
    GET "/declarations", [ReadDeclarations], Nobody, nothing;
    GET "/given-people", [ReadGiven], OwnPeople, nothing;
    GET "/service-users/{person}/trail", [ReadTrail], Nobody, nothing;
    GET "/staff/{staff}/doings", [ReadDoings], Nobody, nothing;
    GET "/oversight/ledger", [ReadLedgerState], Nobody, nothing;
    GET "/oversight/asking", [CountAsking], Nobody, nothing;
    GET "/oversight/kept-apart", [ReadKeptApart], Nobody, nothing;
    GET "/oversight/pairs", [ReadPairs], Nobody, nothing;
    POST "/oversight/look", [LookForPatterns], Nobody, |_, _| json!({});
    GET "/oversight/findings", [ReadFindings], Nobody, nothing;
    GET "/oversight/findings/{finding}", [ReadFindings], Nobody, nothing;
    POST "/oversight/findings/{finding}/review", [ReviewFinding], Nobody,
        |_, _| json!({"verdict": "explained", "words": "A colleague was ill"});
    POST "/oversight/findings/{finding}/sign-off", [SignOffFinding], Nobody, |_, _| json!({"words": "Told the person"});
    GET "/oversight/statements", [ReadStatements], Nobody, nothing;
    POST "/oversight/statements", [StateReview], Nobody, |_, _| json!({"month": "2025-10-01"});
    GET "/service-users/{person}/seen-by", [WeighReaders], Nobody, nothing;
    POST "/service-users/{person}/seen-by", [GiveSeenBy], Nobody, |_, _| json!({"names": []});

    GET "/service-users/{person}/contacts", [ReadContacts], Person, nothing;
    POST "/service-users/{person}/contacts", [RecordContact], Person, |world, _| forms::contact(&world.northtown);
    GET "/service-users/{person}/contacts/{contact}", [ReadContacts], Person, nothing;
    PUT "/service-users/{person}/contacts/{contact}", [CorrectContact], Person,
        |world, _| forms::correction(&world.northtown);
    GET "/service-users/{person}/contacts/{contact}/history", [ReadContacts], Person, nothing;

    GET "/service-users/{person}/episodes", [ReadEpisodes], Person, nothing;
    POST "/service-users/{person}/episodes", [OpenEpisode], Person,
        |world, _| forms::episode(&world.northtown, &world.worker_id);
    GET "/service-users/{person}/episodes/{episode}", [ReadEpisodes], Person, nothing;
    PUT "/service-users/{person}/episodes/{episode}", [ChangeEpisode], Person,
        |world, _| json!({"key_worker": world.leader_id});
    POST "/service-users/{person}/episodes/{episode}/close", [ChangeEpisode], Person,
        |_, _| json!({"closed_on": forms::today().to_string(), "reason": "80"});
    POST "/service-users/{person}/episodes/{episode}/reopen", [ReopenEpisode], Person,
        |_, _| json!({"reason": "Came back"});
    GET "/service-users/{person}/episodes/{episode}/history", [ReadEpisodes], Person, nothing;

    GET "/service-users/{person}/alerts", [ReadAlerts], Person, nothing;
    POST "/service-users/{person}/alerts", [ChangeAlert], Person, |_, _| forms::alert();
    PUT "/service-users/{person}/alerts/{alert}", [ChangeAlert], Person, |_, _| forms::alert();
    POST "/service-users/{person}/alerts/{alert}/end", [ChangeAlert], Person,
        |_, _| json!({"ended_on": forms::today().to_string(), "reason": "No longer so"});
    GET "/service-users/{person}/alerts/{alert}/history", [ReadAlerts], Person, nothing;

    GET "/service-users/{person}/appointments", [ReadAppointments], Person, nothing;
    POST "/service-users/{person}/appointments", [ChangeAppointment], Person,
        |world, _| forms::appointment(&world.northtown, &world.worker_id);
    GET "/service-users/{person}/appointments/{appointment}", [ReadAppointments], Person, nothing;
    PUT "/service-users/{person}/appointments/{appointment}", [ChangeAppointment], Person,
        |world, _| forms::appointment(&world.northtown, &world.leader_id);
    POST "/service-users/{person}/appointments/{appointment}/cancel", [ChangeAppointment], Person,
        |_, _| json!({"by": "them"});
    GET "/service-users/{person}/appointments/{appointment}/history", [ReadAppointments], Person, nothing;

    GET "/take-on-requests", [ReadRequests], Nobody, nothing;
    POST "/take-on-requests/{request}/answer", [AnswerRequest], Person, |_, _| json!({"answer": "share"});

    GET "/drafts", [KeepDraft], Themselves, nothing;
    GET "/drafts/{draft}", [KeepDraft], Author, nothing;
    PUT "/drafts/{draft}", [KeepDraft], Author, |_, scene| forms::draft(scene.id("person"), "Came on time.");
    DELETE "/drafts/{draft}", [KeepDraft], Author, nothing;

    GET "/today", [ReadToday], OwnPeople, nothing;
    GET "/caseload", [ReadCaseload], OwnPeople, nothing;
}
