//! Offences and orders of somebody invented: most have none that we know of.

use domain::convictions::{ConvictionForm, ConvictionsForm, RequirementForm, Standing};

use super::chance::Chance;
use super::names;
use super::numbers::landline;
use super::scene::Scene;
use super::typed::{day, flag, number, typed};

/// Offences and orders.
pub fn invent(scene: &Scene<'_>, chance: &mut Chance) -> ConvictionsForm {
    if !chance.happens(27) {
        return ConvictionsForm { none_known: chance.happens(60).then(|| true.into()), ..ConvictionsForm::default() };
    }
    let mut convictions = vec![conviction(scene, chance)];
    while chance.happens(30) && convictions.len() < 5 {
        convictions.push(conviction(scene, chance));
    }
    let on_order = convictions.iter().any(|conviction| conviction.order_type.is_some());
    ConvictionsForm {
        none_known: flag(false),
        convictions: Some(convictions),
        crn: on_order.then(|| format!("X{:06}", chance.between(0..=999_999)).into()),
        probation_officer: on_order.then(|| format!("{} Testofficer", names::given(chance)).into()),
        probation_office: on_order.then(|| "Sampleton probation delivery unit".into()),
        probation_phone: on_order.then(|| landline(chance).into()),
        ..ConvictionsForm::default()
    }
}

fn conviction(scene: &Scene<'_>, chance: &mut Chance) -> ConvictionForm {
    let ago = chance.between(30..=2_500);
    let ordered = chance.happens(45);
    let treated = chance.pick(&["DRR", "ATR", "RAR"]);
    ConvictionForm {
        offence: typed(chance.pick(&[
            "Theft from a shop",
            "Possession of a class A drug",
            "Driving over the limit",
            "Criminal damage",
            "Common assault",
            "Breach of the peace",
        ])),
        offence_on: day(scene.days_ago(ago + 60)),
        status: Some(Standing::Convicted),
        court: typed("Sampleton Magistrates' Court"),
        convicted_on: day(scene.days_ago(ago)),
        disposal: typed(if ordered { "community_order" } else { chance.pick(&["fine", "discharge_cond", "custody"]) }),
        order_type: ordered.then(|| "community_order".into()),
        order_from: ordered.then(|| scene.days_ago(ago).to_string().into()),
        order_to: ordered.then(|| scene.days_ago(ago.saturating_sub(365)).to_string().into()),
        requirements: ordered.then(|| {
            vec![RequirementForm { requirement: typed(treated), days: number(180), ..RequirementForm::default() }]
        }),
        source: typed("Probation, by e-mail"),
        ..ConvictionForm::default()
    }
}
