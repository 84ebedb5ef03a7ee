//! Episodes: opening, changing, closing and opening again.

use domain::Recorded;
use domain::calendar::day_text;
use domain::episode::{CloseForm, Episode, EpisodeChangeForm, EpisodeForm, EpisodeState, ReopenForm};
use domain::id::PersonId;
use serde_json::json;
use uuid::Uuid;
use yew::prelude::*;

use crate::load::{Empty, use_load};
use crate::part::spec::{Kind, Spec, ask};
use crate::part::{Rules, Send, SmallForm, SpecList, read, rules};
use crate::reference::{use_lists, use_organisation};
use crate::session::use_me;
use crate::{client, clock, shown};

const OPEN: &[Spec] = &[
    ask("service", "Service", Kind::Service),
    ask("opened_on", "First day", Kind::Date),
    ask("key_worker", "Key worker", Kind::Staff),
    ask("referral_source", "Referred by", Kind::Pick("referral_source")),
    ask("referred_on", "Referred on", Kind::Date),
];

const CHANGE: &[Spec] = &[
    ask("key_worker", "Key worker", Kind::Staff),
    ask("referral_source", "Referred by", Kind::Pick("referral_source")),
    ask("referred_on", "Referred on", Kind::Date),
];

const CLOSE: &[Spec] = &[
    ask("closed_on", "Last day", Kind::Date),
    ask("reason", "Why they left", Kind::Pick("discharge_reason")),
    ask("words", "Why, in words", Kind::Line),
];

const REOPEN: &[Spec] = &[ask("reason", "Why it is opened again", Kind::Line)];

#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Open,
    Change(Uuid),
    Close(Uuid),
    Reopen(Uuid),
}

/// Properties of [`EpisodesPart`].
#[derive(Properties, PartialEq)]
pub(crate) struct EpisodesPartProps {
    /// Whose.
    pub(crate) person: PersonId,
    /// Told when something changed.
    pub(crate) changed: Callback<()>,
}

/// Every episode, the newest first.
#[component]
pub(crate) fn EpisodesPart(props: &EpisodesPartProps) -> Html {
    let person = props.person;
    let me = use_me();
    let loaded = use_load(person, client::casework::episodes);
    let doing = use_state(|| None::<Doing>);
    let start = |next: Doing| {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| doing.set(Some(next)))
    };
    let done = {
        let (doing, reload, changed) = (doing.clone(), loaded.reload.clone(), props.changed.clone());
        Callback::from(move |is_changed: bool| {
            doing.set(None);
            if is_changed {
                reload.emit(());
                changed.emit(());
            }
        })
    };
    let send = Send::new(move |typed, key| async move {
        client::casework::open_episode(person, key, &read::<EpisodeForm>(&typed)).await.map(drop)
    });
    html! {
        <section class="app-card" aria-labelledby="episodes-title">
            <div class="app-card__head">
                <h2 class="app-card__title" id="episodes-title">{ "Episodes" }</h2>
                if doing.is_none() {
                    <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={start(Doing::Open)}>
                        { "Open an episode" }
                    </button>
                }
            </div>
            <div class="app-card__body">
                if *doing == Some(Doing::Open) {
                    <SmallForm name="episode" title="Open an episode" specs={SpecList(OPEN)} button="Open"
                        start={json!({ "service": me.services().first(), "key_worker": me.id(), "opened_on": clock::today() })}
                        check={Some(Rules(rules!(EpisodeForm)))} {send} done={done.clone()} />
                }
                { loaded.faces("Episodes", |episodes| {
                    if episodes.is_empty() {
                        return html! { <Empty>{ "There is no episode. Choose Open an episode to begin one." }</Empty> };
                    }
                    let rows = episodes.iter().map(|episode| {
                        let is_open = episode.content.state == EpisodeState::Open;
                        html! {
                            <li class="app-item" key={episode.id.to_string()}>
                                <EpisodeWords episode={episode.content.clone()} />
                                if doing.is_none() {
                                    <p>
                                        if is_open {
                                            <button type="button" class="app-link-button" onclick={start(Doing::Change(episode.id))}>{ "Change" }</button>
                                            <button type="button" class="app-link-button" onclick={start(Doing::Close(episode.id))}>{ "Close" }</button>
                                        } else {
                                            <button type="button" class="app-link-button" onclick={start(Doing::Reopen(episode.id))}>{ "Open again" }</button>
                                        }
                                    </p>
                                }
                                { form(person, episode, *doing, done.clone()) }
                            </li>
                        }
                    });
                    html! { <ul class="app-items">{ for rows }</ul> }
                }) }
            </div>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct EpisodeWordsProps {
    episode: Episode,
}

#[component]
fn EpisodeWords(props: &EpisodeWordsProps) -> Html {
    let (lists, organisation) = (use_lists(), use_organisation());
    let episode = &props.episode;
    let closed = episode.closed_on.map(|day| {
        let reason = episode.reason.as_ref().map(|reason| format!(": {}", lists.label(reason))).unwrap_or_default();
        format!(". Closed {}{reason}", day_text(day))
    });
    let source =
        episode.referral_source.as_ref().map(|source| format!(". Referred by {}", lists.label(source).to_lowercase()));
    html! {
        <>
            <p>
                <strong>{ organisation.service_name(episode.service) }</strong>{ " " }
                <span class="app-tag">{ episode.state.label().to_lowercase() }</span>
            </p>
            <p class="app-muted">
                { format!("Opened {}, key worker {}", day_text(episode.opened_on), organisation.staff_name(episode.key_worker)) }
                { source }{ closed }
                { for episode.words.iter().map(|words| html! { <>{ ", " }{ shown::shown(words) }</> }) }
                { for episode.reopened_because.iter().map(|why| html! { <>{ ". Opened again: " }{ shown::shown(why) }</> }) }
            </p>
        </>
    }
}

fn form(person: PersonId, episode: &Recorded<Episode>, doing: Option<Doing>, done: Callback<bool>) -> Html {
    let (id, version) = (episode.id, episode.version);
    match doing {
        Some(Doing::Change(of)) if of == id => {
            let present = move || async move { client::record::part(person, &format!("episodes/{id}")).await };
            let send = Send::change(version, present, move |typed, version| async move {
                client::casework::change_episode(person, id, version, &read::<EpisodeChangeForm>(&typed))
                    .await
                    .map(drop)
            });
            let content = &episode.content;
            let start = json!({
                "key_worker": content.key_worker, "referral_source": content.referral_source, "referred_on": content.referred_on,
            });
            html! { <SmallForm name="episode-change" title="Change the episode" specs={SpecList(CHANGE)} button="Save" {start} {send} {done} /> }
        }
        Some(Doing::Close(of)) if of == id => {
            let send = Send::new(move |typed, key| async move {
                client::casework::close_episode(person, id, version, key, &read::<CloseForm>(&typed)).await.map(drop)
            });
            let start = json!({ "closed_on": clock::today() });
            html! { <SmallForm name="episode-close" title="Close the episode" specs={SpecList(CLOSE)} button="Close it" {start} {send} {done} /> }
        }
        Some(Doing::Reopen(of)) if of == id => {
            let send = Send::new(move |typed, key| async move {
                client::casework::reopen_episode(person, id, version, key, &read::<ReopenForm>(&typed)).await.map(drop)
            });
            html! { <SmallForm name="episode-reopen" title="Open the episode again" specs={SpecList(REOPEN)} button="Open again" {send} {done} /> }
        }
        _ => Html::default(),
    }
}
