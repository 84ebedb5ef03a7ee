//! Text that somebody typed: names in any script, single lines, notes.

use std::fmt;

use serde::{Deserialize, Serialize};
#[cfg(not(target_arch = "wasm32"))]
use unicode_normalization::UnicodeNormalization;

use crate::{Flaw, Private};

/// The longest name, in characters.
pub const NAME_LENGTH: usize = 100;
/// The longest single line, in characters.
pub const LINE_LENGTH: usize = 250;
/// The longest note, in characters: some four printed pages.
pub const NOTE_LENGTH: usize = 20_000;

macro_rules! texts {
    ($($(#[doc = $doc:expr])* $Text:ident, $parse:path;)*) => {
        $(
            $(#[doc = $doc])*
            #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
            #[serde(transparent)]
            pub struct $Text(String);

            impl $Text {
                /// Parse what was typed.
                ///
                /// # Errors
                /// The rule that it breaks.
                pub fn parse(typed: &Private<String>) -> Result<Private<Self>, Flaw> {
                    $parse(typed.reveal()).map(|text| Private::new(Self(text)))
                }

                /// The text itself.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl fmt::Debug for $Text {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(concat!(stringify!($Text), " [private]"))
                }
            }
        )*
    };
}

pub(crate) use texts;

texts! {
    /// A name, of any script: at least one letter, no controls, no pictures; apostrophes and hyphens
    /// belong. At most 100 characters, in Unicode's composed form, single spaces.
    Name, parse_name;
    /// One line of text, at most 250 characters.
    Line, parse_line;
    /// Text of several lines, at most 20,000 characters.
    Note, parse_note;
}

fn parse_name(typed: &str) -> Result<String, Flaw> {
    let name = parse_single(typed, NAME_LENGTH)?;
    if name.chars().any(is_pictograph) {
        return Err(Flaw::Emoji);
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err(Flaw::NoLetter);
    }
    Ok(name)
}

fn parse_line(typed: &str) -> Result<String, Flaw> {
    parse_single(typed, LINE_LENGTH)
}

fn parse_single(typed: &str, longest: usize) -> Result<String, Flaw> {
    if typed.trim().chars().any(char::is_control) {
        return Err(Flaw::ControlCharacter);
    }
    let text = composed(&typed.split_whitespace().collect::<Vec<_>>().join(" "));
    within(text, longest)
}

fn parse_note(typed: &str) -> Result<String, Flaw> {
    let text = composed(typed.replace("\r\n", "\n").trim());
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Flaw::ControlCharacter);
    }
    within(text, NOTE_LENGTH)
}

/// In Unicode's composed form.
#[cfg(not(target_arch = "wasm32"))]
fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// As it was typed: the server composes what the browser sends, and the tables for it are a tenth of the app.
#[cfg(target_arch = "wasm32")]
fn composed(text: &str) -> String {
    text.to_owned()
}

fn within(text: String, longest: usize) -> Result<String, Flaw> {
    if text.chars().count() > longest { Err(Flaw::TooLong(longest)) } else { Ok(text) }
}

/// The blocks of emoji, pictographs and dingbats (Unicode's charts), which are no part of any name.
fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c), 0x2190..=0x2BFF | 0x3030 | 0x303D | 0xFE0F | 0x1F000..=0x1FAFF | 0xE0020..=0xE007F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(typed: &str) -> Result<String, Flaw> {
        Name::parse(&typed.into()).map(|name| name.reveal().as_str().to_owned())
    }

    #[test]
    fn names_of_any_script_pass() {
        for typed in ["O’Sample", "Anne-Marie", "X", "Ængel", "李小龙", "محمد", "Ngũgĩ", "D'Placeholder"] {
            assert_eq!(name(typed).as_deref(), Ok(typed));
        }
    }

    #[test]
    fn what_is_no_name_is_refused_with_its_reason() {
        assert_eq!(name("Ro 😀"), Err(Flaw::Emoji));
        assert_eq!(name("123"), Err(Flaw::NoLetter));
        assert_eq!(name("a\u{0}b"), Err(Flaw::ControlCharacter));
        assert_eq!(name(&"a".repeat(101)), Err(Flaw::TooLong(100)));
    }

    #[test]
    fn spaces_and_composition_are_made_one() {
        assert_eq!(name("  Jose\u{301}   Sample ").as_deref(), Ok("José Sample"));
    }

    #[test]
    fn a_note_keeps_its_lines() {
        let note = Note::parse(&"Came.\r\nWent.\n".into()).unwrap();
        assert_eq!(note.reveal().as_str(), "Came.\nWent.");
    }
}
