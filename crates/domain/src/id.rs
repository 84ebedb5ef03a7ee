//! Identifiers: opaque, and each of its own type, so that one cannot stand for another.

macro_rules! ids {
    ($($(#[doc = $doc:expr])* $Id:ident,)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
            #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
            #[serde(transparent)]
            pub struct $Id(pub uuid::Uuid);

            impl std::fmt::Display for $Id {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    self.0.fmt(f)
                }
            }

            impl std::str::FromStr for $Id {
                type Err = crate::Flaw;
                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    text.parse().map(Self).map_err(|_| crate::Flaw::NotAnId)
                }
            }

            impl From<uuid::Uuid> for $Id {
                fn from(id: uuid::Uuid) -> Self {
                    Self(id)
                }
            }

            impl crate::form::Typed for $Id {
                fn read(value: &serde_json::Value, at: &crate::Pointer, flaws: &mut crate::Flaws) -> Option<Self> {
                    <uuid::Uuid as crate::form::Typed>::read(value, at, flaws).map(Self)
                }
            }

            impl crate::check::Blank for $Id {
                fn is_blank(&self) -> bool {
                    false
                }
            }
        )*
    };
}

ids! {
    /// A service user. Version 4: it travels in addresses and must tell nothing, not even when.
    PersonId,
    /// A contact.
    ContactId,
    /// A treatment episode.
    EpisodeId,
    /// An alert.
    AlertId,
    /// An appointment.
    AppointmentId,
    /// A request to take somebody on.
    RequestId,
    /// A draft; it is also the idempotency key of the record it becomes.
    DraftId,
    /// A contract with a commissioner.
    ContractId,
    /// A service.
    ServiceId,
    /// A member of staff.
    StaffId,
    /// A membership of a member of staff in a service.
    MembershipId,
    /// What ties a member of staff to a person, or parts them.
    TieId,
    /// An API client.
    ClientId,
    /// A key or a secret of an API client.
    CredentialId,
    /// A pattern worth a look, found in the ledger.
    FindingId,
    /// A sign-in session.
    SessionId,
    /// A passkey of a member of staff.
    PasskeyId,
    /// An entry of the audit ledger.
    EntryId,
}
