//! The parts of a record: read, changed, their history.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::access::Sight;
use domain::id::PersonId;
use domain::identity::Identity;
use domain::instant::london_day;
use domain::partial_date::PartialDate;
use domain::{Flaw, Recorded};

use super::{Unit, headline, person, record, restriction, service_user};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::part::Part;
use crate::person::Person;
use crate::row::{Clear, RecordRow};
use crate::schema;
use crate::sql::{Instant, Key};

/// Read a part.
pub fn read<P: Part>(unit: &mut Unit<'_>, access: &Access<P::Read>, who: PersonId) -> Result<Recorded<P>, Error> {
    let person = person::admit(unit, access, who)?;
    let row = record::single(unit, who, P::NOUN)?;
    record::read(unit, access, &person, row.id.0);
    seen(unit, &person, &row)
}

/// Change a part; the version before is kept.
pub fn change<P: Part>(
    unit: &mut Unit<'_>,
    access: &Access<P::Change>,
    content: &P,
    who: PersonId,
    version: u32,
) -> Result<Recorded<P>, Error> {
    let person = person::admit(unit, access, who)?;
    let old = record::expected(record::single(unit, who, P::NOUN)?, version)?;
    if let Some(born) = content.born() {
        not_after_work(unit, who, born)?;
    } else {
        let flaws = content.before_birth(born(unit, &person)?, london_day(unit.now));
        if !flaws.is_empty() {
            return Err(flaws.into());
        }
    }
    let clear = Clear::at(unit.now.into());
    let content = kept(unit, &person, &old, content)?;
    // Said again, it undoes nobody's decision to lift the restriction.
    let comes_to_work_here = content.works_here() && !person.open::<P>(&old)?.works_here();
    let row = record::revise(unit, &person, old, version, clear, access.staff(), &content)?;
    headline::refresh(unit, &person, P::NOUN.class(), access.staff())?;
    if P::NOUN == Noun::Identity {
        service_user::reindex(unit, &person)?;
        if comes_to_work_here {
            restriction::by_default(unit, &person, access.staff())?;
        }
    }
    record::note(unit, access, &person, &row);
    seen(unit, &person, &row)
}

/// Every version of a part, newest first.
pub fn history<P: Part>(
    unit: &mut Unit<'_>,
    access: &Access<P::Read>,
    who: PersonId,
) -> Result<Vec<Recorded<P>>, Error> {
    let person = person::admit(unit, access, who)?;
    let present = record::single(unit, who, P::NOUN)?;
    record::read(unit, access, &person, present.id.0);
    let rows = record::history(unit, present)?;
    rows.iter().map(|row| seen(unit, &person, row)).collect()
}

/// A part as far as the caller sees it.
pub fn seen<P: Part>(unit: &Unit<'_>, person: &Person, row: &RecordRow) -> Result<Recorded<P>, Error> {
    let mut recorded: Recorded<P> = record::recorded(person, row)?;
    if person.sight(P::NOUN.class()) == Sight::Summary {
        recorded.content.narrow(london_day(unit.now));
        recorded.withheld = P::WITHHELD.iter().map(|&pointer| pointer.to_owned()).collect();
    }
    Ok(recorded)
}

/// What was written, with what its writer does not see of the present version kept as it is.
fn kept<P: Part>(unit: &Unit<'_>, person: &Person, present: &RecordRow, written: &P) -> Result<P, Error> {
    let mut content = written.clone();
    if person.sight(P::NOUN.class()) == Sight::Summary {
        let flaws = content.beyond_summary();
        if !flaws.is_empty() {
            return Err(flaws.into());
        }
        content.keep_withheld(&person.open(present)?, london_day(unit.now));
    }
    Ok(content)
}

/// Refuse a day of `field` before the earliest on which they can have been born.
pub fn not_before_birth(unit: &mut Unit<'_>, person: &Person, field: &str, day: NaiveDate) -> Result<(), Error> {
    if day < born(unit, person)?.earliest() {
        return Err(Error::flaw(field, Flaw::BeforeBirth));
    }
    Ok(())
}

fn born(unit: &mut Unit<'_>, person: &Person) -> Result<PartialDate, Error> {
    let row = record::single(unit, person.id, Noun::Identity)?;
    let identity: Identity = person.open(&row)?;
    Ok(*identity.birth_date.reveal())
}

/// Refuse a birth date after the first thing that happened with them.
fn not_after_work(unit: &mut Unit<'_>, who: PersonId, born: PartialDate) -> Result<(), Error> {
    use schema::record::dsl::{happened_at, noun, person_id, record};
    let work = [Noun::Contact.number(), Noun::Episode.number()];
    let first: Option<Instant> = record
        .filter(person_id.eq(Key(who)))
        .filter(noun.eq_any(work))
        .select(happened_at)
        .order(happened_at.asc())
        .first(unit.conn)
        .optional()?;
    if first.is_some_and(|first| london_day(first.0) < born.earliest()) {
        return Err(Error::flaw("birth_date", Flaw::Contradiction("Enter a birth date before their first contact")));
    }
    Ok(())
}
