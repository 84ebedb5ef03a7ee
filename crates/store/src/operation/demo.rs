//! Operations that fill a demonstration.

use domain::access::FillDemo;

use super::{Access, Arc, Engine, Error, Store, postgres, sqlite};
use crate::filled::{Filled, FilledOrganisation, FilledStaff};

#[cfg(test)]
mod tests;

operations! {
    /// Mark an empty database as a demonstration, for ever, and give it contracts and services. A database
    /// with anything in it is refused.
    write begin_demo(access: Access<FillDemo>, organisation: FilledOrganisation) -> () = demo::begin;
    /// Add invented staff, given the hash of their password; see [`Store::fill_demo_staff`].
    write fill_staff_hashed(access: Access<FillDemo>, staff: Vec<FilledStaff>, phc: String) -> () = demo::fill_staff;
    /// Enter so many invented reads of a demonstration's people, each as a read is: for measuring the ledger's proof.
    read fill_ledger(access: Access<FillDemo>; entries: usize) -> () = demo::fill_ledger;
    /// Add a batch of invented people to a demonstration. Fifteen with a history each stay well under the
    /// time that a unit may take.
    write fill_demo(access: Access<FillDemo>, batch: Vec<Filled>) -> () = demo::fill;
}
