//! Failures to sign in, counted.

use diesel::prelude::*;
use domain::id::StaffId;
use domain::sign_in::Origin;

use super::Unit;
use crate::error::Error;
use crate::schema::{familiar, throttle};
use crate::sql::Instant;
use crate::throttle::{self as counting, ACCOUNT, ADDRESS, Counters, Curve, FAMILIAR, HERE};

/// Seconds until the next try may be made, by whoever of `staff` comes from `origin`; none where it may be made now.
pub fn wait(
    unit: &mut Unit<'_>,
    counters: &Counters,
    staff: Option<StaffId>,
    origin: &Origin,
) -> Result<Option<u32>, Error> {
    // Asked for a name that nobody has as well, so that it takes the same time.
    let is_familiar = is_familiar(unit, staff.unwrap_or(StaffId(uuid::Uuid::nil())), origin)?;
    let mut longest = None;
    for (key, curve) in counters.asked(is_familiar) {
        longest = longest.max(wait_for(unit, &key, curve)?);
    }
    Ok(longest)
}

/// Count a failure under each.
pub fn failed(unit: &mut Unit<'_>, counters: &Counters) -> Result<(), Error> {
    for (key, curve) in [(counters.here, &HERE), (counters.address, &ADDRESS), (counters.account, &ACCOUNT)] {
        count(unit, &key, curve)?;
    }
    Ok(())
}

/// Forget what was counted for somebody who has shown who they are; what their address did to others stays.
pub fn forget(unit: &mut Unit<'_>, counters: &Counters) -> Result<(), Error> {
    let keys = [counters.here.as_slice(), counters.account.as_slice()];
    diesel::delete(throttle::table.filter(throttle::key_hash.eq_any(keys))).execute(unit.conn)?;
    Ok(())
}

/// Forget failures of so long ago that they make nobody wait.
pub fn prune(unit: &mut Unit<'_>) -> Result<(), Error> {
    let forgotten = Instant(unit.now - counting::ACCOUNT.forgotten);
    diesel::delete(throttle::table.filter(throttle::last_at.lt(forgotten))).execute(unit.conn)?;
    Ok(())
}

/// Remember that somebody has signed in from an address, and forget addresses of long ago.
pub fn remember(unit: &mut Unit<'_>, staff: StaffId, origin: &Origin) -> Result<(), Error> {
    let cutoff = Instant(unit.now - FAMILIAR);
    diesel::delete(familiar::table.filter(familiar::last_at.lt(cutoff))).execute(unit.conn)?;
    let key = counting::familiar(&unit.world.keys, staff, origin);
    diesel::insert_into(familiar::table)
        .values((familiar::key_hash.eq(key.as_slice()), familiar::last_at.eq(Instant(unit.now))))
        .on_conflict(familiar::key_hash)
        .do_update()
        .set(familiar::last_at.eq(Instant(unit.now)))
        .execute(unit.conn)?;
    Ok(())
}

fn is_familiar(unit: &mut Unit<'_>, staff: StaffId, origin: &Origin) -> Result<bool, Error> {
    let key = counting::familiar(&unit.world.keys, staff, origin);
    let since = Instant(unit.now - FAMILIAR);
    let found = familiar::table
        .find(key.as_slice())
        .filter(familiar::last_at.gt(since))
        .select(familiar::last_at)
        .first::<Instant>(unit.conn)
        .optional()?;
    Ok(found.is_some())
}

fn wait_for(unit: &mut Unit<'_>, key: &[u8], curve: &Curve) -> Result<Option<u32>, Error> {
    let found: Option<(i32, Instant)> =
        throttle::table.find(key).select((throttle::failures, throttle::last_at)).first(unit.conn).optional()?;
    let Some((failures, last)) = found.filter(|(_, last)| last.0 + curve.forgotten > unit.now) else { return Ok(None) };
    let left = (last.0 + curve.pause(failures) - unit.now).num_milliseconds();
    Ok(u32::try_from((left + 999) / 1_000).ok().filter(|seconds| *seconds > 0))
}

/// One statement adds to a count, so that tries at the same time all count; one that no longer holds goes first.
fn count(unit: &mut Unit<'_>, key: &[u8], curve: &Curve) -> Result<(), Error> {
    let now = Instant(unit.now);
    let stale = throttle::table.find(key).filter(throttle::last_at.le(Instant(unit.now - curve.forgotten)));
    diesel::delete(stale).execute(unit.conn)?;
    diesel::insert_into(throttle::table)
        .values((throttle::key_hash.eq(key), throttle::failures.eq(1), throttle::last_at.eq(now)))
        .on_conflict(throttle::key_hash)
        .do_update()
        .set((throttle::failures.eq(throttle::failures + 1), throttle::last_at.eq(now)))
        .execute(unit.conn)?;
    Ok(())
}
