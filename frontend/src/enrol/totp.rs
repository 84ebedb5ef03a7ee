//! Enrolling an authenticator app: the QR code, a first code that confirms it, and then the recovery codes.

use domain::Private;
use domain::sign_in::{ConfirmEnrolmentForm, EnrolmentForm, SignedIn, TotpEnrolment};
use serde_json::Value;
use yew::prelude::*;

use super::qr::QrPicture;
use super::recovery_codes::RecoveryCodesToKeep;
use crate::attempt::use_attempt;
use crate::client::{self, Refused};
use crate::form::{FormScope, use_form};
use crate::load::use_load;
use crate::session::CodeField;
use crate::{browser, shown};

/// For what an app is enrolled.
#[derive(Clone, PartialEq)]
pub(crate) enum SetUpFor {
    /// A sign-in that waits for it, by what its step before answered.
    SignIn(Private<String>),
    /// One's own account, in place of the app before.
    Account,
}

/// What was enrolled.
#[derive(Clone)]
pub(crate) struct SetUp {
    recovery_codes: Vec<Private<String>>,
    /// Who is signed in by it, where a sign-in waited.
    pub(crate) signed_in: Option<SignedIn>,
}

/// Properties of [`SetUpTotp`].
#[derive(Properties, PartialEq)]
pub(crate) struct SetUpTotpProps {
    /// For what.
    pub(crate) of: SetUpFor,
    /// Told when the recovery codes are kept.
    pub(crate) done: Callback<SetUp>,
}

/// The app, then the recovery codes.
#[component]
pub(crate) fn SetUpTotp(props: &SetUpTotpProps) -> Html {
    let set_up = use_state(|| None::<SetUp>);
    let enrolment = use_load(props.of.clone(), begin);
    if let Some(ready) = &*set_up {
        let (done, all) = (props.done.clone(), ready.clone());
        let kept = Callback::from(move |()| done.emit(all.clone()));
        return html! { <RecoveryCodesToKeep codes={ready.recovery_codes.clone()} {kept} /> };
    }
    let confirmed = Callback::from(move |ready| set_up.set(Some(ready)));
    enrolment.faces("The QR code", |enrolment| {
        html! { <Enrolment enrolment={(**enrolment).clone()} of={props.of.clone()} {confirmed} /> }
    })
}

async fn begin(of: SetUpFor) -> Result<TotpEnrolment, Refused> {
    match of {
        SetUpFor::SignIn(pending) => client::session::begin_enrolment(&EnrolmentForm { pending: Some(pending) }).await,
        SetUpFor::Account => client::account::begin_totp().await,
    }
}

async fn confirm(of: SetUpFor, form: &ConfirmEnrolmentForm) -> Result<SetUp, Refused> {
    Ok(match of {
        SetUpFor::SignIn(_) => {
            let enrolled = client::session::confirm_enrolment(form).await?;
            SetUp { recovery_codes: enrolled.recovery_codes, signed_in: Some(enrolled.signed_in) }
        }
        SetUpFor::Account => {
            let codes = client::account::confirm_totp(form).await?;
            SetUp { recovery_codes: codes.recovery_codes, signed_in: None }
        }
    })
}

#[derive(Properties)]
struct EnrolmentProps {
    enrolment: TotpEnrolment,
    of: SetUpFor,
    confirmed: Callback<SetUp>,
}

impl PartialEq for EnrolmentProps {
    fn eq(&self, other: &Self) -> bool {
        self.enrolment.enrolment == other.enrolment.enrolment && self.of == other.of
    }
}

/// The code to scan, the secret for typing, and the field for the first code.
#[component]
fn Enrolment(props: &EnrolmentProps) -> Html {
    let form = use_form("code", || Value::Null);
    let attempt = use_attempt();
    let enrolment = &props.enrolment;
    let send = {
        let (form, attempt, of, confirmed) = (form.clone(), attempt.clone(), props.of.clone(), props.confirmed.clone());
        let token = enrolment.enrolment.clone();
        Callback::from(move |()| {
            let with_token =
                |typed: &ConfirmEnrolmentForm| ConfirmEnrolmentForm { enrolment: Some(token.clone()), ..typed.clone() };
            let Some((typed, _)) = form.checked(|typed| with_token(typed).check()) else {
                browser::focus_soon("code-code");
                return;
            };
            let (of, confirmed, body) = (of.clone(), confirmed.clone(), with_token(&typed));
            let form = form.clone();
            attempt.begin(async move {
                match confirm(of, &body).await {
                    Ok(set_up) => confirmed.emit(set_up),
                    Err(why) => {
                        browser::focus_soon("code-code");
                        return form.take_in(why);
                    }
                }
                Ok(())
            });
        })
    };
    html! {
        <>
            <h2>{ "Set up your second factor" }</h2>
            <p>
                { "A password alone can be seen or guessed. Scan this with an authenticator app on your telephone, then \
                   type the six digits that it shows." }
            </p>
            <QrPicture code={enrolment.qr_code.clone()} />
            <details class="app-details">
                <summary>{ "I cannot scan it" }</summary>
                <p><a href={shown::text(&enrolment.uri)}>{ "Open the app on this device" }</a></p>
                <p>{ "Or type this into the app as the key:" }</p>
                <p><code class="app-secret">{ in_fours(&shown::text(&enrolment.secret)) }</code></p>
            </details>
            <FormScope form={form} {send} label="Confirm the app">
                { attempt.words() }
                <CodeField />
                <button class="nhsuk-button" type="submit" aria-disabled={attempt.is_busy()}>{ "Confirm" }</button>
            </FormScope>
        </>
    }
}

/// Four and four, as one reads and types it.
fn in_fours(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_fours;

    #[test]
    fn a_secret_is_read_in_fours() {
        assert_eq!(in_fours("JBSWY3DPEHPK3PXP"), "JBSW Y3DP EHPK 3PXP");
        assert_eq!(in_fours("JBSWY"), "JBSW Y");
    }
}
