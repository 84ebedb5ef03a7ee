//! What is wrong, at the head of a form, each a link to its field.

use yew::prelude::*;

use super::use_this_form;
use crate::browser;

/// The error summary of nhsuk-frontend. It takes the focus whenever the form is refused.
#[component]
pub(crate) fn ErrorSummary() -> Html {
    let form = use_this_form();
    let here = use_node_ref();
    {
        let here = here.clone();
        use_effect_with(form.typed().refusals(), move |refusals| {
            if *refusals > 0
                && let Some(summary) = here.cast::<web_sys::HtmlElement>()
            {
                // A focus that the browser refuses leaves it where it was.
                let _ = summary.focus();
            }
        });
    }
    let flaws = form.typed().flaws();
    if flaws.is_empty() {
        return Html::default();
    }
    let links = flaws.iter().map(|flaw| {
        let id = form.id(&flaw.pointer);
        let onclick = {
            let id = id.clone();
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                browser::focus(&id);
            })
        };
        html! { <li><a href={format!("#{id}")} {onclick}>{ &flaw.message }</a></li> }
    });
    html! {
        <div class="nhsuk-error-summary" ref={here} tabindex="-1" role="alert" aria-labelledby={form.id("/error-summary")}>
            <h2 class="nhsuk-error-summary__title" id={form.id("/error-summary")}>{ "There is something to mend" }</h2>
            <div class="nhsuk-error-summary__body">
                <ul class="nhsuk-list nhsuk-error-summary__list">{ for links }</ul>
            </div>
        </div>
    }
}
