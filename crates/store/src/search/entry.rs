//! What the index is told about one person.

use uuid::Uuid;

/// One person as the index knows them: only what people are found by, and who may find them.
///
/// It prints nowhere: neither this nor anything it is made of implements `Debug` or `Display`.
#[derive(Clone)]
pub struct Entry {
    /// The service user.
    pub person: Uuid,
    /// Every full name they have or had. [`Matched::Name`](super::Matched) counts in this order.
    pub names: Vec<NameEntry>,
    /// When they were born, as far as is known.
    pub born: Option<BornEntry>,
    /// The ten digits of their NHS number, as one number.
    pub nhs_number: Option<u64>,
    /// The services that may open them; nobody finds a person who has none, unless `may_see` says so.
    pub services: Vec<Uuid>,
}

/// A full name, given names and family name together, in the order in which it is said.
#[derive(Clone)]
pub struct NameEntry {
    /// The name as it was recorded; the index folds it.
    pub words: String,
    /// What sort of name it is.
    pub kind: NameKind,
}

/// How a name belongs to its person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// The name they have.
    Current,
    /// A name they had.
    Previous,
    /// What they like to be called.
    Preferred,
}

/// A birth date: a day, a month or a year, perhaps a guess.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BornEntry {
    /// The year, 1 to 4095; others are taken as not known.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: Option<u8>,
    /// The day, 1 to 31; left out where there is no month.
    pub day: Option<u8>,
    /// Somebody guessed: years that are close agree too.
    pub estimated: bool,
}
