//! Staff.

use domain::calendar::day_text;
use domain::staff::StaffForm;
use serde_json::json;
use yew::prelude::*;
use yew_router::prelude::*;

use super::{Doing, use_doing};
use crate::load::{Empty, use_load};
use crate::office::Office;
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::{client, clock, shown};

pub(super) const QUESTIONS: &[Spec] = &[
    ask("name", "Name", Kind::Line),
    ask("job_title", "Job", Kind::Line),
    ask("work_email", "E-mail at work", Kind::Line),
    ask("work_phone", "Telephone at work", Kind::Line),
    ask("sign_in_name", "Name to sign in with", Kind::Line)
        .hint("Letters, digits, dots, hyphens: like efua.testworker"),
    ask("started_on", "First day", Kind::Date),
    ask("left_on", "Last day, if they leave", Kind::Date),
];

/// Everybody, with the way to take somebody on.
#[component]
pub(crate) fn StaffPage() -> Html {
    let loaded = use_load((), |()| client::organisation::staff());
    let (doing, start, done) = use_doing(loaded.reload.clone());
    let send = Send::new(|typed, key| async move {
        client::organisation::add_member(key, &read::<StaffForm>(&typed)).await.map(drop)
    });
    html! {
        <Page title="Staff">
            <div class="app-card app-card__body">
                if doing.is_none() {
                    <button type="button" class="nhsuk-button" onclick={start.reform(|_: MouseEvent| Doing::Add)}>{ "Add somebody" }</button>
                }
                if doing == Some(Doing::Add) {
                    <SmallForm name="staff" title="Add somebody" specs={SpecList(QUESTIONS)} button="Add"
                        start={json!({ "started_on": clock::today() })} {send} {done} />
                }
                { loaded.faces("The staff", |staff| {
                    if staff.is_empty() {
                        return html! { <Empty>{ "Nobody yet. Choose Add somebody." }</Empty> };
                    }
                    let rows = staff.iter().map(|member| {
                        let left = member.content.left_on.map(|day| format!(" · last day {}", day_text(day)));
                        html! {
                            <li class="app-line" key={member.id.to_string()}>
                                <Link<Office> to={Office::StaffMember { staff: member.id.into() }} classes="app-line__link">
                                    { shown::shown(&member.content.name) }
                                </Link<Office>>
                                <span class="app-muted">{ for member.content.job_title.iter().map(shown::shown) }{ left }</span>
                            </li>
                        }
                    });
                    html! { <ul class="app-lines">{ for rows }</ul> }
                }) }
            </div>
        </Page>
    }
}
