//! A page: its heading, its title, and where the focus goes when one comes to it.

use yew::prelude::*;

use crate::browser;

/// Properties of [`Page`].
#[derive(Properties, PartialEq)]
pub(crate) struct PageProps {
    /// Its heading and title; never a person's name.
    pub(crate) title: AttrValue,
    /// What is on it.
    pub(crate) children: Children,
}

/// A page with a heading, which takes the focus when one comes to it.
#[component]
pub(crate) fn Page(props: &PageProps) -> Html {
    use_page(props.title.clone());
    html! {
        <main id="content" class="app-page">
            <h1 id="page-title" class="app-page__title" tabindex="-1">{ &props.title }</h1>
            { for props.children.iter() }
        </main>
    }
}

/// There is no such page.
#[component]
pub(crate) fn NoSuchPage() -> Html {
    html! { <Page title="There is no such page"><p><a href="/">{ "Begin again" }</a></p></Page> }
}

/// Name the page, and move the focus to its heading (`page-title`) when one comes to it.
#[hook]
pub(crate) fn use_page(title: AttrValue) {
    use_effect_with(title, |title| {
        browser::set_title(title);
        browser::focus("page-title");
    });
}
