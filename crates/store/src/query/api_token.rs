//! API clients as they ask: a token for what they show, and at every request what they may now.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::Private;
use domain::access::{Role, Standing};
use domain::api_client::{CredentialKind, PublicKey};
use domain::id::{ClientId, CredentialId, SessionId, StaffId};
use vault::{HashPurpose, Keys};

use super::{Conn, Unit, api_client as clients};
use crate::access::Caller;
use crate::asked::Asked;
use crate::client::{ClientKey, ClientProof, ClientToken, IssuedToken, secret_hash};
use crate::error::Error;
use crate::ledger::{Entry, EntryRow, Outcome, purpose_number, role_number};
use crate::row::{ApiClientRow, ApiCredentialRow};
use crate::schema::{api_assertion, api_client, api_credential};
use crate::sql::{Instant, Key};
use crate::tag::Tagged;

/// The word of asking for a token, in the ledger.
const OPERATION: &str = "api_token";
/// How exactly a client's last use is kept.
const TOUCHED: TimeDelta = TimeDelta::minutes(1);

/// The client of a token, with what it may now, and whether its use is to be noted.
///
/// # Errors
/// [`Error::NotSignedIn`] if the client is revoked or over, or the key or secret ended that it showed;
/// [`Error::Tampered`].
pub fn caller(conn: &mut Conn, keys: &Keys, token: ClientToken, now: DateTime<Utc>) -> Result<(Caller, bool), Error> {
    let found: Option<(ApiClientRow, ApiCredentialRow)> = api_client::table
        .inner_join(api_credential::table.on(api_credential::client_id.eq(api_client::id)))
        .filter(api_client::id.eq(Key(token.client)))
        .filter(api_credential::id.eq(Key(token.credential)))
        .select((ApiClientRow::as_select(), ApiCredentialRow::as_select()))
        .first(conn)
        .optional()?;
    let (client, credential) = found.ok_or(Error::NotSignedIn)?;
    let (client, credential) = (client.untampered(keys)?, credential.untampered(keys)?);
    if !client.is_live(now) || !credential.holds(now) {
        return Err(Error::NotSignedIn);
    }
    let of = |service| Standing { role: Role::ApiClient, service: Some(service) };
    let caller = Caller {
        staff: StaffId(token.client.0),
        client: Some(token.client),
        session: Some(token.session),
        standings: client.services().into_iter().map(of).collect(),
        scopes: Some(client.scopes()),
        per_minute: u32::try_from(client.per_minute).ok(),
        stepped_up_at: None,
        request: None,
    };
    Ok((caller, client.last_used_at.is_none_or(|at| at.0 + TOUCHED <= now)))
}

/// Note that a client was used, at most once a minute whatever the number of nodes.
pub fn touch(unit: &mut Unit<'_>, client: ClientId) -> Result<(), Error> {
    let long_ago = Instant(unit.now - TOUCHED);
    let of = api_client::table
        .find(Key(client))
        .filter(api_client::last_used_at.is_null().or(api_client::last_used_at.le(long_ago)));
    diesel::update(of).set(api_client::last_used_at.eq(Instant(unit.now))).execute(unit.conn)?;
    Ok(())
}

/// The key that a client's assertion names, if it is the client's and holds.
pub fn key(unit: &mut Unit<'_>, client: ClientId, id: CredentialId) -> Result<Option<ClientKey>, Error> {
    if live(unit, client)?.is_none() {
        return Ok(None);
    }
    let found = clients::credentials(unit, client)?.into_iter().find(|one| one.id.0 == id);
    let found = found.filter(|one| one.holds(unit.now) && one.kind == CredentialKind::Key.number());
    let key = found.and_then(|one| PublicKey::parse(&Private::new(one.public_key)).ok());
    Ok(key.map(|key| ClientKey { id, key }))
}

/// A token for a client that shows who it is.
///
/// # Errors
/// [`Error::SignInRefused`], whatever was wrong; the ledger notes it.
#[expect(clippy::ref_option, reason = "an operation hands on by reference what it was given")]
pub fn issue(
    unit: &mut Unit<'_>,
    proof: &ClientProof,
    asked: &Option<Asked>,
    client: ClientId,
) -> Result<IssuedToken, Error> {
    let row = live(unit, client)?;
    let credential = if row.is_some() { shown(unit, client, proof)? } else { None };
    let (Some(row), Some(credential)) = (row, credential) else {
        note(unit, client, asked.as_ref(), None);
        return Err(Error::SignInRefused);
    };
    let token = ClientToken { client, credential, session: SessionId(unit.new_id()) };
    note(unit, client, asked.as_ref(), Some(token));
    Ok(IssuedToken { token, per_minute: u32::try_from(row.per_minute).unwrap_or_default() })
}

/// Note that a client was refused before the database had a say: its assertion was not right.
#[expect(clippy::ref_option, clippy::unnecessary_wraps, reason = "the shape of every operation")]
pub fn refused(unit: &mut Unit<'_>, asked: &Option<Asked>, client: ClientId) -> Result<(), Error> {
    note(unit, client, asked.as_ref(), None);
    Ok(())
}

/// The key or secret that was shown, if it is one of the client's that holds.
fn shown(unit: &mut Unit<'_>, client: ClientId, proof: &ClientProof) -> Result<Option<CredentialId>, Error> {
    let held = clients::credentials(unit, client)?.into_iter().filter(|one| one.holds(unit.now));
    let held: Vec<ApiCredentialRow> = held.collect();
    match proof {
        ClientProof::Secret(secret) => {
            let hash = secret_hash(&unit.world.keys, client, secret.reveal());
            let secrets = held.iter().filter(|one| one.kind == CredentialKind::Secret.number());
            Ok(secrets.filter(|one| one.secret_hash == hash).map(|one| one.id.0).next())
        }
        ClientProof::Assertion { key, jti, expires_at } => {
            let is_held = held.iter().any(|one| one.id.0 == *key && one.kind == CredentialKind::Key.number());
            let is_first = is_held && use_up(unit, client, jti, *expires_at)?;
            Ok(is_first.then_some(*key))
        }
    }
}

/// Use an assertion up, and forget those that have ended: whether this is its first use, on whatever node.
fn use_up(unit: &mut Unit<'_>, client: ClientId, jti: &str, expires_at: DateTime<Utc>) -> Result<bool, Error> {
    diesel::delete(api_assertion::table.filter(api_assertion::expires_at.lt(Instant(unit.now)))).execute(unit.conn)?;
    let hash = unit.world.keys.keyed_hash(HashPurpose::OneTime, &[b"assertion", client.0.as_bytes(), jti.as_bytes()]);
    let row = (
        api_assertion::client_id.eq(Key(client)),
        api_assertion::jti_hash.eq(hash.to_vec()),
        api_assertion::expires_at.eq(Instant(expires_at)),
    );
    let inserted = diesel::insert_into(api_assertion::table).values(row).on_conflict_do_nothing().execute(unit.conn)?;
    Ok(inserted == 1)
}

/// A client that there is, and that is neither revoked nor over.
fn live(unit: &mut Unit<'_>, client: ClientId) -> Result<Option<ApiClientRow>, Error> {
    match clients::find(unit, client) {
        Ok(row) => Ok(Some(row).filter(|row| row.is_live(unit.now))),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Asking for a token stands before any access, so its entries are made here.
fn note(unit: &mut Unit<'_>, client: ClientId, asked: Option<&Asked>, token: Option<ClientToken>) {
    let outcome = if token.is_some() { Outcome::Done } else { Outcome::RefusedSignIn };
    let row = EntryRow {
        client_id: Some(Key(client.0)),
        session_id: token.map(|token| Key(token.session)),
        record_id: token.map(|token| Key(token.credential.0)),
        role: role_number(Role::ApiClient),
        purpose: purpose_number(domain::access::Purpose::Account),
        outcome: outcome.number(),
        request_id: asked.map(|asked| Key(asked.id)),
        origin: asked.and_then(|asked| asked.origin.clone()),
        ..EntryRow::of(unit.new_id(), unit.now, OPERATION)
    };
    unit.after.entries.push(Entry { row, subjects: Vec::new() });
}
