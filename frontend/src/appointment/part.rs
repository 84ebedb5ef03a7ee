//! Every appointment of a person.

use domain::Recorded;
use domain::appointment::{Appointment, AppointmentState, CancelForm, CancelledBy};
use domain::calendar::{instant_text, minutes_text};
use domain::id::PersonId;
use uuid::Uuid;
use yew::prelude::*;

use crate::form::options;
use crate::load::Empty;
use crate::pages::use_pages;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::reference::{use_lists, use_organisation};
use crate::route::{Beside, Panel};
use crate::{client, shown};

const CANCEL: &[Spec] =
    &[ask("by", "Who cancelled", Kind::Choice(|| options!(CancelledBy))), ask("reason", "Why", Kind::Line)];

/// Properties of [`AppointmentsPart`].
#[derive(Properties, PartialEq)]
pub(crate) struct AppointmentsPartProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// Told when something changed.
    pub(crate) changed: Callback<()>,
    /// Open a panel.
    pub(crate) open: Callback<Beside>,
}

/// Booked ones first, the soonest first; then the others, the latest first.
#[component]
pub(crate) fn AppointmentsPart(props: &AppointmentsPartProps) -> Html {
    let person = props.person;
    let pages =
        use_pages(
            person,
            |person, cursor| async move { client::casework::appointments(person, cursor.as_deref()).await },
        );
    let cancelling = use_state(|| None::<Uuid>);
    let done = {
        let (cancelling, changed) = (cancelling.clone(), props.changed.clone());
        Callback::from(move |is_changed: bool| {
            cancelling.set(None);
            if is_changed {
                changed.emit(());
            }
        })
    };
    let new = props.open.reform(|_: MouseEvent| Beside::new(Panel::Appointment));
    html! {
        <section class="app-card" aria-labelledby="appointments-title">
            <div class="app-card__head">
                <h2 class="app-card__title" id="appointments-title">{ "Appointments" }</h2>
                <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={new}>{ "Make an appointment" }</button>
            </div>
            <div class="app-card__body">
                { pages.faces("Appointments", |appointments| {
                    if appointments.is_empty() {
                        return html! { <Empty>{ "None was made yet. Choose Make an appointment, or press a." }</Empty> };
                    }
                    let rows = in_order(appointments).into_iter().map(|appointment| {
                        let (id, is_booked) = (appointment.id, appointment.content.state == AppointmentState::Booked);
                        let open = |panel| props.open.reform(move |_: MouseEvent| Beside::of(panel, id));
                        let cancel = {
                            let cancelling = cancelling.clone();
                            Callback::from(move |_: MouseEvent| cancelling.set(Some(id)))
                        };
                        html! {
                            <li class="app-item" key={id.to_string()}>
                                <AppointmentWords appointment={appointment.content.clone()} />
                                if is_booked {
                                    <p>
                                        <button type="button" class="app-link-button" onclick={open(Panel::Contact)}>{ "Record" }</button>
                                        <button type="button" class="app-link-button" onclick={open(Panel::Appointment)}>{ "Move" }</button>
                                        <button type="button" class="app-link-button" onclick={cancel}>{ "Cancel it" }</button>
                                    </p>
                                }
                                if *cancelling == Some(id) { { cancel_form(person, appointment, done.clone()) } }
                            </li>
                        }
                    });
                    html! { <ul class="app-items">{ for rows }</ul> }
                }) }
                { pages.foot("Show more") }
            </div>
        </section>
    }
}

fn in_order(appointments: Vec<&Recorded<Appointment>>) -> Vec<&Recorded<Appointment>> {
    let is_booked = |appointment: &&Recorded<Appointment>| appointment.content.state == AppointmentState::Booked;
    let (mut booked, mut others): (Vec<_>, Vec<_>) = appointments.into_iter().partition(is_booked);
    booked.sort_by_key(|appointment| appointment.content.starts_at);
    others.sort_by_key(|appointment| std::cmp::Reverse(appointment.content.starts_at));
    booked.extend(others);
    booked
}

#[derive(Properties, PartialEq)]
struct AppointmentWordsProps {
    appointment: Appointment,
}

#[component]
fn AppointmentWords(props: &AppointmentWordsProps) -> Html {
    let (lists, organisation) = (use_lists(), use_organisation());
    let appointment = &props.appointment;
    let place = appointment.place.as_ref().map(|place| format!(", {}", lists.label(place).to_lowercase()));
    html! {
        <>
            <p>
                <strong>{ instant_text(appointment.starts_at) }</strong>
                { format!(", {} ", minutes_text(shown::plain(&appointment.minutes))) }
                <span class="app-tag">{ appointment.state.label().to_lowercase() }</span>
            </p>
            <p class="app-muted">
                { lists.label(&appointment.kind) }{ place }{ format!(", with {}", organisation.staff_name(appointment.staff)) }
                if shown::plain(&appointment.two_staff) { { ", two staff" } }
                { for appointment.note.iter().map(|note| html! { <>{ " · " }{ shown::shown(note) }</> }) }
                { for appointment.why.iter().map(|why| html! { <>{ " · " }{ shown::shown(why) }</> }) }
            </p>
        </>
    }
}

fn cancel_form(person: PersonId, appointment: &Recorded<Appointment>, done: Callback<bool>) -> Html {
    let (id, version) = (appointment.id, appointment.version);
    let send = Send::new(move |typed, key| async move {
        client::casework::cancel_appointment(person, id, version, key, &read::<CancelForm>(&typed)).await.map(drop)
    });
    html! {
        <SmallForm name="appointment-cancel" title="Cancel the appointment" specs={SpecList(CANCEL)} button="Cancel the appointment"
            {send} {done} />
    }
}
