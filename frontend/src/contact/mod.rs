//! Contacts: what happened, and recording it beside what one reads.

mod entry;
mod fields;
mod how;
mod interventions;
mod outcome;
mod panel;
mod questions;
mod quick;
mod recorded;
mod sending;
mod start;
mod timeline;

pub(crate) use self::entry::Entry;
pub(crate) use self::panel::ContactPanel;
pub(crate) use self::timeline::Timeline;
