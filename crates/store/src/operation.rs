//! What can be asked of the store: one line an operation.
//!
//! Each is one function of `query`, one transaction, one unit of work; the line says on which connection
//! it runs (`report`: reads for long) and what it takes: what is passed by reference, then, after the semicolon, by value. A request
//! that needs two of them is a third.

use std::sync::Arc;

use crate::access::Access;
use crate::engine::Engine;
use crate::error::Error;
use crate::store::Store;
use crate::{postgres, sqlite};

macro_rules! operations {
    ($($(#[doc = $doc:expr])* $kind:ident $name:ident($($arg:ident: $Arg:ty),*$(; $($value:ident: $Value:ty),*)?) -> $Out:ty = $module:ident::$function:ident;)*) => {
        impl Store {
            $(
                $(#[doc = $doc])*
                pub async fn $name(&self, $($arg: $Arg,)* $($($value: $Value),*)?) -> Result<$Out, Error> {
                    let ran = operations!(@$kind self, $module::$function, ($(&$arg,)* $($($value),*)?));
                    self.finish(ran, operations!(@wrote $kind)).await
                }
            )*
        }
    };
    (@read $self:ident, $module:ident::$function:ident, ($($argument:expr),* $(,)?)) => {
        match &$self.0.engine {
            Engine::Sqlite(engine) => {
                let unit = move |unit: &mut sqlite::Unit<'_>| sqlite::query::$module::$function(unit, $($argument),*);
                $self.traced(engine.queue(), engine.readers(), unit).await
            }
            Engine::Postgres(engine) => {
                let unit =
                    move |unit: &mut postgres::Unit<'_>| postgres::query::$module::$function(unit, $($argument),*);
                $self.traced(engine.queue(), engine.readers(), unit).await
            }
        }
    };
    (@report $self:ident, $module:ident::$function:ident, ($($argument:expr),* $(,)?)) => {
        match &$self.0.engine {
            Engine::Sqlite(engine) => {
                let world = Arc::clone(&$self.0.world);
                engine.report(world, move |unit| sqlite::query::$module::$function(unit, $($argument),*)).await
            }
            Engine::Postgres(engine) => {
                let world = Arc::clone(&$self.0.world);
                engine.report(world, move |unit| postgres::query::$module::$function(unit, $($argument),*)).await
            }
        }
    };
    (@write $self:ident, $module:ident::$function:ident, ($($argument:expr),* $(,)?)) => {
        match &$self.0.engine {
            Engine::Sqlite(engine) => {
                engine.write(move |unit| sqlite::query::$module::$function(unit, $($argument),*)).await
            }
            Engine::Postgres(engine) => {
                let world = Arc::clone(&$self.0.world);
                engine.write(world, move |unit| postgres::query::$module::$function(unit, $($argument),*)).await
            }
        }
    };
    (@wrote read) => { false };
    (@wrote report) => { false };
    (@wrote write) => { true };
}

mod api_client;
mod break_glass;
mod day;
mod demo;
mod find;
mod keeping;
mod organisation;
mod oversight;
mod people;
mod restriction;
#[cfg(test)]
mod setting;
mod signing_in;
mod work;
