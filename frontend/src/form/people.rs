//! A colleague or a service, chosen by name.

use domain::id::ServiceId;
use yew::prelude::*;

use super::Select;
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
