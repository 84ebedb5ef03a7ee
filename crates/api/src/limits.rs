//! How much of the server one side may take: requests by address and by account, fewer of those that cost
//! most, and connections.
//!
//! Counted in this process's memory: a node protects itself, whatever the others count. An account's requests
//! are counted when it is admitted, whatever session or token it comes with.

mod connections;
mod cost;
mod per_client;
mod per_key;

use std::net::IpAddr;
use std::time::Duration;

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage, HttpRequest};
use domain::id::{ClientId, StaffId};
use store::Caller;

use crate::config;
use crate::extract::network;
use crate::problem::Refused;
use per_client::PerClient;
use per_key::PerKey;

pub use connections::Connections;

/// How often those who have long been quiet are forgotten.
const FORGET: Duration = Duration::from_mins(1);

/// What has been taken lately.
pub struct Limits {
    address: PerKey<IpAddr>,
    account: PerKey<StaffId>,
    client: PerClient,
    costly_address: PerKey<IpAddr>,
    costly_account: PerKey<StaffId>,
}

/// That a request has been counted for its account: one that is admitted in two steps counts once.
struct Counted;

impl Limits {
    /// Nothing has been taken yet.
    pub fn of(limits: &config::Limits) -> Self {
        Self {
            address: PerKey::of(limits.address),
            account: PerKey::of(limits.account),
            client: PerClient::default(),
            costly_address: PerKey::of(limits.costly_address),
            costly_account: PerKey::of(limits.costly_account),
        }
    }

    /// Count a request for the account or the program that makes it: a program at its own rate.
    ///
    /// # Errors
    /// [`Refused::TooMany`], with when to come again.
    pub fn count_caller(&self, request: &HttpRequest, caller: &Caller) -> Result<(), Refused> {
        if request.extensions_mut().insert(Counted).is_some() {
            return Ok(());
        }
        if cost::is_costly(request) {
            self.costly_account.take(&caller.staff)?;
        }
        match (caller.client, caller.per_minute) {
            (Some(client), Some(per_minute)) => self.count_client(client, per_minute),
            _ => self.account.take(&caller.staff),
        }
    }

    /// Count something that a program did, at its own rate.
    ///
    /// # Errors
    /// [`Refused::TooMany`], with when to come again.
    pub fn count_client(&self, client: ClientId, per_minute: u32) -> Result<(), Refused> {
        self.client.take(client, per_minute)
    }

    /// Forget whoever has been quiet, for ever.
    pub async fn keep_small(self: std::sync::Arc<Self>) {
        loop {
            tokio::time::sleep(FORGET).await;
            self.address.forget_the_quiet();
            self.account.forget_the_quiet();
            self.client.forget_the_quiet();
            self.costly_address.forget_the_quiet();
            self.costly_account.forget_the_quiet();
        }
    }

    fn count_address(&self, request: &HttpRequest) -> Result<(), Refused> {
        let Some(address) = network(request) else { return Ok(()) };
        if cost::is_costly(request) {
            self.costly_address.take(&address)?;
        }
        self.address.take(&address)
    }
}

/// Count a request for the address that it comes from, before anything is done for it.
pub async fn count(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody>>, Error> {
    let limits = request.app_data::<Data<Limits>>().cloned();
    let counted = limits.map_or(Ok(()), |limits| limits.count_address(request.request()));
    match counted {
        Ok(()) => Ok(next.call(request).await?.map_into_left_body()),
        Err(refused) => Ok(request.error_response(refused).map_into_right_body()),
    }
}
