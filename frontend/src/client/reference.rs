//! Code lists, services, colleagues.

use domain::Recorded;
use domain::code::CodeList;
use domain::service::Service;
use domain::staff::Colleague;

use super::{Answer, get};

/// Every code list in force.
pub(crate) async fn code_lists() -> Answer<Vec<CodeList>> {
    get("/code-lists").await
}

/// Every service.
pub(crate) async fn services() -> Answer<Vec<Recorded<Service>>> {
    get("/services").await
}

/// Every colleague, as anybody signed in reads them.
pub(crate) async fn colleagues() -> Answer<Vec<Colleague>> {
    get("/colleagues").await
}
