//! How to reach somebody, safely, and who stands by them.

use serde::{Deserialize, Serialize};

use crate::{Against, Check, Flaw, Flaws, form};

mod gp;
mod narrow;
mod next_of_kin;
mod way;

pub use gp::{Gp, GpForm, OdsCode};
pub use next_of_kin::{NextOfKin, NextOfKinForm, Relationship};
pub use way::{Way, WayForm, WayKind};

/// The most ways to reach somebody.
pub const MAX_WAYS: usize = 10;
/// The most next of kin.
pub const MAX_NEXT_OF_KIN: usize = 10;

form! {
    /// What somebody typed about how to reach a person.
    pub struct ReachForm {
        /// Ways to reach them, at most 10.
        #[schema(value_type = Vec<WayForm>, max_items = 10)]
        pub ways: Vec<WayForm>,
        /// Next of kin and others who matter, at most 10.
        #[schema(value_type = Vec<NextOfKinForm>, max_items = 10)]
        pub next_of_kin: Vec<NextOfKinForm>,
        /// Their general practice.
        #[schema(value_type = GpForm)]
        pub gp: GpForm,
    }
}

/// How to reach somebody, parsed and valid.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reach {
    /// Ways to reach them, at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
    /// Next of kin and others who matter, at most 10.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub next_of_kin: Vec<NextOfKin>,
    /// Their general practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gp: Option<Gp>,
}

impl Reach {
    /// The way to try first: the one marked so, else the first listed.
    pub fn preferred(&self) -> Option<&Way> {
        self.ways.iter().find(|way| *way.preferred.reveal()).or_else(|| self.ways.first())
    }
}

impl ReachForm {
    /// How to reach them, to record, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Reach, Flaws> {
        let mut check = Check::new();
        let noun = self.checked(&mut check, against);
        check.finish(Some(noun))
    }

    pub(crate) fn checked(&self, check: &mut Check, against: &Against<'_>) -> Reach {
        let ways = check.each("ways", MAX_WAYS, self.ways.as_ref(), |check, form| form.checked(check, against));
        let next_of_kin = check.each("next_of_kin", MAX_NEXT_OF_KIN, self.next_of_kin.as_ref(), |check, form| {
            form.checked(check, against)
        });
        let gp = check.part("gp", self.gp.as_ref(), |check, part| part.checked(check, against));
        if ways.iter().filter(|way| *way.preferred.reveal()).count() > 1 {
            check.flaw("ways", Flaw::Contradiction("Mark only one way as the one to try first"));
        }
        Reach { ways, next_of_kin, gp }
    }
}

#[cfg(test)]
mod tests;
