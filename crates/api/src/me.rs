//! Who one is signed in as.

use actix_web::get;
use actix_web::web::Data;
use domain::access::WhoAmI;
use domain::sign_in::Me;
use store::Store;

use crate::answer::{Answer, Shown};
use crate::extract::Admitted;
use crate::problem::ReadProblems;

/// Who one is signed in as, in which roles, and what time it is here.
#[utoipa::path(
    tag = "signing in", operation_id = "who_am_i",
    responses((status = 200, body = Me, description = "Who one is"), ReadProblems)
)]
#[get("/me")]
pub async fn read(Admitted(access): Admitted<WhoAmI>, store: Data<Store>) -> Answer<Shown<Me>> {
    Ok(Shown(store.me(access).await?))
}
