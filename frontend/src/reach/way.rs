//! A way to reach somebody in a line, with what is safe to say there beside the number itself.

use domain::reach::Way;
use yew::prelude::*;

use crate::shown;

/// *text 07700 900 123*, *no voicemail*, *don't say who we are*.
pub(crate) fn way_words(way: &Way) -> Html {
    html! {
        <>
            <strong>{ way.kind.label().to_lowercase() }{ " " }{ shown::shown(&way.value) }</strong>
            { " " }
            { message(way.may_leave_message.as_ref().map(shown::plain)) }
            { " " }
            { saying(way.may_say_who_we_are.as_ref().map(shown::plain)) }
        </>
    }
}

/// The same with whether to try it first, and when to try.
pub(crate) fn way_line(way: &Way) -> Html {
    html! {
        <>
            { way_words(way) }
            if shown::plain(&way.preferred) { <span class="app-tag">{ "try this first" }</span> }
            { for way.note.iter().map(|note| html! { <span class="app-muted">{ " " }{ shown::shown(note) }</span> }) }
        </>
    }
}

fn message(may: Option<bool>) -> Html {
    match may {
        Some(true) => html! { <span class="app-tag app-tag--good">{ "message is safe" }</span> },
        Some(false) => html! { <span class="app-tag app-tag--danger">{ "leave no message" }</span> },
        None => html! { <span class="app-tag app-tag--caution">{ "not asked about messages" }</span> },
    }
}

fn saying(may: Option<bool>) -> Html {
    match may {
        Some(true) => html! { <span class="app-tag app-tag--good">{ "may say who we are" }</span> },
        Some(false) => html! { <span class="app-tag app-tag--danger">{ "don’t say who we are" }</span> },
        None => html! { <span class="app-tag app-tag--caution">{ "not asked about saying who we are" }</span> },
    }
}
