//! What the ledger says of every answer that the walk was given: exactly one entry, with the row, the role, how it
//! ended, from where, and whom it tells of.

use std::collections::HashMap;

use domain::access::{Kind, Refusal, Role, Row};
use tests::asking::Answer;
use tests::database::rows;
use tests::world::World;

/// The network of this machine, as the ledger has it.
const HERE: &str = "127.0.0.0/24";

/// What is to be found in the ledger.
#[derive(Default)]
pub struct Trace(Vec<Noted>);

/// An answer, and what an entry is to say of it.
struct Noted {
    request: String,
    who: String,
    rows: &'static [Row],
    /// The roles and outcomes that are right; none where there is to be no entry.
    ends: Vec<(i16, i16)>,
    /// Somebody whom it tells of.
    subject: Option<String>,
}

/// An entry, as far as it is looked at.
struct Entered {
    operation: String,
    class: i16,
    role: i16,
    outcome: i16,
    origin: String,
    session: String,
    subjects: Vec<String>,
}

impl Trace {
    /// Note an answer to whoever holds `role`, and why it is refused where it is; whoever is not signed in has neither.
    pub fn note(
        &mut self,
        (who, answer): (String, &Answer),
        rows: &'static [Row],
        role: Option<Role>,
        refusals: &[Refusal],
        subject: Option<String>,
    ) {
        let request = answer.headers.get("x-request-id").and_then(|id| id.to_str().ok()).expect("a request id");
        let ends = match (answer.status.is_success(), role) {
            (_, None) => Vec::new(),
            (true, Some(role)) => vec![(number(role), 0)],
            (false, Some(_)) => refusals.iter().map(|refusal| (0, outcome(*refusal))).collect(),
        };
        let is_refused_at_the_door = refusals.iter().any(|refusal| matches!(refusal, Refusal::Role | Refusal::Scope));
        // What everybody may read and tells of nobody is no reading of a record.
        if answer.status.is_success() && rows.iter().all(|row| row.kind == Kind::CodeList) {
            return;
        }
        let tells = answer.status.is_success() || !is_refused_at_the_door;
        let request = request.replace('-', "");
        self.0.push(Noted { request, who, rows, ends, subject: subject.filter(|_| tells && role.is_some()) });
    }

    /// Compare with what the ledger says.
    pub fn compare(self, world: &World) {
        let mut entered = entries(world);
        assert!(!self.0.is_empty());
        for Noted { request, who, rows, ends, subject } in self.0 {
            let mut found = entered.remove(&request).unwrap_or_default();
            // Registering opens whoever is alike first, and a look reads the ledger before people: an entry each.
            let in_steps = |one: &Entered| ["register_service_user", "look_for_patterns"].contains(&&*one.operation);
            if found.len() == 2 && found.iter().all(in_steps) {
                found.sort_by_key(|one| (!ends.contains(&(one.role, one.outcome)), one.subjects.is_empty()));
                found.truncate(1);
            }
            let words: Vec<String> = found.iter().map(|one| format!("{} {}", one.operation, one.outcome)).collect();
            assert_eq!(found.len(), usize::from(!ends.is_empty()), "{who}: {words:?}");
            let Some(entry) = found.first() else { continue };
            let row = rows.iter().find(|row| row.operation == entry.operation);
            let row = row.unwrap_or_else(|| panic!("{who}: entered as {}", entry.operation));
            // A draft's class is its form's, which the row leaves open.
            if let Some(class) = row.class {
                assert_eq!(entry.class, i16::from(class.number()), "{who}: its class");
            }
            assert!(ends.contains(&(entry.role, entry.outcome)), "{who}: {} {} of {ends:?}", entry.role, entry.outcome);
            assert_eq!(entry.origin, HERE, "{who}");
            assert!(!entry.session.is_empty(), "{who}: which session");
            if let Some(subject) = subject {
                assert!(entry.subjects.contains(&subject), "{who}: {words:?} tells of {:?}", entry.subjects);
            }
        }
    }
}

/// Every entry of a request, by its id.
fn entries(world: &World) -> HashMap<String, Vec<Entered>> {
    let database = &world.server.database;
    let mut subjects: HashMap<String, Vec<String>> = HashMap::new();
    for row in rows(database, "SELECT entry_id, subject_id FROM ledger_subject") {
        if let [entry, subject] = row.as_slice() {
            subjects.entry(entry.clone()).or_default().push(subject.clone());
        }
    }
    let mut entries: HashMap<String, Vec<Entered>> = HashMap::new();
    let columns = "id, request_id, operation, class, role, outcome, origin, session_id";
    for row in rows(database, &format!("SELECT {columns} FROM ledger_entry WHERE request_id IS NOT NULL")) {
        let [id, request, operation, class, role, outcome, origin, session] = row.try_into().expect("eight columns");
        let number = |text: String| text.parse().expect("a number");
        entries.entry(request).or_default().push(Entered {
            operation,
            class: number(class),
            role: number(role),
            outcome: number(outcome),
            origin,
            session,
            subjects: subjects.remove(&id).unwrap_or_default(),
        });
    }
    entries
}

/// The ledger's permanent number of a role.
fn number(role: Role) -> i16 {
    match role {
        Role::RecoveryWorker => 1,
        Role::TeamLeader => 2,
        Role::Administrator => 3,
        Role::DataProtectionOfficer => 4,
        Role::Clinician => 5,
        Role::CriminalJusticeWorker => 6,
        Role::Receptionist => 7,
        Role::Volunteer => 8,
        Role::Analyst => 9,
        Role::Auditor => 10,
        Role::ApiClient => 11,
        Role::CaldicottGuardian => 12,
        Role::Operator => 99,
    }
}

/// The ledger's permanent number of a refusal.
fn outcome(refusal: Refusal) -> i16 {
    match refusal {
        Refusal::Role => 1,
        Refusal::Ground => 2,
        Refusal::StepUp => 4,
        Refusal::Restricted => 5,
        Refusal::Scope => 6,
    }
}
