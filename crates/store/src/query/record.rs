//! Records about people, whatever their noun: kept, revised, listed, their history.

use diesel::prelude::*;
use domain::Recorded;
use domain::access::Operation;
use domain::id::{PersonId, StaffId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{Unit, dialect};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::page::Cursor;
use crate::person::Person;
use crate::row::{Clear, LAYOUT, RecordRow, RevisionRow};
use crate::schema::{record, revision};
use crate::sql::{Key, keyed};

/// Keep a new record.
pub fn insert<T: Serialize>(
    unit: &mut Unit<'_>,
    person: &Person,
    noun: Noun,
    id: Uuid,
    clear: Clear,
    by: StaffId,
    content: &T,
) -> Result<RecordRow, Error> {
    let mut row = RecordRow {
        id: Key(id),
        person_id: Key(person.id),
        noun: noun.number(),
        class: i16::from(noun.class().number()),
        version: 1,
        layout: LAYOUT,
        happened_at: clear.happened_at,
        service_id: keyed(clear.service),
        staff_id: keyed(clear.staff),
        open: clear.open,
        recorded_at: unit.now.into(),
        recorded_by: Key(by),
        sealed: Vec::new(),
    };
    person.seal(&mut row, content)?;
    diesel::insert_into(record::table).values(&row).execute(unit.conn)?;
    unit.wrote_record(&row);
    Ok(row)
}

/// Keep a new version of a record; the old one becomes a revision.
pub fn revise<T: Serialize>(
    unit: &mut Unit<'_>,
    person: &Person,
    old: RecordRow,
    expected: u32,
    clear: Clear,
    by: StaffId,
    content: &T,
) -> Result<RecordRow, Error> {
    let old = self::expected(old, expected)?;
    let row = replace(unit, person, &old, clear, by, content)?;
    diesel::insert_into(revision::table).values(RevisionRow::of(old, unit.now.into())).execute(unit.conn)?;
    Ok(row)
}

/// A record, if it is at the version that the caller saw: asked before a form is checked against it.
pub fn expected(row: RecordRow, version: u32) -> Result<RecordRow, Error> {
    if row.version() == version { Ok(row) } else { Err(row.stale()) }
}

/// Put a new version in the old one's place without keeping the old: headlines and drafts.
pub fn replace<T: Serialize>(
    unit: &mut Unit<'_>,
    person: &Person,
    old: &RecordRow,
    clear: Clear,
    by: StaffId,
    content: &T,
) -> Result<RecordRow, Error> {
    let mut row = RecordRow {
        version: old.version + 1,
        happened_at: clear.happened_at,
        service_id: keyed(clear.service),
        staff_id: keyed(clear.staff),
        open: clear.open,
        recorded_at: unit.now.into(),
        recorded_by: Key(by),
        sealed: Vec::new(),
        ..old.clone()
    };
    person.seal(&mut row, content)?;
    let changed = diesel::update(record::table.find(old.id).filter(record::version.eq(old.version)))
        .set(&row)
        .execute(unit.conn)?;
    if changed == 0 {
        // Somebody else was first; what they made is read again.
        let present: RecordRow = record::table.find(old.id).select(RecordRow::as_select()).first(unit.conn)?;
        return Err(present.stale());
    }
    unit.wrote_record(&row);
    Ok(row)
}

/// A record of a person by its id, if it is of this noun.
pub fn find(unit: &mut Unit<'_>, person: PersonId, noun: Noun, id: Uuid) -> Result<RecordRow, Error> {
    Ok(record::table
        .find(Key(id))
        .filter(record::person_id.eq(Key(person)))
        .filter(record::noun.eq(noun.number()))
        .select(RecordRow::as_select())
        .first(unit.conn)?)
}

/// A record of a noun by its id alone, where whose it is comes out of it.
pub fn by_id(unit: &mut Unit<'_>, noun: Noun, id: Uuid) -> Result<Option<RecordRow>, Error> {
    Ok(record::table
        .find(Key(id))
        .filter(record::noun.eq(noun.number()))
        .select(RecordRow::as_select())
        .first(unit.conn)
        .optional()?)
}

/// A person's one record of a noun that has one.
pub fn single(unit: &mut Unit<'_>, person: PersonId, noun: Noun) -> Result<RecordRow, Error> {
    Ok(record::table
        .filter(record::person_id.eq(Key(person)))
        .filter(record::noun.eq(noun.number()))
        .select(RecordRow::as_select())
        .first(unit.conn)?)
}

/// A person's records of several nouns, each of which they have few.
pub fn several(unit: &mut Unit<'_>, person: PersonId, nouns: &[Noun]) -> Result<Vec<RecordRow>, Error> {
    Ok(record::table
        .filter(record::person_id.eq(Key(person)))
        .filter(dialect::any_of(nouns))
        .order((record::happened_at.desc(), record::id.desc()))
        .select(RecordRow::as_select())
        .load(unit.conn)?)
}

/// Records of several people, each of a noun that they have few of.
pub fn of_people(unit: &mut Unit<'_>, people: &[PersonId], nouns: &[Noun]) -> Result<Vec<RecordRow>, Error> {
    let numbers: Vec<i16> = nouns.iter().map(|noun| noun.number()).collect();
    let mut rows = Vec::new();
    for batch in people.chunks(500) {
        rows.extend(
            record::table
                .filter(record::person_id.eq_any(batch.iter().copied().map(Key)))
                .filter(record::noun.eq_any(numbers.clone()))
                .select(RecordRow::as_select())
                .load::<RecordRow>(unit.conn)?,
        );
    }
    Ok(rows)
}

/// At most `limit` of a person's records of a noun, newest first, after `cursor`.
pub fn page(
    unit: &mut Unit<'_>,
    person: PersonId,
    noun: Noun,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<RecordRow>, Error> {
    page_with(unit, person, noun, None, cursor, limit)
}

/// The same, of those that are with one member of staff if one is named.
pub fn page_with(
    unit: &mut Unit<'_>,
    person: PersonId,
    noun: Noun,
    staff: Option<StaffId>,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<Vec<RecordRow>, Error> {
    let mut found = record::table
        .filter(record::person_id.eq(Key(person)))
        .filter(record::noun.eq(noun.number()))
        .select(RecordRow::as_select())
        .into_boxed();
    if let Some(staff) = staff {
        found = found.filter(record::staff_id.eq(Key(staff)));
    }
    if let Some(Cursor { at, id }) = cursor {
        found = found.filter(record::happened_at.lt(at).or(record::happened_at.eq(at).and(record::id.lt(Key(id)))));
    }
    Ok(found.order((record::happened_at.desc(), record::id.desc())).limit(limit).load(unit.conn)?)
}

/// Every version of a record, newest first.
pub fn history(unit: &mut Unit<'_>, present: RecordRow) -> Result<Vec<RecordRow>, Error> {
    let earlier: Vec<RevisionRow> = revision::table
        .filter(revision::record_id.eq(present.id))
        .order(revision::version.desc())
        .select(RevisionRow::as_select())
        .load(unit.conn)?;
    Ok(std::iter::once(present).chain(earlier.into_iter().map(RevisionRow::into_record)).collect())
}

/// Delete a record outright: drafts.
pub fn delete(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Error> {
    diesel::delete(record::table.find(Key(id))).execute(unit.conn)?;
    Ok(())
}

/// A row's content with who recorded it when.
pub fn recorded<T: DeserializeOwned>(person: &Person, row: &RecordRow) -> Result<Recorded<T>, Error> {
    Ok(Recorded {
        id: row.id.0,
        version: row.version(),
        recorded_at: row.recorded_at.0,
        recorded_by: row.recorded_by.0,
        withheld: Vec::new(),
        content: person.open(row)?,
    })
}

/// Note in the ledger which record of a person was read.
pub fn read<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, person: &Person, id: Uuid) {
    unit.enter(access, Some(person.role), vec![person.id]).row.record_id = Some(Key(id));
}

/// Note in the ledger which version of a record was written, with the digest of its sealed row.
pub fn note<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, person: &Person, row: &RecordRow) {
    let entry = unit.enter(access, Some(person.role), vec![person.id]);
    entry.row.record_id = Some(row.id);
    entry.row.record_version = Some(row.version);
    entry.row.service_id = row.service_id;
    entry.row.class = row.class;
    entry.row.digest = Some(row.digest().to_vec());
}
