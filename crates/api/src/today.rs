//! The caller's day.

use actix_web::get;
use actix_web::web::Data;
use domain::access::ReadToday;
use domain::today::Today;
use store::Store;

use crate::answer::{Answer, Shown};
use crate::extract::Admitted;
use crate::problem::ReadProblems;

/// The caller's day: their diary, what waits for them, whom they saw lately.
#[utoipa::path(
    tag = "the day", operation_id = "read_today",
    responses((status = 200, body = Today, description = "The day as it stands now"), ReadProblems)
)]
#[get("/today")]
pub async fn read(Admitted(access): Admitted<ReadToday>, store: Data<Store>) -> Answer<Shown<Today>> {
    Ok(Shown(store.today(access).await?))
}
