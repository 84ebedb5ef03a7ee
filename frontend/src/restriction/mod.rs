//! Who may open a record: its restriction, to whom it is given or named, and what staff declared their own.

mod given;
mod list;
mod tied;

use domain::Recorded;
use domain::access::{DeclareOwn, GivePerson, NameForAudit, ReadRestriction, ReadTies, Restrict};
use domain::calendar::instant_text;
use domain::id::PersonId;
use domain::restriction::{LiftForm, RecordRestriction, RestrictionForm, RestrictionReason};
use domain::tie::{DeclarationForm, GiveForm, Whose};
use serde_json::{Value, json};
use yew::prelude::*;

pub(crate) use self::given::GivenPage;
pub(crate) use self::list::RestrictionsPage;
use self::tied::Ties;
use crate::bar::PlaceLink;
use crate::form::{PickSeveralStaff, options};
use crate::load::use_load;
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::reference::{Organisation, use_organisation};
use crate::session::use_me;
use crate::{client, shown};

const RESTRICTING: &[Spec] =
    &[ask("reason", "Why", Kind::Choice(|| options!(RestrictionReason))), ask("words", "More of why", Kind::Area)];
const LIFTING: &[Spec] = &[ask("reason", "Why it is lifted", Kind::Area)];
const GIVING: &[Spec] =
    &[ask("staff", "To whom", Kind::Staff), ask("to", "Last day", Kind::Date).hint("Left empty, until you end it")];
const NAMING: &[Spec] =
    &[ask("staff", "Auditor", Kind::Staff), ask("to", "Last day", Kind::Date).hint("At most a year ahead")];
const DECLARING: &[Spec] = &[
    ask("whose", "Whose record is it?", Kind::Choice(|| options!(Whose))),
    ask("words", "What the data protection officer should know", Kind::Area),
];

/// What is open on the page.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Restrict,
    Change,
    Lift,
    Give,
    Name,
    Declare,
}

/// Properties of [`WhoMayOpenPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct WhoMayOpenPageProps {
    /// Whose record.
    pub(crate) person: PersonId,
}

/// Who may open one record.
#[component]
pub(crate) fn WhoMayOpenPage(props: &WhoMayOpenPageProps) -> Html {
    let person = props.person;
    let me = use_me();
    let organisation = use_organisation();
    let (may_read, may_tie) = (me.may::<ReadRestriction>(), me.may::<ReadTies>());
    let loaded = use_load((person, may_read, may_tie), |(person, may_read, may_tie)| async move {
        let restriction = if may_read { client::restriction::present(person).await? } else { None };
        let ties = if may_tie { client::restriction::ties(person).await? } else { Vec::new() };
        Ok((restriction, ties))
    });
    let doing = use_state(|| None::<Doing>);
    let is_declared = use_state(|| false);
    let done = {
        let (doing, reload, is_declared) = (doing.clone(), loaded.reload.clone(), is_declared.clone());
        Callback::from(move |is_changed: bool| {
            is_declared.set(is_changed && *doing == Some(Doing::Declare));
            doing.set(None);
            if is_changed {
                reload.emit(());
            }
        })
    };
    let opener = |label: &'static str, next: Doing| {
        let doing = doing.clone();
        let onclick = Callback::from(move |_: MouseEvent| doing.set(Some(next)));
        html! { <button type="button" class="nhsuk-button nhsuk-button--secondary" {onclick}>{ label }</button> }
    };
    if *is_declared {
        return html! {
            <Page title="Who may open this record">
                <p role="status">{ "It is declared: the record is closed to you, and the data protection officer is told." }</p>
            </Page>
        };
    }
    html! {
        <Page title="Who may open this record">
            <p><PlaceLink path={format!("/people/{person}")} label="The record" /></p>
            { loaded.faces("Who may open it", |loaded| {
                let (restriction, ties) = &**loaded;
                html! {
                    <div class="app-card app-card__body">
                        if may_read { { words(restriction.as_ref(), &organisation) } }
                        if let Some(doing) = *doing {
                            { form(doing, person, restriction.as_ref(), done.clone()) }
                        } else {
                            <p class="app-buttons">
                                if me.may::<Restrict>() {
                                    if restriction.is_some() {
                                        { opener("Change the restriction", Doing::Change) }
                                        { opener("Lift it", Doing::Lift) }
                                    } else {
                                        { opener("Restrict it to named colleagues", Doing::Restrict) }
                                    }
                                }
                                if me.may::<GivePerson>() { { opener("Give to a volunteer", Doing::Give) } }
                                if me.may::<NameForAudit>() { { opener("Name to an auditor", Doing::Name) } }
                                if me.may::<DeclareOwn>() { { opener("This is me, or a relative", Doing::Declare) } }
                            </p>
                        }
                        if may_tie { <Ties {person} ties={ties.clone()} reload={loaded_again(&done)} /> }
                    </div>
                }
            }) }
        </Page>
    }
}

/// Load again after a tie was ended.
fn loaded_again(done: &Callback<bool>) -> Callback<()> {
    done.reform(|()| true)
}

/// What restricts it.
fn words(restriction: Option<&Recorded<RecordRestriction>>, organisation: &Organisation) -> Html {
    let Some(recorded) = restriction else {
        return html! { <p>{ "Every colleague whose service works with them may open it." }</p> };
    };
    let restriction = &recorded.content;
    let names: Vec<String> = restriction.staff.iter().map(|id| organisation.staff_name(*id)).collect();
    html! {
        <>
            <p>
                <strong>{ format!("Restricted: {}.", restriction.reason.label()) }</strong>
                { format!(" Open to {}.", names.join(", ")) }
            </p>
            { for restriction.words.iter().map(|words| html! { <p>{ shown::shown(words) }</p> }) }
            <p class="app-muted">{ format!("Since {}", instant_text(recorded.recorded_at)) }</p>
        </>
    }
}

fn form(
    doing: Doing,
    person: PersonId,
    restriction: Option<&Recorded<RecordRestriction>>,
    done: Callback<bool>,
) -> Html {
    match doing {
        Doing::Restrict => {
            let send = Send::new(move |typed, key| async move {
                client::restriction::restrict(person, key, &read::<RestrictionForm>(&typed)).await.map(drop)
            });
            restricting("Restrict it to named colleagues", "Restrict", json!({}), send, done)
        }
        Doing::Change => {
            let Some(recorded) = restriction else { return Html::default() };
            let start = shown::content(&recorded.content);
            let send = Send::change(
                recorded.version,
                move || async move {
                    let present = client::restriction::present(person).await?;
                    present.map(as_value).ok_or(client::Refused::Unreadable)
                },
                move |typed, version| async move {
                    client::restriction::revise(person, version, &read::<RestrictionForm>(&typed)).await.map(drop)
                },
            );
            restricting("Change the restriction", "Save", start, send, done)
        }
        Doing::Lift => {
            let version = restriction.map_or(0, |recorded| recorded.version);
            let send = Send::new(move |typed, key| async move {
                client::restriction::lift(person, version, key, &read::<LiftForm>(&typed)).await.map(drop)
            });
            html! { <SmallForm name="lift" title="Lift the restriction" specs={SpecList(LIFTING)} button="Lift it" {send} {done} /> }
        }
        Doing::Give => {
            let send = Send::new(move |typed, key| async move {
                client::restriction::give(person, key, &read::<GiveForm>(&typed)).await.map(drop)
            });
            html! { <SmallForm name="give" title="Give to a volunteer" specs={SpecList(GIVING)} button="Give" {send} {done} /> }
        }
        Doing::Name => {
            let send = Send::new(move |typed, key| async move {
                client::restriction::name_for_audit(person, key, &read::<GiveForm>(&typed)).await.map(drop)
            });
            html! { <SmallForm name="audit" title="Name to an auditor" specs={SpecList(NAMING)} button="Name" {send} {done} /> }
        }
        Doing::Declare => {
            let send = Send::new(move |typed, key| async move {
                client::restriction::declare(person, key, &read::<DeclarationForm>(&typed)).await
            });
            html! {
                <SmallForm name="declare" title="Declare it" specs={SpecList(DECLARING)} button="Declare and close it to me" {send} {done} />
            }
        }
    }
}

fn restricting(title: &'static str, button: &'static str, start: Value, send: Send, done: Callback<bool>) -> Html {
    html! {
        <SmallForm name="restriction" {title} specs={SpecList(RESTRICTING)} {button} {start} {send} {done}>
            <PickSeveralStaff at="/staff" label="Who may go on opening it" />
        </SmallForm>
    }
}

fn as_value(recorded: Recorded<RecordRestriction>) -> Recorded<Value> {
    recorded.map(|content| shown::content(&content))
}
