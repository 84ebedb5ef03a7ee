//! The first door: whoever bears a token is admitted by what the database says of them now.

use domain::access::{Operation, Refusal, Scope};

use super::Store;
use crate::access::{Access, Caller};
use crate::asked::Asked;
use crate::client::{Bearer, ClientToken};
use crate::engine::Engine;
use crate::error::Error;
use crate::ledger::Outcome;
use crate::{postgres, sqlite};

impl Store {
    /// Admit whoever bears a token to operation `O`, by the present state of their session or client. Never from a
    /// token's own words: it names a session or a client, and times, alone.
    ///
    /// # Errors
    /// [`Error::NotSignedIn`]; [`Error::Forbidden`] if no role of theirs may ask for it, [`Error::ScopeNeeded`] if a
    /// program lacks the scope, [`Error::StepUpNeeded`] if they may once they have shown again who they are; the
    /// ledger notes all three.
    pub async fn admit<O: Operation>(&self, bearer: Bearer, request: Option<Asked>) -> Result<Access<O>, Error> {
        let found = self.caller(bearer, O::ROW.operation).await?;
        self.admit_caller(Caller { request, ..found }).await
    }

    /// Admit whoever bears a token to the first of two operations if they may ask for it, else to the second.
    ///
    /// # Errors
    /// As [`Store::admit`], of the second.
    pub async fn admit_either<A: Operation, B: Operation>(
        &self,
        bearer: Bearer,
        request: Option<Asked>,
    ) -> Result<Result<Access<A>, Access<B>>, Error> {
        let found = self.caller(bearer, A::ROW.operation).await?;
        let caller = Caller { request, ..found };
        if caller.may_ask(&A::ROW, self.clock().now()).is_ok() {
            return Ok(Ok(Access::new(caller)));
        }
        self.admit_caller(caller).await.map(Err)
    }

    async fn admit_caller<O: Operation>(&self, caller: Caller) -> Result<Access<O>, Error> {
        let now = self.clock().now();
        let access = Access::<O>::new(caller);
        let Err(refusal) = access.caller().may_ask(&O::ROW, now) else { return Ok(access) };
        let mut entry = access.entry(self.clock().new_id(), now, None, Vec::new());
        entry.row.outcome = Outcome::of(refusal).number();
        self.0.ledger.record(vec![entry]).await?;
        match (refusal, Scope::of(&O::ROW)) {
            (Refusal::Scope, Some(scope)) => Err(Error::ScopeNeeded(scope)),
            _ => Err(refusal.into()),
        }
    }

    async fn caller(&self, bearer: Bearer, operation: &str) -> Result<Caller, Error> {
        let session = match bearer {
            Bearer::Client(token) => return self.program(token, operation).await,
            Bearer::Session(session) => session,
        };
        let now = self.clock().now();
        let found = match &self.0.engine {
            Engine::Sqlite(engine) => {
                let find = move |unit: &mut sqlite::Unit<'_>| {
                    sqlite::query::session::caller(unit.conn, &unit.world.keys, session, now)
                };
                engine.read(find).await.0
            }
            Engine::Postgres(engine) => {
                let find = move |unit: &mut postgres::Unit<'_>| {
                    postgres::query::session::caller(unit.conn, &unit.world.keys, session, now)
                };
                engine.read(find).await.0
            }
        };
        self.or_note_tampered(found, operation).await
    }

    async fn program(&self, token: ClientToken, operation: &str) -> Result<Caller, Error> {
        let now = self.clock().now();
        let found = match &self.0.engine {
            Engine::Sqlite(engine) => {
                let find = move |unit: &mut sqlite::Unit<'_>| {
                    sqlite::query::api_token::caller(unit.conn, &unit.world.keys, token, now)
                };
                engine.read(find).await.0
            }
            Engine::Postgres(engine) => {
                let find = move |unit: &mut postgres::Unit<'_>| {
                    postgres::query::api_token::caller(unit.conn, &unit.world.keys, token, now)
                };
                engine.read(find).await.0
            }
        };
        let (caller, is_to_be_noted) = self.or_note_tampered(found, operation).await?;
        if is_to_be_noted {
            // Nobody is refused because the minute of a last use could not be written.
            if let Err(error) = self.touch_client(token.client).await {
                log::warn!("the last use of a client was not noted: {error}");
            }
        }
        Ok(caller)
    }
}
