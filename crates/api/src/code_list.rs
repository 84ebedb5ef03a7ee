//! The code lists in force.

use actix_web::get;
use actix_web::web::Data;
use domain::access::ReadCodeLists;
use domain::code::CodeList;
use store::Store;

use crate::answer::{Answer, Entries};
use crate::extract::Admitted;
use crate::problem::ReadProblems;

/// Every code list: its codes with their labels, and the days between which each may be recorded.
#[utoipa::path(
    tag = "reference", operation_id = "list_code_lists",
    responses((status = 200, body = Entries<CodeList>, description = "The lists"), ReadProblems)
)]
#[get("/code-lists")]
pub async fn list(_admitted: Admitted<ReadCodeLists>, store: Data<Store>) -> Answer<Entries<CodeList>> {
    Ok(Entries(store.lists().all().cloned().collect()))
}
