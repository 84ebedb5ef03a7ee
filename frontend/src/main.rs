//! The app in the browser. So far its first page, which shows that the build works.

use yew::prelude::*;

/// The app's outermost component.
#[component]
fn App() -> Html {
    html! {
        <main class="nhsuk-width-container nhsuk-main-wrapper">
            <h1>{ "CRiiS" }</h1>
            <button class="nhsuk-button" type="button">{ "Record contact" }</button>
        </main>
    }
}

fn main() {
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(place) = document.and_then(|document| document.get_element_by_id("app")) {
        yew::Renderer::<App>::with_root(place).render();
    }
}
