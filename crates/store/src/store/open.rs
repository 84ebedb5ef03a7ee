//! Opening a store: schema, epoch, chain, search index, in this order.

use std::sync::{Arc, Mutex, RwLock};

use domain::code::CodeLists;
use tokio::sync::Semaphore;
use vault::Keys;

use super::node::Node;
use super::{Address, Followed, Inner, Store};
use crate::clock::Clock;
use crate::engine::Engine;
use crate::engine::postgres::Postgres;
use crate::engine::sqlite::Sqlite;
use crate::error::Error;
use crate::ledger::{Ledger, Sink};
use crate::migrate::{self, Migrated};
use crate::proof::Keeping;
use crate::search::Index;
use crate::unit::World;
use crate::{postgres, sqlite};

impl Store {
    /// Run the schema's missing steps.
    pub fn migrate(address: &Address) -> Result<Migrated, Error> {
        use diesel::Connection;
        let away = |error: diesel::ConnectionError| Error::Database(error.to_string());
        match address {
            Address::Sqlite(file) => {
                let mut conn = sqlite::Conn::establish(&file.to_string_lossy()).map_err(away)?;
                migrate::run(&mut conn, migrate::SQLITE)
            }
            Address::Postgres(address) => {
                migrate::run(&mut postgres::Conn::establish(address).map_err(away)?, migrate::POSTGRES)
            }
        }
    }

    /// Open a store whose schema is this program's. The search index is empty until
    /// [`Store::build_search`].
    pub fn open(address: &Address, keys: Keys, clock: Clock, lists: CodeLists) -> Result<Self, Error> {
        let world = Arc::new(World { keys, clock, lists });
        let chain = world.clock.new_id();
        let (engine, ledger, opened) = match address {
            Address::Sqlite(file) => {
                let engine = Sqlite::open(file, &world)?;
                migrate::check::<diesel::sqlite::Sqlite>(
                    &sqlite::query::setting::applied(&mut engine.connection()?),
                    &migrate::SQLITE,
                )?;
                let writer = engine.writer().clone();
                let (opened, after) = writer.run_blocking(move |unit| sqlite::query::start::start(unit, chain));
                let (looking, asking) = (writer.clone(), writer.clone());
                let sink = Sink {
                    write: Box::new(move |entries, links| {
                        writer.run_blocking(move |unit| sqlite::query::start::write(unit.conn, &entries, &links)).0
                    }),
                    last: Box::new(move || {
                        looking.run_blocking(move |unit| sqlite::query::ledger::last(unit.conn, chain)).0
                    }),
                    linked: Box::new(move |ids| {
                        asking.run_blocking(move |unit| sqlite::query::ledger::linked(unit.conn, &ids)).0
                    }),
                };
                (Engine::Sqlite(engine), Ledger::start(chain, opened?, world.keys.clone(), sink)?, after)
            }
            Address::Postgres(address) => {
                let engine = Postgres::open(address, &world)?;
                migrate::check::<diesel::pg::Pg>(
                    &postgres::query::setting::applied(&mut *engine.connection()?),
                    &migrate::POSTGRES,
                )?;
                let (opened, after) = engine.write_blocking(&world, |unit| postgres::query::start::start(unit, chain));
                let (writing, writing_in) = (engine.clone(), Arc::clone(&world));
                let (looking, looking_in) = (engine.clone(), Arc::clone(&world));
                let (asking, asking_in) = (engine.clone(), Arc::clone(&world));
                let sink = Sink {
                    write: Box::new(move |entries, links| {
                        let write =
                            |unit: &mut postgres::Unit<'_>| postgres::query::start::write(unit.conn, &entries, &links);
                        writing.write_blocking(&writing_in, write).0
                    }),
                    last: Box::new(move || {
                        looking.write_blocking(&looking_in, |unit| postgres::query::ledger::last(unit.conn, chain)).0
                    }),
                    linked: Box::new(move |ids| {
                        asking.write_blocking(&asking_in, |unit| postgres::query::ledger::linked(unit.conn, &ids)).0
                    }),
                };
                (Engine::Postgres(engine), Ledger::start(chain, opened?, world.keys.clone(), sink)?, after)
            }
        };
        ledger.link(opened.entries);
        let store = Self(Arc::new(Inner {
            world,
            engine,
            ledger,
            search: Arc::new(RwLock::new(Index::build([]))),
            followed: Mutex::new(Followed { place: (0, 0), heard: None }),
            node: Mutex::new(Node::new(chain)),
            keeper: tokio::sync::Mutex::default(),
            keeping: Keeping::default(),
            hashing: Semaphore::new(2),
        }));
        store.take_stock()?;
        Ok(store)
    }
}
