//! Bars beside the table: the figures that are counts of contacts and interventions.

use domain::activity::{Figure, Unit};
use yew::prelude::*;

/// The length of the longest bar, in the picture's own units.
const FULL: f64 = 1_000.0;

/// Properties of [`Bars`].
#[derive(Properties, PartialEq)]
pub(super) struct BarsProps {
    /// The figures.
    pub(super) rows: Vec<Figure>,
}

/// One bar for each figure that is there. The table says the same, so that a screen reader skips it.
#[component]
pub(super) fn Bars(props: &BarsProps) -> Html {
    let counted: Vec<(&Figure, f64)> = props
        .rows
        .iter()
        .filter(|figure| figure.unit != Unit::Percent)
        .filter_map(|figure| figure.value.map(|value| (figure, value)))
        .collect();
    let most = counted.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    if most <= 0.0 {
        return Html::default();
    }
    let bars = counted.iter().map(|(figure, value)| {
        html! {
            <div class="app-bars__row">
                <span class="app-bars__label">{ &figure.label }</span>
                <svg class="app-bars__bar" viewBox="0 0 1000 8" preserveAspectRatio="none">
                    <rect x="0" y="0" height="8" width={super::whole(value / most * FULL).to_string()} />
                </svg>
                <span class="app-bars__value">{ super::whole(*value) }</span>
            </div>
        }
    });
    html! { <div class="app-bars" aria-hidden="true">{ for bars }</div> }
}
