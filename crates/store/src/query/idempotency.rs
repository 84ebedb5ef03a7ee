//! Idempotency keys: the same request twice makes one record.

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::access::Operation;
use uuid::Uuid;
use vault::HashPurpose;

use super::{Unit, draft};
use crate::access::Access;
use crate::error::Error;
use crate::once::Once;
use crate::schema::idempotency;
use crate::sql::Key;

/// Whether this is the first time that a key is used.
pub enum Claim {
    /// It is: make the record under this id.
    First(Uuid),
    /// It made this record: answer it again, through the caller's present access.
    Again(Uuid),
}

/// Claim a key for a record that is about to be made in this unit. A second request waits here for the
/// first, on the unique row. The caller's draft of this id has become the record, so it goes.
pub fn claim<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, once: &Once) -> Result<Claim, Error> {
    let id = once.record.unwrap_or_else(|| unit.new_id());
    let Some(key) = once.key else { return Ok(Claim::First(id)) };
    let caller = Key(access.staff().0);
    let hash = unit.world.keys.keyed_hash(HashPurpose::RequestBody, &[O::ROW.operation.as_bytes(), &once.body]);
    let row = (
        idempotency::caller.eq(caller),
        idempotency::key.eq(Key(key)),
        idempotency::operation.eq(O::ROW.operation),
        idempotency::body_hash.eq(hash.to_vec()),
        idempotency::record_id.eq(Key(id)),
        idempotency::at.eq(unit.now.timestamp_micros()),
    );
    let inserted = diesel::insert_into(idempotency::table).values(row).on_conflict_do_nothing().execute(unit.conn)?;
    if inserted == 1 {
        draft::became(unit, access.staff(), key)?;
        return Ok(Claim::First(id));
    }
    let (before, Key(made)): (Vec<u8>, Key<Uuid>) = idempotency::table
        .find((caller, Key(key)))
        .select((idempotency::body_hash, idempotency::record_id))
        .first(unit.conn)?;
    if before == hash { Ok(Claim::Again(made)) } else { Err(Error::KeyReused(made)) }
}

/// Claim a key for a change of a record that is there, and say whether it was changed under this key already.
pub fn is_repeated<O: Operation>(
    unit: &mut Unit<'_>,
    access: &Access<O>,
    once: &Once,
    record: Uuid,
) -> Result<bool, Error> {
    let once = Once { record: Some(record), ..once.clone() };
    Ok(matches!(claim(unit, access, &once)?, Claim::Again(_)))
}

/// Let go of a key that made nothing: what is asked under it next is asked anew.
pub fn forget<O: Operation>(unit: &mut Unit<'_>, access: &Access<O>, once: &Once) -> Result<(), Error> {
    let Some(key) = once.key else { return Ok(()) };
    diesel::delete(idempotency::table.find((Key(access.staff().0), Key(key)))).execute(unit.conn)?;
    Ok(())
}

/// How long a key is kept: longer than any draft.
const KEPT: TimeDelta = TimeDelta::days(15);

/// Forget keys that are older than any draft.
pub fn prune(unit: &mut Unit<'_>) -> Result<usize, Error> {
    let before = (unit.now - KEPT).timestamp_micros();
    Ok(diesel::delete(idempotency::table.filter(idempotency::at.lt(before))).execute(unit.conn)?)
}
