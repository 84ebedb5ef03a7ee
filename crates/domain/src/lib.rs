//! The nouns of CRiiS, their forms and rules, code lists, calendar and the access table.
//!
//! `domain` knows no clock, no I/O and no async: time comes in as an argument, so every rule is a pure
//! function that the server and the browser both call. It builds for `wasm32-unknown-unknown`.
//!
//! A noun has three shapes (see `docs/architecture.md`): a *form* is what somebody typed, every field
//! optional; its `check` makes the *noun*, parsed and valid, or names every flaw; what is sealed on disk
//! is a third shape and belongs to `store`.

pub mod access;
pub mod activity;
pub mod addresses;
pub mod alert;
pub mod answer;
pub mod api_client;
pub mod appointment;
pub mod banner;
pub mod break_glass;
pub mod calendar;
pub mod caseload;
pub mod check;
pub mod code;
pub mod code_lists;
pub mod contact;
pub mod contract;
pub mod convictions;
pub mod draft;
pub mod email;
pub mod episode;
mod flat;
pub mod flaw;
pub mod form;
pub mod headline;
pub mod health;
pub mod id;
pub mod identity;
pub mod instant;
pub mod likely_match;
pub mod nhs_number;
pub mod oversight;
pub mod page;
pub mod partial_date;
pub mod period;
pub mod phone;
pub mod postcode;
pub mod private;
pub mod problem;
pub mod reach;
pub mod record_view;
pub mod recorded;
pub mod registered;
pub mod restriction;
pub mod search;
pub mod service;
pub mod service_user;
pub mod sign_in;
pub mod staff;
pub mod take_on;
pub mod text;
pub mod tie;
pub mod timeline;
pub mod today;
pub mod trail;

pub use check::{Against, Check};
pub use flaw::{FieldFlaw, Flaw, Flaws, Pointer};
pub use private::Private;
pub use recorded::Recorded;

#[cfg(test)]
mod specimen;
