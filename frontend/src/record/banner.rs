//! The identity banner, which stays at the head of every page of a record.
//!
//! By the rules of the NHS patient banner: the name without a label, values bolder than their labels,
//! *Not known* in words.

use domain::banner::Banner;
use yew::prelude::*;

use crate::reach::way_words;
use crate::reference::use_organisation;
use crate::route::{Beside, Panel};
use crate::{clock, shown};

/// Properties of [`IdentityBanner`].
#[derive(Properties, PartialEq)]
pub(crate) struct IdentityBannerProps {
    /// Who.
    pub(crate) banner: Banner,
    /// Open a panel; none on paper.
    #[prop_or_default]
    pub(crate) open: Option<Callback<Beside>>,
}

/// Who this record is of.
#[component]
pub(crate) fn IdentityBanner(props: &IdentityBannerProps) -> Html {
    let banner = &props.banner;
    let organisation = use_organisation();
    let key_worker = banner.key_worker.map(|id| organisation.staff_name(id));
    let died = banner.died().map(|died| {
        html! { <span class="app-banner__fact app-banner__died">{ "Died " }<strong>{ shown::shown(&died) }</strong></span> }
    });
    let buttons = props.open.as_ref().map(|open| {
        let record = open.reform(|_: MouseEvent| Beside::new(Panel::Contact));
        let appointment = open.reform(|_: MouseEvent| Beside::new(Panel::Appointment));
        html! {
            <div class="app-banner__buttons">
                <button type="button" class="nhsuk-button" id="record-contact" onclick={record}>
                    { "Record contact" }<kbd aria-hidden="true">{ "C" }</kbd>
                </button>
                <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={appointment}>
                    { "Appointment" }<kbd aria-hidden="true">{ "A" }</kbd>
                </button>
            </div>
        }
    });
    html! {
        <section class="app-banner" aria-label="Whose record this is">
            <div class="app-banner__inside">
                <div class="app-banner__name">
                    <h1 class="app-banner__formal" id="page-title" tabindex="-1">{ shown::shown(&banner.display_name()) }</h1>
                    <span class="app-banner__aside">
                        { for banner.preferred_name.iter().map(|name| html! { <>{ "known as " }{ shown::shown(name) }</> }) }
                        if banner.preferred_name.is_some() && banner.pronouns.is_some() { { " · " } }
                        { for banner.pronouns.iter().map(shown::shown) }
                    </span>
                </div>
                <div class="app-banner__facts">
                    <span class="app-banner__fact">{ "Born " }<strong>{ shown::shown(&banner.born(clock::today())) }</strong></span>
                    { died }
                    <span class="app-banner__fact">{ "NHS No. " }<strong>{ shown::shown(&banner.nhs_number_text()) }</strong></span>
                    <span class="app-banner__fact">
                        { "Key worker " }<strong>{ key_worker.unwrap_or_else(|| domain::banner::NOT_KNOWN.to_owned()) }</strong>
                    </span>
                    <span class="app-banner__fact app-banner__reach">
                        { "Reach by " }
                        { banner.preferred_way.as_ref().map_or_else(
                            || html! { <strong>{ domain::banner::NOT_KNOWN }</strong> }, way_words) }
                    </span>
                </div>
                { buttons }
            </div>
        </section>
    }
}
