//! Personal content that cannot be printed by accident.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something about a person. It serialises (it is an answer's content), compares and validates; printing
/// it shows `[private]`, and [`Private::reveal`] is the one way to the inside.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Wrap something about a person.
    pub const fn new(inside: T) -> Self {
        Self(inside)
    }

    /// The inside. A tidy check finds calls of this only in `store`, in `domain`'s own rules and in the
    /// frontend's one component that shows content.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// The inside, given up.
    pub fn into_revealed(self) -> T {
        self.0
    }

    /// Apply a rule to the inside and keep the result private.
    pub fn map<U>(self, rule: impl FnOnce(T) -> U) -> Private<U> {
        Private(rule(self.0))
    }
}

impl<T> From<T> for Private<T> {
    fn from(inside: T) -> Self {
        Self(inside)
    }
}

impl From<&str> for Private<String> {
    fn from(inside: &str) -> Self {
        Self(inside.to_owned())
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[private]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printing_tells_nothing() {
        assert_eq!(format!("{:?}", Private::new("Rowan Sampleson")), "[private]");
    }

    #[test]
    fn an_answer_carries_the_inside() {
        let json = serde_json::to_string(&Private::new("Rowan")).unwrap();
        assert_eq!(json, "\"Rowan\"");
    }
}
