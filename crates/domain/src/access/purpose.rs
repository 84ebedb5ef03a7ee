//! What an operation is for (second Caldicott principle: use confidential information only when necessary,
//! and say why).

use crate::choice;

choice! {
    /// What an operation is for.
    pub enum Purpose {
        /// One's own account: whoever signs in needs it.
        Account = "account", "One's own account";
        /// Working with the person.
        DirectCare = "direct_care", "Direct care";
        /// Seeing that the work is done well, and by whom.
        Supervision = "supervision", "Supervision";
        /// Running the organisation: staff, services, contracts.
        Running = "running", "Running the organisation";
        /// Overseeing who uses personal data, and how.
        Oversight = "oversight", "Oversight";
        /// Figures for commissioners.
        Figures = "figures", "Figures";
        /// Records read by an auditor from outside.
        ExternalAudit = "external_audit", "External audit";
        /// Keeping CRiiS running.
        Operation = "operation", "Operation";
    }
}
