//! How it took place: the four ways of most contacts in sight, the rest one press away.

use serde_json::Value;
use yew::prelude::*;

use crate::form::{CodeSelect, Form, Group, segment, use_this_form};

/// The ways in sight: code of the list `contact_medium`, what people read, and the kind and place that
/// usually go with it.
const WAYS: [(&str, &str, &str, Option<&str>); 4] = [
    ("01", "In person", "one_to_one", Some("clinic")),
    ("02", "Phone", "phone_call", None),
    ("09", "Text", "text", None),
    ("11", "Video", "video", None),
];

/// Properties of [`How`].
#[derive(Properties, PartialEq)]
pub(super) struct HowProps {
    /// Whether the details show.
    pub(super) is_more: bool,
    /// Show or hide the details.
    pub(super) toggle: Callback<()>,
}

/// Segmented radios, and *More* for kind, means and place from their whole lists.
#[component]
pub(super) fn How(props: &HowProps) -> Html {
    let form = use_this_form();
    let medium = form.typed().text("/medium");
    let ways = WAYS.map(|(code, label, kind, place)| {
        let choose = {
            let form = form.clone();
            Callback::from(move |_: Event| chosen(&form, code, kind, place))
        };
        segment(&form.id("/medium"), code, label, medium == code, choose)
    });
    let more = props.toggle.reform(|_: MouseEvent| ());
    html! {
        <>
            <Group form={form.clone()} at="/medium" label="How" set=true>
                <div class="app-segments">
                    { for ways }
                    <button type="button" class="app-segments__more" aria-expanded={props.is_more.to_string()} onclick={more}>
                        { "More" }
                    </button>
                </div>
            </Group>
            if props.is_more {
                <div class="app-inset">
                    <CodeSelect at="/kind" label="Kind" list="contact_kind" />
                    <CodeSelect at="/place" label="Where" list="contact_place" />
                    <OtherMedium />
                </div>
            }
        </>
    }
}

/// The means from their whole list, under a name of its own beside the radios.
#[component]
fn OtherMedium() -> Html {
    html! { <CodeSelect at="/medium" label="By what means" list="contact_medium" suffix="-all" /> }
}

/// The kind follows the way, unless somebody chose a kind that no way stands for.
fn chosen(form: &Form, medium: &str, kind: &'static str, place: Option<&'static str>) {
    let follows = WAYS.iter().any(|(_, _, usual, _)| *usual == form.typed().text("/kind"));
    form.set("/medium", medium);
    if follows {
        form.set("/kind", kind);
        form.set("/place", place.map_or(Value::Null, Value::from));
    }
}

#[cfg(test)]
mod tests {
    use domain::code_lists;

    use super::WAYS;

    #[test]
    fn the_ways_are_codes_of_their_lists() {
        let lists = code_lists::built_in();
        let has = |list: &str, code: &str| lists.items(list).iter().any(|item| item.code == code);
        for (medium, _, kind, place) in WAYS {
            assert!(has("contact_medium", medium) && has("contact_kind", kind), "{medium} {kind}");
            assert!(place.is_none_or(|place| has("contact_place", place)));
        }
    }
}
