//! One's second factor: the authenticator app, and the recovery codes.

use domain::Private;
use domain::calendar::instant_text;
use domain::sign_in::Factors;
use yew::prelude::*;

use super::Card;
use crate::attempt::use_attempt;
use crate::client;
use crate::enrol::{RecoveryCodesToKeep, SetUp, SetUpFor, SetUpTotp};
use crate::load::use_load;

/// What is open in the card.
#[derive(Clone, PartialEq)]
enum Doing {
    SettingUp,
    Keeping(Vec<Private<String>>),
}

/// What is enrolled, with the ways to renew it.
#[component]
pub(super) fn FactorsCard() -> Html {
    let factors = use_load((), |()| client::account::factors());
    let doing = use_state(|| None::<Doing>);
    let attempt = use_attempt();
    let finish = {
        let (doing, reload) = (doing.clone(), factors.reload.clone());
        Callback::from(move |()| {
            doing.set(None);
            reload.emit(());
        })
    };
    let set_up = {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| doing.set(Some(Doing::SettingUp)))
    };
    let renew = {
        let (doing, attempt) = (doing.clone(), attempt.clone());
        Callback::from(move |_: MouseEvent| {
            let doing = doing.clone();
            attempt.begin(async move {
                let codes = client::account::renew_recovery_codes().await?;
                doing.set(Some(Doing::Keeping(codes.recovery_codes)));
                Ok(())
            });
        })
    };
    let inside = match &*doing {
        Some(Doing::SettingUp) => {
            let done = finish.reform(|_: SetUp| ());
            html! { <SetUpTotp of={SetUpFor::Account} {done} /> }
        }
        Some(Doing::Keeping(codes)) => html! { <RecoveryCodesToKeep codes={codes.clone()} kept={finish} /> },
        None => factors.faces("Your second factor", |factors| {
            let is_enrolled = factors.totp_since.is_some();
            html! {
                <>
                    { attempt.words() }
                    <p>{ app_words(factors) }</p>
                    <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={set_up.clone()}>
                        { if is_enrolled { "Replace the authenticator app" } else { "Set up an authenticator app" } }
                    </button>
                    if is_enrolled {
                        <>
                            <p>{ codes_words(factors.recovery_codes_left) }</p>
                            <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={renew.clone()}>
                                { "Renew the recovery codes" }
                            </button>
                        </>
                    }
                </>
            }
        }),
    };
    html! { <Card name="factors" title="Second factor">{ inside }</Card> }
}

fn app_words(factors: &Factors) -> String {
    factors.totp_since.map_or_else(
        || "You have no authenticator app enrolled.".to_owned(),
        |since| format!("Your authenticator app counts since {}.", instant_text(since)),
    )
}

fn codes_words(left: u32) -> String {
    match left {
        0 => "Important: no recovery code is left. Renew them, or losing your telephone locks you out.".to_owned(),
        1 => "One recovery code is left.".to_owned(),
        left => format!("{left} recovery codes are left."),
    }
}

#[cfg(test)]
mod tests {
    use super::codes_words;

    #[test]
    fn none_left_is_said_as_what_it_is() {
        assert!(codes_words(0).starts_with("Important: "));
        assert_eq!(codes_words(1), "One recovery code is left.");
        assert_eq!(codes_words(9), "9 recovery codes are left.");
    }
}
