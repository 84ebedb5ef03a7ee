//! Query functions, written once in plain Diesel and compiled for each database's connection.

use super::{Conn, Unit, dialect};

pub mod activity;
pub mod alert;
pub mod appointment;
pub mod caseload;
pub mod contact;
pub mod contract;
pub mod demo;
pub mod doctor;
pub mod draft;
pub mod episode;
pub mod epoch;
pub mod feed;
pub mod find;
pub mod headline;
pub mod idempotency;
pub mod ledger;
pub mod me;
pub mod membership;
pub mod opened;
pub mod organisation;
pub mod part;
pub mod person;
pub mod record;
pub mod service;
pub mod service_user;
pub mod session;
pub mod setting;
pub mod sign_in;
pub mod staff;
pub mod start;
pub mod take_on;
pub mod today;
pub mod trail;
