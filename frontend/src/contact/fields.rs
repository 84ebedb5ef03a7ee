//! The questions of a contact, those that do not apply left out.

use domain::contact::Outcome;
use yew::prelude::*;

use super::how::How;
use super::interventions::Interventions;
use super::outcome::{OutcomeChoice, outcome_of};
use super::quick::QuickTexts;
use crate::form::{Area, Field, NumberField, PickService, PickSeveralStaff, WhenField, use_this_form};

/// Properties of [`ContactFields`].
#[derive(Properties, PartialEq)]
pub(super) struct ContactFieldsProps {
    /// Whether it is a correction, which takes a reason.
    pub(super) is_correction: bool,
}

/// When, how, outcome, interventions or why, the note.
#[component]
pub(super) fn ContactFields(props: &ContactFieldsProps) -> Html {
    let form = use_this_form();
    let is_more = use_state(|| false);
    let toggle = {
        let is_more = is_more.clone();
        Callback::from(move |()| is_more.set(!*is_more))
    };
    let took_part = outcome_of(&form).is_none_or(Outcome::took_part);
    html! {
        <>
            if props.is_correction {
                <Field at="/reason" label="Why it is corrected" hint="Anybody who reads the history sees this" />
            }
            <div class="app-side-by-side">
                <WhenField at="/started_at" />
                <NumberField at="/minutes" label="Minutes" width={4} />
            </div>
            <How is_more={*is_more} {toggle} />
            if *is_more {
                <div class="app-inset">
                    <PickSeveralStaff at="/staff" label="Colleagues who were there" />
                    <PickService at="/service" label="Service" />
                </div>
            }
            <OutcomeChoice />
            if took_part {
                <Interventions />
            } else {
                <Field at="/why" label="Why, as far as you know" />
            }
            <Area at="/note" label={if took_part { "What happened" } else { "What was done" }} rows={6} />
            <div class="app-under-note">
                <QuickTexts />
            </div>
        </>
    }
}
