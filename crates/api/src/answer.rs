//! What handlers answer: the body with the headers that go with it.

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, Responder};
use domain::Recorded;
use domain::api_client::{Issued, IssuedClient};
use domain::page::Page;
use domain::registered::Registered;
use domain::staff::HeldRole;
use domain::tie::Tied;
use serde::Serialize;
use store::Cursor;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::cursor;
use crate::problem::Refused;

/// What every handler returns.
pub type Answer<T> = Result<T, Refused>;

/// Something with an address of its own.
pub trait Record: Serialize {
    /// Its id, the last part of its address.
    fn id(&self) -> Uuid;

    /// Its version, where it has one.
    fn version(&self) -> Option<u32>;
}

impl<T: Serialize> Record for Recorded<T> {
    fn id(&self) -> Uuid {
        self.id
    }

    fn version(&self) -> Option<u32> {
        Some(self.version)
    }
}

impl Record for Registered {
    fn id(&self) -> Uuid {
        self.person.0
    }

    fn version(&self) -> Option<u32> {
        None
    }
}

impl Record for IssuedClient {
    fn id(&self) -> Uuid {
        self.client.id
    }

    fn version(&self) -> Option<u32> {
        Some(self.client.version)
    }
}

impl Record for Issued {
    fn id(&self) -> Uuid {
        self.credential.id.0
    }

    fn version(&self) -> Option<u32> {
        None
    }
}

impl Record for HeldRole {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn version(&self) -> Option<u32> {
        None
    }
}

impl Record for Tied {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn version(&self) -> Option<u32> {
        None
    }
}

/// 200 with a body.
pub struct Shown<T>(pub T);

/// 200 with a whole list, which is never long.
#[derive(Serialize, ToSchema)]
pub struct Entries<T>(pub Vec<T>);

/// 200 with a record and its `ETag`.
pub struct Versioned<T>(pub T);

/// 201 with a record, its `ETag` and its address.
pub struct Created<T>(pub T);

/// 200 with a page and the `Link` to the next.
pub struct Listed<T>(pub Page<T>);

/// 204.
pub struct Done;

impl<T> Listed<T> {
    /// A page of the store's.
    pub fn of(page: store::Page<T>) -> Self {
        Self(Page { items: page.items, next: page.next.map(|next: Cursor| cursor(next)) })
    }
}

impl<T: Serialize> Responder for Shown<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().json(self.0)
    }
}

impl<T: Serialize> Responder for Entries<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().json(self.0)
    }
}

impl<T: Record> Responder for Versioned<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        tagged(StatusCode::OK, self.0.version()).json(self.0)
    }
}

impl<T: Record> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut answer = tagged(StatusCode::CREATED, self.0.version());
        answer.insert_header((header::LOCATION, format!("{}/{}", request.path(), self.0.id())));
        answer.json(self.0)
    }
}

impl<T: Serialize> Responder for Listed<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut answer = HttpResponse::Ok();
        if let Some(next) = &self.0.next {
            let pairs = request.query_string().split('&');
            let kept = pairs.filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
            let query: Vec<String> = kept.map(|pair| format!("{pair}&")).collect();
            let query = query.concat();
            let link = format!("<{}?{query}cursor={next}>; rel=\"next\"", request.path());
            answer.insert_header((header::LINK, link));
        }
        answer.json(self.0)
    }
}

impl Responder for Done {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
}

fn tagged(status: StatusCode, version: Option<u32>) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    if let Some(tag) = version.and_then(|version| HeaderValue::from_str(&format!("\"{version}\"")).ok()) {
        answer.insert_header((header::ETAG, tag));
    }
    answer
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn header_of(answer: &HttpResponse, name: header::HeaderName) -> Option<&str> {
        answer.headers().get(name)?.to_str().ok()
    }

    fn page(next: Option<&str>) -> Listed<u32> {
        Listed(Page { items: vec![1], next: next.map(str::to_owned) })
    }

    #[test]
    fn the_link_keeps_the_other_parameters() {
        let request = TestRequest::with_uri("/api/v1/x?cursor=old&filter=all").to_http_request();
        let answer = page(Some("new")).respond_to(&request);
        assert_eq!(header_of(&answer, header::LINK), Some("</api/v1/x?filter=all&cursor=new>; rel=\"next\""));
        assert_eq!(header_of(&page(None).respond_to(&request), header::LINK), None);
    }

    #[test]
    fn what_is_made_has_an_address_and_a_version() {
        let made = Recorded {
            id: Uuid::from_u128(5),
            version: 1,
            recorded_at: domain::instant::parse("2026-11-24T14:00:00Z").unwrap(),
            recorded_by: Uuid::from_u128(6).into(),
            withheld: Vec::new(),
            content: serde_json::json!({"a": 1}),
        };
        let answer = Created(made).respond_to(&TestRequest::with_uri("/api/v1/things").to_http_request());
        assert_eq!(answer.status(), StatusCode::CREATED);
        assert_eq!(header_of(&answer, header::ETAG), Some("\"1\""));
        assert_eq!(header_of(&answer, header::LOCATION), Some("/api/v1/things/00000000-0000-0000-0000-000000000005"));
    }
}
