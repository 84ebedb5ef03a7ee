//! The baseline: contacts in plaintext columns, for anybody who asks, without a trace. The same actix, the same
//! pools behind the same kind of semaphore, the same serde; none of the sealing, the access or the ledger.

mod contact;
mod database;

use std::path::Path;
use std::sync::Arc;

use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpResponse, HttpServer};
use anyhow::{Context, Result};
use serde::Serialize;
use uuid::Uuid;

use contact::PlainContact;
pub use contact::{PlainRow, insert};
pub(crate) use database::on_either;
pub use database::{Counted, Plain, PlainConn};

/// Contacts on a page.
const PAGE: i64 = 50;

/// A page as `criis` answers it.
#[derive(Serialize)]
struct Page {
    items: Vec<PlainContact>,
}

/// Serve a plaintext database, and the bytes of a file on a bare route, until killed.
pub fn serve(database: &str, bare: &Path, port: u16) -> Result<()> {
    let bare = Data::new(Bytes::from(std::fs::read(bare).context("reading the bare answer")?));
    let plain = Data::new(Plain::open(database)?);
    actix_web::rt::System::new().block_on(async move {
        let app = move || {
            App::new()
                .app_data(bare.clone())
                .app_data(plain.clone())
                .route("/readyz", web::get().to(HttpResponse::Ok))
                .route("/bare", web::get().to(show_bare))
                .route("/people/{person}/contacts", web::get().to(list))
                .route("/people/{person}/contacts", web::post().to(record))
        };
        Ok(HttpServer::new(app).bind(("127.0.0.1", port))?.run().await?)
    })
}

async fn show_bare(bare: Data<Bytes>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(Bytes::clone(&bare))
}

async fn list(plain: Data<Plain>, person: web::Path<Uuid>) -> actix_web::Result<HttpResponse> {
    let person = person.into_inner();
    let rows = Arc::clone(&plain).run(move |conn| contact::page(conn, person, PAGE + 1)).await.map_err(failed)?;
    let items = rows.into_iter().take(PAGE as usize).map(PlainContact::of).collect::<Result<Vec<_>>>();
    Ok(HttpResponse::Ok().json(Page { items: items.map_err(failed)? }))
}

/// One row, one commit.
async fn record(
    plain: Data<Plain>,
    person: web::Path<Uuid>,
    typed: web::Json<serde_json::Value>,
) -> actix_web::Result<HttpResponse> {
    let row = PlainRow::typed(person.into_inner(), &typed).map_err(failed)?;
    let kept = row.clone();
    Arc::clone(&plain).run(move |conn| insert(conn, std::slice::from_ref(&row))).await.map_err(failed)?;
    Ok(HttpResponse::Created().json(PlainContact::of(kept).map_err(failed)?))
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn failed(error: anyhow::Error) -> actix_web::Error {
    actix_web::error::ErrorServiceUnavailable(format!("{error:#}"))
}
