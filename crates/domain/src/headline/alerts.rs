//! Alerts as lists and the banner show them.

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Headlines;
use crate::Private;
use crate::alert::{Alert, AlertKind, Level};
use crate::code::Code;
use crate::id::{AlertId, StaffId};
use crate::text::Line;

/// An alert in a line.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AlertLine {
    /// Which.
    pub id: AlertId,
    /// Code of the list `alert_kind`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: Code<AlertKind>,
    /// How much it matters.
    pub level: Level,
    /// What to know and do.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub words: Private<Line>,
    /// Since which day it holds.
    pub since: NaiveDate,
    /// Who raised it; none where the headline was written before it said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_by: Option<StaffId>,
    /// The last day on which it holds, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// An alert with what its record says beside it.
#[derive(Clone, Copy)]
pub struct RaisedAlert<'a> {
    /// Which.
    pub id: AlertId,
    /// Who raised it.
    pub by: StaffId,
    /// What it says.
    pub alert: &'a Alert,
}

impl AlertLine {
    /// Whether it holds on a day.
    pub fn holds_on(&self, today: NaiveDate) -> bool {
        self.until.is_none_or(|until| today <= until)
    }
}

impl Headlines {
    /// The alerts that hold on a day, of every class that the reader has, as they are read: danger first,
    /// then the newest.
    pub fn alerts_on(&self, today: NaiveDate) -> Vec<AlertLine> {
        let casework = self.casework.iter().flat_map(|headline| &headline.alerts);
        let health = self.health.iter().flat_map(|headline| &headline.alerts);
        let convictions = self.convictions.iter().flat_map(|headline| &headline.alerts);
        let safeguarding = self.safeguarding.iter().flat_map(|headline| &headline.alerts);
        let all = casework.chain(health).chain(convictions).chain(safeguarding);
        let mut lines: Vec<AlertLine> = all.filter(|alert| alert.holds_on(today)).cloned().collect();
        sort(&mut lines);
        lines
    }
}

/// The alerts of one class that nobody has ended, as they are read.
pub(super) fn lines<'a>(alerts: impl IntoIterator<Item = RaisedAlert<'a>>) -> Vec<AlertLine> {
    let open = alerts.into_iter().filter(|raised| raised.alert.ended_on.is_none());
    let mut lines: Vec<AlertLine> = open
        .map(|RaisedAlert { id, by, alert }| AlertLine {
            id,
            kind: alert.kind.clone(),
            level: alert.level,
            words: alert.words.clone(),
            since: alert.since,
            raised_by: Some(by),
            until: alert.until,
        })
        .collect();
    sort(&mut lines);
    lines
}

fn sort(lines: &mut [AlertLine]) {
    lines.sort_by(|a, b| {
        let key = |line: &AlertLine| (line.level, Reverse(line.since));
        key(a).cmp(&key(b)).then_with(|| a.kind.cmp(&b.kind)).then_with(|| a.id.cmp(&b.id))
    });
}
