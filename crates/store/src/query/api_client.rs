//! API clients as the administrator keeps them.

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::access::{ChangeApiClient, ReadApiClients, RegisterApiClient, RevokeApiClient, RotateApiClient, Scope};
use domain::api_client::{
    ApiClient, ClientCredential, CredentialKind, Issued, IssuedClient, KeptClient, NewCredential,
};
use domain::id::{ClientId, CredentialId, ServiceId};
use domain::{Flaw, Flaws, Pointer, Private, Recorded};
use uuid::Uuid;

use super::idempotency::{Claim, claim};
use super::{Unit, organisation};
use crate::access::Access;
use crate::client::{new_secret, secret_hash};
use crate::error::Error;
use crate::noun::OrganisationNoun;
use crate::once::Once;
use crate::row::{ApiClientRow, ApiCredentialRow, OrganisationRow};
use crate::schema::{api_client, api_credential};
use crate::sql::{Instant, Key};
use crate::tag::Tagged;

const NOUN: OrganisationNoun = OrganisationNoun::ApiClient;

/// Every client, those that are revoked too.
pub fn list(unit: &mut Unit<'_>, access: &Access<ReadApiClients>) -> Result<Vec<Recorded<KeptClient>>, Error> {
    unit.enter(access, access.role(), Vec::new());
    let rows = organisation::list(unit, NOUN)?;
    rows.iter().map(|row| kept(unit, row)).collect()
}

/// One client.
pub fn read(unit: &mut Unit<'_>, access: &Access<ReadApiClients>, id: Uuid) -> Result<Recorded<KeptClient>, Error> {
    organisation::note(unit, access, id, None);
    let row = organisation::find(unit, NOUN, id)?;
    kept(unit, &row)
}

/// Register a client. Where the request is repeated, the secret is not told again: rotating makes another.
pub fn register(
    unit: &mut Unit<'_>,
    access: &Access<RegisterApiClient>,
    once: &Once,
    client: &ApiClient,
    first: &NewCredential,
) -> Result<IssuedClient, Error> {
    let (row, secret) = match claim(unit, access, once)? {
        Claim::Again(id) => (organisation::find(unit, NOUN, id)?, None),
        Claim::First(id) => {
            services_exist(unit, client)?;
            let row = organisation::insert(unit, NOUN, id, None, true, access.staff(), client)?;
            let deciding = deciding(ClientId(id), client).tagged(&unit.world.keys);
            diesel::insert_into(api_client::table).values(&deciding).execute(unit.conn)?;
            let secret = give(unit, ClientId(id), first)?;
            (row, secret)
        }
    };
    organisation::note(unit, access, row.id.0, Some(&row));
    issued(unit, &row, secret)
}

/// Change what a client is and may, from its next request on.
pub fn change(
    unit: &mut Unit<'_>,
    access: &Access<ChangeApiClient>,
    client: &ApiClient,
    id: Uuid,
    version: u32,
) -> Result<Recorded<KeptClient>, Error> {
    services_exist(unit, client)?;
    let old = organisation::find(unit, NOUN, id)?;
    refuse_revoked(&old)?;
    let row = organisation::revise(unit, old, version, None, true, access.staff(), client)?;
    let before = find(unit, ClientId(id))?;
    replace(unit, &before, ApiClientRow { last_used_at: before.last_used_at, ..deciding(ClientId(id), client) })?;
    organisation::note(unit, access, id, Some(&row));
    kept(unit, &row)
}

/// Give a client another key or secret. What it has lives on for as long as is said, and no longer than it would have.
pub fn rotate(
    unit: &mut Unit<'_>,
    access: &Access<RotateApiClient>,
    once: &Once,
    next: &NewCredential,
    id: Uuid,
) -> Result<IssuedClient, Error> {
    let row = organisation::find(unit, NOUN, id)?;
    refuse_revoked(&row)?;
    let secret = match claim(unit, access, once)? {
        Claim::Again(_) => None,
        Claim::First(_) => {
            take_turn(unit, id)?;
            let held = credentials(unit, ClientId(id))?.into_iter().filter(|one| one.holds(unit.now));
            let held: Vec<ApiCredentialRow> = held.collect();
            if held.len() > 1 {
                return Err(Error::Conflict("It has two already: end one of them first"));
            }
            let until = Instant(unit.now + TimeDelta::hours(next.overlap_hours.into()));
            for one in held {
                let sooner = one.until.map_or(until, |end| end.min(until));
                end_at(unit, one, sooner)?;
            }
            give(unit, ClientId(id), next)?
        }
    };
    organisation::note(unit, access, id, None);
    issued(unit, &row, secret)
}

/// End one key or secret of a client, and with it every token that it was shown for.
pub fn end_credential(
    unit: &mut Unit<'_>,
    access: &Access<RevokeApiClient>,
    id: Uuid,
    credential: CredentialId,
) -> Result<(), Error> {
    take_turn(unit, id)?;
    let found = credentials(unit, ClientId(id))?.into_iter().find(|one| one.id.0 == credential);
    let found = found.filter(|one| one.until.is_none_or(|until| until.0 > unit.now)).ok_or(Error::NotFound)?;
    let now = unit.now.into();
    end_at(unit, found, now)?;
    organisation::note(unit, access, credential.0, None);
    Ok(())
}

/// Writers of one client's keys take turns on its row, or one that was ended could be written back.
fn take_turn(unit: &mut Unit<'_>, id: Uuid) -> Result<(), Error> {
    diesel::update(api_client::table.find(Key(ClientId(id))))
        .set(api_client::per_minute.eq(api_client::per_minute))
        .execute(unit.conn)?;
    Ok(())
}

/// Revoke a client for ever, from its next request on.
pub fn revoke(unit: &mut Unit<'_>, access: &Access<RevokeApiClient>, id: Uuid) -> Result<(), Error> {
    let old = organisation::find(unit, NOUN, id)?;
    if old.open {
        let client: ApiClient = organisation::open(unit, &old)?;
        let version = old.version.cast_unsigned();
        let row = organisation::revise(unit, old, version, None, false, access.staff(), &client)?;
        let before = find(unit, ClientId(id))?;
        replace(unit, &before, ApiClientRow { revoked_at: Some(unit.now.into()), ..before.clone() })?;
        organisation::note(unit, access, id, Some(&row));
    } else {
        organisation::note(unit, access, id, None);
    }
    Ok(())
}

/// What decides a client's access, as CRiiS wrote it.
pub fn find(unit: &mut Unit<'_>, id: ClientId) -> Result<ApiClientRow, Error> {
    let row: ApiClientRow = api_client::table.find(Key(id)).select(ApiClientRow::as_select()).first(unit.conn)?;
    row.untampered(&unit.world.keys)
}

/// Its keys and secrets, newest first.
pub fn credentials(unit: &mut Unit<'_>, client: ClientId) -> Result<Vec<ApiCredentialRow>, Error> {
    let rows: Vec<ApiCredentialRow> = api_credential::table
        .filter(api_credential::client_id.eq(Key(client)))
        .order((api_credential::since.desc(), api_credential::id.desc()))
        .select(ApiCredentialRow::as_select())
        .load(unit.conn)?;
    rows.into_iter().map(|row| row.untampered(&unit.world.keys)).collect()
}

fn deciding(id: ClientId, client: &ApiClient) -> ApiClientRow {
    ApiClientRow {
        id: Key(id),
        scopes: client.scopes.iter().map(Scope::word).collect::<Vec<_>>().join(" "),
        services: client.services.iter().flat_map(|service| service.0.into_bytes()).collect(),
        per_minute: i32::try_from(client.per_minute).unwrap_or(i32::MAX),
        expires_at: client.ends_at().into(),
        revoked_at: None,
        last_used_at: None,
        tag: Vec::new(),
    }
}

/// Put a row in another's place, if that is still there: the tag tells, for it binds what decides.
fn replace(unit: &mut Unit<'_>, before: &ApiClientRow, after: ApiClientRow) -> Result<(), Error> {
    let after = after.tagged(&unit.world.keys);
    let changed = diesel::update(api_client::table.find(before.id).filter(api_client::tag.eq(&before.tag)))
        .set(&after)
        .execute(unit.conn)?;
    if changed == 0 {
        return Err(Error::Conflict("Somebody else is changing this client. Try again"));
    }
    Ok(())
}

/// Give it a key or a secret; the secret as it is shown, this once.
fn give(unit: &mut Unit<'_>, client: ClientId, given: &NewCredential) -> Result<Option<String>, Error> {
    let secret = if given.key.is_none() { Some(new_secret()) } else { None };
    let hash = secret.as_ref().map(|secret| secret_hash(&unit.world.keys, client, secret).to_vec());
    let row = ApiCredentialRow {
        id: Key(CredentialId(unit.new_id())),
        client_id: Key(client),
        kind: given.key.as_ref().map_or(CredentialKind::Secret, |_| CredentialKind::Key).number(),
        secret_hash: hash.unwrap_or_default(),
        public_key: given.key.as_ref().map(|key| key.as_str().to_owned()).unwrap_or_default(),
        since: unit.now.into(),
        until: None,
        tag: Vec::new(),
    };
    diesel::insert_into(api_credential::table).values(row.tagged(&unit.world.keys)).execute(unit.conn)?;
    Ok(secret)
}

fn end_at(unit: &mut Unit<'_>, row: ApiCredentialRow, until: Instant) -> Result<(), Error> {
    let row = ApiCredentialRow { until: Some(until), ..row }.tagged(&unit.world.keys);
    diesel::update(api_credential::table.find(row.id)).set(&row).execute(unit.conn)?;
    Ok(())
}

fn refuse_revoked(row: &OrganisationRow) -> Result<(), Error> {
    if row.open {
        return Ok(());
    }
    Err(Error::Conflict("This client is revoked for ever: register another"))
}

fn services_exist(unit: &mut Unit<'_>, client: &ApiClient) -> Result<(), Error> {
    let all = organisation::list(unit, OrganisationNoun::Service)?;
    let exists = |service: &ServiceId| all.iter().any(|row| row.id.0 == service.0);
    let Some(index) = client.services.iter().position(|service| !exists(service)) else { return Ok(()) };
    let at = Pointer::root().field("services").entry(index);
    Err(Error::Flawed(Flaws::one(at, Flaw::Contradiction("Choose services that exist"))))
}

fn kept(unit: &mut Unit<'_>, row: &OrganisationRow) -> Result<Recorded<KeptClient>, Error> {
    let id = ClientId(row.id.0);
    let deciding = find(unit, id)?;
    let credentials = credentials(unit, id)?.iter().filter_map(credential).collect();
    let recorded = organisation::recorded(unit, row)?;
    Ok(recorded.map(|client| KeptClient {
        client,
        credentials,
        last_used_at: deciding.last_used_at.map(|at| at.0),
        revoked_at: deciding.revoked_at.map(|at| at.0),
    }))
}

fn issued(unit: &mut Unit<'_>, row: &OrganisationRow, secret: Option<String>) -> Result<IssuedClient, Error> {
    let client = kept(unit, row)?;
    let credential = client.content.credentials.first().cloned().ok_or(Error::NotFound)?;
    Ok(IssuedClient { client, issued: Issued { credential, secret: secret.map(Private::new) } })
}

fn credential(row: &ApiCredentialRow) -> Option<ClientCredential> {
    let kind = CredentialKind::from_number(row.kind)?;
    Some(ClientCredential { id: row.id.0, kind, since: row.since.0, until: row.until.map(|until| until.0) })
}
