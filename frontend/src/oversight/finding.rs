//! One finding: what it is, its entries, and what came of it.

use domain::Recorded;
use domain::calendar::day_text;
use domain::id::FindingId;
use domain::oversight::{FindingView, ReviewForm, SignOffForm, Verdict};
use serde_json::Value;
use yew::prelude::*;
use yew_router::prelude::*;

use super::doings::entries;
use crate::form::{Options, options};
use crate::load::use_load;
use crate::office::Office;
use crate::page::Page;
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Send, SmallForm, SpecList, read};
use crate::reference::{Organisation, use_organisation};
use crate::{client, shown};

const REVIEW: &[Spec] =
    &[ask("verdict", "What it turned out to be", Kind::Choice(verdicts)), ask("words", "Why, in words", Kind::Area)];
const SIGN_OFF: &[Spec] = &[ask("words", "What is done about it", Kind::Area)];

fn verdicts() -> Options {
    options!(Verdict)
}

/// Properties of [`FindingPage`].
#[derive(Properties, PartialEq)]
pub(crate) struct FindingPageProps {
    /// Which.
    pub(crate) finding: FindingId,
}

/// One finding.
#[component]
pub(crate) fn FindingPage(props: &FindingPageProps) -> Html {
    let organisation = use_organisation();
    let loaded = use_load(props.finding, client::oversight::finding);
    let reload = loaded.reload.clone();
    let done = Callback::from(move |recorded: bool| {
        if recorded {
            reload.emit(());
        }
    });
    html! {
        <Page title="Worth a look">
            <p><Link<Office> to={Office::Oversight}>{ "All findings" }</Link<Office>></p>
            { loaded.faces("The finding", |finding| whole(finding, &organisation, done.clone())) }
        </Page>
    }
}

fn whole(view: &Recorded<FindingView>, organisation: &Organisation, done: Callback<bool>) -> Html {
    let finding = &view.content.finding;
    let staff = finding.staff;
    let whose = finding.person.map(|person| {
        let name = view.content.who.as_ref().map_or_else(|| "this record".to_owned(), |who| shown::text(&who.name));
        html! {
            <p>
                { format!("In the record of {name}. ") }
                <Link<Office> to={Office::Trail { person }}>{ "Who opened it" }</Link<Office>>
                { " · " }
                <Link<Office> to={Office::SeenBy { person }}>{ "Who has seen it, for them" }</Link<Office>>
            </p>
        }
    });
    html! {
        <>
            <section class="app-card">
                <h2 class="app-card__head">{ finding.pattern.label() }</h2>
                <div class="app-card__body">
                    <p>
                        <Link<Office> to={Office::Doings { staff }}>{ organisation.staff_name(staff) }</Link<Office>>
                        { format!(", {}, {} entries", day_text(finding.day), finding.count) }
                    </p>
                    { whose }
                    { entries(&view.content.trail, organisation) }
                </div>
            </section>
            <section class="app-card">
                <h2 class="app-card__head">{ "What came of it" }</h2>
                <div class="app-card__body">{ outcome(view, organisation, done) }</div>
            </section>
        </>
    }
}

fn outcome(view: &Recorded<FindingView>, organisation: &Organisation, done: Callback<bool>) -> Html {
    let finding = &view.content.finding;
    let (id, version) = (FindingId::from(view.id), view.version);
    let said = finding.review.as_ref().map(|review| {
        html! { <p>{ format!("{}: ", review.verdict.label()) }{ shown::shown(&review.words) }{ format!(" {}", organisation.staff_name(review.by)) }</p> }
    });
    let signed = finding.sign_off.as_ref().map(|signed| {
        html! { <p>{ "Signed off: " }{ shown::shown(&signed.words) }{ format!(" {}", organisation.staff_name(signed.by)) }</p> }
    });
    let is_breach = finding.review.as_ref().is_some_and(|review| review.verdict == Verdict::Breach);
    let form = match (finding.is_open(), is_breach) {
        (false, _) => Html::default(),
        (true, false) => {
            let send = Send::new(move |typed: Value, key| async move {
                client::oversight::review(id, version, key, &read::<ReviewForm>(&typed)).await.map(drop)
            });
            html! { <SmallForm name="review" title="Review it" specs={SpecList(REVIEW)} button="Record the review" {send} {done} /> }
        }
        (true, true) => {
            let send = Send::new(move |typed: Value, key| async move {
                client::oversight::sign_off(id, version, key, &read::<SignOffForm>(&typed)).await.map(drop)
            });
            html! { <SmallForm name="sign-off" title="Sign off the breach" specs={SpecList(SIGN_OFF)} button="Sign off" {send} {done} /> }
        }
    };
    html! { <>{ said }{ signed }{ form }</> }
}
