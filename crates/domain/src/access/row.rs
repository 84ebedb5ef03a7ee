//! A row of the table.

use super::{Action, Class, Kind, Purpose, Role, Scope};

/// What the right rests on, beside the role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The organisation as a whole, in whatever service the role is held.
    Organisation,
    /// A service in which the role is held.
    Service,
    /// A person: for roles of a service one whom it works with now or did within 90 days, for volunteers one
    /// whom they are given, for auditors one who is named to them; never one who is restricted to others.
    Person,
    /// What the caller made: drafts, sessions.
    Own,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Permanent word for the operation, in the ledger and the documentation.
    pub operation: &'static str,
    /// What it does, in a sentence.
    pub says: &'static str,
    /// What is acted on.
    pub kind: Kind,
    /// What is done.
    pub action: Action,
    /// The class that is opened or written; none where nothing personal is.
    pub class: Option<Class>,
    /// What it is for.
    pub purpose: Purpose,
    /// Roles that may.
    pub roles: &'static [Role],
    /// What else it takes.
    pub ground: Ground,
    /// Whether it takes a step-up sign-in within the last [`STEP_UP_MINUTES`](Self::STEP_UP_MINUTES).
    pub step_up: bool,
    /// Whether a break-glass grant can stand in for the ground.
    pub break_glass: bool,
}

impl Row {
    /// For how many minutes a step-up sign-in holds.
    pub const STEP_UP_MINUTES: i64 = 10;

    /// Whether a role may ask for it at all. Programs have no rows of their own: theirs are those with a scope.
    pub fn is_for(&self, role: Role) -> bool {
        match role {
            Role::ApiClient => Scope::of(self).is_some(),
            _ => self.roles.contains(&role),
        }
    }

    /// A row without flags, which the table fills in.
    pub(super) const PLAIN: Self = Self {
        operation: "",
        says: "",
        kind: Kind::System,
        action: Action::Operate,
        class: None,
        purpose: Purpose::Operation,
        roles: &[],
        ground: Ground::Own,
        step_up: false,
        break_glass: false,
    };
}

/// The marker of a row.
pub trait Operation: Send + Sync + 'static {
    /// Its row.
    const ROW: Row;
}
