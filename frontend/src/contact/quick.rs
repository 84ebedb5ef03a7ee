//! Quick texts: sentences that come up again and again, put into the note with one press.

use domain::contact::Outcome;
use yew::prelude::*;

use super::outcome::outcome_of;
use crate::browser;
use crate::form::use_this_form;

/// A link's words and the sentence that it inserts.
type Text = (&'static str, &'static str);

const WHEN_SEEN: [Text; 3] = [
    ("naloxone", "Naloxone kit given, use shown and understood."),
    ("no concerns", "No new concerns about safety."),
    ("plan", "Agreed until next time: "),
];

const WHEN_MISSED: [Text; 3] = [
    ("called", "Called, no answer."),
    ("text sent", "Text sent offering another appointment."),
    ("pharmacy told", "Pharmacy told of the missed appointment."),
];

/// *Insert: …*, fitting the outcome.
#[component]
pub(super) fn QuickTexts() -> Html {
    let form = use_this_form();
    let took_part = outcome_of(&form).is_none_or(Outcome::took_part);
    let texts = if took_part { WHEN_SEEN } else { WHEN_MISSED };
    let links = texts.map(|(words, sentence)| {
        let onclick = {
            let form = form.clone();
            Callback::from(move |_: MouseEvent| {
                form.set("/note", appended(&form.typed().text("/note"), sentence));
                browser::focus(&form.id("/note"));
            })
        };
        html! { <button type="button" class="app-link-button" key={words} {onclick}>{ words }</button> }
    });
    html! { <p class="app-quick"><span class="app-muted">{ "Insert: " }</span>{ for links }</p> }
}

fn appended(note: &str, sentence: &str) -> String {
    match note.chars().last() {
        None => sentence.to_owned(),
        Some(last) if last.is_whitespace() => format!("{note}{sentence}"),
        Some(_) => format!("{note} {sentence}"),
    }
}

#[cfg(test)]
mod tests {
    use super::appended;

    #[test]
    fn a_sentence_follows_what_is_there() {
        assert_eq!(appended("", "Called."), "Called.");
        assert_eq!(appended("Came.", "Called."), "Came. Called.");
        assert_eq!(appended("Came.\n", "Called."), "Came.\nCalled.");
    }
}
