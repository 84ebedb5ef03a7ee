//! What people are, as far as the table knows them.

use crate::choice;

choice! {
    /// What a member of staff is in a service, or in the organisation as a whole.
    pub enum Role {
        /// Works with people and writes down what happened.
        RecoveryWorker = "recovery_worker", "Recovery worker";
        /// A nurse, doctor or prescriber: as a recovery worker, with health in full.
        Clinician = "clinician", "Clinician";
        /// Works with courts, prisons and probation: as a recovery worker, with convictions in full.
        CriminalJusticeWorker = "criminal_justice_worker", "Criminal-justice worker";
        /// Leads a service's team: all that a recovery worker may, and requests to take somebody on.
        TeamLeader = "team_leader", "Team leader";
        /// Keeps the diary at the front desk: who people are, how to reach them, when they come.
        Receptionist = "receptionist", "Receptionist";
        /// Helps people whom they are given, and sees of them what that takes.
        Volunteer = "volunteer", "Volunteer";
        /// Keeps staff, services and contracts; never casework.
        Administrator = "administrator", "Administrator";
        /// Sees who did what with whose record, and keeps restrictions.
        DataProtectionOfficer = "data_protection_officer", "Data protection officer";
        /// Answers for the confidentiality of records, and is told of emergencies that nobody reviews.
        CaldicottGuardian = "caldicott_guardian", "Caldicott Guardian";
        /// Reads figures, never people.
        Analyst = "analyst", "Analyst";
        /// From outside: reads the records named to them, until a date.
        Auditor = "auditor", "Auditor from outside";
        /// Another program, whose rows are those of its scopes.
        ApiClient = "api_client", "API client";
        /// Jobs and the command line, whose right is to hold the key folder.
        Operator = "operator", "Operator";
    }
}

impl Role {
    /// Whether it is held in a service; the others are the whole organisation's.
    pub const fn is_of_a_service(self) -> bool {
        match self {
            Self::RecoveryWorker
            | Self::Clinician
            | Self::CriminalJusticeWorker
            | Self::TeamLeader
            | Self::Receptionist
            | Self::Volunteer => true,
            Self::Administrator
            | Self::DataProtectionOfficer
            | Self::CaldicottGuardian
            | Self::Analyst
            | Self::Auditor
            | Self::ApiClient
            | Self::Operator => false,
        }
    }

    /// Whether an administrator can give it to a member of staff.
    pub const fn is_given(self) -> bool {
        !matches!(self, Self::ApiClient | Self::Operator)
    }
}
