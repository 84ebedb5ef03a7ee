//! Which of two hours is meant, in the night when the clocks go back; at any other time nothing is asked.

use domain::Flaw;
use domain::calendar::Fold;
use yew::prelude::*;

use super::{Choice, Typed, options, use_this_form};

/// Properties of [`WhichHour`].
#[derive(Properties, PartialEq)]
pub(crate) struct WhichHourProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
}

/// The first or the second, once a time was refused because it comes twice.
#[component]
pub(crate) fn WhichHour(props: &WhichHourProps) -> Html {
    let form = use_this_form();
    if !is_asked(form.typed(), &props.at) {
        return Html::default();
    }
    html! { <Choice at={props.at.clone()} label={props.label.clone()} options={options!(Fold)} class="app-wrap" /> }
}

fn is_asked(typed: &Typed, at: &str) -> bool {
    let is_answered = typed.content().pointer(at).is_some();
    is_answered || typed.flaws().iter().any(|flaw| flaw.code == Flaw::DoubledHour.code())
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use domain::code_lists;
    use domain::{Against, appointment::AppointmentForm};
    use serde_json::json;
    use yew::Reducible;

    use super::*;
    use crate::form::Change;

    #[test]
    fn it_is_asked_once_a_time_comes_twice_and_stays_once_it_is_answered() {
        let content = json!({ "day": "2026-10-25", "time": "01:30" });
        let lists = code_lists::built_in();
        let against = Against { lists: &lists, now: "2026-10-01T09:00:00Z".parse().unwrap() };
        let form: AppointmentForm = domain::form::read(&content).ok().unwrap();
        let flaws = form.check(&against).err().unwrap().to_fields();

        let typed = Rc::new(Typed::new(content));
        assert!(!is_asked(&typed, "/occurrence"));
        let typed = typed.reduce(Change::Refuse(flaws));
        assert!(is_asked(&typed, "/occurrence"));
        let typed = typed.reduce(Change::Set("/occurrence".to_owned(), json!("second")));
        assert!(is_asked(&typed.reduce(Change::Refuse(Vec::new())), "/occurrence"));
    }
}
