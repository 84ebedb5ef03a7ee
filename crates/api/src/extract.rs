//! What a handler asks of a request, each as a type in its signature.

mod address;
mod admitted;
mod body;
mod checked;
mod if_match;
mod once;
mod own_page;
mod paged;
mod peer;
mod url_encoded;
mod whence;

pub use address::{Path, Query};
pub use admitted::{Admitted, Either};
pub use checked::{Checked, CheckedForm, Typed};
pub use if_match::{IfMatch, IfMatchHeader};
pub use once::{IdempotencyKeyHeader, Once};
pub use own_page::OwnPage;
pub use paged::{PageQuery, Paged, encode as cursor};
pub use peer::{network, network_of};
pub use url_encoded::UrlEncoded;
pub use whence::Whence;
