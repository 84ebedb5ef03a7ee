//! A worker's day in a real Chromium, on the real server with a demonstration's invented people.
//!
//! Journeys share one server, and each keeps to people of its own. One that fails leaves a picture in
//! `target/journeys`.

mod accessibility;
mod correct;
mod cross_site;
mod draft;
mod emergency;
mod expiry;
mod find;
mod keys;
mod lock;
mod oversight;
mod paper;
mod passkey;
mod phone;
mod policy;
mod record;
mod register;
mod restriction;
mod screens;
mod second_factor;
mod sign_in;
mod stage;
mod stale;
mod steps;
mod tabs;
mod today;
