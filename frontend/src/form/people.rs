//! A colleague or a service, chosen by name.

use domain::id::ServiceId;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::{Change, Group, Select, use_this_form};
use crate::reference::use_organisation;
use crate::session::use_me;

/// Properties of [`PickStaff`].
#[derive(Properties, PartialEq)]
pub(crate) struct PickStaffProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// Only colleagues of this service.
    #[prop_or_default]
    pub(crate) service: Option<ServiceId>,
}

/// A colleague who works here now.
#[component]
pub(crate) fn PickStaff(props: &PickStaffProps) -> Html {
    let organisation = use_organisation();
    let options = organisation.colleagues_of(props.service);
    html! { <Select at={props.at.clone()} label={props.label.clone()} {options} /> }
}

/// Properties of [`PickService`].
#[derive(Properties, PartialEq)]
pub(crate) struct PickServiceProps {
    /// The field's pointer.
    pub(crate) at: AttrValue,
    /// What it asks for.
    pub(crate) label: AttrValue,
    /// Every service rather than one's own.
    #[prop_or_default]
    pub(crate) all: bool,
}

/// A service, by default one of one's own.
#[component]
pub(crate) fn PickService(props: &PickServiceProps) -> Html {
    let organisation = use_organisation();
    let me = use_me();
    let own = me.services();
    let options = organisation
        .services()
        .filter(|(id, _)| props.all || own.contains(id))
        .map(|(id, name)| (id.to_string().into(), name.into()))
        .collect::<Vec<(AttrValue, AttrValue)>>();
    html! { <Select at={props.at.clone()} label={props.label.clone()} {options} /> }
}

/// Several colleagues: chosen one after another, each to be taken away again.
#[component]
pub(crate) fn PickSeveralStaff(props: &PickStaffProps) -> Html {
    let form = use_this_form();
    let organisation = use_organisation();
    let chosen = form.typed().texts(&props.at);
    let options = organisation.colleagues_of(props.service);
    let name_of = |id: &str| {
        options.iter().find(|(other, _)| **other == *id).map_or_else(String::new, |(_, name)| name.to_string())
    };
    let rows = chosen.iter().enumerate().map(|(index, id)| {
        let name = name_of(id);
        let remove = {
            let (form, at) = (form.clone(), props.at.clone());
            Callback::from(move |_: MouseEvent| form.change(Change::Remove(at.to_string(), index)))
        };
        html! {
            <li key={id.clone()}>
                { &name }
                <button type="button" class="app-link-button" onclick={remove} aria-label={format!("Remove {name}")}>{ "×" }</button>
            </li>
        }
    });
    let add = {
        let (form, at) = (form.clone(), props.at.clone());
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            form.change(Change::Add(at.to_string(), select.value().into()));
            select.set_value("");
        })
    };
    let left = options.iter().filter(|(id, _)| !chosen.iter().any(|other| **id == **other));
    html! {
        <Group form={form.clone()} at={props.at.clone()} label={props.label.clone()}>
            <ul class="app-chosen">{ for rows }</ul>
            <select class="nhsuk-select" id={form.id(&props.at)} autocomplete="off" onchange={add}>
                <option value="">{ "Add a colleague" }</option>
                { for left.map(|(id, name)| html! { <option value={id.clone()}>{ name }</option> }) }
            </select>
        </Group>
    }
}
