//! Who is signed in. When the sign-in runs out it is asked for again in place, with nothing behind it lost.

mod again;
mod page;

use std::rc::Rc;

use domain::access::Role;
use domain::id::{ServiceId, StaffId};
use domain::sign_in::{Me, SignedIn};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::again::SignInAgain;
use self::page::SignInPage;
use crate::client::Refused;
use crate::load::{Failed, Loading};
use crate::{browser, client, draft, shown};

/// Who is signed in, as pages see it.
#[derive(Clone)]
pub(crate) struct SignedInAs(Rc<Me>);

impl PartialEq for SignedInAs {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id && self.0.standings == other.0.standings
    }
}

impl SignedInAs {
    /// Who.
    pub(crate) fn id(&self) -> StaffId {
        self.0.id
    }

    /// Their name.
    pub(crate) fn name(&self) -> String {
        shown::text(&self.0.name)
    }

    /// Whether the data is invented.
    pub(crate) fn is_demo(&self) -> bool {
        self.0.demo
    }

    /// Whether they hold one of these roles anywhere.
    pub(crate) fn is_any(&self, roles: &[Role]) -> bool {
        self.0.standings.iter().any(|standing| roles.contains(&standing.role))
    }

    /// Whether they work with people.
    pub(crate) fn is_caseworker(&self) -> bool {
        self.is_any(&[Role::RecoveryWorker, Role::TeamLeader])
    }

    /// The services in which they work with people, in order.
    pub(crate) fn services(&self) -> Vec<ServiceId> {
        self.0.standings.iter().filter_map(|standing| standing.service).collect()
    }

    /// What they are where, for the bar.
    pub(crate) fn place(&self) -> String {
        let standing = self.0.standings.first();
        let service = standing.and_then(|standing| standing.service_name.as_ref()).map(shown::text);
        service.or_else(|| standing.map(|standing| standing.role.label().to_owned())).unwrap_or_default()
    }
}

/// Who is signed in.
#[hook]
pub(crate) fn use_me() -> SignedInAs {
    #[expect(
        clippy::expect_used,
        reason = "a page outside WithSession is a mistake in this crate, seen at its first look"
    )]
    use_context::<SignedInAs>().expect("pages stand in WithSession")
}

#[derive(Clone)]
enum Session {
    Starting,
    Unreachable(Refused),
    SignedOut,
    SignedIn(SignedInAs),
    RunOut(SignedInAs),
}

/// Properties of [`WithSession`].
#[derive(Properties, PartialEq)]
pub(crate) struct WithSessionProps {
    /// The pages.
    pub(crate) children: Children,
}

/// Signs in by the cookie, or shows the sign-in page; then shows the pages.
#[component]
pub(crate) fn WithSession(props: &WithSessionProps) -> Html {
    let session = use_state(|| Session::Starting);
    use_effect_with((), |()| browser::never_restored());
    let start = {
        let session = session.clone();
        Callback::from(move |()| {
            let session = session.clone();
            spawn_local(async move {
                session.set(match client::token::refresh().await {
                    Ok(signed_in) => begin(&signed_in).await,
                    Err(Refused::Problem(_)) => Session::SignedOut,
                    Err(refused) => Session::Unreachable(refused),
                });
            });
        })
    };
    {
        let start = start.clone();
        use_effect_with((), move |()| start.emit(()));
    }
    {
        let (run_out, dependency) = (session.clone(), session.clone());
        let who = match &*dependency {
            Session::SignedIn(me) | Session::RunOut(me) => Some(me.clone()),
            _ => None,
        };
        use_effect_with(who, move |who| {
            let who = who.clone();
            client::token::on_expired(Callback::from(move |()| {
                if let Some(me) = &who {
                    run_out.set(Session::RunOut(me.clone()));
                }
            }));
        });
    }
    let signed_in = {
        let session = session.clone();
        Callback::from(move |signed_in: SignedIn| {
            if let Session::RunOut(before) = &*session
                && before.id() != signed_in.me.id
            {
                // Somebody else: nothing of the one before may stay on the screen.
                browser::start_over("/");
                return;
            }
            let session = session.clone();
            spawn_local(async move { session.set(begin(&signed_in).await) });
        })
    };
    match &*session {
        Session::Starting => html! { <Loading what="CRiiS" /> },
        Session::Unreachable(refused) => html! {
            <main class="app-page"><Failed what="CRiiS" refused={refused.clone()} again={start} /></main>
        },
        Session::SignedOut => html! { <SignInPage {signed_in} /> },
        Session::SignedIn(me) => pages(me, &props.children, Html::default()),
        Session::RunOut(me) => {
            let again = html! { <SignInAgain name={me.name()} {signed_in} /> };
            pages(me, &props.children, again)
        }
    }
}

/// The pages stand in the same place of the tree before, while and after the sign-in runs out, or what was
/// typed in them would go.
fn pages(me: &SignedInAs, children: &Children, over: Html) -> Html {
    html! {
        <ContextProvider<SignedInAs> context={me.clone()}>
            { for children.iter() }
            <div key="over">{ over }</div>
        </ContextProvider<SignedInAs>>
    }
}

async fn begin(signed_in: &SignedIn) -> Session {
    if let Some(key) = &signed_in.me.draft_key {
        draft::unlock(signed_in.me.id, key).await;
    }
    Session::SignedIn(SignedInAs(Rc::new(signed_in.me.clone())))
}
