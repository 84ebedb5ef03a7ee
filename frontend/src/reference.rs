//! What the whole app refers to: code lists, services, colleagues. Read once after signing in.

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::code::CodeLists;
use domain::id::{ServiceId, StaffId};
use domain::staff::Colleague;
use yew::prelude::*;

use crate::client;
use crate::load::{Load, Loading, use_load};
use crate::shown;

/// The code lists in force.
#[hook]
pub(crate) fn use_lists() -> Rc<CodeLists> {
    use_context::<Reference>().unwrap_or_default().lists
}

/// Services and colleagues.
#[hook]
pub(crate) fn use_organisation() -> Rc<Organisation> {
    use_context::<Reference>().unwrap_or_default().organisation
}

/// Services and colleagues, by their ids.
#[derive(Default, PartialEq)]
pub(crate) struct Organisation {
    services: BTreeMap<ServiceId, String>,
    colleagues: BTreeMap<StaffId, Colleague>,
}

impl Organisation {
    /// A colleague's name.
    pub(crate) fn staff_name(&self, id: StaffId) -> String {
        self.colleagues.get(&id).map_or_else(|| "Somebody who left".to_owned(), |staff| shown::text(&staff.name))
    }

    /// A service's name.
    pub(crate) fn service_name(&self, id: ServiceId) -> String {
        self.services.get(&id).cloned().unwrap_or_else(|| "Another service".to_owned())
    }

    /// Every service by name.
    pub(crate) fn services(&self) -> impl Iterator<Item = (ServiceId, String)> + '_ {
        self.services.iter().map(|(id, name)| (*id, name.clone()))
    }

    /// Colleagues who work here, of one service or of all, by name.
    pub(crate) fn colleagues_of(&self, service: Option<ServiceId>) -> Vec<(AttrValue, AttrValue)> {
        let here = self.colleagues.values().filter(|staff| !staff.has_left);
        let of = here.filter(|staff| service.is_none_or(|service| staff.services.contains(&service)));
        let mut named: Vec<(AttrValue, AttrValue)> =
            of.map(|staff| (staff.id.to_string().into(), shown::text(&staff.name).into())).collect();
        named.sort_by(|(_, one), (_, other)| one.as_str().cmp(other.as_str()));
        named
    }
}

#[derive(Clone, Default, PartialEq)]
struct Reference {
    lists: Rc<CodeLists>,
    organisation: Rc<Organisation>,
}

/// Properties of [`WithReference`].
#[derive(Properties, PartialEq)]
pub(crate) struct WithReferenceProps {
    /// The pages.
    pub(crate) children: Children,
}

/// Reads them, then shows the pages.
#[component]
pub(crate) fn WithReference(props: &WithReferenceProps) -> Html {
    let loaded = use_load((), |()| async {
        let lists = client::reference::code_lists().await?;
        let services = client::reference::services().await?;
        let colleagues = client::reference::colleagues().await?;
        let organisation = Organisation {
            services: services
                .into_iter()
                .map(|service| (service.id.into(), shown::text(&service.content.name)))
                .collect(),
            colleagues: colleagues.into_iter().map(|staff| (staff.id, staff)).collect(),
        };
        Ok(Reference { lists: Rc::new(CodeLists::new(lists)), organisation: Rc::new(organisation) })
    });
    match &loaded.load {
        Load::Loading => html! { <Loading what="CRiiS" /> },
        Load::Failed(_) => {
            html! { <main class="app-page">{ loaded.faces("CRiiS", |_| Html::default()) }</main> }
        }
        Load::Ready(reference) => html! {
            <ContextProvider<Reference> context={(**reference).clone()}>
                { for props.children.iter() }
            </ContextProvider<Reference>>
        },
    }
}
