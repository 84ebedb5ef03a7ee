//! Who is looked for while somebody types a registration.

use super::{FullName, Particulars};
use crate::Against;
use crate::Private;
use crate::identity::{Identity, IdentityForm};
use crate::text::Name;

/// As much of somebody as is typed, where it is enough to compare.
#[derive(Clone)]
pub enum Sought {
    /// All that an identity takes.
    Whole(Box<Identity>),
    /// A full name, as long as no right birth date is typed: it matches only one that is the same.
    NameAlone {
        /// Given names.
        given: Private<Name>,
        /// Family name.
        family: Private<Name>,
    },
}

impl Sought {
    /// What is looked for with a form as far as it is typed; none where that is too little.
    pub fn of(form: &IdentityForm, against: &Against<'_>) -> Option<Self> {
        if let Ok(identity) = form.check(against) {
            return Some(Self::Whole(Box::new(identity)));
        }
        let name = |typed: &Option<Private<String>>| Name::parse(typed.as_ref()?).ok();
        Some(Self::NameAlone { given: name(&form.given_names)?, family: name(&form.family_name)? })
    }

    /// What is compared.
    pub fn particulars(&self) -> Particulars<'_> {
        match self {
            Self::Whole(identity) => Particulars::of(identity),
            Self::NameAlone { given, family } => Particulars {
                names: vec![FullName { given: given.reveal().as_str(), family: family.reveal().as_str() }],
                born: None,
                born_estimated: false,
                nhs_number: None,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::likely_match::{Reason, Strength, compare};
    use crate::specimen::{against, identity, typed};

    fn sought(given: Option<&str>, family: Option<&str>, born: Option<&str>) -> Option<Sought> {
        let form = IdentityForm {
            given_names: given.and_then(typed),
            family_name: family.and_then(typed),
            birth_date: born.and_then(typed),
            ..IdentityForm::default()
        };
        Sought::of(&form, &against())
    }

    #[test]
    fn before_a_birth_date_is_typed_one_full_name_is_worth_a_look() {
        let known = identity("Rowan", "Sampleson");
        for born in [None, Some("14 1"), Some("31 2 1985")] {
            let sought = sought(Some("rowan"), Some("SAMPLESON"), born).unwrap();
            let found = compare(&sought.particulars(), &Particulars::of(&known)).unwrap();
            assert!(found.strength == Strength::Possible && found.reasons == [Reason::SameName], "{born:?}");
        }
    }

    #[test]
    fn before_a_birth_date_is_typed_a_similar_name_says_nothing() {
        let known = identity("Rowan", "Sampleson");
        for (given, family) in [("Rowen", "Sampleson"), ("Rowan", "Sampelson"), ("Kit", "Sampleson")] {
            let sought = sought(Some(given), Some(family), None).unwrap();
            assert!(compare(&sought.particulars(), &Particulars::of(&known)).is_none(), "{given} {family}");
        }
    }

    #[test]
    fn half_a_name_is_too_little() {
        assert!(sought(Some("Rowan"), None, None).is_none() && sought(None, Some("Sampleson"), None).is_none());
    }

    #[test]
    fn with_a_birth_date_it_is_the_whole_that_counts() {
        let other = sought(Some("Rowan"), Some("Sampleson"), Some("1 1 1950")).unwrap();
        assert!(compare(&other.particulars(), &Particulars::of(&identity("Rowan", "Sampleson"))).is_none());
    }
}
