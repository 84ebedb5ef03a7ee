//! One box to tick.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::use_this_form;

/// Properties of [`Tick`].
#[derive(Properties, PartialEq)]
pub(crate) struct TickProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What ticking says.
    pub(crate) label: AttrValue,
}

/// A flag that is false unless ticked.
#[component]
pub(crate) fn Tick(props: &TickProps) -> Html {
    let form = use_this_form();
    let id = form.id(&props.at);
    let onchange = {
        let (form, at) = (form.clone(), props.at.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            form.set(&at, input.checked());
        })
    };
    let error = form.typed().flaw(&props.at).map(|flaw| {
        html! { <span class="nhsuk-error-message" role="alert">{ flaw }</span> }
    });
    html! {
        <div class="nhsuk-form-group app-tick">
            { error }
            <input type="checkbox" id={id.clone()} checked={form.typed().is_ticked(&props.at)} {onchange} />
            <label for={id}>{ &props.label }</label>
        </div>
    }
}
