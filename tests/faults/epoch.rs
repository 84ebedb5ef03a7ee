//! New epochs: what was deleted is dead in every old copy, and whatever interrupts one, nobody is lost.

mod deleted;
mod killed;
