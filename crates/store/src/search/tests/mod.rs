//! Finding people, as those who look for them meet it.

mod changing;
mod duplicates;
mod finding;
mod invented;
mod properties;
mod visibility;
