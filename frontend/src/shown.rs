//! The one place where private content is opened: to be shown, to be edited, to be sent.

use domain::Private;
use domain::email::Email;
use domain::partial_date::PartialDate;
use domain::phone::Phone;
use domain::sign_in::SignInName;
use domain::text::{Line, Name, Note};
use serde::Serialize;
use serde_json::Value;
use yew::prelude::*;

/// Something private that people read.
pub(crate) trait Readable {
    /// As people read it.
    fn text(&self) -> String;
}

macro_rules! readable {
    ($($What:ty: $read:expr;)*) => {
        $(impl Readable for $What {
            fn text(&self) -> String {
                let read: fn(&Self) -> String = $read;
                read(self)
            }
        })*
    };
}

readable! {
    String: Clone::clone;
    Name: |name| name.as_str().to_owned();
    Line: |line| line.as_str().to_owned();
    Note: |note| note.as_str().to_owned();
    Email: |email| email.as_str().to_owned();
    Phone: |phone| phone.as_str().to_owned();
    SignInName: |name| name.as_str().to_owned();
    PartialDate: |date| PartialDate::text(*date);
    u32: ToString::to_string;
    chrono::NaiveDate: |day| domain::calendar::day_text(*day);
}

/// Private content as text on the page.
pub(crate) fn shown<T: Readable>(private: &Private<T>) -> Html {
    html! { { private.reveal().text() } }
}

/// Private content as text for a title, a label or an input's value.
pub(crate) fn text<T: Readable>(private: &Private<T>) -> String {
    private.reveal().text()
}

/// Private content that is a number, a flag, a day.
pub(crate) fn plain<T: Copy>(private: &Private<T>) -> T {
    *private.reveal()
}

/// A token, to be sent in a header.
pub(crate) fn header(token: &Private<String>) -> String {
    token.reveal().clone()
}

/// A record's content as JSON, for a form to be filled with it; `null` only if it could not be written.
pub(crate) fn content(record: &impl Serialize) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

/// A draft's content, for its form to go on with.
pub(crate) fn draft(content: &Private<Value>) -> Value {
    content.reveal().clone()
}
