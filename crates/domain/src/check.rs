//! From a form to a noun: every field checked, every flaw named.

use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, Utc};

use crate::Private;
use crate::code::CodeLists;
use crate::flaw::{Flaw, Flaws, Pointer};
use crate::instant;

/// What a form is checked against: the code lists and the time. Time comes in, for `domain` has no clock.
#[derive(Clone, Copy)]
pub struct Against<'a> {
    /// The code lists in force.
    pub lists: &'a CodeLists,
    /// The present instant.
    pub now: DateTime<Utc>,
}

impl Against<'_> {
    /// The present day in London.
    pub fn today(&self) -> NaiveDate {
        instant::london_day(self.now)
    }
}

/// Nothing typed, in the several ways that a form can say so.
pub trait Blank {
    /// Whether it counts as nothing typed.
    fn is_blank(&self) -> bool;
}

impl Blank for crate::Private<String> {
    fn is_blank(&self) -> bool {
        self.reveal().trim().is_empty()
    }
}

impl Blank for String {
    fn is_blank(&self) -> bool {
        self.trim().is_empty()
    }
}

macro_rules! never_blank {
    ($($what:ty),*) => { $(impl Blank for $what { fn is_blank(&self) -> bool { false } })* };
}
never_blank!(bool, u32, i64, uuid::Uuid, crate::Private<bool>, crate::Private<u32>, crate::Private<i64>);

/// The rule of a whole number within a range, for [`Check::required`] and [`Check::optional`].
pub fn whole_number(range: RangeInclusive<u32>) -> impl Fn(&Private<u32>) -> Result<Private<u32>, Flaw> {
    move |typed| {
        if range.contains(typed.reveal()) {
            return Ok(typed.clone());
        }
        Err(Flaw::OutOfRange(i64::from(*range.start()), i64::from(*range.end())))
    }
}

/// The checking of one form, gathering flaws as it goes.
#[derive(Default)]
pub struct Check {
    at: Pointer,
    flaws: Flaws,
}

impl Check {
    /// Begin at the form's root.
    pub fn new() -> Self {
        Self::default()
    }

    /// A field that must be filled. `what` completes the sentence "Enter …".
    pub fn required<T: Blank, U>(
        &mut self,
        name: &str,
        what: &'static str,
        typed: Option<&T>,
        parse: impl FnOnce(&T) -> Result<U, Flaw>,
    ) -> Option<U> {
        let Some(typed) = typed.filter(|typed| !typed.is_blank()) else {
            self.flaw(name, Flaw::Missing(what));
            return None;
        };
        self.parsed(name, parse(typed))
    }

    /// A field that may be left empty.
    pub fn optional<T: Blank, U>(
        &mut self,
        name: &str,
        typed: Option<&T>,
        parse: impl FnOnce(&T) -> Result<U, Flaw>,
    ) -> Option<U> {
        let typed = typed.filter(|typed| !typed.is_blank())?;
        self.parsed(name, parse(typed))
    }

    /// A list of at most `most` entries, each checked in its own place.
    pub fn each<T, U>(
        &mut self,
        name: &str,
        most: usize,
        entries: Option<&Vec<T>>,
        mut check: impl FnMut(&mut Self, &T) -> Option<U>,
    ) -> Vec<U> {
        let Some(entries) = entries else { return Vec::new() };
        if entries.len() > most {
            self.flaw(name, Flaw::TooMany(most));
            return Vec::new();
        }
        let list = self.at.field(name);
        let mut checked = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let outer = std::mem::replace(&mut self.at, list.entry(index));
            checked.extend(check(self, entry));
            self.at = outer;
        }
        checked
    }

    /// A list of at most `most` single values, each parsed in its own place; blank ones are left out.
    pub fn values<T: Blank, U>(
        &mut self,
        name: &str,
        most: usize,
        values: Option<&Vec<T>>,
        parse: impl Fn(&T) -> Result<U, Flaw>,
    ) -> Vec<U> {
        self.each(name, most, values, |check, value| {
            if value.is_blank() {
                return None;
            }
            parse(value).map_err(|flaw| check.flaws.add(check.at.clone(), flaw)).ok()
        })
    }

    /// A part of the form with fields of its own.
    pub fn within<T, U>(&mut self, name: &str, part: &T, check: impl FnOnce(&mut Self, &T) -> Option<U>) -> Option<U> {
        let inner = self.at.field(name);
        let outer = std::mem::replace(&mut self.at, inner);
        let checked = check(self, part);
        self.at = outer;
        checked
    }

    /// A part that may be left out; one in which nothing was typed counts as left out.
    pub fn part<T: Default + PartialEq, U>(
        &mut self,
        name: &str,
        part: Option<&T>,
        check: impl FnOnce(&mut Self, &T) -> Option<U>,
    ) -> Option<U> {
        let part = part.filter(|part| **part != T::default())?;
        self.within(name, part, check)
    }

    /// Note a flaw of a field.
    pub fn flaw(&mut self, name: &str, flaw: Flaw) {
        self.flaws.add(self.at.field(name), flaw);
    }

    /// The noun if nothing was wrong, else every flaw.
    ///
    /// # Errors
    /// The flaws gathered.
    pub fn finish<N>(self, noun: Option<N>) -> Result<N, Flaws> {
        debug_assert!(noun.is_some() || !self.flaws.is_empty(), "a form without a flaw makes its noun");
        match noun {
            Some(noun) if self.flaws.is_empty() => Ok(noun),
            _ => Err(self.flaws),
        }
    }

    fn parsed<U>(&mut self, name: &str, parsed: Result<U, Flaw>) -> Option<U> {
        parsed.map_err(|flaw| self.flaw(name, flaw)).ok()
    }
}
