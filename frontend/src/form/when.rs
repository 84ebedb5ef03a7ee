//! When something happened: a day and a time in London, typed, kept as the instant.
//!
//! Not the browser's own control: that one asks for month and day in the order of the browser's language, and
//! takes six fields' worth of keys.

use chrono::{DateTime, Timelike, Utc};
use domain::calendar::{self, Fold};
use domain::{FieldFlaw, Flaw, instant};
use serde_json::Value;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::group::{Group, described_by, input_class};
use super::use_this_form;

/// What is typed where it is no day and time: both texts with this between them, so that a draft keeps them.
const BETWEEN: &str = " at ";

/// A day and a time as they are typed.
#[derive(Clone, Default, PartialEq, Debug)]
struct Texts {
    day: String,
    time: String,
}

/// Properties of [`WhenField`].
#[derive(Properties, PartialEq)]
pub(crate) struct WhenFieldProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
}

/// A day, in any of the ways in which people write one, and a time.
#[component]
pub(crate) fn WhenField(props: &WhenFieldProps) -> Html {
    let form = use_this_form();
    let at = props.at.clone();
    let typed = use_state(Texts::default);
    let texts = shown(form.typed().content().pointer(&at), &typed);
    let change = |put: fn(&mut Texts, String)| {
        let (form, at, typed, texts) = (form.clone(), at.clone(), typed.clone(), texts.clone());
        Callback::from(move |event: InputEvent| {
            let mut texts = texts.clone();
            put(&mut texts, event.target_unchecked_into::<HtmlInputElement>().value());
            form.set(&at, to_instant(&texts));
            typed.set(texts);
        })
    };
    let time_id = format!("{}-time", form.id(&at));
    let class = input_class(&form, &at, "nhsuk-input");
    let described = described_by(&form, &at, false);
    let is_wrong = form.typed().flaw(&at).map(|_| "true");
    html! {
        <>
            <Group form={form.clone()} at={at.clone()} label="Day">
                <input class={classes!(class.clone(), "nhsuk-input--width-10")} id={form.id(&at)} type="text" value={texts.day.clone()}
                    autocomplete="off" spellcheck="false" aria-describedby={described.clone()} aria-invalid={is_wrong}
                    oninput={change(|texts, day| texts.day = day)} />
            </Group>
            <div class="nhsuk-form-group">
                <label class="nhsuk-label" for={time_id.clone()}>{ "Time" }</label>
                <input class={classes!(class, "nhsuk-input--width-4")} id={time_id} type="text" value={texts.time.clone()}
                    autocomplete="off" spellcheck="false" aria-describedby={described} aria-invalid={is_wrong}
                    oninput={change(|texts, time| texts.time = time)} />
            </div>
        </>
    }
}

/// What the two fields show: what is being typed while the form holds just that, else what the form holds.
fn shown(held: Option<&Value>, typed: &Texts) -> Texts {
    let held = held.unwrap_or(&Value::Null);
    if *held == to_instant(typed) { typed.clone() } else { to_texts(held.as_str().unwrap_or_default()) }
}

/// The instant of a civil time; of an hour that comes twice, the first: what happened then has been typed an
/// hour or more later, and the note says what it must.
fn to_instant(texts: &Texts) -> Value {
    if texts.day.trim().is_empty() && texts.time.trim().is_empty() {
        return Value::Null;
    }
    // Kept as typed where it is none, so that checking it says what is wrong.
    Value::String(parse(texts).map_or_else(|_| format!("{}{BETWEEN}{}", texts.day, texts.time), rfc3339))
}

/// The instant's flaws in the words of what is typed here: which of day and time is none, rather than how an
/// instant is written.
pub(super) fn reworded(mut flaws: Vec<FieldFlaw>, content: &Value) -> Vec<FieldFlaw> {
    for flaw in flaws.iter_mut().filter(|flaw| flaw.code == Flaw::NotAnInstant.code()) {
        let held = content.pointer(&flaw.pointer).and_then(Value::as_str).unwrap_or_default();
        if let Err(why) = parse(&to_texts(held)) {
            why.code().clone_into(&mut flaw.code);
            flaw.message = why.to_string();
        }
    }
    flaws
}

fn parse(texts: &Texts) -> Result<DateTime<Utc>, Flaw> {
    let day = calendar::parse_day(&texts.day.as_str().into())?;
    let time = calendar::parse_time(&texts.time.as_str().into())?;
    calendar::instant(day, time, Some(Fold::First))
}

/// The civil time that the fields show for what a form holds.
fn to_texts(held: &str) -> Texts {
    let (day, time) = match instant::parse(held) {
        Ok(instant) => (calendar::day_text(instant::london_day(instant)), calendar::time_text(instant)),
        Err(_) => held.split_once(BETWEEN).map_or_else(Default::default, |(day, time)| (day.into(), time.into())),
    };
    Texts { day, time }
}

/// An instant as forms keep it.
pub(crate) fn rfc3339(instant: DateTime<Utc>) -> String {
    let naive = instant.naive_utc();
    format!("{}T{:02}:{:02}:00Z", naive.date(), naive.hour(), naive.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(day: &str, time: &str) -> Texts {
        Texts { day: day.to_owned(), time: time.to_owned() }
    }

    #[test]
    fn a_summer_time_is_kept_as_its_instant_and_shown_as_people_read_it() {
        for day in ["1 7 2026", "01/07/2026", "1 July 2026", "2026-07-01"] {
            assert_eq!(to_instant(&texts(day, "14:05")), Value::String("2026-07-01T13:05:00Z".into()), "{day}");
        }
        assert_eq!(to_texts("2026-07-01T13:05:00Z"), texts("01-Jul-2026", "14:05"));
    }

    #[test]
    fn what_is_no_day_and_time_stays_as_typed_and_comes_back_from_a_draft() {
        for (day, time) in [("29 3 2026", "01:30"), ("24 11 20", "14:05"), ("24 11 2026", "14:"), ("", "14:05")] {
            let held = to_instant(&texts(day, time));
            assert_eq!(held, Value::String(format!("{day} at {time}")));
            assert_eq!(shown(Some(&held), &Texts::default()), texts(day, time));
        }
        assert_eq!(to_instant(&Texts::default()), Value::Null);
    }

    #[test]
    fn it_is_said_which_of_the_two_is_wrong() {
        let said = |day: &str, time: &str| {
            let content = serde_json::json!({ "started_at": to_instant(&texts(day, time)) });
            let (pointer, code) = ("/started_at".to_owned(), Flaw::NotAnInstant.code().to_owned());
            let flaws = reworded(vec![FieldFlaw { pointer, code, message: String::new() }], &content);
            flaws[0].code.clone()
        };
        assert_eq!(said("24 11 20", "14:05"), "not_a_date");
        assert_eq!(said("24 11 2026", "2 pm"), "not_a_time");
        assert_eq!(said("29 3 2026", "01:30"), "missing_hour");
    }

    #[test]
    fn a_field_is_not_rewritten_while_one_types_in_it() {
        let typed = texts("1 7 2026", "1405");
        assert_eq!(shown(Some(&to_instant(&typed)), &typed), typed);
        let draft = Value::String("2026-07-02T13:05:00Z".into());
        assert_eq!(shown(Some(&draft), &typed), texts("02-Jul-2026", "14:05"));
    }
}
