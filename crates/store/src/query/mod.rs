//! Query functions, written once in plain Diesel and compiled for each database's connection.

use super::{Conn, Unit, dialect};

pub mod appointment;
pub mod contact;
pub mod contract;
pub mod episode;
pub mod epoch;
pub mod feed;
pub mod find;
pub mod headline;
pub mod idempotency;
pub mod ledger;
pub mod me;
pub mod membership;
pub mod organisation;
pub mod person;
pub mod record;
pub mod service;
pub mod service_user;
pub mod session;
pub mod setting;
pub mod sign_in;
pub mod staff;
pub mod start;
