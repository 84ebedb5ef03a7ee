//! CRiiS: the server, and the commands that look after it.
//!
//! **Invariants**: a handler asks `store` for one operation and answers; it decides nothing about people
//! and looks at nothing personal. Keys are opened here, at start, and used by `store` alone.

mod access_log;
mod alert;
mod allowed;
mod answer;
mod api_client;
mod appointment;
mod background;
mod break_glass;
mod caseload;
mod checked_forms;
mod code_list;
mod command;
mod config;
mod contact;
mod contract;
mod cookie;
mod cors;
mod demo;
mod docs;
mod draft;
mod episode;
mod extract;
mod history;
mod limits;
mod mail;
mod me;
mod membership;
mod memory;
mod metrics;
mod oauth;
mod openapi;
mod opening;
mod oversight;
mod part;
mod probe;
mod problem;
mod provider;
mod qr_code;
mod request_id;
mod restriction;
mod routes;
mod security_headers;
mod security_txt;
mod server;
mod service;
mod service_user;
mod sign_in;
mod staff;
mod take_on;
mod terminal;
mod tie;
mod tls;
mod today;
mod token;
mod trail;
mod web_app;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    // Whatever this process writes is for its own user alone.
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    let said = command::Criis::parse().run();
    let Err(failure) = said else { return ExitCode::SUCCESS };
    eprintln!("criis: {failure}");
    ExitCode::FAILURE
}
