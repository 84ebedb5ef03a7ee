//! The form that a description makes.

use domain::reach::MAX_WAYS;
use yew::prelude::*;

use super::spec::{Kind, Section, Spec};
use crate::form::{
    Area, Choice, CodePicker, CodeSelect, CodeTicks, DateField, Entries, Field, LinesField, NumberField, PickService,
    PickStaff, Tick, WhichHour, YesNo,
};

/// Every section's questions.
pub(crate) fn sections(sections: &'static [Section]) -> Html {
    let each = sections.iter().map(|section| {
        html! {
            <fieldset class="app-section" key={section.title}>
                <legend class="app-section__title">{ section.title }</legend>
                { fields("", section.fields) }
            </fieldset>
        }
    });
    html! { { for each } }
}

/// Questions of the form or entry at a pointer.
pub(crate) fn fields(below: &str, specs: &'static [Spec]) -> Html {
    html! { <div class="app-fields">{ for specs.iter().map(|spec| field(below, spec)) }</div> }
}

fn field(below: &str, spec: &'static Spec) -> Html {
    let at: AttrValue = format!("{below}/{}", spec.at).into();
    let label: AttrValue = spec.label.into();
    let hint = spec.hint.map(AttrValue::from);
    match spec.kind {
        Kind::Line => html! { <Field {at} {label} {hint} /> },
        Kind::Area => html! { <Area {at} {label} {hint} /> },
        Kind::Date => html! { <DateField {at} {label} {hint} /> },
        Kind::Number => html! { <NumberField {at} {label} {hint} width={5} /> },
        Kind::WhichHour => html! { <WhichHour {at} {label} /> },
        Kind::Tick => html! { <Tick {at} {label} /> },
        Kind::YesNo => html! { <YesNo {at} {label} /> },
        Kind::Choice(options) => html! { <Choice {at} {label} {hint} options={options()} class="app-wrap" /> },
        Kind::Code(list) => html! { <CodeSelect {at} {label} {list} /> },
        Kind::Pick(list) => html! { <CodePicker {at} {label} {list} /> },
        Kind::Codes(list) => html! { <CodeTicks {at} {label} {list} /> },
        Kind::Lines => html! { <LinesField {at} {label} {hint} /> },
        Kind::Staff => html! { <PickStaff {at} {label} /> },
        Kind::Service => html! { <PickService {at} {label} /> },
        Kind::AnyService => html! { <PickService {at} {label} all=true /> },
        Kind::Ways(specs) => entries(at, label, ("a way to reach them", MAX_WAYS), specs),
        Kind::Entries(one, most, specs) => entries(at, label, (one, most), specs),
    }
}

fn entries(at: AttrValue, label: AttrValue, (one, most): (&'static str, usize), specs: &'static [Spec]) -> Html {
    let render = Callback::from(move |pointer: AttrValue| fields(&pointer, specs));
    html! { <Entries {at} {label} {one} {most} {render} /> }
}
