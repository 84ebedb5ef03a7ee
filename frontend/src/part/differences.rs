//! Theirs and mine side by side, field by field, to choose from.

use domain::calendar::instant_text;
use serde_json::Value;
use yew::prelude::*;

use super::clash::{Clash, Difference, Story};
use super::reading;
use super::spec::Kind;
use crate::browser;
use crate::form::{Form, use_this_form};
use crate::reference::{Organisation, use_lists, use_organisation};

/// Where the focus goes when the two are shown.
const TITLE: &str = "clash-title";

/// Properties of [`Differences`].
#[derive(Properties, PartialEq)]
pub(crate) struct DifferencesProps {
    /// The two texts.
    pub(crate) clash: Clash,
}

/// Every question that is answered in two ways, with what it was, and the form that it stands in filled with what
/// is chosen. Nothing is saved by choosing.
#[component]
pub(crate) fn Differences(props: &DifferencesProps) -> Html {
    let form = use_this_form();
    let (lists, organisation) = (use_lists(), use_organisation());
    use_effect_with(props.clash.version, |_| browser::focus_soon(TITLE));
    let clash = &props.clash;
    let take_all = |side: fn(&Difference) -> &Value| {
        let (form, differences) = (form.clone(), clash.differences.clone());
        Callback::from(move |_: MouseEvent| {
            for difference in differences.iter() {
                form.set(&difference.at, side(difference).clone());
            }
        })
    };
    let (title, theirs) = match clash.story {
        Story::Stale => ("Somebody changed this while you typed", "Theirs"),
        Story::Newer => ("Somebody changed this after you typed", "Theirs"),
        Story::SentBefore => ("This was recorded already, with other words", "As recorded"),
    };
    let words = |kind: Kind, value: &Value| {
        named(kind, value, &organisation)
            .or_else(|| reading::value(kind, value, &lists))
            .unwrap_or_else(|| html! { <span class="app-muted">{ "nothing" }</span> })
    };
    let rows = clash.differences.iter().map(|difference| {
        let kind = difference.spec.kind;
        let [was, their_words, my_words] =
            [&difference.was, &difference.theirs, &difference.mine].map(|value| words(kind, value));
        html! {
            <fieldset class="app-clash__field" key={difference.spec.at}>
                <legend class="app-clash__label">{ difference.spec.label }</legend>
                <div class="app-clash__sides">
                    if clash.story == Story::Stale {
                        <div class="app-clash__side"><span class="app-muted">{ "It was" }</span><div>{ was }</div></div>
                    }
                    { side(&form, difference, theirs, &difference.theirs, their_words) }
                    { side(&form, difference, "Mine", &difference.mine, my_words) }
                </div>
            </fieldset>
        }
    });
    html! {
        <section class="app-clash" aria-labelledby={TITLE}>
            <h3 class="app-clash__title" id={TITLE} tabindex="-1">{ title }</h3>
            <p>
                { format!("{} saved it {}. ", organisation.staff_name(clash.by), instant_text(clash.at)) }
                if clash.differences.is_empty() {
                    { "It says the same as yours." }
                } else {
                    { "Choose what is to hold, then save. Nothing of either is lost before you do." }
                }
            </p>
            if !clash.differences.is_empty() {
                <p>
                    <button type="button" class="app-link-button" onclick={take_all(|each| &each.theirs)}>
                        { format!("Take all of {}", if clash.story == Story::SentBefore { "what is recorded" } else { "theirs" }) }
                    </button>
                    <button type="button" class="app-link-button" onclick={take_all(|each| &each.mine)}>{ "Take all of mine" }</button>
                </p>
            }
            { for rows }
        </section>
    }
}

/// One of the two answers, with the radio that puts it into the form.
fn side(form: &Form, difference: &Difference, label: &'static str, value: &Value, words: Html) -> Html {
    let name = format!("{}-clash", form.id(&difference.at));
    let id = format!("{name}-{}", label.to_lowercase().replace(' ', "-"));
    let typed = form.typed().content().pointer(&difference.at).unwrap_or(&Value::Null);
    let choose = {
        let (form, at, value) = (form.clone(), difference.at.clone(), value.clone());
        Callback::from(move |_: Event| form.set(&at, value.clone()))
    };
    html! {
        <div class="app-clash__side">
            <span class="app-tick">
                <input type="radio" {name} id={id.clone()} checked={typed == value} onchange={choose}
                    aria-describedby={format!("{id}-words")} />
                <label for={id.clone()}>{ label }</label>
            </span>
            <div id={format!("{id}-words")}>{ words }</div>
        </div>
    }
}

/// Colleagues and services by their names.
fn named(kind: Kind, value: &Value, organisation: &Organisation) -> Option<Html> {
    let name = |id: &Value| match kind {
        Kind::Staff => Some(organisation.staff_name(serde_json::from_value(id.clone()).ok()?)),
        Kind::Service | Kind::AnyService => Some(organisation.service_name(serde_json::from_value(id.clone()).ok()?)),
        _ => None,
    };
    let names: Vec<String> = match value {
        Value::Array(ids) => ids.iter().map(name).collect::<Option<_>>()?,
        one => vec![name(one)?],
    };
    (!names.is_empty()).then(|| html! { { names.join(", ") } })
}
