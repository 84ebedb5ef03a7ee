//! To whom a record is given, named or closed, each to be ended.

use domain::calendar::{day_text, instant_text};
use domain::id::PersonId;
use domain::instant::london_day;
use domain::tie::{TieKind, Tied};
use yew::prelude::*;

use crate::attempt::use_attempt;
use crate::client;
use crate::reference::use_organisation;

/// Properties of [`Ties`].
#[derive(Properties, PartialEq)]
pub(super) struct TiesProps {
    /// Whose record.
    pub(super) person: PersonId,
    /// The ties that hold.
    pub(super) ties: Vec<Tied>,
    /// Told when one was ended.
    pub(super) reload: Callback<()>,
}

/// The ties but for those of a restriction, which says them itself.
#[component]
pub(super) fn Ties(props: &TiesProps) -> Html {
    let organisation = use_organisation();
    let attempt = use_attempt();
    let person = props.person;
    let shown = props.ties.iter().filter(|tie| !matches!(tie.kind, TieKind::Restricted | TieKind::Named));
    let rows = shown.map(|tie| {
        let end = {
            let (attempt, reload, id) = (attempt.clone(), props.reload.clone(), tie.id);
            Callback::from(move |_: MouseEvent| {
                let reload = reload.clone();
                attempt.begin(async move {
                    client::restriction::end(person, id).await?;
                    reload.emit(());
                    Ok(())
                });
            })
        };
        let name = organisation.staff_name(tie.staff);
        let until = tie.until.map(|until| format!(", until {}", day_text(london_day(until)))).unwrap_or_default();
        html! {
            <li class="app-item" key={tie.id.to_string()}>
                <p><strong>{ &name }</strong>{ format!(": {}", tie.kind.label()) }</p>
                <p class="app-muted">{ format!("Since {}{until}", instant_text(tie.since)) }</p>
                if tie.kind != TieKind::BreakGlass {
                    <button type="button" class="app-link-button" onclick={end}>
                        { "End it" }<span class="nhsuk-u-visually-hidden">{ format!(" for {name}") }</span>
                    </button>
                }
            </li>
        }
    });
    html! { <>{ attempt.words() }<ul class="app-items">{ for rows }</ul></> }
}
