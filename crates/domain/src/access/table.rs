//! The rows.

use super::{Action, Class, Ground, Operation, Role, Row};

const CASEWORKERS: &[Role] = &[Role::RecoveryWorker, Role::TeamLeader];
const LEADERS: &[Role] = &[Role::TeamLeader];
const ADMINISTRATORS: &[Role] = &[Role::Administrator];
const EVERYBODY: &[Role] = &[Role::RecoveryWorker, Role::TeamLeader, Role::Administrator, Role::DataProtectionOfficer];
const OVERSIGHT: &[Role] = &[Role::DataProtectionOfficer];
const OPERATORS: &[Role] = &[Role::Operator];

macro_rules! table {
    ($($(#[doc = $doc:expr])* $Marker:ident = $word:literal, $action:ident, $class:expr, $roles:ident, $ground:ident;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $Marker;

            impl Operation for $Marker {
                const ROW: Row = Row {
                    operation: $word,
                    action: Action::$action,
                    class: $class,
                    roles: $roles,
                    ground: Ground::$ground,
                };
            }
        )*

        /// Every row, in the order of the table.
        pub const TABLE: &[Row] = &[$(<$Marker as Operation>::ROW),*];
    };
}

table! {
    /// Know who one is signed in as; sign out.
    WhoAmI = "who_am_i", Read, None, EVERYBODY, Organisation;
    /// Read the code lists.
    ReadCodeLists = "read_code_lists", Read, None, EVERYBODY, Organisation;

    /// Read contracts, services and colleagues' names.
    ReadOrganisation = "read_organisation", Read, None, EVERYBODY, Organisation;
    /// Make or change a contract.
    ChangeContract = "change_contract", Change, None, ADMINISTRATORS, Organisation;
    /// Make or change a service.
    ChangeService = "change_service", Change, None, ADMINISTRATORS, Organisation;
    /// Take on or change a member of staff, end their sign-in.
    ChangeStaff = "change_staff", Change, None, ADMINISTRATORS, Organisation;
    /// Give or end a role in a service.
    ChangeMembership = "change_membership", Change, None, ADMINISTRATORS, Organisation;

    /// Register a service user with a service of one's own.
    RegisterServiceUser = "register_service_user", Create, Some(Class::Identity), CASEWORKERS, Service;
    /// Find people.
    SearchServiceUsers = "search_service_users", Search, Some(Class::Identity), CASEWORKERS, Organisation;
    /// Open a person's banner: who they are, alerts, what matters at a glance.
    OpenServiceUser = "open_service_user", Read, Some(Class::Identity), CASEWORKERS, Person;
    /// Read who they are.
    ReadIdentity = "read_identity", Read, Some(Class::Identity), CASEWORKERS, Person;
    /// Change who they are.
    ChangeIdentity = "change_identity", Change, Some(Class::Identity), CASEWORKERS, Person;
    /// Read addresses.
    ReadAddresses = "read_addresses", Read, Some(Class::Reach), CASEWORKERS, Person;
    /// Change addresses.
    ChangeAddresses = "change_addresses", Change, Some(Class::Reach), CASEWORKERS, Person;
    /// Read how to reach them.
    ReadReach = "read_reach", Read, Some(Class::Reach), CASEWORKERS, Person;
    /// Change how to reach them.
    ChangeReach = "change_reach", Change, Some(Class::Reach), CASEWORKERS, Person;
    /// Read health.
    ReadHealth = "read_health", Read, Some(Class::Health), CASEWORKERS, Person;
    /// Change health.
    ChangeHealth = "change_health", Change, Some(Class::Health), CASEWORKERS, Person;
    /// Read convictions and orders.
    ReadConvictions = "read_convictions", Read, Some(Class::Convictions), CASEWORKERS, Person;
    /// Change convictions and orders.
    ChangeConvictions = "change_convictions", Change, Some(Class::Convictions), CASEWORKERS, Person;

    /// Record a contact.
    RecordContact = "record_contact", Create, Some(Class::Casework), CASEWORKERS, Person;
    /// List or read contacts, and their history.
    ReadContacts = "read_contacts", Read, Some(Class::Casework), CASEWORKERS, Person;
    /// Correct a contact, with a reason.
    CorrectContact = "correct_contact", Change, Some(Class::Casework), CASEWORKERS, Person;

    /// Read episodes.
    ReadEpisodes = "read_episodes", Read, Some(Class::Casework), CASEWORKERS, Person;
    /// Open an episode for a person one may open already.
    OpenEpisode = "open_episode", Create, Some(Class::Casework), CASEWORKERS, Person;
    /// Change or close an episode.
    ChangeEpisode = "change_episode", Change, Some(Class::Casework), CASEWORKERS, Person;
    /// Open a closed episode again.
    ReopenEpisode = "reopen_episode", Change, Some(Class::Casework), CASEWORKERS, Person;

    /// Read alerts.
    ReadAlerts = "read_alerts", Read, Some(Class::Casework), CASEWORKERS, Person;
    /// Raise, change or end an alert.
    ChangeAlert = "change_alert", Change, Some(Class::Casework), CASEWORKERS, Person;

    /// Read appointments.
    ReadAppointments = "read_appointments", Read, Some(Class::Casework), CASEWORKERS, Person;
    /// Make, move, cancel or close an appointment.
    ChangeAppointment = "change_appointment", Change, Some(Class::Casework), CASEWORKERS, Person;

    /// Read requests to take somebody on.
    ReadRequests = "read_requests", Read, Some(Class::Identity), LEADERS, Organisation;
    /// Answer a request to take somebody on.
    AnswerRequest = "answer_request", Change, Some(Class::Casework), LEADERS, Service;

    /// Save, read or discard one's own draft.
    KeepDraft = "keep_draft", Change, None, CASEWORKERS, Own;
    /// See one's own day, with the people in it whom one may open.
    ReadToday = "read_today", Read, Some(Class::Casework), CASEWORKERS, Person;
    /// See the caseload of a service of one's own.
    ReadCaseload = "read_caseload", Read, Some(Class::Casework), CASEWORKERS, Person;

    /// A contract's figures with the right to the people behind them.
    ReadActivity = "read_activity", Read, Some(Class::Casework), LEADERS, Organisation;
    /// A contract's figures rounded and withheld where small.
    ReadRoundedActivity = "read_rounded_activity", Read, Some(Class::Casework), ADMINISTRATORS, Organisation;

    /// Who opened a record, when, as what.
    ReadTrail = "read_trail", Read, None, OVERSIGHT, Organisation;

    /// Prepare the search index.
    BuildSearch = "build_search", Operate, Some(Class::Identity), OPERATORS, Organisation;
    /// Move every person key to a new epoch.
    RotateEpoch = "rotate_epoch", Operate, None, OPERATORS, Organisation;
    /// Add a member of staff at the command line.
    AddStaff = "add_staff", Operate, None, OPERATORS, Organisation;
    /// Fill a demonstration database.
    FillDemo = "fill_demo", Operate, None, OPERATORS, Organisation;
    /// Forget drafts that nobody has changed for a fortnight.
    PruneDrafts = "prune_drafts", Operate, None, OPERATORS, Organisation;
    /// Open every row and compare headlines.
    Doctor = "doctor", Operate, Some(Class::Casework), OPERATORS, Organisation;
}
