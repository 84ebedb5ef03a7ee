//! How somebody invented is reached, and who stands by them.

use domain::reach::{GpForm, NextOfKinForm, ReachForm, WayForm, WayKind};

use super::chance::Chance;
use super::names;
use super::numbers::{landline, mobile};
use super::typed::{flag, typed};

/// How to reach somebody: most by one mobile number.
pub fn invent(chance: &mut Chance) -> ReachForm {
    let mut ways = Vec::new();
    if chance.happens(92) {
        ways.push(way(if chance.happens(55) { WayKind::Text } else { WayKind::Phone }, mobile(chance), true, chance));
    }
    if chance.happens(14) {
        ways.push(way(WayKind::Phone, landline(chance), false, chance));
    }
    if chance.happens(18) {
        let address = format!("{}.{}@example.org", names::given(chance), chance.between(10..=9_999)).to_lowercase();
        ways.push(way(WayKind::Email, address, false, chance));
    }
    ReachForm {
        ways: Some(ways),
        next_of_kin: chance.happens(45).then(|| vec![next_of_kin(chance)]),
        gp: chance.happens(75).then(|| gp(chance)),
    }
}

/// One number and nothing else.
pub fn in_brief(chance: &mut Chance) -> ReachForm {
    ReachForm { ways: Some(vec![way(WayKind::Text, mobile(chance), true, chance)]), ..ReachForm::default() }
}

fn way(kind: WayKind, value: String, preferred: bool, chance: &mut Chance) -> WayForm {
    WayForm {
        kind: Some(kind),
        value: typed(value),
        preferred: flag(preferred),
        may_leave_message: chance.happens(85).then(|| chance.happens(72).into()),
        may_say_who_we_are: chance.happens(80).then(|| chance.happens(55).into()),
        note: chance.happens(9).then(|| {
            chance
                .pick(&["After 4 pm", "Shared with their partner: say only a first name", "Texts, never calls"])
                .into()
        }),
    }
}

fn next_of_kin(chance: &mut Chance) -> NextOfKinForm {
    NextOfKinForm {
        name: typed(format!("{} {}", names::given(chance), names::family(chance))),
        relationship: typed(chance.weighted(&[
            (40, "parent"),
            (25, "partner"),
            (20, "sibling"),
            (9, "child"),
            (6, "friend"),
        ])),
        phone: typed(mobile(chance)),
        may_contact: flag(chance.happens(70)),
        may_tell_of_treatment: flag(chance.happens(35)),
        note: None,
    }
}

fn gp(chance: &mut Chance) -> GpForm {
    GpForm {
        practice: typed(chance.pick(&[
            "Sampleton Surgery",
            "Exampleford Medical Centre",
            "Placeholder Street Practice",
            "Mock Lane Surgery",
        ])),
        ods_code: None,
        doctor: typed(format!("Dr {}", names::family(chance))),
        phone: typed(landline(chance)),
        may_share: flag(chance.happens(80)),
    }
}
