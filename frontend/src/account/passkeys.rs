//! One's passkeys: what they are, adding one, calling one otherwise, removing one.

use domain::calendar::instant_text;
use domain::id::PasskeyId;
use domain::sign_in::{OwnPasskey, RegisterPasskeyForm, RenamePasskeyForm};
use yew::prelude::*;

use super::Card;
use crate::attempt::use_attempt;
use crate::form::Field;
use crate::load::use_load;
use crate::part::{Send, SmallForm, SpecList, read};
use crate::{client, passkey, shown};

/// What is open in the card.
#[derive(Clone, Copy, PartialEq)]
enum Doing {
    Adding,
    Naming(PasskeyId),
}

/// The passkeys, each with its name.
#[component]
pub(super) fn PasskeysCard() -> Html {
    let passkeys = use_load((), |()| client::account::passkeys());
    let doing = use_state(|| None::<Doing>);
    let attempt = use_attempt();
    let done = {
        let (doing, reload) = (doing.clone(), passkeys.reload.clone());
        Callback::from(move |_: bool| {
            doing.set(None);
            reload.emit(());
        })
    };
    let add = {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| doing.set(Some(Doing::Adding)))
    };
    let name = {
        let doing = doing.clone();
        Callback::from(move |id| doing.set(Some(Doing::Naming(id))))
    };
    let remove = {
        let (attempt, reload) = (attempt.clone(), passkeys.reload.clone());
        Callback::from(move |id: PasskeyId| {
            let reload = reload.clone();
            attempt.begin(async move {
                client::account::remove_passkey(id).await?;
                reload.emit(());
                Ok(())
            });
        })
    };
    html! {
        <Card name="passkeys" title="Passkeys">
            <p>
                { "A passkey is kept by your device or a key that you carry, and opened by your finger, face or PIN. It \
                   signs you in without a password, and only here." }
            </p>
            { attempt.words() }
            { passkeys.faces("Your passkeys", |passkeys| lines(passkeys, &name, &remove)) }
            { match *doing {
                Some(doing) => html! { <Naming {doing} {done} /> },
                None if passkey::are_known() => html! {
                    <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={add}>{ "Add a passkey" }</button>
                },
                None => html! { <p>{ "This browser cannot use passkeys." }</p> },
            } }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct NamingProps {
    doing: Doing,
    done: Callback<bool>,
}

/// What to call a passkey: one that is there, or one that the browser then makes.
#[component]
fn Naming(props: &NamingProps) -> Html {
    let doing = props.doing;
    let send = Send::new(move |typed, _| async move {
        match doing {
            Doing::Adding => {
                let asked = client::account::begin_passkey().await?;
                let credential = passkey::make(&asked.options).await?;
                let form: RegisterPasskeyForm = read(&typed);
                let ceremony = Some(asked.ceremony);
                let form = RegisterPasskeyForm { ceremony, credential: Some(credential), ..form };
                client::account::register_passkey(&form).await
            }
            Doing::Naming(id) => client::account::rename_passkey(id, &read::<RenamePasskeyForm>(&typed)).await,
        }
    });
    let (title, button) = match doing {
        Doing::Adding => ("Add a passkey", "Go on"),
        Doing::Naming(_) => ("Call it otherwise", "Call it so"),
    };
    html! {
        <SmallForm name="passkey" {title} specs={SpecList(&[])} {button} {send} done={props.done.clone()}>
            <Field at="/name" label="What to call it" hint="So that you can tell it from others, such as “work laptop”" />
        </SmallForm>
    }
}

fn lines(passkeys: &[OwnPasskey], rename: &Callback<PasskeyId>, remove: &Callback<PasskeyId>) -> Html {
    let lines = passkeys.iter().map(|passkey| {
        let id = passkey.id;
        let name = shown::text(&passkey.name);
        let (rename, remove) = (rename.reform(move |_: MouseEvent| id), remove.reform(move |_: MouseEvent| id));
        let of = html! { <span class="nhsuk-u-visually-hidden">{ format!(": {name}") }</span> };
        html! {
            <li class="app-item" key={id.to_string()}>
                <p><strong>{ &name }</strong></p>
                <p class="app-muted">{ words(passkey) }</p>
                <button type="button" class="app-link-button" onclick={rename}>{ "Call it otherwise" }{ of.clone() }</button>
                { " " }
                <button type="button" class="app-link-button" onclick={remove}>{ "Remove it" }{ of }</button>
            </li>
        }
    });
    html! { <ul class="app-items">{ for lines }</ul> }
}

fn words(passkey: &OwnPasskey) -> String {
    if let Some(since) = passkey.suspected_at {
        return format!("Important: not accepted since {}, because a copy of it may be in use.", instant_text(since));
    }
    let since = format!("Since {}", instant_text(passkey.registered_at));
    passkey.used_at.map_or_else(|| since.clone(), |used| format!("{since}, last used {}", instant_text(used)))
}
