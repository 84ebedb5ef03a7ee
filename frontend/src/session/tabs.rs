//! What the tabs of one browser tell each other: that somebody is there, that the screen is locked or no longer.

use std::cell::RefCell;

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};
use yew::Callback;

/// What is told. Nothing of it is about anybody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Word {
    /// Somebody is at the keyboard.
    Here,
    /// The screen was locked.
    Locked,
    /// Somebody showed that it is they.
    Unlocked,
}

impl Word {
    const ALL: [Self; 3] = [Self::Here, Self::Locked, Self::Unlocked];

    const fn text(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Locked => "locked",
            Self::Unlocked => "unlocked",
        }
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|word| word.text() == text)
    }
}

thread_local! {
    static HEARD: RefCell<Callback<Word>> = RefCell::new(Callback::noop());
    // A browser without channels locks each tab by itself.
    static CHANNEL: Option<BroadcastChannel> = open();
}

fn open() -> Option<BroadcastChannel> {
    let channel = BroadcastChannel::new("criis-tabs").ok()?;
    let listening = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        if let Some(word) = event.data().as_string().as_deref().and_then(Word::read) {
            HEARD.with_borrow(Clone::clone).emit(word);
        }
    });
    // It stays as long as the page.
    channel.set_onmessage(Some(listening.into_js_value().unchecked_ref()));
    Some(channel)
}

/// What to do about a word of another tab.
pub(super) fn listen(heard: Callback<Word>) {
    HEARD.set(heard);
    CHANNEL.with(|_| ());
}

/// Tell the other tabs; this one does not hear it.
pub(super) fn tell(word: Word) {
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            // A text can always be told.
            let _ = channel.post_message(&JsValue::from_str(word.text()));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn every_word_is_understood_and_nothing_else() {
        for word in Word::ALL {
            assert_eq!(Word::read(word.text()), Some(word));
        }
        assert_eq!(Word::read("unlock it"), None);
    }
}
