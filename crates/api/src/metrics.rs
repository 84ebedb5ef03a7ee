//! Figures for Prometheus: requests by route and status, and how long they took.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use store::Store;

/// The upper bounds of the histogram, in milliseconds.
const BOUNDS: [u64; 10] = [1, 2, 5, 10, 25, 50, 100, 250, 1_000, 5_000];

/// What is counted together. Routes are templates, so there are as many as in the route table.
type Series = (String, String, u16);

#[derive(Default)]
struct Counted {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

static COUNTED: LazyLock<Mutex<BTreeMap<Series, Counted>>> = LazyLock::new(Mutex::default);

/// Count an answer.
pub fn count(method: &Method, route: &str, status: StatusCode, took: Duration) {
    let mut all = COUNTED.lock().unwrap_or_else(PoisonError::into_inner);
    // Anybody can invent a method; only those that routes have are told apart.
    let known = [Method::GET, Method::POST, Method::PUT, Method::DELETE].contains(method);
    let method = if known { method.as_str() } else { "other" };
    all.entry((method.to_owned(), route.to_owned(), status.as_u16())).or_default().add(took);
}

impl Counted {
    fn add(&mut self, took: Duration) {
        self.count += 1;
        self.seconds += took.as_secs_f64();
        for (bucket, bound) in self.buckets.iter_mut().zip(BOUNDS) {
            *bucket += u64::from(took <= Duration::from_millis(bound));
        }
    }
}

/// Renewals of the certificate that were taken over, and whether the files hold one that cannot be used.
static CERTIFICATES: (AtomicU64, AtomicBool) = (AtomicU64::new(0), AtomicBool::new(false));

/// A new certificate is in use.
pub fn certificate_renewed() {
    CERTIFICATES.0.fetch_add(1, Ordering::Relaxed);
    CERTIFICATES.1.store(false, Ordering::Relaxed);
}

/// The certificate in the files cannot be used, and the one before still is.
pub fn certificate_refused() {
    CERTIFICATES.1.store(true, Ordering::Relaxed);
}

fn certificates() -> String {
    let (renewed, refused) = (CERTIFICATES.0.load(Ordering::Relaxed), CERTIFICATES.1.load(Ordering::Relaxed));
    format!(
        "# HELP criis_certificate_renewals_total Certificates taken over without a restart.\n\
         # TYPE criis_certificate_renewals_total counter\n\
         criis_certificate_renewals_total {renewed}\n\
         # HELP criis_certificate_refused Whether the certificate's files cannot be used and an older one is.\n\
         # TYPE criis_certificate_refused gauge\n\
         criis_certificate_refused {}\n",
        u8::from(refused)
    )
}

/// The figures, in Prometheus' text format.
#[get("/metrics")]
pub async fn show(store: Data<Store>) -> HttpResponse {
    let text = text() + &certificates() + &ledger(&store);
    HttpResponse::Ok().content_type("text/plain; version=0.0.4").body(text)
}

fn ledger(store: &Store) -> String {
    let keeping = store.keeping();
    format!(
        "# HELP criis_ledger_checkpoint_number The last checkpoint.\n\
         # TYPE criis_ledger_checkpoint_number counter\n\
         criis_ledger_checkpoint_number {}\n\
         # HELP criis_ledger_checkpoint_timestamp_seconds When it was made.\n\
         # TYPE criis_ledger_checkpoint_timestamp_seconds gauge\n\
         criis_ledger_checkpoint_timestamp_seconds {}\n\
         # HELP criis_ledger_places_failing Places of checkpoints that cannot be written.\n\
         # TYPE criis_ledger_places_failing gauge\n\
         criis_ledger_places_failing {}\n\
         # HELP criis_tampered_rows_total Rows refused because they were changed behind the program's back.\n\
         # TYPE criis_tampered_rows_total counter\n\
         criis_tampered_rows_total {}\n",
        keeping.number(),
        keeping.at(),
        keeping.failing(),
        store::tampered()
    )
}

fn text() -> String {
    let all = COUNTED.lock().unwrap_or_else(PoisonError::into_inner);
    let mut text =
        "# HELP criis_request_seconds How long answers took.\n# TYPE criis_request_seconds histogram\n".to_owned();
    for ((method, route, status), counted) in all.iter() {
        let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
        // Writing to a string does not fail.
        for (count, bound) in counted.buckets.iter().zip(BOUNDS) {
            let seconds = Duration::from_millis(bound).as_secs_f64();
            let _ = writeln!(text, "criis_request_seconds_bucket{{{labels},le=\"{seconds}\"}} {count}");
        }
        let _ = writeln!(text, "criis_request_seconds_bucket{{{labels},le=\"+Inf\"}} {}", counted.count);
        let _ = writeln!(text, "criis_request_seconds_sum{{{labels}}} {}", counted.seconds);
        let _ = writeln!(text, "criis_request_seconds_count{{{labels}}} {}", counted.count);
    }
    let _ = writeln!(
        text,
        "# HELP criis_password_hashes_total Password hashes computed.\n# TYPE criis_password_hashes_total counter\n\
         criis_password_hashes_total {}",
        vault::password::work_done()
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_in_every_bucket_that_is_wide_enough() {
        let route = "/api/v1/tests/{of}/metrics";
        count(&Method::GET, route, StatusCode::OK, Duration::from_millis(7));
        count(&Method::from_bytes(b"INVENTED").unwrap(), route, StatusCode::OK, Duration::from_millis(7));
        let text = text();
        let bucket = |method: &str, le: &str| {
            let line = format!(
                "criis_request_seconds_bucket{{method=\"{method}\",route=\"{route}\",status=\"200\",le=\"{le}\"}}"
            );
            text.lines().find_map(|found| found.strip_prefix(&line).map(|count| count.trim().to_owned())).unwrap()
        };
        assert_eq!(
            (bucket("GET", "0.005"), bucket("GET", "0.01"), bucket("GET", "+Inf")),
            ("0".into(), "1".into(), "1".into())
        );
        assert_eq!(bucket("other", "+Inf"), "1");
    }
}
