//! Classes of personal data.

use crate::choice;

choice! {
    /// A class of personal data, with a key of its own for every person (DPA 2018 treats them apart).
    pub enum Class {
        /// Names, birth date, identifiers.
        Identity = "identity", "Who they are";
        /// Addresses, telephone numbers, next of kin.
        Reach = "reach", "How to reach them";
        /// Health, medication, substances (UK GDPR Art 9).
        Health = "health", "Health";
        /// Offences, court orders (UK GDPR Art 10).
        Convictions = "convictions", "Convictions and orders";
        /// Contacts, episodes, appointments.
        Casework = "casework", "Casework";
        /// Concerns for the safety of somebody.
        Safeguarding = "safeguarding", "Safeguarding";
    }
}

/// Some of the classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u8);

impl Classes {
    /// None of them.
    pub const NONE: Self = Self(0);
    /// All of them.
    pub const ALL: Self = Self(u8::MAX);

    /// These, and another.
    #[must_use]
    pub const fn with(self, class: Class) -> Self {
        Self(self.0 | 1 << class.number())
    }

    /// These, and others.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// As a number, one bit for each class's own.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Those of a number.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits)
    }

    /// Whether a class is among them.
    pub const fn has(self, class: Class) -> bool {
        self.0 & 1 << class.number() != 0
    }
}

impl Class {
    /// Permanent number, part of key derivation: never reused.
    pub const fn number(self) -> u8 {
        match self {
            Self::Identity => 1,
            Self::Reach => 2,
            Self::Health => 3,
            Self::Convictions => 4,
            Self::Casework => 5,
            Self::Safeguarding => 6,
        }
    }

    /// The class of a number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|class| class.number() == number)
    }
}
