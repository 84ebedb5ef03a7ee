//! Who may do what: one table, read by the server, the app, the documentation and the tests.
//!
//! A row is an operation. Its marker type names it in a handler's signature and in `store`'s `Access`, so
//! an operation that the table lacks cannot be asked for. [`decide`] is pure; `store` calls it inside the
//! transaction that opens the record. How much of a class a role then sees is [`sight`].

mod class;
mod decide;
mod kind;
mod purpose;
mod role;
mod row;
mod scope;
mod sight;
mod table;
mod tie;

pub use class::{Class, Classes};
pub use decide::{Refusal, Relation, Standing, decide, decide_within};
pub use kind::{Action, Kind};
pub use purpose::Purpose;
pub use role::Role;
pub use row::{Ground, Operation, Row};
pub use scope::Scope;
pub use sight::{Narrow, Sight, sight};
pub use table::*;
pub use tie::{Restriction, Tie};

#[cfg(test)]
mod grants;
#[cfg(test)]
mod tests;
