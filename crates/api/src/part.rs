//! The parts of a record that are one document each: identity, addresses, reach, health, convictions.
//!
//! Each is read, changed under its version and looked back at in the same way, so the three handlers are
//! written once; each part's own operations of the access table guard it.

use actix_web::web::Data;
use actix_web::{get, put};
use domain::Recorded;
use domain::access::{
    ChangeAddresses, ChangeConvictions, ChangeHealth, ChangeIdentity, ChangeReach, ReadAddresses, ReadConvictions,
    ReadHealth, ReadIdentity, ReadReach,
};
use domain::addresses::{Addresses, AddressesForm};
use domain::convictions::{Convictions, ConvictionsForm};
use domain::health::{Health, HealthForm};
use domain::identity::{Identity, IdentityForm};
use domain::reach::{Reach, ReachForm};
use domain::trail::HistoryEntry;
use store::Store;

use crate::answer::{Answer, Entries, Versioned};
use crate::extract::{Admitted, Checked, IfMatch, IfMatchHeader, Path};
use crate::history::history;
use crate::problem::{ChangeProblems, ReadProblems};
use crate::service_user::PersonPath;

macro_rules! part {
    (
        $(#[doc = $doc:expr])*
        mod $part:ident($Form:ident => $Noun:ident) at $path:tt, $history_path:tt;
        $read_id:tt $Read:ident $read:ident $read_says:tt;
        $change_id:tt $Change:ident $change:ident $change_says:tt;
        $history_id:tt $history:ident $history_says:tt;
    ) => {
        $(#[doc = $doc])*
        pub mod $part {
            use super::*;

            #[doc = $read_says]
            #[utoipa::path(
                tag = "service users", operation_id = $read_id, params(PersonPath),
                responses((status = 200, body = Recorded<$Noun>, description = "The part in its present version",
                    headers(("ETag" = String, description = "Its version"))), ReadProblems)
            )]
            #[get($path)]
            pub async fn read(
                Admitted(access): Admitted<$Read>,
                Path(path): Path<PersonPath>,
                store: Data<Store>,
            ) -> Answer<Versioned<Recorded<$Noun>>> {
                Ok(Versioned(store.$read(access, path.person).await?))
            }

            #[doc = $change_says]
            #[utoipa::path(
                tag = "service users", operation_id = $change_id, params(PersonPath, IfMatchHeader), request_body = $Form,
                responses((status = 200, body = Recorded<$Noun>, description = "The part as changed",
                    headers(("ETag" = String, description = "Its version"))), ChangeProblems)
            )]
            #[put($path)]
            pub async fn change(
                Admitted(access): Admitted<$Change>,
                IfMatch(version): IfMatch,
                Path(path): Path<PersonPath>,
                Checked(part): Checked<$Form>,
                store: Data<Store>,
            ) -> Answer<Versioned<Recorded<$Noun>>> {
                Ok(Versioned(store.$change(access, part, path.person, version).await?))
            }

            #[doc = $history_says]
            #[utoipa::path(
                tag = "service users", operation_id = $history_id, params(PersonPath),
                responses((status = 200, body = Entries<HistoryEntry>, description = "Its versions, newest first"), ReadProblems)
            )]
            #[get($history_path)]
            pub async fn versions(
                Admitted(access): Admitted<$Read>,
                Path(path): Path<PersonPath>,
                store: Data<Store>,
            ) -> Answer<Entries<HistoryEntry>> {
                Ok(Entries(history(store.$history(access, path.person).await?)?))
            }
        }
    };
}

part! {
    /// Who they are.
    mod identity(IdentityForm => Identity) at "/service-users/{person}/identity", "/service-users/{person}/identity/history";
    "read_identity" ReadIdentity read_identity "Who a service user is.";
    "change_identity" ChangeIdentity change_identity "Change who a service user is; the version before is kept.";
    "identity_history" identity_history "Every version of who a service user is, with what changed.";
}

part! {
    /// Where they live.
    mod addresses(AddressesForm => Addresses) at "/service-users/{person}/addresses", "/service-users/{person}/addresses/history";
    "read_addresses" ReadAddresses read_addresses "Where a service user lives and lived.";
    "change_addresses" ChangeAddresses change_addresses "Change a service user's addresses; the version before is kept.";
    "addresses_history" addresses_history "Every version of a service user's addresses, with what changed.";
}

part! {
    /// How to reach them.
    mod reach(ReachForm => Reach) at "/service-users/{person}/reach", "/service-users/{person}/reach/history";
    "read_reach" ReadReach read_reach "How to reach a service user, and what is safe to say.";
    "change_reach" ChangeReach change_reach "Change how to reach a service user; the version before is kept.";
    "reach_history" reach_history "Every version of how to reach a service user, with what changed.";
}

part! {
    /// Their health.
    mod health(HealthForm => Health) at "/service-users/{person}/health", "/service-users/{person}/health/history";
    "read_health" ReadHealth read_health "A service user's health.";
    "change_health" ChangeHealth change_health "Change a service user's health; the version before is kept.";
    "health_history" health_history "Every version of a service user's health, with what changed.";
}

part! {
    /// Offences and orders.
    mod convictions(ConvictionsForm => Convictions) at "/service-users/{person}/convictions", "/service-users/{person}/convictions/history";
    "read_convictions" ReadConvictions read_convictions "A service user's convictions and orders.";
    "change_convictions" ChangeConvictions change_convictions "Change a service user's convictions and orders; the version before is kept.";
    "convictions_history" convictions_history "Every version of a service user's convictions and orders, with what changed.";
}
