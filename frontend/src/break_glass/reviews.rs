//! The emergencies that one is told of, and their review.

use domain::break_glass::{EmergencyNotice, EmergencyReviewForm, EmergencyVerdict};
use domain::calendar::instant_text;
use domain::id::TieId;
use yew::prelude::*;

use crate::bar::PlaceLink;
use crate::form::options;
use crate::load::{Empty, use_load};
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::reference::use_organisation;
use crate::{client, shown};

const REVIEW: &[Spec] = &[
    ask("verdict", "Was it justified?", Kind::Choice(|| options!(EmergencyVerdict))),
    ask("words", "Why", Kind::Area),
];

/// Every emergency that one is told of, those that wait first.
#[component]
pub(crate) fn EmergenciesPage() -> Html {
    let loaded = use_load((), |()| client::break_glass::emergencies());
    let reviewing = use_state(|| None::<TieId>);
    let done = {
        let (reviewing, reload) = (reviewing.clone(), loaded.reload.clone());
        Callback::from(move |is_changed: bool| {
            reviewing.set(None);
            if is_changed {
                reload.emit(());
            }
        })
    };
    html! {
        <Page title="Emergencies">
            <div class="app-card app-card__body">
                { loaded.faces("The emergencies", |notices| {
                    if notices.is_empty() {
                        return html! { <Empty>{ "No record was opened in an emergency. When one is, it comes here." }</Empty> };
                    }
                    let rows = notices.iter().map(|notice| {
                        let id = notice.id;
                        let review = {
                            let reviewing = reviewing.clone();
                            Callback::from(move |_: MouseEvent| reviewing.set(Some(id)))
                        };
                        html! {
                            <li class="app-item" key={id.to_string()}>
                                <NoticeWords notice={notice.clone()} />
                                if notice.access.review.is_none() && *reviewing != Some(id) {
                                    <p><button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={review}>{ "Review" }</button></p>
                                }
                                if *reviewing == Some(id) { { form(id, done.clone()) } }
                            </li>
                        }
                    });
                    html! { <ul class="app-items">{ for rows }</ul> }
                }) }
            </div>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct NoticeWordsProps {
    notice: EmergencyNotice,
}

#[component]
fn NoticeWords(props: &NoticeWordsProps) -> Html {
    let organisation = use_organisation();
    let EmergencyNotice { person, due, is_overdue, access, uses, .. } = &props.notice;
    let classes: Vec<&str> = access.classes.iter().map(|class| class.label()).collect();
    let reads = uses.iter().map(|read| {
        html! { <li>{ format!("{}: {}", instant_text(read.at), read.class.map_or("the record", |class| class.label())) }</li> }
    });
    let state = match (&access.review, is_overdue) {
        (Some(review), _) => review.verdict.label().to_owned(),
        (None, true) => format!("Overdue since {}", instant_text(*due)),
        (None, false) => format!("Review by {}", instant_text(*due)),
    };
    html! {
        <>
            <p>
                <strong>{ organisation.staff_name(access.reader) }</strong>
                { format!(" opened a record, {}: {}. ", instant_text(access.at), classes.join(", ")) }
                <span class="app-tag">{ state }</span>
                if access.was_restricted { { " The record was restricted to others." } }
            </p>
            <p>{ shown::shown(&access.reason) }</p>
            <p><PlaceLink path={format!("/people/{person}")} label="The record" /></p>
            if uses.is_empty() { <p class="app-muted">{ "Nothing has been read." }</p> } else { <ul>{ for reads }</ul> }
            { for access.review.iter().map(|review| html! {
                <p class="app-muted">
                    { format!("Reviewed by {}, {}: ", organisation.staff_name(review.by), instant_text(review.at)) }
                    { shown::shown(&review.words) }
                </p>
            }) }
        </>
    }
}

fn form(id: TieId, done: Callback<bool>) -> Html {
    let send = Send::new(move |typed, key| async move {
        client::break_glass::review(id, key, &read::<EmergencyReviewForm>(&typed)).await.map(drop)
    });
    html! { <SmallForm name="review" title="Review it" specs={SpecList(REVIEW)} button="Save the review" {send} {done} /> }
}
