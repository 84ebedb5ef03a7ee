//! Finding people: the index in memory, then the records of those found.

use std::sync::{Arc, PoisonError};

use domain::access::{BuildSearch, SearchServiceUsers};
use domain::id::PersonId;
use domain::private::Private;
use domain::search::{MAX_HITS, SearchHits};
use domain::text::Line;
use uuid::Uuid;
use vault::HashPurpose;

use super::Store;
use crate::access::Access;
use crate::error::Error;
use crate::search::{Entry, Index, Query};
use crate::unit::IndexChange;

/// People read in one unit while the index is built.
const BATCH: i64 = 5_000;

impl Store {
    /// Find people by what somebody typed, among those whom their services may open.
    ///
    /// # Errors
    /// [`Error::Database`] while this process does not hear what others change.
    pub async fn search(&self, access: Access<SearchServiceUsers>, typed: Private<Line>) -> Result<SearchHits, Error> {
        if !self.is_followed() {
            return Err(Error::Database("the change feed is not followed".to_owned()));
        }
        let index = Arc::clone(&self.0.search);
        let services = access.services();
        let words = typed.reveal().as_str().to_owned();
        let hash = self.0.world.keys.keyed_hash(HashPurpose::SearchQuery, &[words.as_bytes()]);
        let found = tokio::task::spawn_blocking(move || {
            let query = Query::parse(&words);
            let index = index.read().unwrap_or_else(PoisonError::into_inner);
            let mine = |of: &[uuid::Uuid]| of.iter().any(|service| services.iter().any(|own| own.0 == *service));
            index.find(&query, mine, MAX_HITS + 1)
        });
        let found = found.await.map_err(|_| stopped())?;
        self.found(access, found, hash).await
    }

    /// Build the search index by opening every identity: one ledger entry.
    pub async fn build_search(&self) -> Result<usize, Error> {
        let access = self.admit_operator::<BuildSearch>()?;
        let place = self.feed_place().await?;
        // Indexed while the next are read, so that nobody's words are held twice for longer than a batch.
        let (entries, mut waiting) = tokio::sync::mpsc::channel(2);
        let batches = std::iter::from_fn(move || waiting.blocking_recv());
        let building = tokio::task::spawn_blocking(move || Index::build(batches.flatten()));
        let middle = PersonId(Uuid::from_u128(u128::MAX / 2));
        let (first, second) = (entries.clone(), entries);
        tokio::try_join!(
            self.read_entries(None, middle, first),
            self.read_entries(Some(middle), PersonId(Uuid::max()), second),
        )?;
        let index = building.await.map_err(|_| stopped())?;
        let count = index.len();
        *self.0.search.write().unwrap_or_else(PoisonError::into_inner) = index;
        self.set_followed(place);
        let mut entry = access.entry(self.clock().new_id(), self.clock().now(), access.role(), Vec::new());
        entry.row.count = i32::try_from(count).unwrap_or(i32::MAX);
        self.0.ledger.record(vec![entry]).await?;
        Ok(count)
    }

    /// Read the entries of everybody after one id, up to another. Ids are random: two halves are as large.
    async fn read_entries(
        &self,
        mut after: Option<PersonId>,
        until: PersonId,
        entries: tokio::sync::mpsc::Sender<Vec<Entry>>,
    ) -> Result<(), Error> {
        loop {
            let (changes, last) = self.index_batch(after, until, BATCH).await?;
            let put: Vec<Entry> = changes.into_iter().filter_map(IndexChange::into_entry).collect();
            entries.send(put).await.map_err(|_| stopped())?;
            if last.is_none() {
                return Ok(());
            }
            after = last;
        }
    }

    /// Follow the change feed once: what a command beside this process, or another node, changed.
    ///
    /// # Errors
    /// When the database does not answer; see [`Store::is_followed`].
    pub async fn follow(&self) -> Result<usize, Error> {
        let place = self.followed();
        let rows = self.feed_after(place).await?;
        let Some(last) = rows.last() else {
            self.set_followed(place);
            return Ok(0);
        };
        let next = (last.xid, last.seq);
        let mut people: Vec<PersonId> = rows.iter().map(|row| row.person_id.0).collect();
        people.sort_unstable();
        people.dedup();
        let count = people.len();
        let changes = self.index_entries(people).await?;
        self.apply(changes);
        self.set_followed(next);
        Ok(count)
    }
}

fn stopped() -> Error {
    Error::Database("the search stopped".to_owned())
}
