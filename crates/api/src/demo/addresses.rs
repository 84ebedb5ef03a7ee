//! Where somebody invented lives and lived: streets that are nowhere, under pseudo-postcodes.

use chrono::NaiveDate;
use domain::addresses::{AddressForm, AddressKind, AddressesForm};
use domain::postcode::{ADDRESS_NOT_KNOWN, NO_FIXED_ABODE, NOT_OTHERWISE_STATED};

use super::chance::Chance;
use super::scene::Scene;
use super::typed::{day, typed};

/// Where somebody lives, and perhaps lived.
pub fn invent(scene: &Scene<'_>, town: &str, chance: &mut Chance) -> AddressesForm {
    let moved = chance.rather_small(20..=2_400);
    let since = scene.days_ago(moved);
    let (present, accommodation) = match chance.between(0..=99) {
        0..=8 => (nowhere(since), chance.pick(&["rough_sleeping", "sofa_surfing", "night_shelter"])),
        9..=19 => (temporary(town, since, chance), chance.pick(&["hostel", "bed_breakfast", "la_temporary"])),
        20..=22 => (approved(town, since), "approved_prem"),
        _ => (
            home(town, since, chance),
            chance.weighted(&[
                (45, "tenant_social"),
                (30, "tenant_private"),
                (12, "friends_settled"),
                (8, "supported"),
                (5, "owner"),
            ]),
        ),
    };
    let mut addresses = vec![present];
    if chance.happens(30) {
        let before = scene.days_ago(moved + chance.between(100..=1_500));
        let lived = if chance.happens(20) { prison(before) } else { home(town, before, chance) };
        addresses.push(AddressForm { to: day(since), ..lived });
    }
    AddressesForm { addresses: Some(addresses), accommodation: typed(accommodation) }
}

fn home(town: &str, since: NaiveDate, chance: &mut Chance) -> AddressForm {
    let street = chance.pick(&[
        "Sample Street",
        "Example Road",
        "Placeholder Lane",
        "Fictive Close",
        "Specimen Terrace",
        "Mock Row",
    ]);
    AddressForm {
        kind: Some(AddressKind::Home),
        lines: Some(vec![format!("{} {street}", chance.between(1..=180)).into()]),
        town: typed(town),
        postcode: typed(NOT_OTHERWISE_STATED),
        from: day(since),
        ..AddressForm::default()
    }
}

fn temporary(town: &str, since: NaiveDate, chance: &mut Chance) -> AddressForm {
    AddressForm {
        kind: Some(AddressKind::Temporary),
        lines: Some(vec![chance.pick(&["Pretend House", "The Nominal Hostel", "Draft Lodge"]).into()]),
        town: typed(town),
        postcode: typed(ADDRESS_NOT_KNOWN),
        from: day(since),
        ..AddressForm::default()
    }
}

fn approved(town: &str, since: NaiveDate) -> AddressForm {
    AddressForm {
        kind: Some(AddressKind::ApprovedPremises),
        lines: Some(vec!["Model House".into()]),
        town: typed(town),
        from: day(since),
        ..AddressForm::default()
    }
}

fn nowhere(since: NaiveDate) -> AddressForm {
    AddressForm {
        kind: Some(AddressKind::NoFixedAbode),
        postcode: typed(NO_FIXED_ABODE),
        from: day(since),
        ..AddressForm::default()
    }
}

fn prison(since: NaiveDate) -> AddressForm {
    AddressForm {
        kind: Some(AddressKind::Prison),
        establishment: typed("HMP Sampleford"),
        from: day(since),
        ..AddressForm::default()
    }
}
