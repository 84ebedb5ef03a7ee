//! Registering somebody: who they are, how to reach them and what is safe; the rest comes later.

mod margin;

use domain::Against;
use domain::check::Blank;
use domain::draft::DraftOf;
use domain::id::PersonId;
use domain::reach::WayForm;
use domain::registered::Registered;
use domain::service_user::RegistrationForm;
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use yew_router::prelude::*;

use self::margin::Margin;
use crate::client::Refused;
use crate::draft::{SavingWords, use_draft};
use crate::form::{ErrorSummary, FormScope, use_form};
use crate::page::Page;
use crate::part::fields;
use crate::part::spec::{Kind, Spec, ask};
use crate::reach::WAY;
use crate::reference::use_lists;
use crate::route::{Beside, Panel, Route};
use crate::session::{SignedInAs, use_me};
use crate::{browser, client, clock, find};

const WHO: &[Spec] = &[
    ask("identity/given_names", "Given names", Kind::Line),
    ask("identity/family_name", "Family name", Kind::Line),
    ask("identity/preferred_name", "What they are called", Kind::Line).hint("If not by their given names"),
    ask("identity/birth_date", "Date of birth", Kind::Date).hint("14 7 1985; or only 7 1985, or 1985"),
    ask("identity/birth_date_estimated", "This is an estimate", Kind::Tick),
    ask("identity/nhs_number", "NHS number, if known", Kind::Line).hint("Ten digits, like 999 000 0018"),
];

const REACH: &[Spec] = &[ask("ways", "Way", Kind::Ways(WAY))];

const SERVICE: &[Spec] = &[
    ask("service", "Service", Kind::Service),
    ask("key_worker", "Key worker", Kind::Staff),
    ask("referral_source", "Referred by", Kind::Pick("referral_source")),
];

/// The form, with likely matches in the margin.
#[component]
pub(crate) fn RegisterPage() -> Html {
    let me = use_me();
    let form = use_form("register", || start(&me, &find::take_typed()));
    let draft = use_draft(&form, Some(DraftOf::Registration), None, None);
    let refused = use_state(|| None::<Refused>);
    let registered = use_state(|| None::<Registered>);
    let is_busy = use_state(|| false);
    let lists = use_lists();
    let send = {
        let (form, draft, refused, registered, is_busy) =
            (form.clone(), draft.clone(), refused.clone(), registered.clone(), is_busy.clone());
        Callback::from(move |()| {
            let against = Against { lists: &lists, now: clock::now() };
            let checked = form.checked(|form: &RegistrationForm| with_typed_ways(form.clone()).check(&against));
            let Some((body, _)) = checked.filter(|_| !*is_busy) else { return };
            let body = with_typed_ways(body);
            is_busy.set(true);
            let (form, draft, refused, registered, is_busy) =
                (form.clone(), draft.clone(), refused.clone(), registered.clone(), is_busy.clone());
            spawn_local(async move {
                match client::search::register(draft.key(), &body).await {
                    Ok(answer) => {
                        draft.finish();
                        registered.set(Some(answer));
                    }
                    Err(why) => {
                        if !form.refuse(&why) {
                            refused.set(Some(why));
                        }
                    }
                }
                is_busy.set(false);
            });
        })
    };
    if let Some(registered) = &*registered {
        return html! { <Afterwards person={registered.person} /> };
    }
    let why = (*refused).as_ref().map(|why| {
        html! {
            <p class="nhsuk-error-message" role="alert">
                { if why.status() == Some(409) { LOOK_AT_MATCHES.to_owned() } else { why.words() } }
            </p>
        }
    });
    html! {
        <Page title="Register somebody">
            <FormScope form={form.clone()} {send} class="app-columns app-columns--register" label="Register somebody">
                <div class="app-card app-card__body">
                    <ErrorSummary />
                    { why }
                    { section("Who they are", WHO) }
                    { section("How to reach them, and what is safe", REACH) }
                    { section("Service", SERVICE) }
                    <div class="app-form-foot">
                        <SavingWords saving={draft.saving} />
                        <button type="submit" class="nhsuk-button" aria-disabled={is_busy.to_string()}>
                            { "Register" }<kbd aria-hidden="true">{ "Ctrl ↵" }</kbd>
                        </button>
                    </div>
                </div>
                <Margin form={form.clone()} />
            </FormScope>
        </Page>
    }
}

/// The form as it is sent: a way that was offered at the end and left empty is none.
fn with_typed_ways(mut form: RegistrationForm) -> RegistrationForm {
    let is_typed = |way: &WayForm| {
        let is_value = way.value.as_ref().is_some_and(|value| !value.is_blank());
        is_value || WayForm { kind: way.kind, value: way.value.clone(), ..WayForm::default() } != *way
    };
    if let Some(ways) = &mut form.ways {
        ways.truncate(ways.iter().rposition(is_typed).map_or(0, |last| last + 1));
    }
    form
}

const LOOK_AT_MATCHES: &str =
    "People of your services may be the same person. For each, open the record or say that it is not the same person.";

fn section(title: &'static str, specs: &'static [Spec]) -> Html {
    html! {
        <fieldset class="app-section">
            <legend class="app-section__title">{ title }</legend>
            { fields("", specs) }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct AfterwardsProps {
    person: PersonId,
}

/// The same words whether there are earlier records or not.
#[component]
fn Afterwards(props: &AfterwardsProps) -> Html {
    use_effect_with((), |()| browser::focus_soon("page-title"));
    let person = props.person;
    html! {
        <Page title="Registered">
            <div class="app-card app-card__body" role="status">
                <p>{ "A check for earlier records has been asked for." }</p>
                <p class="app-panel__next">
                    <Link<Route, Beside> to={Route::Record { person }} query={Some(Beside::new(Panel::Contact))} classes="nhsuk-button">
                        { "Record contact" }
                    </Link<Route, Beside>>
                    <Link<Route> to={Route::Record { person }} classes="nhsuk-button nhsuk-button--secondary">{ "Open the record" }</Link<Route>>
                </p>
            </div>
        </Page>
    }
}

/// What was typed in the find box, the worker's own service, and one empty way to reach them.
fn start(me: &SignedInAs, typed: &str) -> Value {
    let mut identity = json!({});
    let mut words: Vec<&str> = typed.split_whitespace().collect();
    let is_date = |word: &&str| word.chars().any(|c| c.is_ascii_digit());
    let birth: Vec<&str> = words.iter().copied().filter(is_date).collect();
    words.retain(|word| !is_date(word));
    if let Some(fields) = identity.as_object_mut() {
        let family = if words.len() > 1 { words.pop() } else { None };
        let mut put = |name: &str, text: String| {
            if !text.is_empty() {
                fields.insert(name.to_owned(), text.into());
            }
        };
        put("given_names", words.join(" "));
        put("family_name", family.unwrap_or_default().to_owned());
        put("birth_date", birth.join(" "));
    }
    let mut content = json!({ "identity": identity, "ways": [{ "kind": "text" }], "key_worker": me.id() });
    if let (Some(fields), Some(service)) = (content.as_object_mut(), me.services().first()) {
        fields.insert("service".to_owned(), json!(service));
    }
    content
}
