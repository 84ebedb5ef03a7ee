//! What is recorded of a part, as people read it: only what is there.

use domain::code::CodeLists;
use domain::partial_date::PartialDate;
use domain::reach::Way;
use domain::{Recorded, calendar, instant};
use serde_json::Value;
use yew::prelude::*;

use super::spec::{Kind, Section, Spec};
use super::withheld::{Below, OTHERS_HELD, held};
use crate::form::label_of;
use crate::reach::way_line;

/// Every section that has something in it.
pub(crate) fn sections(sections: &'static [Section], recorded: &Recorded<Value>, lists: &CodeLists) -> Html {
    let each = sections.iter().filter_map(|section| {
        let rows = rows(section.fields, &recorded.content, &Below::all(&recorded.withheld), lists);
        (!rows.is_empty()).then(|| {
            html! {
                <section class="app-reading" key={section.title}>
                    <h3 class="app-reading__title">{ section.title }</h3>
                    <dl class="app-facts">{ for rows }</dl>
                </section>
            }
        })
    });
    html! { { for each } }
}

/// Whether nothing at all is recorded.
pub(crate) fn is_empty(sections: &'static [Section], recorded: &Recorded<Value>, lists: &CodeLists) -> bool {
    let withheld = Below::all(&recorded.withheld);
    sections.iter().all(|section| rows(section.fields, &recorded.content, &withheld, lists).is_empty())
}

fn rows(specs: &'static [Spec], content: &Value, withheld: &Below<'_>, lists: &CodeLists) -> Vec<Html> {
    specs
        .iter()
        .filter_map(|spec| {
            let at = format!("/{}", spec.at);
            let below = withheld.entries_of(&at);
            let shown = content.pointer(&at).and_then(|value| words(spec.kind, value, &below, lists));
            // What is withheld is never told as if there were nothing.
            let words = match (withheld.has(&at), below.some_are_left_out(), shown) {
                (true, ..) => html! { <span class="app-muted">{ held(&at) }</span> },
                (_, true, Some(shown)) => html! { <>{ shown }<span class="app-muted">{ OTHERS_HELD }</span></> },
                (_, true, None) => html! { <span class="app-muted">{ OTHERS_HELD }</span> },
                (_, false, shown) => shown?,
            };
            Some(html! {
                <div class="app-facts__row" key={spec.at}><dt>{ spec.label }</dt><dd>{ words }</dd></div>
            })
        })
        .collect()
}

/// An answer to a question as people read it; none where there is nothing.
pub(super) fn value(kind: Kind, value: &Value, lists: &CodeLists) -> Option<Html> {
    words(kind, value, &Below::all(&[]), lists)
}

fn words(kind: Kind, value: &Value, below: &Below<'_>, lists: &CodeLists) -> Option<Html> {
    let text = match (kind, value) {
        (Kind::Ways(_), Value::Array(ways)) if !ways.is_empty() => {
            let ways = ways.iter().filter_map(|way| serde_json::from_value::<Way>(way.clone()).ok());
            let lines = ways.map(|way| html! { <li>{ way_line(&way) }</li> });
            return Some(html! { <ul class="app-facts__entries">{ for lines }</ul> });
        }
        (Kind::Entries(_, _, specs), Value::Array(entries)) if !entries.is_empty() => {
            let entries = entries
                .iter()
                .map(|entry| html! { <li><dl class="app-facts">{ for rows(specs, entry, below, lists) }</dl></li> });
            return Some(html! { <ol class="app-facts__entries">{ for entries }</ol> });
        }
        (Kind::Codes(list), Value::Array(codes)) => {
            joined(codes, ", ", |code| label_of(lists, list, code.as_str().unwrap_or_default()))
        }
        (Kind::Lines, Value::Array(lines)) => joined(lines, ", ", |line| line.as_str().unwrap_or_default().to_owned()),
        (Kind::Code(list) | Kind::Pick(list), Value::String(code)) => label_of(lists, list, code),
        (Kind::Choice(options), Value::String(word)) => options()
            .into_iter()
            .find(|(other, _)| other == word)
            .map_or_else(|| word.clone(), |(_, label)| label.to_owned()),
        (Kind::Date, Value::String(date)) => date_text(date),
        (Kind::When, Value::String(when)) => instant::parse(when).map_or_else(|_| when.clone(), calendar::instant_text),
        (Kind::Tick, Value::Bool(false)) => return None,
        (Kind::Tick | Kind::YesNo, Value::Bool(yes)) => if *yes { "Yes" } else { "No" }.to_owned(),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then(|| html! { { text } })
}

fn joined(values: &[Value], between: &str, text: impl Fn(&Value) -> String) -> String {
    values.iter().map(text).collect::<Vec<_>>().join(between)
}

/// A recorded date as people read it.
pub(crate) fn date_text(date: &str) -> String {
    serde_json::from_value::<PartialDate>(Value::String(date.to_owned()))
        .map_or_else(|_| date.to_owned(), PartialDate::text)
}

/// A value of which no question is known, as its JSON reads best.
pub(crate) fn value_words(value: &Value) -> String {
    match value {
        Value::String(text) => date_text(text),
        Value::Bool(yes) => if *yes { "Yes" } else { "No" }.to_owned(),
        Value::Array(values) => values.iter().map(value_words).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => {
            let words =
                fields.iter().map(|(name, value)| format!("{}: {}", name.replace('_', " "), value_words(value)));
            words.collect::<Vec<_>>().join(", ")
        }
        Value::Number(number) => number.to_string(),
        Value::Null => String::new(),
    }
}
