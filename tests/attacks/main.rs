//! The program under attack: what a caller, a page or a network of ill will sends, and that it comes to nothing.
//!
//! Attacks walk the operations of the API suite and the schemas of the document, so that whatever is added to
//! either is attacked from that day on.

mod amplification;
mod cache;
mod confused;
mod crossed;
mod filled;
mod host;
mod injected;
mod mass_assignment;
mod paths;
mod session;
mod shown;
mod smuggled;
mod walk;
mod work;
