//! Whom a volunteer was given, or an auditor was named.

use domain::calendar::day_text;
use domain::instant::london_day;
use yew::prelude::*;

use crate::bar::PlaceLink;
use crate::load::{Empty, use_load};
use crate::page::Page;
use crate::{client, clock, shown};

/// The people, each a link to their record.
#[component]
pub(crate) fn GivenPage() -> Html {
    let loaded = use_load((), |()| client::restriction::given());
    html! {
        <Page title="Your people">
            <div class="app-card app-card__body">
                { loaded.faces("Your people", |people| {
                    if people.is_empty() {
                        return html! { <Empty>{ "Nobody is given to you at the moment. A team leader or the data protection officer does that." }</Empty> };
                    }
                    let rows = people.iter().map(|given| {
                        let banner = &given.banner;
                        let until = given.until.map(|until| format!(", until {}", day_text(london_day(until)))).unwrap_or_default();
                        html! {
                            <li class="app-item" key={banner.id.to_string()}>
                                <PlaceLink path={format!("/people/{}", banner.id)} label={shown::text(&banner.display_name())} />
                                <p class="app-muted">{ "Born " }{ shown::shown(&banner.born(clock::today())) }{ until }</p>
                            </li>
                        }
                    });
                    html! { <ul class="app-items">{ for rows }</ul> }
                }) }
            </div>
        </Page>
    }
}
