//! A contract's activity: figures for whoever pays, as JSON or as a table for a spreadsheet.

use actix_web::body::BoxBody;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, Responder, get};
use domain::access::{ReadActivity, ReadRoundedActivity};
use domain::activity::{Activity, ActivityForm};
use domain::{Against, Private};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use super::ContractPath;
use crate::answer::Answer;
use crate::extract::{Admitted, Either, Path, Query};
use crate::problem::{ActivityProblems, Refused};

/// Over which days.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ActivityDays {
    /// The first day.
    #[serde(default)]
    #[param(required, value_type = chrono::NaiveDate, example = "2026-10-01")]
    from: Option<String>,
    /// The last day.
    #[serde(default)]
    #[param(required, value_type = chrono::NaiveDate, example = "2026-10-31")]
    to: Option<String>,
}

/// What was done with how many people under a contract.
///
/// Whoever leads all of the contract's services gets the figures as counted. For the administrator they are
/// rounded to 5, those under 5 withheld with what would give them away, and the days are whole months.
#[utoipa::path(
    tag = "organisation", operation_id = "read_activity", params(ContractPath, ActivityDays),
    responses((status = 200, description = "The figures, each with its definition", content(
        (Activity = "application/json"), (String = "text/csv"))), ActivityProblems)
)]
#[get("/contracts/{contract}/activity")]
pub async fn figures(
    access: Either<ReadActivity, ReadRoundedActivity>,
    Path(path): Path<ContractPath>,
    Query(days): Query<ActivityDays>,
    store: Data<Store>,
) -> Answer<Table> {
    let form = ActivityForm {
        contract: Some(path.contract),
        from: days.from.map(Private::new),
        to: days.to.map(Private::new),
    };
    let against = Against { lists: store.lists(), now: store.clock().now() };
    let activity = match access {
        Either::First(Admitted(access)) => {
            store.activity(access, form.check(&against).map_err(Refused::flawed)?).await?
        }
        Either::Second(Admitted(access)) => {
            store.rounded_activity(access, form.check_rounded(&against).map_err(Refused::flawed)?).await?
        }
    };
    Ok(Table(activity))
}

/// Figures in the form that the caller prefers.
pub struct Table(Activity);

impl Responder for Table {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let accept = request.headers().get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
        if !accept.is_some_and(|accept| accept.trim_start().starts_with("text/csv")) {
            return HttpResponse::Ok().json(self.0);
        }
        let name = format!("attachment; filename=\"activity-{}-{}.csv\"", self.0.period.from, self.0.period.to);
        HttpResponse::Ok()
            .content_type("text/csv; charset=utf-8; header=absent")
            .insert_header((header::CONTENT_DISPOSITION, name))
            .body(self.0.to_csv())
    }
}
