//! A person opened for one caller: the only way to their sealed records.

use std::cell::OnceCell;

use domain::access::{Class, Role, Sight, sight};
use domain::id::PersonId;
use serde::Serialize;
use serde::de::DeserializeOwned;
use vault::{ClassKey, PersonKey, Place};

use crate::bonds::Bonds;
use crate::error::Error;
use crate::payload;
use crate::row::RecordRow;

/// A person whom the caller may open, with their key. Made by `query::person::admit` alone.
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The role that the caller acts in.
    pub role: Role,
    /// What ties the caller to them.
    pub bonds: Bonds,
    key: PersonKey,
    /// The keys of their classes, each derived when it is first needed: a page opens fifty rows of one class.
    class_keys: [OnceCell<Box<ClassKey>>; CLASSES],
}

/// Classes are numbered from 1.
const CLASSES: usize = Class::ALL.len();

impl Person {
    /// Wrap what `query::person` found and decided.
    pub(crate) const fn new(id: PersonId, role: Role, bonds: Bonds, key: PersonKey) -> Self {
        Self { id, role, bonds, key, class_keys: [const { OnceCell::new() }; CLASSES] }
    }

    /// How much of a class the caller sees, in the role that they act in.
    pub const fn sight(&self, class: Class) -> Sight {
        sight(self.role, class)
    }

    /// Seal `content` into `row`, bound to the row's clear columns as they are now.
    pub(crate) fn seal<T: Serialize>(&self, row: &mut RecordRow, content: &T) -> Result<(), Error> {
        let bytes = payload::write(content)?;
        row.sealed = self.bound(row, |key, place| Ok(key.seal(place, &bytes)?))?;
        Ok(())
    }

    /// Open what is sealed in `row`.
    pub(crate) fn open<T: DeserializeOwned>(&self, row: &RecordRow) -> Result<T, Error> {
        let bytes = self.bound(row, |key, place| Ok(key.open(place, &row.sealed)?))?;
        payload::read(&bytes)
    }

    fn bound<R>(
        &self,
        row: &RecordRow,
        act: impl FnOnce(&ClassKey, &Place<'_>) -> Result<R, Error>,
    ) -> Result<R, Error> {
        let class = u8::try_from(row.class).ok().and_then(Class::from_number);
        let class = class.ok_or_else(|| Error::Keys(format!("class {} is not known", row.class)))?;
        let number = row.noun()?.number().cast_unsigned();
        let happened = row.happened_at.micros().to_be_bytes();
        let recorded = row.recorded_at.micros().to_be_bytes();
        let service = row.service_id.map(|id| id.0.0.into_bytes());
        let staff = row.staff_id.map(|id| id.0.0.into_bytes());
        let clear: [&[u8]; 6] = [
            &happened,
            service.as_ref().map_or(&[], |id| id.as_slice()),
            staff.as_ref().map_or(&[], |id| id.as_slice()),
            &[u8::from(row.open)],
            &recorded,
            row.recorded_by.0.0.as_bytes(),
        ];
        let place = Place {
            number,
            person: self.id.0,
            record: row.id.0,
            version: row.version(),
            class: class.number(),
            layout: u8::try_from(row.layout).unwrap_or_default(),
            clear: &clear,
        };
        act(self.class_key(class)?, &place)
    }

    fn class_key(&self, class: Class) -> Result<&ClassKey, Error> {
        let place = usize::from(class.number()).checked_sub(1);
        let held = place.and_then(|place| self.class_keys.get(place));
        let held = held.ok_or_else(|| Error::Keys(format!("class {} has no key", class.number())))?;
        Ok(held.get_or_init(|| Box::new(self.key.class_key(self.id.0, class.number()))))
    }
}
