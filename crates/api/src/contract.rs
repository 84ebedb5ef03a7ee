//! Contracts: what a commissioner pays for, and where its data must be held.

pub mod activity;

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::Recorded;
use domain::access::{ChangeContract, ReadOrganisation};
use domain::contract::{Contract, ContractForm};
use domain::id::ContractId;
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Entries, Versioned};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Path};
use crate::problem::{ChangeProblems, CreateProblems, ReadProblems};

/// A contract.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ContractPath {
    /// The contract.
    contract: ContractId,
}

/// Every contract.
#[utoipa::path(
    tag = "organisation", operation_id = "list_contracts",
    responses((status = 200, body = Entries<Recorded<Contract>>, description = "The contracts"), ReadProblems)
)]
#[get("/contracts")]
pub async fn list(
    Admitted(access): Admitted<ReadOrganisation>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<Contract>>> {
    Ok(Entries(store.contracts(access).await?))
}

/// Make a contract.
#[utoipa::path(
    tag = "organisation", operation_id = "make_contract", params(IdempotencyKeyHeader), request_body = ContractForm,
    responses((status = 201, body = Recorded<Contract>, description = "The contract as made", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/contracts")]
pub async fn make(
    Admitted(access): Admitted<ChangeContract>,
    once: Once,
    Checked(contract): Checked<ContractForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<Contract>>> {
    Ok(Created(store.make_contract(access, once.into(), contract).await?))
}

/// One contract.
#[utoipa::path(
    tag = "organisation", operation_id = "read_contract", params(ContractPath),
    responses((status = 200, body = Recorded<Contract>, description = "The contract in its present version", headers(
        ("ETag" = String, description = "Its version"))), ReadProblems)
)]
#[get("/contracts/{contract}")]
pub async fn read(
    Admitted(access): Admitted<ReadOrganisation>,
    Path(path): Path<ContractPath>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Contract>>> {
    Ok(Versioned(store.contract(access, path.contract.0).await?))
}

/// Change a contract.
#[utoipa::path(
    tag = "organisation", operation_id = "change_contract", params(ContractPath, IfMatchHeader),
    request_body = ContractForm,
    responses((status = 200, body = Recorded<Contract>, description = "The contract as changed", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[put("/contracts/{contract}")]
pub async fn change(
    Admitted(access): Admitted<ChangeContract>,
    IfMatch(version): IfMatch,
    Path(path): Path<ContractPath>,
    Checked(contract): Checked<ContractForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Contract>>> {
    Ok(Versioned(store.change_contract(access, contract, path.contract.0, version).await?))
}
