//! The record: who, then danger, then what happened last; its parts on the left, the panel on the right.

mod alerts;
mod banner;
mod glance;
mod parts;

use std::rc::Rc;

use domain::id::PersonId;
use domain::record_view::RecordView;
use yew::prelude::*;
use yew_router::prelude::*;

pub(crate) use self::alerts::AlertBars;
pub(crate) use self::banner::IdentityBanner;
pub(crate) use self::glance::AtAGlance;
use self::parts::PartsList;
use crate::bar::PlaceLink;
use crate::break_glass::EmergencyBar;
use crate::contact::{ContactPanel, Timeline};
use crate::keys::{Command, use_command};
use crate::load::{Load, use_load};
use crate::page::use_page;
use crate::part::PartPage;
use crate::route::{Beside, Panel, Part, Route};
use crate::{alert, appointment, browser, client, convictions, episode, health, history, identity, reach};

/// Properties of [`RecordPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct RecordPageProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// Which part is open; none means what happened.
    #[prop_or_default]
    pub(crate) part: Option<Part>,
}

/// A record. Everything in it is keyed by the person: nothing of one outlives the way to another.
#[component]
pub(crate) fn RecordPage(props: &RecordPageProps) -> Html {
    html! { <OneRecord key={props.person.to_string()} person={props.person} part={props.part} /> }
}

#[component]
fn OneRecord(props: &RecordPageProps) -> Html {
    let person = props.person;
    use_page(props.part.map_or("What happened", Part::title).into());
    let beside = use_beside();
    let recorded = use_state(|| 0_u32);
    let loaded = use_load(person, client::record::open);
    let open = use_opening(person);
    let record_contact = use_panel(&open, Panel::Contact);
    use_command(Command::Contact, record_contact);
    let make_appointment = use_panel(&open, Panel::Appointment);
    use_command(Command::Appointment, make_appointment);
    let close = use_callback(open.clone(), |(), open: &Callback<Beside>| {
        open.emit(Beside::default());
        browser::focus_soon("record-contact");
    });
    let changed = {
        let (reload, recorded) = (loaded.reload.clone(), recorded.clone());
        Callback::from(move |()| {
            reload.emit(());
            recorded.set(*recorded + 1);
        })
    };
    // Whoever comes from the find box goes on with keys, which must not be typed into it. A panel takes the focus
    // itself.
    use_effect_with(loaded.ready().is_some(), move |is_here| {
        if *is_here && beside.panel.is_none() {
            browser::focus("page-title");
        }
    });
    let Load::Ready(view) = &loaded.load else {
        return html! {
            <main id="content" class="app-page">{ loaded.faces("the record", |_| Html::default()) }</main>
        };
    };
    let panel = panel(person, view, beside, &close, &changed);
    let class = classes!("app-record", panel.is_some().then_some("app-record--beside"));
    html! {
        <main id="content" {class}>
            <div class="app-record__head">
                { for view.emergency_until.map(|until| html! { <EmergencyBar {until} /> }) }
                <IdentityBanner banner={view.banner.clone()} open={open.clone()} />
                <AlertBars {person} alerts={view.alerts.clone()} />
            </div>
            <div class="app-record__columns">
                <div class="app-record__left">
                    <PartsList {person} here={props.part} view={Rc::clone(view)} />
                    <AtAGlance glance={view.glance.clone()} />
                    <p><PlaceLink path={format!("/office/records/{person}/access")} label="Who may open this record" /></p>
                </div>
                <div class="app-record__middle">
                    { middle(props, view, *recorded, &changed, &open) }
                </div>
                { for panel }
            </div>
        </main>
    }
}

/// What is open in the middle.
fn middle(
    props: &RecordPageProps,
    view: &Rc<RecordView>,
    recorded: u32,
    changed: &Callback<()>,
    open: &Callback<Beside>,
) -> Html {
    let person = props.person;
    let changed = changed.clone();
    match props.part {
        None => {
            html! { <Timeline {person} episode={view.glance.episodes.first().map(|episode| episode.id)} {recorded} open={open.clone()} /> }
        }
        Some(Part::Identity) => html! { <PartPage key="identity" {person} document={identity::DOCUMENT} {changed} /> },
        Some(Part::Reach) => html! {
            <div class="app-stack">
                <PartPage {person} document={reach::REACH} changed={changed.clone()} />
                <PartPage {person} document={reach::ADDRESSES} {changed} />
            </div>
        },
        Some(Part::Health) => html! { <PartPage key="health" {person} document={health::DOCUMENT} {changed} /> },
        Some(Part::Convictions) => {
            html! { <PartPage key="convictions" {person} document={convictions::DOCUMENT} {changed} /> }
        }
        Some(Part::Episodes) => html! { <episode::EpisodesPart {person} {changed} /> },
        Some(Part::Alerts) => html! { <alert::AlertsPart {person} {changed} /> },
        Some(Part::Appointments) => html! {
            <appointment::AppointmentsPart key={format!("appointments-{recorded}")} {person} {changed} open={open.clone()} />
        },
        Some(Part::History) => html! { <history::HistoryPart {person} view={Rc::clone(view)} /> },
    }
}

/// What is open beside it.
fn panel(
    person: PersonId,
    view: &Rc<RecordView>,
    beside: Beside,
    close: &Callback<()>,
    changed: &Callback<()>,
) -> Option<Html> {
    let (view, close, changed) = (Rc::clone(view), close.clone(), changed.clone());
    let of = beside.of;
    let panel = match beside.panel? {
        Panel::Contact => html! {
            <ContactPanel key={format!("contact-{of:?}")} {person} {view} appointment={of.map(Into::into)} {close} {changed} />
        },
        Panel::Correct => html! {
            <ContactPanel key={format!("correct-{of:?}")} {person} {view} contact={of.map(Into::into)} {close} {changed} />
        },
        Panel::Appointment => html! {
            <appointment::AppointmentPanel key={format!("appointment-{of:?}")} {person} {view} {of} {close} {changed} />
        },
    };
    Some(html! { <aside class="app-record__right">{ panel }</aside> })
}

/// What the address says is open beside the page.
#[hook]
fn use_beside() -> Beside {
    let location = use_location();
    location.and_then(|location| location.query::<Beside>().ok()).unwrap_or_default()
}

/// Open something beside the page that is open, in its address.
#[hook]
fn use_opening(person: PersonId) -> Callback<Beside> {
    let navigator = use_navigator();
    let route = use_route::<Route>().unwrap_or(Route::Record { person });
    use_callback(route, move |beside: Beside, route| {
        let Some(navigator) = &navigator else { return };
        if beside == Beside::default() {
            navigator.push(route);
        } else {
            // The query is small and always serialises.
            let _ = navigator.push_with_query(route, &beside);
        }
    })
}

#[hook]
fn use_panel(open: &Callback<Beside>, panel: Panel) -> Callback<()> {
    use_callback(open.clone(), move |(), open: &Callback<Beside>| open.emit(Beside::new(panel)))
}
