//! Codes and the lists they come from: data with code, label and the days between which it holds.
//!
//! Lists are reissued by their owners, so none is an enum; a choice that the rules themselves turn on
//! (attended or not, accepted or declined) is one, made by [`choice!`](crate::choice!).

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Flaw, Private};

/// A list that codes come from. Its implementor is a marker without values.
pub trait List {
    /// The list's permanent name, as in `GET /api/v1/code-lists`.
    const NAME: &'static str;
}

/// A code of list `L`, valid when it was recorded. Its `Debug` tells nothing, for a code can be as
/// telling as a name.
#[derive(Serialize, Deserialize)]
#[serde(transparent, bound = "")]
pub struct Code<L> {
    code: String,
    #[serde(skip)]
    list: PhantomData<fn() -> L>,
}

impl<L> Code<L> {
    /// The code itself.
    pub fn as_str(&self) -> &str {
        &self.code
    }
}

impl<L> Clone for Code<L> {
    fn clone(&self) -> Self {
        Self { code: self.code.clone(), list: PhantomData }
    }
}

impl<L> PartialEq for Code<L> {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl<L> Eq for Code<L> {}

impl<L> PartialOrd for Code<L> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<L> Ord for Code<L> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code.cmp(&other.code)
    }
}

impl<L> fmt::Debug for Code<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[code]")
    }
}

/// One line of a code list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeItem {
    /// The code as recorded and exchanged.
    pub code: String,
    /// What people read.
    pub label: String,
    /// The group that screens gather it under, where the list has groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// The first day on which it may be recorded; none means from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// The last day on which it may be recorded; none means it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

impl CodeItem {
    fn holds_on(&self, day: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// A code list with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeList {
    /// Permanent name.
    #[cfg_attr(feature = "openapi", schema(example = "substance"))]
    pub name: String,
    /// What people read above it.
    pub title: String,
    /// Who issues it, in which edition, and how sure we are of it.
    pub source: String,
    /// Its lines, in the order that screens show them.
    pub items: Vec<CodeItem>,
}

/// Every code list in force.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CodeLists(BTreeMap<String, CodeList>);

impl CodeLists {
    /// Gather lists; a later one of the same name takes an earlier one's place.
    pub fn new(lists: impl IntoIterator<Item = CodeList>) -> Self {
        Self(lists.into_iter().map(|list| (list.name.clone(), list)).collect())
    }

    /// Parse a code of list `L` that holds on `day`.
    ///
    /// # Errors
    /// [`Flaw::UnknownCode`].
    pub fn parse<L: List>(&self, typed: &Private<String>, day: NaiveDate) -> Result<Code<L>, Flaw> {
        let typed = typed.reveal().trim();
        self.items(L::NAME)
            .iter()
            .find(|item| item.code == typed && item.holds_on(day))
            .map(|item| Code { code: item.code.clone(), list: PhantomData })
            .ok_or(Flaw::UnknownCode(L::NAME))
    }

    /// What people read for a code; the code itself if its list no longer knows it.
    pub fn label<'a, L: List>(&'a self, code: &'a Code<L>) -> &'a str {
        self.items(L::NAME).iter().find(|item| item.code == code.code).map_or(&code.code, |item| &item.label)
    }

    /// The lines of a list, none if there is no such list.
    pub fn items(&self, name: &str) -> &[CodeItem] {
        self.0.get(name).map_or(&[], |list| &list.items)
    }

    /// Every list, by name.
    pub fn all(&self) -> impl Iterator<Item = &CodeList> {
        self.0.values()
    }
}

/// Define markers of code lists.
#[macro_export]
macro_rules! lists {
    ($($(#[doc = $doc:expr])* $List:ident = $name:literal;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
            pub enum $List {}

            impl $crate::code::List for $List {
                const NAME: &'static str = $name;
            }
        )*
    };
}

/// Define a choice that rules turn on: an enum with a word for each (what is exchanged) and a label (what
/// people read). It is typed in a form as its word.
#[macro_export]
macro_rules! choice {
    (
        $(#[doc = $doc:expr])*
        pub enum $Choice:ident {
            $($(#[doc = $word_doc:expr])* $Word:ident = $word:tt, $label:literal;)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $Choice {
            $($(#[doc = $word_doc])* #[serde(rename = $word)] $Word,)*
        }

        impl $Choice {
            /// Each, in the order that screens show them.
            pub const ALL: &'static [Self] = &[$(Self::$Word),*];

            /// The word that is exchanged.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$Word => $word),* }
            }

            /// What people read.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$Word => $label),* }
            }

            /// The choice of this word.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$Word),)* _ => None }
            }
        }

        impl std::fmt::Debug for $Choice {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("[choice]")
            }
        }

        impl $crate::form::Typed for $Choice {
            fn read(value: &serde_json::Value, at: &$crate::Pointer, flaws: &mut $crate::Flaws) -> Option<Self> {
                let found = value.as_str().and_then(Self::from_word);
                if found.is_none() {
                    flaws.add(at.clone(), $crate::Flaw::WrongType(concat!("one of: " $(, $word, " ")*)));
                }
                found
            }
        }

        impl $crate::check::Blank for $Choice {
            fn is_blank(&self) -> bool {
                false
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    lists! {
        /// A sample.
        Sample = "sample";
    }

    #[test]
    fn a_code_holds_between_its_days() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let item = |code: &str, from, to| CodeItem {
            code: code.into(),
            label: "L".into(),
            group: None,
            valid_from: from,
            valid_to: to,
        };
        let lists = CodeLists::new([CodeList {
            name: "sample".into(),
            title: "Sample".into(),
            source: "invented".into(),
            items: vec![item("1", None, Some(day(10))), item("2", Some(day(11)), None)],
        }]);
        assert!(lists.parse::<Sample>(&"1".into(), day(10)).is_ok());
        assert_eq!(lists.parse::<Sample>(&"1".into(), day(11)), Err(Flaw::UnknownCode("sample")));
        assert_eq!(lists.parse::<Sample>(&"2".into(), day(10)), Err(Flaw::UnknownCode("sample")));
    }
}
