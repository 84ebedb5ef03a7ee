//! One connection that proves: the same on both databases.

use uuid::Uuid;
use vault::Keys;

use super::note::Heads;
use super::verify::{Proved, Segment};
use crate::engine::Engine;
use crate::error::Error;
use crate::sql::Instant;
use crate::{postgres, sqlite};

/// A row's id, version and digest.
pub type Known = (Uuid, i32, [u8; 32]);

/// What the proof asks of a database; see `query::proof`.
pub trait Reader: Send {
    fn begin(&mut self) -> Result<(), Error>;
    fn chains(&mut self) -> Result<Vec<(Uuid, [u8; 32], i64)>, Error>;
    fn chains_without_row(&mut self) -> Result<Vec<Uuid>, Error>;
    fn pruned(&mut self) -> Result<Heads, Error>;
    fn prove(&mut self, keys: &Keys, segment: &Segment, proved: &mut Proved) -> Result<(), Error>;
    fn hash_at(&mut self, chain: Uuid, number: i64) -> Result<Option<[u8; 32]>, Error>;
    fn notes_after(&mut self, number: i64) -> Result<Vec<String>, Error>;
    fn unlinked(&mut self, before: Instant) -> Result<Option<(i64, Uuid, Instant)>, Error>;
    fn writers(&mut self, after: Option<Uuid>) -> Result<Vec<(Uuid, Vec<u8>)>, Error>;
    fn records(&mut self, after: Option<Uuid>) -> Result<Vec<Known>, Error>;
    fn organisation(&mut self, after: Option<Uuid>) -> Result<Vec<Known>, Error>;
    fn memberships(&mut self, after: Option<Uuid>) -> Result<Vec<Known>, Error>;
    fn taken_away(&mut self, after: Option<Uuid>) -> Result<Vec<Known>, Error>;
}

/// A connection of its own.
pub fn open(engine: &Engine) -> Result<Box<dyn Reader>, Error> {
    Ok(match engine {
        Engine::Sqlite(engine) => Box::new(Lite(engine.connection()?)),
        Engine::Postgres(engine) => Box::new(Server(engine.connection()?)),
    })
}

struct Lite(sqlite::Conn);
struct Server(diesel::r2d2::PooledConnection<diesel::r2d2::ConnectionManager<postgres::Conn>>);

impl Drop for Server {
    /// It goes back to the pool, where nobody expects a snapshot that only reads.
    fn drop(&mut self) {
        use diesel::connection::SimpleConnection;
        // One that cannot even roll back is broken, and the pool's check finds it so.
        let _ = self.0.batch_execute("ROLLBACK");
    }
}

const LITE_BEGINS: &str = "BEGIN";
/// Long statements are meant here, and the snapshot is to last as long as the proof.
const SERVER_BEGINS: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; \
                             SET LOCAL idle_in_transaction_session_timeout = 0";

macro_rules! reader {
    ($Reader:ident, $database:ident, $begin:ident) => {
        impl Reader for $Reader {
            fn begin(&mut self) -> Result<(), Error> {
                use diesel::connection::SimpleConnection;
                Ok(self.0.batch_execute($begin)?)
            }

            fn chains(&mut self) -> Result<Vec<(Uuid, [u8; 32], i64)>, Error> {
                $database::query::proof::chains(&mut self.0)
            }

            fn chains_without_row(&mut self) -> Result<Vec<Uuid>, Error> {
                $database::query::proof::chains_without_row(&mut self.0)
            }

            fn pruned(&mut self) -> Result<Heads, Error> {
                $database::query::proof::pruned(&mut self.0)
            }

            fn prove(&mut self, keys: &Keys, segment: &Segment, proved: &mut Proved) -> Result<(), Error> {
                $database::query::proof::prove(&mut self.0, keys, segment, proved)
            }

            fn hash_at(&mut self, chain: Uuid, number: i64) -> Result<Option<[u8; 32]>, Error> {
                $database::query::proof::hash_at(&mut self.0, chain, number)
            }

            fn notes_after(&mut self, number: i64) -> Result<Vec<String>, Error> {
                $database::query::proof::notes_after(&mut self.0, number, 1_000)
            }

            fn unlinked(&mut self, before: Instant) -> Result<Option<(i64, Uuid, Instant)>, Error> {
                $database::query::proof::unlinked(&mut self.0, before)
            }

            fn writers(&mut self, after: Option<Uuid>) -> Result<Vec<(Uuid, Vec<u8>)>, Error> {
                $database::query::proof::writers(&mut self.0, after)
            }

            fn records(&mut self, after: Option<Uuid>) -> Result<Vec<Known>, Error> {
                $database::query::proof::records(&mut self.0, after)
            }

            fn organisation(&mut self, after: Option<Uuid>) -> Result<Vec<Known>, Error> {
                $database::query::proof::organisation(&mut self.0, after)
            }

            fn memberships(&mut self, after: Option<Uuid>) -> Result<Vec<Known>, Error> {
                $database::query::proof::memberships(&mut self.0, after)
            }

            fn taken_away(&mut self, after: Option<Uuid>) -> Result<Vec<Known>, Error> {
                $database::query::proof::taken_away(&mut self.0, after)
            }
        }
    };
}
reader!(Lite, sqlite, LITE_BEGINS);
reader!(Server, postgres, SERVER_BEGINS);
