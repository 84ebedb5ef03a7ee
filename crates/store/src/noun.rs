//! The permanent numbers of nouns: part of what a sealed value is bound to, so listed once, never reused.

use domain::access::Class;

/// A noun recorded about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Noun {
    /// Who they are.
    Identity,
    /// Their addresses.
    Addresses,
    /// How to reach them.
    Reach,
    /// Their health.
    Health,
    /// Convictions and orders.
    Convictions,
    /// A contact; ordered by when it began.
    Contact,
    /// A treatment episode; its instant is its opening day, once closed its closing day.
    Episode,
    /// An alert of class casework; its instant is since when it holds.
    Alert,
    /// An alert of class health.
    HealthAlert,
    /// An alert of class safeguarding.
    SafeguardingAlert,
    /// An alert of class convictions.
    ConvictionsAlert,
    /// An appointment; ordered by when it starts, with whom in `staff_id`.
    Appointment,
    /// A request to take them on, by the asking service.
    TakeOn,
    /// A restriction, open while it holds.
    Restriction,
    /// A declaration that the record is a member of staff's own or a relative's, by whom in `staff_id`.
    Declaration,
    /// A pattern worth a look that was found in a reading of the record, whose in `staff_id`, open until reviewed.
    Finding,
    /// A list of who has seen the record, as it was given to whose it is.
    SeenBy,
    /// A record opened in an emergency, open until it is reviewed, by whom in `staff_id`.
    Emergency,
    /// A draft, its author in `staff_id`.
    Draft,
    /// Headline of class identity.
    IdentityHeadline,
    /// Headline of class reach.
    ReachHeadline,
    /// Headline of class health.
    HealthHeadline,
    /// Headline of class convictions.
    ConvictionsHeadline,
    /// Headline of class casework.
    CaseworkHeadline,
    /// Headline of class safeguarding.
    SafeguardingHeadline,
}

use Noun as N;

impl Noun {
    /// Every noun.
    pub const ALL: &'static [Self] = &[
        N::Identity,
        N::Addresses,
        N::Reach,
        N::Health,
        N::Convictions,
        N::Contact,
        N::Episode,
        N::Alert,
        N::HealthAlert,
        N::SafeguardingAlert,
        N::ConvictionsAlert,
        N::Appointment,
        N::TakeOn,
        N::Draft,
        N::Restriction,
        N::Declaration,
        N::Emergency,
        N::Finding,
        N::SeenBy,
        N::IdentityHeadline,
        N::ReachHeadline,
        N::HealthHeadline,
        N::ConvictionsHeadline,
        N::CaseworkHeadline,
        N::SafeguardingHeadline,
    ];

    /// Permanent number.
    pub const fn number(self) -> i16 {
        match self {
            N::Identity => 1,
            N::Addresses => 2,
            N::Reach => 3,
            N::Health => 4,
            N::Convictions => 5,
            N::Contact => 6,
            N::Episode => 7,
            N::Alert => 8,
            N::HealthAlert => 9,
            N::SafeguardingAlert => 10,
            N::ConvictionsAlert => 11,
            N::Appointment => 12,
            N::TakeOn => 13,
            N::Draft => 14,
            N::Restriction => 15,
            N::Declaration => 16,
            N::Emergency => 19,
            N::Finding => 17,
            N::SeenBy => 18,
            N::IdentityHeadline => 21,
            N::ReachHeadline => 22,
            N::HealthHeadline => 23,
            N::ConvictionsHeadline => 24,
            N::CaseworkHeadline => 25,
            N::SafeguardingHeadline => 26,
        }
    }

    /// The noun of a number.
    pub fn from_number(number: i16) -> Option<Self> {
        Self::ALL.iter().copied().find(|noun| noun.number() == number)
    }

    /// The class whose key seals it.
    pub const fn class(self) -> Class {
        match self {
            N::Identity | N::IdentityHeadline => Class::Identity,
            N::Addresses | N::Reach | N::ReachHeadline => Class::Reach,
            N::Health | N::HealthAlert | N::HealthHeadline => Class::Health,
            N::Convictions | N::ConvictionsAlert | N::ConvictionsHeadline => Class::Convictions,
            N::Contact | N::Episode | N::Alert | N::Appointment | N::TakeOn | N::Draft | N::CaseworkHeadline => {
                Class::Casework
            }
            N::SafeguardingAlert
            | N::SafeguardingHeadline
            | N::Restriction
            | N::Declaration
            | N::Emergency
            | N::Finding
            | N::SeenBy => Class::Safeguarding,
        }
    }

    /// The alert noun of a class.
    pub const fn alert_of(class: Class) -> Self {
        match class {
            Class::Health => N::HealthAlert,
            Class::Safeguarding => N::SafeguardingAlert,
            Class::Convictions => N::ConvictionsAlert,
            Class::Identity | Class::Reach | Class::Casework => N::Alert,
        }
    }

    /// The headline noun of a class.
    pub const fn headline_of(class: Class) -> Self {
        match class {
            Class::Identity => N::IdentityHeadline,
            Class::Reach => N::ReachHeadline,
            Class::Health => N::HealthHeadline,
            Class::Convictions => N::ConvictionsHeadline,
            Class::Casework => N::CaseworkHeadline,
            Class::Safeguarding => N::SafeguardingHeadline,
        }
    }
}

/// A noun of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationNoun {
    /// A contract with a commissioner.
    Contract,
    /// A service, its contract as parent.
    Service,
    /// A member of staff.
    Staff,
    /// A member of staff's password.
    Credential,
    /// The secret of a member of staff's authenticator app.
    Totp,
    /// What belongs to a sign-in under way, or to a one-time link.
    Ceremony,
    /// Where a sign-in comes from.
    SessionOrigin,
    /// A passkey and what its owner calls it.
    Passkey,
    /// A program that asks in its own name.
    ApiClient,
    /// A pattern worth a look that is about nobody's record, whose in `parent_id`.
    Finding,
    /// That the ledger of a month was reviewed.
    Statement,
}

impl OrganisationNoun {
    /// Permanent number, apart from those of people's nouns.
    pub const fn number(self) -> i16 {
        match self {
            Self::Contract => 101,
            Self::Service => 102,
            Self::Staff => 103,
            Self::Credential => 104,
            Self::Totp => 105,
            Self::Ceremony => 106,
            Self::SessionOrigin => 107,
            Self::Passkey => 108,
            Self::ApiClient => 109,
            Self::Finding => 112,
            Self::Statement => 113,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_unique_and_lead_back() {
        for noun in Noun::ALL {
            assert_eq!(Noun::from_number(noun.number()), Some(*noun));
        }
    }

    #[test]
    fn a_headline_is_of_its_class() {
        for class in Class::ALL {
            assert!(Noun::headline_of(*class).class() == *class);
        }
    }
}
