//! Which services may open a person. Few different sets occur, so each is kept once and asked about once.

use std::cell::RefCell;
use std::collections::HashMap;

use uuid::Uuid;

/// A set of services, by number.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct ServiceSet(u32);

impl ServiceSet {
    /// Nobody may see a person who was removed.
    pub(super) const REMOVED: Self = Self(u32::MAX);
}

/// Every different set of services that somebody has or had.
#[derive(Default)]
pub(super) struct ServiceSets {
    sets: Vec<Box<[Uuid]>>,
    ids: HashMap<Box<[Uuid]>, u32>,
}

impl ServiceSets {
    /// The number of a set; order and repetition do not matter.
    pub(super) fn intern(&mut self, mut services: Vec<Uuid>) -> ServiceSet {
        services.sort_unstable();
        services.dedup();
        if let Some(id) = self.ids.get(services.as_slice()) {
            return ServiceSet(*id);
        }
        let id = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        let services: Box<[Uuid]> = services.into();
        self.sets.push(services.clone());
        self.ids.insert(services, id);
        ServiceSet(id)
    }

    /// The services of a set, sorted; none for people removed.
    pub(super) fn services(&self, set: ServiceSet) -> &[Uuid] {
        self.sets.get(set.0 as usize).map_or(&[], |services| services)
    }
}

/// Who is visible in one search: the caller's rule, asked at most once for each set.
pub(super) struct Visible<'a, F> {
    sets: &'a ServiceSets,
    may_see: F,
    answers: RefCell<Vec<Option<bool>>>,
}

impl<'a, F: Fn(&[Uuid]) -> bool> Visible<'a, F> {
    pub(super) fn new(sets: &'a ServiceSets, may_see: F) -> Self {
        Self { sets, may_see, answers: RefCell::new(vec![None; sets.sets.len()]) }
    }

    /// Whether people with these services may be shown. Never those removed.
    pub(super) fn shows(&self, set: ServiceSet) -> bool {
        let known = self.answers.borrow().get(set.0 as usize).copied();
        match known {
            None => false,
            Some(Some(answer)) => answer,
            Some(None) => {
                let answer = (self.may_see)(self.sets.services(set));
                if let Some(place) = self.answers.borrow_mut().get_mut(set.0 as usize) {
                    *place = Some(answer);
                }
                answer
            }
        }
    }
}
