//! An alert: what somebody must know before they meet this person.
//!
//! Its kind decides the class that it belongs to, so that a health alert is read by those who read
//! health; a change never moves it to another class.

use std::cmp::{Ordering, Reverse};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::access::Class;
use crate::code::{Code, CodeLists, List};
use crate::text::Line;
use crate::{Against, Check, Flaw, Flaws, Private, calendar, choice, form, lists};

lists! {
    /// What kind of alert; its group names the class.
    AlertKind = "alert_kind";
}

choice! {
    /// How much it matters.
    pub enum Level {
        /// Somebody could come to harm.
        Danger = "danger", "Important";
        /// Good to know before meeting them.
        Caution = "caution", "Caution";
    }
}

form! {
    /// What somebody typed about an alert.
    pub struct AlertForm {
        /// Code of the list `alert_kind`.
        #[schema(required, value_type = String, max_length = 16, example = "overdose")]
        pub kind: Private<String>,
        /// How much it matters.
        #[schema(required, value_type = Level)]
        pub level: Level,
        /// What to know and do, in a line.
        #[schema(required, value_type = String, max_length = 250)]
        pub words: Private<String>,
        /// Since which day it holds; not in the future.
        #[schema(required, value_type = NaiveDate, example = "2026-11-13")]
        pub since: Private<String>,
        /// The last day on which it holds, if that is known.
        #[schema(value_type = NaiveDate, example = "2027-02-13")]
        pub until: Private<String>,
    }
}

form! {
    /// What somebody typed to end an alert.
    pub struct EndForm {
        /// The day on which it ended; not before it began, not in the future.
        #[schema(required, value_type = NaiveDate, example = "2026-11-24")]
        pub ended_on: Private<String>,
        /// Why it no longer holds.
        #[schema(required, value_type = String, max_length = 250)]
        pub reason: Private<String>,
    }
}

/// An alert, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Alert {
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
    /// The last day on which it holds, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The day on which somebody ended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_on: Option<NaiveDate>,
    /// Why it was ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub end_reason: Option<Private<Line>>,
}

impl Alert {
    /// Whether it holds on a day: not ended, and not past its last day.
    pub fn holds_on(&self, today: NaiveDate) -> bool {
        self.ended_on.is_none() && self.until.is_none_or(|until| today <= until)
    }

    /// The order in which alerts are read: danger first, then the newest, then by kind.
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |alert: &Self| (alert.level, Reverse(alert.since));
        key(self).cmp(&key(other)).then_with(|| self.kind.cmp(&other.kind))
    }
}

/// The class of the alerts of a kind, from the group of its line in the list; a kind that the list no
/// longer knows is casework.
pub fn class_of(kind: &Code<AlertKind>, lists: &CodeLists) -> Class {
    let item = lists.items(AlertKind::NAME).iter().find(|item| item.code == kind.as_str());
    item.and_then(|item| item.group.as_deref()).and_then(Class::from_word).unwrap_or(Class::Casework)
}

impl AlertForm {
    /// The alert to raise, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Alert, Flaws> {
        let mut check = Check::new();
        let alert = self.alert(&mut check, against);
        check.finish(alert)
    }

    /// The changed alert, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; an ended alert stays as it was, and no change moves it to another class.
    pub fn check_change(&self, before: &Alert, against: &Against<'_>) -> Result<Alert, Flaws> {
        let mut check = Check::new();
        if before.ended_on.is_some() {
            check.flaw("kind", Flaw::Contradiction("This alert has ended. Raise a new one"));
        }
        let alert = self.alert(&mut check, against);
        let moved = alert
            .as_ref()
            .is_some_and(|alert| class_of(&alert.kind, against.lists) != class_of(&before.kind, against.lists));
        if moved {
            check.flaw(
                "kind",
                Flaw::Contradiction("Other people read alerts of that kind. End this alert and raise a new one"),
            );
        }
        check.finish(alert)
    }

    fn alert(&self, check: &mut Check, against: &Against<'_>) -> Option<Alert> {
        let today = against.today();
        let since = check.required("since", "since when it holds", self.since.as_ref(), |typed| {
            calendar::parse_past_day(typed, today)
        });
        let kind = check
            .required("kind", "what kind of alert it is", self.kind.as_ref(), |code| against.lists.parse(code, today));
        let level = check.required("level", "how much it matters", self.level.as_ref(), |level| Ok(*level));
        let words = check.required("words", "what to know and do", self.words.as_ref(), Line::parse);
        let until = check.optional("until", self.until.as_ref(), |typed| {
            let until = calendar::parse_day(typed)?;
            if since.is_some_and(|since| until < since) { Err(Flaw::EndBeforeStart) } else { Ok(until) }
        });
        Some(Alert {
            kind: kind?,
            level: level?,
            words: words?,
            since: since?,
            until,
            ended_on: None,
            end_reason: None,
        })
    }
}

impl EndForm {
    /// The alert ended, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; an alert ends once.
    pub fn check(&self, before: &Alert, against: &Against<'_>) -> Result<Alert, Flaws> {
        let mut check = Check::new();
        if before.ended_on.is_some() {
            check.flaw("ended_on", Flaw::Contradiction("This alert has ended already"));
        }
        let ended_on = check.required("ended_on", "the day on which it ended", self.ended_on.as_ref(), |typed| {
            let ended_on = calendar::parse_past_day(typed, against.today())?;
            if ended_on < before.since { Err(Flaw::EndBeforeStart) } else { Ok(ended_on) }
        });
        let reason = check.required("reason", "why it no longer holds", self.reason.as_ref(), Line::parse);
        check.finish(ended_on.zip(reason).map(|(ended_on, reason)| Alert {
            ended_on: Some(ended_on),
            end_reason: Some(reason),
            ..before.clone()
        }))
    }
}

#[cfg(test)]
mod tests;
