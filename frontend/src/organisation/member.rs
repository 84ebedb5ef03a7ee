//! One member of staff and the roles that they hold.

use domain::access::Role;
use domain::calendar::day_text;
use domain::id::StaffId;
use domain::staff::{EndRoleForm, HeldRole, Membership, MembershipForm, StaffForm};
use serde_json::{Value, json};
use yew::prelude::*;
use yew_router::prelude::*;

use super::sign_in::SignInCard;
use super::staff::QUESTIONS;
use super::{Doing, opener, use_doing};
use crate::form::Options;
use crate::load::{Empty, use_load};
use crate::office::Office;
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::reference::{Organisation, use_organisation};
use crate::{client, clock, shown};

const ROLE: &[Spec] = &[
    ask("role", "Role", Kind::Choice(roles)),
    ask("service", "Service", Kind::AnyService).hint("None for administrators and the data protection officer"),
    ask("from", "From", Kind::Date),
    ask("to", "Until, if it ends", Kind::Date),
];

const LAST_DAY: &[Spec] = &[ask("to", "Last day", Kind::Date)];

/// The roles that somebody can be given.
fn roles() -> Options {
    Role::ALL.iter().filter(|role| role.is_given()).map(|role| (role.word(), role.label())).collect()
}

/// Properties of [`MemberPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct MemberPageProps {
    /// Who.
    pub(crate) staff: StaffId,
}

/// Their particulars, and their roles.
#[component]
pub(crate) fn MemberPage(props: &MemberPageProps) -> Html {
    let id = props.staff;
    let organisation = use_organisation();
    let member = use_load(id, client::organisation::member);
    let memberships = use_load(id, client::organisation::memberships);
    let (changing, start_change, changed) = use_doing(member.reload.clone());
    let (doing, start, done) = use_doing(memberships.reload.clone());
    html! {
        <Page title="Member of staff">
            <p><Link<Office> to={Office::Staff}>{ "All staff" }</Link<Office>></p>
            <div class="app-card app-card__body">
                { member.faces("The member of staff", |member| {
                    let (of, version) = (member.id, member.version);
                    let present = move || async move { client::organisation::present("staff", of).await };
                    let send = Send::change(version, present, move |typed: Value, version| async move {
                        client::organisation::change_member(of.into(), version, &read::<StaffForm>(&typed)).await.map(drop)
                    });
                    html! {
                        if changing.is_some() {
                            <SmallForm name="member" title="Change" specs={SpecList(QUESTIONS)} button="Save"
                                start={shown::content(&member.content)} {send} done={changed.clone()} />
                        } else {
                            <>
                                <h2>{ shown::shown(&member.content.name) }</h2>
                                <p>{ for member.content.job_title.iter().map(shown::shown) }</p>
                                <p class="app-muted">
                                    { "Signs in as " }{ shown::shown(&member.content.sign_in_name) }
                                    { format!(" · since {}", day_text(member.content.started_on)) }
                                    { for member.content.left_on.iter().map(|day| html! { { format!(" · last day {}", day_text(*day)) } }) }
                                </p>
                                { opener("Change", "particulars", &start_change, Doing::Add) }
                            </>
                        }
                    }
                }) }
            </div>
            <section class="app-card" aria-labelledby="roles-title">
                <div class="app-card__head">
                    <h2 class="app-card__title" id="roles-title">{ "Roles" }</h2>
                    if doing.is_none() {
                        <button type="button" class="nhsuk-button" onclick={start.reform(|_: MouseEvent| Doing::Add)}>{ "Give a role" }</button>
                    }
                </div>
                <div class="app-card__body">
                    if doing == Some(Doing::Add) { { give(id, done.clone()) } }
                    { memberships.faces("The roles", |memberships| {
                        if memberships.is_empty() {
                            return html! { <Empty>{ "No role yet, so nothing can be opened. Choose Give a role." }</Empty> };
                        }
                        let rows = memberships.iter().map(|held| html! {
                            <li class="app-item" key={held.id.to_string()}>
                                { words(&held.membership, &organisation) }
                                if doing.is_none() && held.membership.to.is_none() {
                                    { opener("End", held.membership.role.label(), &start, Doing::Change(held.id.0)) }
                                }
                                if doing == Some(Doing::Change(held.id.0)) { { end(held, done.clone()) } }
                            </li>
                        });
                        html! { <ul class="app-items">{ for rows }</ul> }
                    }) }
                </div>
            </section>
            <SignInCard staff={id} />
        </Page>
    }
}

fn words(membership: &Membership, organisation: &Organisation) -> Html {
    let place =
        membership.service.map_or_else(|| "the whole organisation".to_owned(), |id| organisation.service_name(id));
    let until = membership.to.map_or_else(String::new, |day| format!(" until {}", day_text(day)));
    html! {
        <>
            <p><strong>{ membership.role.label() }</strong>{ format!(", {place}") }</p>
            <p class="app-muted">{ format!("From {}{until}", day_text(membership.from)) }</p>
        </>
    }
}

fn give(staff: StaffId, done: Callback<bool>) -> Html {
    let start = json!({ "staff": staff, "role": "recovery_worker", "from": clock::today() });
    let send = Send::new(move |typed: Value, key| async move {
        client::organisation::give_role(staff, key, &read::<MembershipForm>(&typed)).await.map(drop)
    });
    html! { <SmallForm name="role" title="Give a role" specs={SpecList(ROLE)} button="Give" {start} {send} {done} /> }
}

fn end(held: &HeldRole, done: Callback<bool>) -> Html {
    let id = held.id;
    let send = Send::new(move |typed: Value, _| async move {
        client::organisation::end_role(id, &read::<EndRoleForm>(&typed)).await.map(drop)
    });
    html! {
        <SmallForm name="role-end" title="End the role" specs={SpecList(LAST_DAY)} button="End it"
            start={json!({ "to": clock::today() })} {send} {done} />
    }
}
