//! The rows: operation = word, kind, action, class, purpose, roles, ground, and flags.

use super::{Action, Class, Ground, Kind, Operation, Purpose, Role, Row};

use Role::{
    Administrator, Analyst, Auditor, CaldicottGuardian, Clinician, CriminalJusticeWorker, DataProtectionOfficer,
    Receptionist, RecoveryWorker, TeamLeader, Volunteer,
};

/// Whoever works with people and writes down what happened.
const CASEWORKERS: &[Role] = &[RecoveryWorker, Clinician, CriminalJusticeWorker, TeamLeader];
/// Those, and the front desk.
const DESK: &[Role] = &[RecoveryWorker, Clinician, CriminalJusticeWorker, TeamLeader, Receptionist];
/// Everybody who meets people.
const FRONT_LINE: &[Role] = &[RecoveryWorker, Clinician, CriminalJusticeWorker, TeamLeader, Receptionist, Volunteer];
/// Caseworkers and volunteers.
const HELPERS: &[Role] = &[RecoveryWorker, Clinician, CriminalJusticeWorker, TeamLeader, Volunteer];
/// Caseworkers, and an auditor to whom the record is named.
const READERS: &[Role] = &[RecoveryWorker, Clinician, CriminalJusticeWorker, TeamLeader, Auditor];
/// Those, and the front desk.
const DESK_READERS: &[Role] = &[RecoveryWorker, Clinician, CriminalJusticeWorker, TeamLeader, Receptionist, Auditor];
/// Caseworkers, volunteers, and an auditor to whom the record is named.
const HELPING_READERS: &[Role] = &[RecoveryWorker, Clinician, CriminalJusticeWorker, TeamLeader, Volunteer, Auditor];
/// Everybody who meets people, and an auditor to whom the record is named.
const FRONT_LINE_READERS: &[Role] =
    &[RecoveryWorker, Clinician, CriminalJusticeWorker, TeamLeader, Receptionist, Volunteer, Auditor];
const LEADERS: &[Role] = &[TeamLeader];
const LEADERS_AND_OVERSIGHT: &[Role] = &[TeamLeader, DataProtectionOfficer];
const ADMINISTRATORS: &[Role] = &[Administrator];
/// Who reads figures without the right to the people behind them.
const FIGURE_READERS: &[Role] = &[Administrator, Analyst];
/// Who finds nobody, and so is told whom they were given.
const GIVEN: &[Role] = &[Volunteer, Auditor];
const EVERYBODY: &[Role] = &[
    RecoveryWorker,
    Clinician,
    CriminalJusticeWorker,
    TeamLeader,
    Receptionist,
    Volunteer,
    Administrator,
    DataProtectionOfficer,
    CaldicottGuardian,
    Analyst,
    Auditor,
];
/// Who is told of an emergency and reviews it.
const EMERGENCY_REVIEWERS: &[Role] = &[TeamLeader, DataProtectionOfficer, CaldicottGuardian];
const OVERSIGHT: &[Role] = &[DataProtectionOfficer];
const OPERATORS: &[Role] = &[Role::Operator];

const ID: Option<Class> = Some(Class::Identity);
const REACH: Option<Class> = Some(Class::Reach);
const HEALTH: Option<Class> = Some(Class::Health);
const CONVICTIONS: Option<Class> = Some(Class::Convictions);
const CASEWORK: Option<Class> = Some(Class::Casework);
const SAFEGUARDING: Option<Class> = Some(Class::Safeguarding);

macro_rules! table {
    ($($(#[doc = $doc:literal])* $Marker:ident = $word:literal, $kind:ident, $action:ident, $class:expr, $purpose:ident,
        $roles:ident, $ground:ident $(, $flag:ident)*;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $Marker;

            impl Operation for $Marker {
                const ROW: Row = Row {
                    operation: $word,
                    says: concat!($($doc),*).trim_ascii(),
                    kind: Kind::$kind,
                    action: Action::$action,
                    class: $class,
                    purpose: Purpose::$purpose,
                    roles: $roles,
                    ground: Ground::$ground,
                    $($flag: true,)*
                    ..Row::PLAIN
                };
            }
        )*

        /// Every row, in the order of the table.
        pub const TABLE: &[Row] = &[$(<$Marker as Operation>::ROW),*];
    };
}

table! {
    /// Know who one is signed in as; sign out.
    WhoAmI = "who_am_i", Session, Read, None, Account, EVERYBODY, Organisation;
    /// See and end one's own sign-ins; change one's own password.
    ManageOwnSignIn = "manage_own_sign_in", Session, Change, None, Account, EVERYBODY, Own;
    /// Show again that it is oneself, before the most sensitive acts.
    StepUp = "step_up", Session, SignIn, None, Account, EVERYBODY, Own;
    /// Go on after one's screen was locked, by one's password.
    Unlock = "unlock", Session, SignIn, None, Account, EVERYBODY, Own;
    /// Enrol another authenticator app; make new recovery codes.
    ChangeOwnFactors = "change_own_factors", Session, Change, None, Account, EVERYBODY, Own, step_up;
    /// Read the code lists.
    ReadCodeLists = "read_code_lists", CodeList, Read, None, Account, EVERYBODY, Organisation;

    /// Read contracts, services and colleagues' names.
    ReadOrganisation = "read_organisation", Service, Read, None, Running, EVERYBODY, Organisation;
    /// Make or change a contract.
    ChangeContract = "change_contract", Contract, Change, None, Running, ADMINISTRATORS, Organisation;
    /// Make or change a service.
    ChangeService = "change_service", Service, Change, None, Running, ADMINISTRATORS, Organisation;
    /// Take on or change a member of staff; read which roles they hold.
    ChangeStaff = "change_staff", Staff, Change, None, Running, ADMINISTRATORS, Organisation;
    /// Make a one-time link by which somebody chooses a password.
    InviteStaff = "invite_staff", Staff, Change, None, Running, ADMINISTRATORS, Organisation, step_up;
    /// Take away a second factor that somebody has lost, and their password with it.
    RemoveFactors = "remove_factors", Staff, Change, None, Running, ADMINISTRATORS, Organisation, step_up;
    /// See and end somebody's sign-ins.
    EndSessions = "end_sessions", Staff, Change, None, Running, ADMINISTRATORS, Organisation;
    /// Give or end a role in a service.
    ChangeMembership = "change_membership", Staff, Change, None, Running, ADMINISTRATORS, Organisation, step_up;

    /// Read API clients: what they may, their keys, when they were last used.
    ReadApiClients = "read_api_clients", ApiClient, Read, None, Running, ADMINISTRATORS, Organisation;
    /// Register an API client; its secret is shown this once.
    RegisterApiClient = "register_api_client", ApiClient, Create, None, Running, ADMINISTRATORS, Organisation, step_up;
    /// Change an API client's name, services, scopes, rate or last day.
    ChangeApiClient = "change_api_client", ApiClient, Change, None, Running, ADMINISTRATORS, Organisation, step_up;
    /// Give an API client another key or secret, the one before living on for a while.
    RotateApiClient = "rotate_api_client", ApiClient, Change, None, Running, ADMINISTRATORS, Organisation, step_up;
    /// Revoke an API client, or end one of its keys, at once.
    RevokeApiClient = "revoke_api_client", ApiClient, Change, None, Running, ADMINISTRATORS, Organisation;

    /// Register a service user with a service of one's own.
    RegisterServiceUser = "register_service_user", ServiceUser, Create, ID, DirectCare, DESK, Service;
    /// Find people.
    SearchServiceUsers = "search_service_users", ServiceUser, Search, ID, DirectCare, DESK, Organisation;
    /// Open a person's banner: who they are, alerts, what matters at a glance.
    OpenServiceUser = "open_service_user", ServiceUser, Read, ID, DirectCare, FRONT_LINE_READERS, Person, break_glass;
    /// Read who they are.
    ReadIdentity = "read_identity", Identity, Read, ID, DirectCare, DESK_READERS, Person, break_glass;
    /// Change who they are.
    ChangeIdentity = "change_identity", Identity, Change, ID, DirectCare, DESK, Person;
    /// Read addresses.
    ReadAddresses = "read_addresses", Addresses, Read, REACH, DirectCare, DESK_READERS, Person, break_glass;
    /// Change addresses.
    ChangeAddresses = "change_addresses", Addresses, Change, REACH, DirectCare, DESK, Person;
    /// Read how to reach them.
    ReadReach = "read_reach", Reach, Read, REACH, DirectCare, FRONT_LINE_READERS, Person, break_glass;
    /// Change how to reach them.
    ChangeReach = "change_reach", Reach, Change, REACH, DirectCare, DESK, Person;
    /// Read health.
    ReadHealth = "read_health", Health, Read, HEALTH, DirectCare, READERS, Person, break_glass;
    /// Change health.
    ChangeHealth = "change_health", Health, Change, HEALTH, DirectCare, CASEWORKERS, Person;
    /// Read convictions and orders.
    ReadConvictions = "read_convictions", Convictions, Read, CONVICTIONS, DirectCare, READERS, Person, break_glass;
    /// Change convictions and orders.
    ChangeConvictions = "change_convictions", Convictions, Change, CONVICTIONS, DirectCare, CASEWORKERS, Person;

    /// Record a contact.
    RecordContact = "record_contact", Contact, Create, CASEWORK, DirectCare, HELPERS, Person;
    /// List or read contacts, and their history; volunteers those that they took part in.
    ReadContacts = "read_contacts", Contact, Read, CASEWORK, DirectCare, HELPING_READERS, Person, break_glass;
    /// Correct a contact, with a reason.
    CorrectContact = "correct_contact", Contact, Change, CASEWORK, DirectCare, CASEWORKERS, Person;

    /// Read episodes.
    ReadEpisodes = "read_episodes", Episode, Read, CASEWORK, DirectCare, READERS, Person, break_glass;
    /// Open an episode for a person one may open already.
    OpenEpisode = "open_episode", Episode, Create, CASEWORK, DirectCare, CASEWORKERS, Person;
    /// Change or close an episode.
    ChangeEpisode = "change_episode", Episode, Change, CASEWORK, DirectCare, CASEWORKERS, Person;
    /// Open a closed episode again.
    ReopenEpisode = "reopen_episode", Episode, Change, CASEWORK, DirectCare, CASEWORKERS, Person;

    /// Read alerts.
    ReadAlerts = "read_alerts", Alert, Read, CASEWORK, DirectCare, READERS, Person, break_glass;
    /// Raise, change or end an alert.
    ChangeAlert = "change_alert", Alert, Change, CASEWORK, DirectCare, CASEWORKERS, Person;

    /// Read appointments; volunteers those that are with them.
    ReadAppointments = "read_appointments", Appointment, Read, CASEWORK, DirectCare, FRONT_LINE_READERS, Person, break_glass;
    /// Make, move, cancel or close an appointment.
    ChangeAppointment = "change_appointment", Appointment, Change, CASEWORK, DirectCare, DESK, Person;

    /// Read why a record is restricted, and to whom.
    ReadRestriction = "read_restriction", Restriction, Read, SAFEGUARDING, Supervision, LEADERS_AND_OVERSIGHT, Person;
    /// Restrict a record to those named.
    Restrict = "restrict", Restriction, Create, SAFEGUARDING, Supervision, LEADERS_AND_OVERSIGHT, Person;
    /// Change why a record is restricted, or to whom.
    ChangeRestriction = "change_restriction", Restriction, Change, SAFEGUARDING, Supervision, LEADERS_AND_OVERSIGHT, Person;
    /// Lift a restriction.
    LiftRestriction = "lift_restriction", Restriction, Change, SAFEGUARDING, Supervision, LEADERS_AND_OVERSIGHT, Person;
    /// Give a person to a volunteer.
    GivePerson = "give_person", Restriction, Create, None, Supervision, LEADERS, Person;
    /// Name a record to an auditor from outside, until a date.
    NameForAudit = "name_for_audit", Restriction, Create, None, Oversight, OVERSIGHT, Person;
    /// Read whom a record is given or named to, and who declared it theirs.
    ReadTies = "read_ties", Restriction, Read, None, Supervision, LEADERS_AND_OVERSIGHT, Person;
    /// End what was given or named; a declaration or an audit by the data protection officer alone.
    EndTie = "end_tie", Restriction, Change, None, Supervision, LEADERS_AND_OVERSIGHT, Person;
    /// Declare that a record is one's own or a relative's, which closes it to oneself.
    DeclareOwn = "declare_own", Restriction, Create, SAFEGUARDING, Oversight, FRONT_LINE, Person;
    /// List the records that are restricted.
    ReadRestrictions = "read_restrictions", Restriction, Read, SAFEGUARDING, Oversight, OVERSIGHT, Organisation;
    /// List the records that staff declared their own or a relative's.
    ReadDeclarations = "read_declarations", Restriction, Read, SAFEGUARDING, Oversight, OVERSIGHT, Organisation;
    /// See whom one was given, or whose record is named to one for an audit.
    ReadGiven = "read_given", Worklist, Read, ID, DirectCare, GIVEN, Person;

    /// Open somebody's record across a boundary in an emergency, for an hour.
    BreakGlass = "break_glass", BreakGlass, Create, SAFEGUARDING, DirectCare, CASEWORKERS, Organisation, step_up;
    /// Read which records were opened in an emergency, and what was read by it.
    ReadBreakGlass = "read_break_glass", BreakGlass, Read, SAFEGUARDING, Oversight, EMERGENCY_REVIEWERS, Organisation;
    /// Review an emergency of somebody else's.
    ReviewBreakGlass = "review_break_glass", BreakGlass, Change, SAFEGUARDING, Oversight, EMERGENCY_REVIEWERS, Person;

    /// Read requests to take somebody on; the data protection officer those about restricted records.
    ReadRequests = "read_requests", TakeOnRequest, Read, ID, Supervision, LEADERS_AND_OVERSIGHT, Organisation;
    /// Answer a request to take somebody on.
    AnswerRequest = "answer_request", TakeOnRequest, Change, CASEWORK, Supervision, LEADERS_AND_OVERSIGHT, Person;

    /// Save, read or discard one's own draft.
    KeepDraft = "keep_draft", Draft, Change, None, DirectCare, FRONT_LINE, Own;
    /// See one's own day, with the people in it whom one may open.
    ReadToday = "read_today", Worklist, Read, CASEWORK, DirectCare, FRONT_LINE, Person;
    /// See the caseload of a service of one's own.
    ReadCaseload = "read_caseload", Worklist, Read, CASEWORK, DirectCare, CASEWORKERS, Person;

    /// A contract's figures with the right to the people behind them.
    ReadActivity = "read_activity", Figures, Read, CASEWORK, Figures, LEADERS, Organisation;
    /// A contract's figures rounded and withheld where small.
    ReadRoundedActivity = "read_rounded_activity", Figures, Read, CASEWORK, Figures, FIGURE_READERS, Organisation;

    /// Who opened a record, when, as what.
    ReadTrail = "read_trail", Ledger, Read, None, Oversight, OVERSIGHT, Organisation;

    /// What a member of staff did, when, in which record.
    ReadDoings = "read_doings", Ledger, Read, None, Oversight, OVERSIGHT, Organisation;
    /// Registrations and searches of each caller, counted for each day.
    CountAsking = "count_asking", Ledger, Read, None, Oversight, OVERSIGHT, Organisation;
    /// How far the ledger is proved: its last checkpoint, when it was last verified.
    ReadLedgerState = "read_ledger_state", Ledger, Read, None, Oversight, OVERSIGHT, Organisation;
    /// Read which requests to take somebody on were answered by keeping apart, and why.
    ReadKeptApart = "read_kept_apart", Review, Read, ID, Oversight, OVERSIGHT, Organisation;
    /// List the records that are one person's and are to be merged.
    ReadPairs = "read_pairs", Review, Read, ID, Oversight, OVERSIGHT, Organisation;
    /// Read which patterns worth a look were found in the ledger, and what came of them.
    ReadFindings = "read_findings", Review, Read, SAFEGUARDING, Oversight, OVERSIGHT, Organisation;
    /// Look for patterns in a day of the ledger now.
    LookForPatterns = "look_for_patterns", Review, Create, SAFEGUARDING, Oversight, OVERSIGHT, Organisation;
    /// Say what a finding turned out to be.
    ReviewFinding = "review_finding", Review, Change, SAFEGUARDING, Oversight, OVERSIGHT, Organisation;
    /// Sign off what somebody else found to be a breach.
    SignOffFinding = "sign_off_finding", Review, Change, SAFEGUARDING, Oversight, OVERSIGHT, Organisation;
    /// State that the ledger of a month was reviewed.
    StateReview = "state_review", Review, Create, None, Oversight, OVERSIGHT, Organisation;
    /// Read for which months it was stated that the ledger was reviewed.
    ReadStatements = "read_statements", Review, Read, None, Oversight, OVERSIGHT, Organisation;
    /// See who has seen a record, to weigh which names their owner is given.
    WeighReaders = "weigh_readers", Review, Read, SAFEGUARDING, Oversight, OVERSIGHT, Organisation;
    /// Write, for whose record it is, who has seen it.
    GiveSeenBy = "give_seen_by", Review, Create, SAFEGUARDING, Oversight, OVERSIGHT, Organisation;
    /// Look for patterns in the days of the ledger that are over.
    WatchLedger = "watch_ledger", System, Operate, SAFEGUARDING, Operation, OPERATORS, Organisation;

    /// Prepare the search index.
    BuildSearch = "build_search", System, Operate, ID, Operation, OPERATORS, Organisation;
    /// Move every person key to a new epoch.
    RotateEpoch = "rotate_epoch", System, Operate, None, Operation, OPERATORS, Organisation;
    /// Add a member of staff at the command line.
    AddStaff = "add_staff", System, Operate, None, Operation, OPERATORS, Organisation;
    /// Fill a demonstration database.
    FillDemo = "fill_demo", System, Operate, None, Operation, OPERATORS, Organisation;
    /// Forget drafts that nobody has changed for a fortnight.
    PruneDrafts = "prune_drafts", System, Operate, None, Operation, OPERATORS, Organisation;
    /// Tag rows and let the ledger know them, once, when a database is opened that comes from before.
    TakeStock = "take_stock", System, Operate, None, Operation, OPERATORS, Organisation;
    /// Open the key folder, by which a process seals, opens and signs from then on.
    OpenKeyFolder = "open_key_folder", System, Operate, None, Operation, OPERATORS, Organisation;
    /// Prove the ledger against its checkpoints.
    VerifyLedger = "verify_ledger", Ledger, Operate, None, Operation, OPERATORS, Organisation;
    /// Take away what is older than seven years in the ledger, and tells of nobody who is still here.
    PruneLedger = "prune_ledger", Ledger, Operate, None, Operation, OPERATORS, Organisation;
    /// Open every row and compare headlines.
    Doctor = "doctor", System, Operate, CASEWORK, Operation, OPERATORS, Organisation;
}
