//! The form that a description makes.

use std::rc::Rc;

use domain::reach::MAX_WAYS;
use yew::prelude::*;

use super::spec::{Kind, Section, Spec};
use super::withheld::{held, is_withheld};
use crate::form::{
    Area, Choice, CodePicker, CodeSelect, CodeTicks, DateField, Entries, Field, LinesField, NumberField, PickService,
    PickStaff, Tick, WhenField, WhichHour, YesNo,
};

/// Every section's questions, but for what is withheld: that is neither shown nor asked, and the server keeps it.
pub(crate) fn sections(sections: &'static [Section], withheld: &[String]) -> Html {
    let withheld: Rc<[String]> = withheld.into();
    let each = sections.iter().map(|section| {
        html! {
            <fieldset class="app-section" key={section.title}>
                <legend class="app-section__title">{ section.title }</legend>
                { within("", section.fields, &withheld) }
            </fieldset>
        }
    });
    html! { { for each } }
}

/// Questions of the form or entry at a pointer.
pub(crate) fn fields(below: &str, specs: &'static [Spec]) -> Html {
    within(below, specs, &Rc::default())
}

fn within(below: &str, specs: &'static [Spec], withheld: &Rc<[String]>) -> Html {
    html! { <div class="app-fields">{ for specs.iter().map(|spec| field(below, spec, withheld)) }</div> }
}

fn field(below: &str, spec: &'static Spec, withheld: &Rc<[String]>) -> Html {
    let at: AttrValue = format!("{below}/{}", spec.at).into();
    let label: AttrValue = spec.label.into();
    if is_withheld(withheld, &at) {
        return html! { <p class="app-muted">{ format!("{label}: ") }{ held(&at) }</p> };
    }
    let hint = spec.hint.map(AttrValue::from);
    match spec.kind {
        Kind::Line => html! { <Field {at} {label} {hint} /> },
        Kind::Area => html! { <Area {at} {label} {hint} /> },
        Kind::Date => html! { <DateField {at} {label} {hint} /> },
        Kind::Number => html! { <NumberField {at} {label} {hint} width={5} /> },
        Kind::When => html! { <WhenField {at} /> },
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
        Kind::Ways(specs) => entries(at, label, ("a way to reach them", MAX_WAYS), specs, withheld),
        Kind::Entries(one, most, specs) => entries(at, label, (one, most), specs, withheld),
    }
}

fn entries(
    at: AttrValue,
    label: AttrValue,
    (one, most): (&'static str, usize),
    specs: &'static [Spec],
    withheld: &Rc<[String]>,
) -> Html {
    let withheld = Rc::clone(withheld);
    let render = Callback::from(move |pointer: AttrValue| within(&pointer, specs, &withheld));
    html! { <Entries {at} {label} {one} {most} {render} /> }
}
