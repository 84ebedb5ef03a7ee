//! Where a draft stands, and the words for it.

use chrono::{DateTime, Timelike, Utc};
use yew::prelude::*;

/// Where a draft stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Saving {
    /// Nothing has been typed.
    Untouched,
    /// Typed, on its way.
    Typing,
    /// The server has it, since this instant.
    Saved(DateTime<Utc>),
    /// The server did not take it; it is tried again.
    Retrying,
    /// No network: this device has it.
    Offline,
}

impl Saving {
    /// In words.
    fn words(self) -> Option<(&'static str, String)> {
        match self {
            Self::Untouched => None,
            Self::Typing => Some(("", "Saving…".to_owned())),
            Self::Saved(at) => Some(("Saved", format!(" as you type, {}", seconds(at)))),
            Self::Retrying => Some(("Not saved yet", ", trying again".to_owned())),
            Self::Offline => Some(("Offline", ": kept on this device, sent when back".to_owned())),
        }
    }
}

/// The time in London to the second, as *14:06:12*.
fn seconds(at: DateTime<Utc>) -> String {
    format!("{}:{:02}", domain::calendar::time_text(at), at.second())
}

/// Properties of [`SavingWords`].
#[derive(Properties, PartialEq)]
pub(crate) struct SavingWordsProps {
    /// Where the draft stands.
    pub(crate) saving: Saving,
}

/// The truth about saving, said aloud when it changes.
#[component]
pub(crate) fn SavingWords(props: &SavingWordsProps) -> Html {
    let is_well = matches!(props.saving, Saving::Saved(_));
    let words = props.saving.words().map(|(strong, rest)| html! { <><strong>{ strong }</strong>{ rest }</> });
    html! {
        <p class={classes!("app-saving", is_well.then_some("app-saving--well"))} role="status" aria-live="polite">
            { words }
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_tell_the_truth() {
        let at = domain::instant::parse("2026-11-24T14:06:12Z").unwrap();
        let said = |saving: Saving| saving.words().map(|(strong, rest)| format!("{strong}{rest}"));
        assert_eq!(said(Saving::Saved(at)).as_deref(), Some("Saved as you type, 14:06:12"));
        assert_eq!(said(Saving::Retrying).as_deref(), Some("Not saved yet, trying again"));
        assert_eq!(said(Saving::Offline).as_deref(), Some("Offline: kept on this device, sent when back"));
        assert_eq!(said(Saving::Untouched), None);
    }
}
