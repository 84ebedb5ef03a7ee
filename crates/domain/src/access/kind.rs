//! What is acted on, and what is done to it.

use crate::choice;

choice! {
    /// A kind of record.
    pub enum Kind {
        /// One's own sign-in and session.
        Session = "session", "Own sign-in";
        /// The code lists.
        CodeList = "code_list", "Code lists";
        /// Contracts.
        Contract = "contract", "Contracts";
        /// Services.
        Service = "service", "Services";
        /// Staff, and the roles that they hold.
        Staff = "staff", "Staff";
        /// Programs that ask in their own name.
        ApiClient = "api_client", "API clients";
        /// A service user as a whole: registered, found, opened.
        ServiceUser = "service_user", "Service user";
        /// Who they are.
        Identity = "identity", "Identity";
        /// Their addresses.
        Addresses = "addresses", "Addresses";
        /// How to reach them.
        Reach = "reach", "Reach";
        /// Their health.
        Health = "health", "Health";
        /// Their convictions and orders.
        Convictions = "convictions", "Convictions";
        /// Contacts.
        Contact = "contact", "Contacts";
        /// Episodes.
        Episode = "episode", "Episodes";
        /// Alerts.
        Alert = "alert", "Alerts";
        /// Appointments.
        Appointment = "appointment", "Appointments";
        /// Requests to take somebody on.
        TakeOnRequest = "take_on_request", "Requests to take somebody on";
        /// One's own drafts.
        Draft = "draft", "Drafts";
        /// Lists over people: the day, the caseload.
        Worklist = "worklist", "Day and caseload";
        /// A contract's figures.
        Figures = "figures", "Figures";
        /// Who may open a record: restrictions, assignments, grants, declarations.
        Restriction = "restriction", "Who may open a record";
        /// Records opened in an emergency.
        BreakGlass = "break_glass", "Break-glass";
        /// The audit ledger.
        Ledger = "ledger", "Audit ledger";
        /// What the data protection officer found in the ledger, and what came of it.
        Review = "review", "Reviews of the ledger";
        /// The running of CRiiS itself.
        System = "system", "The system";
    }
}

choice! {
    /// What is done to a record, as the ledger says it.
    pub enum Action {
        /// Made.
        Create = "create", "Recorded";
        /// Seen.
        Read = "read", "Read";
        /// Changed, the old version kept.
        Change = "change", "Changed";
        /// Looked for.
        Search = "search", "Searched";
        /// Signed in or out.
        SignIn = "sign_in", "Sign-in";
        /// Run by an operator.
        Operate = "operate", "Operated";
    }
}
