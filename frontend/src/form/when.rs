//! When something happened: a day and a time in London, kept as the instant.

use chrono::{DateTime, Timelike, Utc};
use domain::calendar::{self, Fold};
use domain::instant;
use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::group::{Group, described_by, input_class};
use super::use_this_form;

/// Properties of [`WhenField`].
#[derive(Properties, PartialEq)]
pub(crate) struct WhenFieldProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
}

/// A day and time, through the browser's own picker.
#[component]
pub(crate) fn WhenField(props: &WhenFieldProps) -> Html {
    let form = use_this_form();
    let at = props.at.clone();
    let onchange = {
        let (form, at) = (form.clone(), at.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            form.set(&at, to_instant(&input.value()));
        })
    };
    html! {
        <Group form={form.clone()} at={at.clone()} label={props.label.clone()}>
            <input class={input_class(&form, &at, "nhsuk-input")} id={form.id(&at)} type="datetime-local"
                value={to_local(&form.typed().text(&at))} autocomplete="off"
                aria-describedby={described_by(&form, &at, false)} {onchange} />
        </Group>
    }
}

/// The instant of a civil time as the browser's picker gives it; of an hour that comes twice, the first:
/// what happened then has been typed an hour or more later, and the note says what it must.
fn to_instant(local: &str) -> Value {
    let civil = local.split_once('T').and_then(|(day, time)| {
        Some((calendar::parse_day(&day.into()).ok()?, calendar::parse_time(&time.into()).ok()?))
    });
    let Some((day, time)) = civil else { return Value::Null };
    match calendar::instant(day, time, Some(Fold::First)) {
        Ok(instant) => Value::String(rfc3339(instant)),
        // Kept as typed, so that checking it says what is wrong.
        Err(_) => Value::String(local.to_owned()),
    }
}

/// The civil time that the picker shows for an instant.
fn to_local(typed: &str) -> String {
    instant::parse(typed).map_or_else(
        |_| typed.to_owned(),
        |instant| format!("{}T{}", instant::london_day(instant), calendar::time_text(instant)),
    )
}

/// An instant as forms keep it.
pub(crate) fn rfc3339(instant: DateTime<Utc>) -> String {
    let naive = instant.naive_utc();
    format!("{}T{:02}:{:02}:00Z", naive.date(), naive.hour(), naive.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summer_time_is_kept_as_its_instant_and_shown_as_typed() {
        let instant = to_instant("2026-07-01T14:05");
        assert_eq!(instant, Value::String("2026-07-01T13:05:00Z".into()));
        assert_eq!(to_local("2026-07-01T13:05:00Z"), "2026-07-01T14:05");
    }

    #[test]
    fn an_hour_that_is_left_out_stays_as_typed() {
        assert_eq!(to_instant("2026-03-29T01:30"), Value::String("2026-03-29T01:30".into()));
        assert_eq!(to_instant(""), Value::Null);
    }
}
