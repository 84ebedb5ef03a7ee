//! A demonstration: a synthetic population from one seeded generator, obviously invented, shaped like a
//! real service.
//!
//! Everything is typed into `domain`'s own forms and checked by them, so nothing gets in that a person could
//! not have entered. For one seed and one instant it is the same every time: each person comes of the seed and
//! their own number, and of nobody before them but a twin.

mod addresses;
mod alerts;
mod appointments;
mod chance;
mod contacts;
mod convictions;
mod forms;
mod health;
mod identity;
mod interventions;
mod names;
mod notes;
mod numbers;
mod organisation;
mod person;
mod pictured;
mod reach;
mod scene;
mod spells;
mod typed;

#[cfg(test)]
mod tests;

use domain::Flaws;
use domain::access::FillDemo;
use futures_util::{StreamExt, TryStreamExt, stream};
use store::{Filled, Store};
use thiserror::Error;

use organisation::Organisation;
use scene::Scene;

/// People in one unit of work: with a history each, few enough for its 50 ms; without, as many as ten times.
const BATCH: u64 = 20;
/// Units under way at once, so that people are made up while others are written.
const UNDER_WAY: usize = 4;

/// How much has happened with the people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contacts {
    /// Histories like a real service's, and everything else a record holds.
    #[default]
    Realistic,
    /// Who they are, how to reach them, an open episode and nothing else: for populations of a million.
    None,
}

/// What to make up.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many people; without any, the staff and the services are there all the same.
    pub people: u64,
    /// The same seed on the same day makes the same people.
    pub seed: u64,
    /// How much has happened with them.
    pub contacts: Contacts,
}

/// What was made up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// People.
    pub people: u64,
    /// Contacts with them.
    pub contacts: u64,
    /// Who may sign in: name, password and as what, the one with the fullest day first.
    pub sign_in: Vec<SignIn>,
}

/// Somebody who may sign in to a demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// The name to sign in with.
    pub name: &'static str,
    /// The password.
    pub password: &'static str,
    /// What they are, in words.
    pub role: &'static str,
}

/// Why nothing, or not everything, was made up.
#[derive(Debug, Error)]
pub enum Error {
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The generator typed something that a form refuses: a fault of the generator's.
    #[error("an invented form breaks a rule: {0}")]
    Invalid(String),
}

impl From<Flaws> for Error {
    fn from(flaws: Flaws) -> Self {
        let fields = flaws.to_fields();
        let said = fields.iter().map(|field| format!("{}: {}", field.pointer, field.message));
        Self::Invalid(said.collect::<Vec<_>>().join("; "))
    }
}

/// Fill an empty database, which is a demonstration for ever after.
///
/// # Errors
/// If anything is in the database, or it fails. What was written until then stays: start over with another.
pub async fn fill(store: &Store, options: Options) -> Result<Summary, Error> {
    let now = store.clock().now();
    let organisation = Organisation::invent(store.lists(), now, options)?;
    let access = store.admit_operator::<FillDemo>()?;
    store.begin_demo(access.clone(), organisation.filled).await?;
    store.fill_demo_staff(access.clone(), &organisation.staff, &organisation.password).await?;
    let (home, others) = organisation.teams;
    let scene = Scene { lists: store.lists(), now, seed: options.seed, home, others, contacts: options.contacts };
    let batch = if options.contacts == Contacts::None { BATCH * 10 } else { BATCH };
    let batches = stream::iter((0..options.people).step_by(usize::try_from(batch).unwrap_or(usize::MAX)));
    let contacts = batches
        .map(|first| {
            let last = options.people.min(first + batch);
            let people: Result<Vec<Filled>, Flaws> =
                (first..last).map(|number| person::invent(&scene, number)).collect();
            let access = access.clone();
            async move {
                let people = people?;
                let contacts: usize = people.iter().map(|person| person.contacts.len()).sum();
                store.fill_demo(access, people).await?;
                Ok::<u64, Error>(contacts as u64)
            }
        })
        .buffered(UNDER_WAY)
        .try_fold(0, async |sum, contacts| Ok(sum + contacts))
        .await?;
    Ok(Summary { people: options.people, contacts, sign_in: organisation::SIGN_IN.to_vec() })
}
