//! What a program may ask for: scopes, each the rows of one kind of record and one action.
//!
//! Nobody keeps a list of them. They are read off the access table, so that a new noun has its scopes as soon as it
//! has its rows.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Action, Class, Ground, Kind, Purpose, Role, Row, TABLE};
use crate::Flaw;

/// One scope of an API client: a kind of record, a class of data, an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The kind of record.
    pub kind: Kind,
    /// The class; none covers rows in which nothing personal is.
    pub class: Option<Class>,
    /// The action.
    pub action: Action,
}

impl Scope {
    /// The scope of a row, if programs may have it at all: what a recovery worker does for people, what an analyst
    /// reads, and the organisation that both take to understand it. Never what rests on being somebody (one's own
    /// sign-in, drafts, a step-up), and never what runs or oversees the organisation.
    pub fn of(row: &Row) -> Option<Self> {
        let is_work = row.roles.contains(&Role::RecoveryWorker) || row.roles.contains(&Role::Analyst);
        let is_open = match row.purpose {
            Purpose::DirectCare | Purpose::Figures => true,
            Purpose::Running | Purpose::Account => row.action == Action::Read && row.kind != Kind::Session,
            Purpose::Supervision | Purpose::Oversight | Purpose::ExternalAudit | Purpose::Operation => false,
        };
        let rests_on_somebody = row.step_up || row.ground == Ground::Own;
        let scope = Self { kind: row.kind, class: row.class, action: row.action };
        (is_work && is_open && !rests_on_somebody).then_some(scope)
    }

    /// Every scope there is, in the order of the table.
    pub fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for scope in TABLE.iter().filter_map(Self::of) {
            if !all.contains(&scope) {
                all.push(scope);
            }
        }
        all
    }

    /// Whether it names what a row does.
    pub fn covers(&self, row: &Row) -> bool {
        Self::of(row) == Some(*self)
    }

    /// Its permanent word: the noun as in addresses, a colon, the action.
    pub fn word(&self) -> String {
        format!("{}:{}", noun(self.kind), self.action.word())
    }

    /// What it allows, in the sentences of its rows.
    pub fn says(&self) -> String {
        let rows = TABLE.iter().filter(|row| self.covers(row));
        rows.map(|row| row.says).collect::<Vec<_>>().join(" ")
    }
}

/// A kind as addresses name it.
fn noun(kind: Kind) -> String {
    let word = kind.word().replace('_', "-");
    match kind {
        Kind::Figures => "activity".to_owned(),
        Kind::Identity | Kind::Reach | Kind::Health | Kind::Staff => word,
        _ if word.ends_with('s') => word,
        _ => format!("{word}s"),
    }
}

impl FromStr for Scope {
    type Err = Flaw;

    fn from_str(text: &str) -> Result<Self, Flaw> {
        let text = text.trim();
        Self::all().into_iter().find(|scope| scope.word() == text).ok_or(Flaw::UnknownScope)
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.word())
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::access::{ChangeMembership, DeclareOwn, KeepDraft, Operation, ReadHealth, ReadTrail, WhoAmI};

    #[test]
    fn each_has_a_word_of_its_own_that_leads_back() {
        let all = Scope::all();
        let words: BTreeSet<String> = all.iter().map(Scope::word).collect();
        assert_eq!(words.len(), all.len(), "rows of one kind and action are of one class");
        for scope in all {
            assert_eq!(scope.word().parse::<Scope>().ok(), Some(scope));
            assert!(scope.says().ends_with('.'), "{}", scope.word());
        }
    }

    #[test]
    fn they_are_named_as_addresses_name_the_nouns() {
        let words: Vec<String> = Scope::all().iter().map(Scope::word).collect();
        for word in ["contacts:read", "health:read", "service-users:search", "activity:read", "addresses:change"] {
            assert!(words.iter().any(|known| known == word), "{word} of {words:?}");
        }
        assert_eq!(Scope::of(&ReadHealth::ROW).unwrap().word(), "health:read");
    }

    #[test]
    fn what_rests_on_being_somebody_has_none() {
        for row in [WhoAmI::ROW, KeepDraft::ROW, ChangeMembership::ROW, DeclareOwn::ROW, ReadTrail::ROW] {
            assert_eq!(Scope::of(&row), None, "{}", row.operation);
        }
        assert!("ledger:read".parse::<Scope>().is_err());
    }
}
