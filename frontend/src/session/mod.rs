//! Who is signed in. When the sign-in runs out it is asked for again in place, when nobody is there the screen is
//! locked; nothing is lost by either.

mod again;
mod code;
mod dialog;
mod idle;
mod lock;
mod page;
mod passkey;
mod password;
mod provider;
mod stage;
mod step_up;
mod steps;
mod tabs;
mod who;

use domain::sign_in::SignedIn;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::again::SignInAgain;
use self::idle::Idle;
use self::lock::Locked;
use self::page::SignInPage;
use self::stage::Stage;
use self::step_up::StepUp;
use self::tabs::Word;
use crate::client::Refused;
use crate::load::{Failed, Loading};
use crate::{browser, client, draft};

pub(crate) use self::code::CodeField;
pub(crate) use self::steps::{ENROL, Enrolling, Following, use_steps};
pub(crate) use self::who::{SignedInAs, use_me};

#[derive(Clone)]
enum Session {
    Starting,
    Unreachable(Refused),
    SignedOut,
    SignedIn(SignedInAs),
    /// The sign-in has run out.
    RunOut {
        me: SignedInAs,
        /// Whether the screen was locked before: what it covers stays covered.
        is_covered: bool,
        /// As in [`Session::Locked`].
        pages: bool,
    },
    /// Nobody is there.
    Locked {
        me: SignedInAs,
        /// Whether there are pages to come back to; none where the page was loaded while locked.
        pages: bool,
    },
}

impl Session {
    fn who(&self) -> Option<&SignedInAs> {
        match self {
            Self::SignedIn(me) | Self::RunOut { me, .. } | Self::Locked { me, .. } => Some(me),
            Self::Starting | Self::Unreachable(_) | Self::SignedOut => None,
        }
    }
}

/// Properties of [`WithSession`].
#[derive(Properties, PartialEq)]
pub(crate) struct WithSessionProps {
    /// Where a second factor is enrolled.
    pub(crate) enrolling: Enrolling,
    /// The pages.
    pub(crate) children: Children,
}

/// Signs in by the cookie, or shows the sign-in page; then shows the pages.
#[component]
pub(crate) fn WithSession(props: &WithSessionProps) -> Html {
    let session = use_state(|| Session::Starting);
    let start = {
        let session = session.clone();
        Callback::from(move |()| {
            let session = session.clone();
            spawn_local(async move { session.set(started().await) });
        })
    };
    {
        let start = start.clone();
        use_effect_with((), move |()| {
            browser::never_restored();
            start.emit(());
        });
    }
    let go_on = {
        let session = session.clone();
        use_callback((), move |me: SignedInAs, ()| session.set(Session::SignedIn(me)))
    };
    use_words_of_others(&session);
    use_running_out(&session);
    let signed_in = {
        let session = session.clone();
        Callback::from(move |signed_in: SignedIn| {
            if session.who().is_some_and(|before| before.id() != signed_in.me.id) {
                // Somebody else: nothing of the one before may stay on the screen.
                browser::start_over("/");
                return;
            }
            let session = session.clone();
            browser::keep_locked(false);
            spawn_local(async move { session.set(Session::SignedIn(begin(signed_in).await)) });
        })
    };
    match &*session {
        Session::Starting => html! { <Loading what="CRiiS" /> },
        Session::Unreachable(refused) => html! {
            <main class="app-page"><Failed what="CRiiS" refused={refused.clone()} again={start} /></main>
        },
        Session::SignedOut => html! {
            <ContextProvider<Enrolling> context={props.enrolling}><SignInPage {signed_in} /></ContextProvider<Enrolling>>
        },
        Session::SignedIn(me) => {
            let lock = lock(&session, me);
            pages(
                me,
                false,
                &props.children,
                html! {
                    <>
                        <Idle lock_after_ms={me.lock_after_ms()} {lock} />
                        <StepUp />
                    </>
                },
            )
        }
        Session::RunOut { me, is_covered, pages: are_there } => {
            let again = html! {
                <ContextProvider<Enrolling> context={props.enrolling}>
                    <SignInAgain name={me.name()} {signed_in} />
                </ContextProvider<Enrolling>>
            };
            if *are_there { pages(me, *is_covered, &props.children, again) } else { again }
        }
        Session::Locked { me, pages: are_there } => {
            let unlocked = {
                let me = me.clone();
                Callback::from(move |()| {
                    browser::keep_locked(false);
                    tabs::tell(Word::Unlocked);
                    go_on.emit(me.clone());
                })
            };
            let cover = html! { <Locked name={me.name()} {unlocked} /> };
            if *are_there { pages(me, true, &props.children, cover) } else { cover }
        }
    }
}

/// Lock this tab and the others.
fn lock(session: &UseStateHandle<Session>, me: &SignedInAs) -> Callback<()> {
    let (session, me) = (session.clone(), me.clone());
    Callback::from(move |()| {
        browser::keep_locked(true);
        tabs::tell(Word::Locked);
        session.set(Session::Locked { me: me.clone(), pages: true });
    })
}

/// Do as the other tabs do.
#[hook]
fn use_words_of_others(session: &UseStateHandle<Session>) {
    let session = session.clone();
    use_effect(move || {
        tabs::listen(Callback::from(move |word| match (word, &*session) {
            (Word::Here, _) => idle::note(),
            (Word::Locked, Session::SignedIn(me)) => session.set(Session::Locked { me: me.clone(), pages: true }),
            (Word::Locked, Session::RunOut { me, pages, .. }) => {
                session.set(Session::RunOut { me: me.clone(), is_covered: true, pages: *pages });
            }
            (Word::Unlocked, Session::Locked { me, .. }) => follow_unlocked(session.clone(), me.clone()),
            (Word::Locked | Word::Unlocked, _) => {}
        }));
    });
}

/// Another tab was unlocked, by whoever is signed in now: that may be somebody else than whose pages stand here.
fn follow_unlocked(session: UseStateHandle<Session>, me: SignedInAs) {
    spawn_local(async move {
        match client::token::refresh().await {
            Ok(now) if now.me.id == me.id() => session.set(Session::SignedIn(me)),
            Ok(_) => browser::start_over("/"),
            // Without a word from the server it stays locked, and asks for the password.
            Err(_) => {}
        }
    });
}

/// Ask for the sign-in again when it has run out, unless that is asked already.
#[hook]
fn use_running_out(session: &UseStateHandle<Session>) {
    let session = session.clone();
    use_effect(move || {
        client::token::on_expired(Callback::from(move |()| {
            let run_out = |me: &SignedInAs, is_covered, pages| Session::RunOut { me: me.clone(), is_covered, pages };
            match &*session {
                Session::SignedIn(me) => session.set(run_out(me, false, true)),
                Session::Locked { me, pages } => session.set(run_out(me, true, *pages)),
                Session::RunOut { .. } | Session::Starting | Session::Unreachable(_) | Session::SignedOut => {}
            }
        }));
    });
}

/// The pages stand in the same place of the tree before, while and after the sign-in runs out or the screen is
/// locked, or what was typed in them would go.
fn pages(me: &SignedInAs, is_covered: bool, children: &Children, over: Html) -> Html {
    html! {
        <ContextProvider<SignedInAs> context={me.clone()}>
            <Stage {is_covered}>{ for children.iter() }</Stage>
            <div key="over">{ over }</div>
        </ContextProvider<SignedInAs>>
    }
}

/// By the cookie, as when the page is loaded anew.
async fn started() -> Session {
    match client::token::refresh().await {
        Ok(signed_in) => {
            let me = begin(signed_in).await;
            if browser::is_kept_locked() { Session::Locked { me, pages: false } } else { Session::SignedIn(me) }
        }
        Err(Refused::Problem(_)) => {
            browser::keep_locked(false);
            Session::SignedOut
        }
        Err(refused) => Session::Unreachable(refused),
    }
}

async fn begin(signed_in: SignedIn) -> SignedInAs {
    if let Some(key) = &signed_in.me.draft_key {
        draft::unlock(signed_in.me.id, key).await;
    }
    SignedInAs::new(signed_in)
}
