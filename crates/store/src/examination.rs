//! What `criis doctor` found: by id and class alone, never content.

use domain::access::Class;
use domain::id::PersonId;
use uuid::Uuid;

/// What was looked at, and what was wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examination {
    /// How many people.
    pub people: usize,
    /// How many sealed rows, earlier versions included.
    pub rows: usize,
    /// What was wrong.
    pub faults: Vec<Fault>,
}

/// Something that is not as it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whose record.
    pub person: PersonId,
    /// Which class, where it is of one.
    pub class: Option<Class>,
    /// What.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The person's key does not unwrap, so nothing of theirs opens.
    Key,
    /// This version of this record does not open or does not read.
    Row {
        /// The record.
        record: Uuid,
        /// The version.
        version: u32,
    },
    /// The stored headline of the class is not what the class makes.
    Headline,
    /// A part of the record that everybody has is missing, so no headline can be made.
    Missing,
}

impl Examination {
    /// Both together.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.people += other.people;
        self.rows += other.rows;
        self.faults.extend(other.faults);
        self
    }
}
