//! A contract's activity over a period: table, bars, CSV.

mod bars;
mod download;

use domain::activity::{Activity, Figure, Unit};
use domain::calendar::{self, day_text, instant_text};
use domain::id::ContractId;
use serde_json::{Value, json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use self::bars::Bars;
use crate::form::{DateField, ErrorSummary, FormScope, Select, use_form};
use crate::load::{Empty, use_load};
use crate::page::Page;
use crate::{client, clock, shown};

/// What is asked: contract, first and last day.
type Asked = (ContractId, String, String);

/// The question, then the figures.
#[component]
pub(crate) fn ActivityPage() -> Html {
    let contracts = use_load((), |()| client::organisation::contracts());
    let asked = use_state(|| None::<Asked>);
    let ask = {
        let asked = asked.clone();
        Callback::from(move |question| asked.set(Some(question)))
    };
    html! {
        <Page title="Activity of a contract">
            <div class="app-card app-card__body">
                { contracts.faces("The contracts", |contracts| {
                    let options: Vec<(AttrValue, AttrValue)> = contracts.iter()
                        .map(|contract| (contract.id.to_string().into(), shown::text(&contract.content.name).into()))
                        .collect();
                    html! { <Question {options} {ask} /> }
                }) }
            </div>
            { for asked.iter().map(|question| html! { <Figures question={question.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct QuestionProps {
    options: Vec<(AttrValue, AttrValue)>,
    ask: Callback<Asked>,
}

/// Contract and period; at first last month, which is what most reports are of.
#[component]
fn Question(props: &QuestionProps) -> Html {
    let first = props.options.first().map(|(id, _)| id.to_string());
    let form = use_form("activity", || last_month(first.as_deref()));
    let send = {
        let (form, ask) = (form.clone(), props.ask.clone());
        Callback::from(move |()| {
            let typed = form.typed();
            match typed.text("/contract").parse::<ContractId>() {
                Ok(contract) => {
                    let day = |at: &str| calendar::parse_day(&typed.text(at).into()).map(|day| day.to_string());
                    match (day("/from"), day("/to")) {
                        (Ok(from), Ok(to)) => ask.emit((contract, from, to)),
                        (Err(flaw), _) => form.refuse_one("/from", &flaw.to_string()),
                        (_, Err(flaw)) => form.refuse_one("/to", &flaw.to_string()),
                    }
                }
                Err(_) => form.refuse_one("/contract", "Choose the contract"),
            }
        })
    };
    html! {
        <FormScope form={form} {send} class="app-filters app-filters--form" label="Period">
            <ErrorSummary />
            <Select at="/contract" label="Contract" options={props.options.clone()} />
            <DateField at="/from" label="First day" />
            <DateField at="/to" label="Last day" />
            <button type="submit" class="nhsuk-button">{ "Show" }</button>
        </FormScope>
    }
}

fn last_month(contract: Option<&str>) -> Value {
    let (first_of_this, _) = calendar::month_of(clock::today());
    let (from, to) = calendar::month_of(first_of_this.pred_opt().unwrap_or(first_of_this));
    json!({ "contract": contract, "from": day_text(from), "to": day_text(to) })
}

#[derive(Properties, PartialEq)]
struct FiguresProps {
    question: Asked,
}

#[component]
fn Figures(props: &FiguresProps) -> Html {
    let loaded = use_load(props.question.clone(), |(contract, from, to)| async move {
        client::organisation::activity(contract, &from, &to).await
    });
    let question = props.question.clone();
    let save = Callback::from(move |_: MouseEvent| {
        let (contract, from, to) = question.clone();
        spawn_local(async move {
            // What is refused here is refused and said above, where the same figures are asked for.
            if let Ok(csv) = client::organisation::activity_csv(contract, &from, &to).await {
                download::save(&format!("activity-{from}-{to}.csv"), &csv);
            }
        });
    });
    html! {
        <section class="app-card" aria-labelledby="figures-title">
            <div class="app-card__head">
                <h2 class="app-card__title" id="figures-title">{ "Figures" }</h2>
                <button type="button" class="nhsuk-button nhsuk-button--secondary" onclick={save}>{ "Download CSV" }</button>
            </div>
            <div class="app-card__body">
                { loaded.faces("The figures", |activity| if activity.rows.is_empty() {
                    html! { <Empty>{ "Nothing was recorded in this period." }</Empty> }
                } else {
                    table(activity)
                }) }
            </div>
        </section>
    }
}

fn table(activity: &Activity) -> Html {
    let rows = activity.rows.iter().enumerate().map(|(index, figure)| {
        html! {
            <tr key={index}>
                <th scope="row">{ &figure.label }<span class="app-muted app-block">{ &figure.definition }</span></th>
                <td class="app-number">{ value(figure) }</td>
                <td>{ figure.unit.label() }</td>
            </tr>
        }
    });
    html! {
        <>
            <p class="app-muted">
                { format!("{} to {}. {}. Computed {}; what was recorded later is not in it.", day_text(activity.period.from),
                    day_text(activity.period.to), activity.precision.label(), instant_text(activity.as_of)) }
            </p>
            <Bars rows={activity.rows.clone()} />
            <div class="app-scroll" role="region" aria-label="Table of figures" tabindex="0">
                <table class="app-table">
                    <thead><tr><th scope="col">{ "What" }</th><th scope="col">{ "How many" }</th><th scope="col">{ "In" }</th></tr></thead>
                    <tbody>{ for rows }</tbody>
                </table>
            </div>
        </>
    }
}

/// A figure as people read it.
fn value(figure: &Figure) -> String {
    match figure.value {
        Some(value) if figure.unit == Unit::Percent => {
            let tenths = whole(value * 10.0);
            format!("{}.{}", tenths / 10, tenths % 10)
        }
        Some(value) => whole(value).to_string(),
        None if figure.withheld => "withheld".to_owned(),
        None => "–".to_owned(),
    }
}

/// The whole number next to a count or a share, which are never below nothing nor near the end of `u32`.
fn whole(value: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "counts of people fit; a cast saturates"
    )]
    let whole = value.round() as u32;
    whole
}

#[cfg(test)]
mod tests {
    use domain::activity::FigureKind;

    use super::*;

    #[test]
    fn shares_have_one_decimal_and_what_is_withheld_says_so() {
        let figure = |kind: FigureKind, value, withheld| Figure {
            kind,
            code: None,
            label: String::new(),
            definition: String::new(),
            unit: kind.unit(),
            value,
            withheld,
        };
        assert_eq!(super::value(&figure(FigureKind::Attendance, Some(81.66), false)), "81.7");
        assert_eq!(super::value(&figure(FigureKind::Contacts, Some(130.0), false)), "130");
        assert_eq!(super::value(&figure(FigureKind::Contacts, None, true)), "withheld");
        assert_eq!(super::value(&figure(FigureKind::Attendance, None, false)), "–");
    }
}
