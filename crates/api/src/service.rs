//! Services: teams at a place, each delivering under a contract.

use actix_web::web::Data;
use actix_web::{get, post, put};
use domain::Recorded;
use domain::access::{ChangeService, ReadOrganisation};
use domain::id::ServiceId;
use domain::service::{Service, ServiceForm};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Entries, Versioned};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, IfMatch, IfMatchHeader, Once, Path};
use crate::problem::{ChangeProblems, CreateProblems, ReadProblems};

/// A service.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ServicePath {
    /// The service.
    service: ServiceId,
}

/// Every service.
#[utoipa::path(
    tag = "organisation", operation_id = "list_services",
    responses((status = 200, body = Entries<Recorded<Service>>, description = "The services"), ReadProblems)
)]
#[get("/services")]
pub async fn list(
    Admitted(access): Admitted<ReadOrganisation>,
    store: Data<Store>,
) -> Answer<Entries<Recorded<Service>>> {
    Ok(Entries(store.services(access).await?))
}

/// Make a service under a contract that exists.
#[utoipa::path(
    tag = "organisation", operation_id = "make_service", params(IdempotencyKeyHeader), request_body = ServiceForm,
    responses((status = 201, body = Recorded<Service>, description = "The service as made", headers(
        ("ETag" = String, description = "Its version"), ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/services")]
pub async fn make(
    Admitted(access): Admitted<ChangeService>,
    once: Once,
    Checked(service): Checked<ServiceForm>,
    store: Data<Store>,
) -> Answer<Created<Recorded<Service>>> {
    Ok(Created(store.make_service(access, once.into(), service).await?))
}

/// One service.
#[utoipa::path(
    tag = "organisation", operation_id = "read_service", params(ServicePath),
    responses((status = 200, body = Recorded<Service>, description = "The service in its present version", headers(
        ("ETag" = String, description = "Its version"))), ReadProblems)
)]
#[get("/services/{service}")]
pub async fn read(
    Admitted(access): Admitted<ReadOrganisation>,
    Path(path): Path<ServicePath>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Service>>> {
    Ok(Versioned(store.service(access, path.service.0).await?))
}

/// Change a service.
#[utoipa::path(
    tag = "organisation", operation_id = "change_service", params(ServicePath, IfMatchHeader),
    request_body = ServiceForm,
    responses((status = 200, body = Recorded<Service>, description = "The service as changed", headers(
        ("ETag" = String, description = "Its version"))), ChangeProblems)
)]
#[put("/services/{service}")]
pub async fn change(
    Admitted(access): Admitted<ChangeService>,
    IfMatch(version): IfMatch,
    Path(path): Path<ServicePath>,
    Checked(service): Checked<ServiceForm>,
    store: Data<Store>,
) -> Answer<Versioned<Recorded<Service>>> {
    Ok(Versioned(store.change_service(access, service, path.service.0, version).await?))
}
