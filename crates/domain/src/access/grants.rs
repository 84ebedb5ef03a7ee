//! A break-glass grant never widens beyond its person, its classes and its time.
//!
//! Its time is the store's to hold: a grant that is over is not in the tie.

use proptest::prelude::*;

use super::*;
use crate::id::ServiceId;

const NORTHTOWN: ServiceId = ServiceId(uuid::Uuid::from_u128(1));
const SOUTHBRIDGE: ServiceId = ServiceId(uuid::Uuid::from_u128(2));

fn standings() -> impl Strategy<Value = Vec<Standing>> {
    let service = prop_oneof![Just(None), Just(Some(NORTHTOWN)), Just(Some(SOUTHBRIDGE))];
    let one = (prop::sample::select(Role::ALL), service).prop_map(|(role, service)| Standing { role, service });
    prop::collection::vec(one, 0..4)
}

fn tie() -> impl Strategy<Value = Tie<'static>> {
    let services = prop_oneof![Just(&[][..]), Just(&[NORTHTOWN][..]), Just(&[NORTHTOWN, SOUTHBRIDGE][..])];
    let restriction = prop_oneof![Just(Restriction::None), Just(Restriction::Named), Just(Restriction::Others)];
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    (services, restriction, flags).prop_map(|(services, restriction, (is_given, is_audited, is_own))| Tie {
        services,
        restriction,
        is_given,
        is_audited,
        is_own,
        broken_glass: Classes::NONE,
    })
}

proptest! {
    #[test]
    fn a_grant_adds_marked_rows_of_its_classes_alone(
        standings in standings(),
        tie in tie(),
        bits in any::<u8>(),
        row in prop::sample::select(TABLE),
    ) {
        let granted = Tie { broken_glass: Classes::from_bits(bits), ..tie };
        let before = decide(&row, &standings, Relation::Person(tie));
        let after = decide(&row, &standings, Relation::Person(granted));
        if before.is_ok() {
            prop_assert!(after.is_ok(), "a grant takes nothing away");
        } else if let Ok(role) = after {
            let class = if row.kind == Kind::Alert { Some(Class::Identity) } else { row.class };
            prop_assert!(row.break_glass && row.action == Action::Read && row.roles.contains(&role));
            prop_assert!(BreakGlass::ROW.roles.contains(&role), "{role:?} cannot break the glass");
            prop_assert!(class.is_some_and(|class| granted.broken_glass.has(class)));
            prop_assert!(!tie.is_own);
        }
    }

    #[test]
    fn what_a_grant_reaches_is_a_person_and_nothing_else(
        standings in standings(),
        row in prop::sample::select(TABLE),
    ) {
        for relation in [Relation::None, Relation::Own, Relation::Service(NORTHTOWN)] {
            if row.break_glass {
                prop_assert!(decide(&row, &standings, relation).is_err());
            }
        }
    }
}

#[test]
fn breaking_the_glass_takes_a_step_up_and_nothing_of_safeguarding_is_marked() {
    let row = BreakGlass::ROW;
    assert!(row.step_up);
    for row in TABLE.iter().filter(|row| row.break_glass) {
        assert!(row.class != Some(Class::Safeguarding) && row.ground == Ground::Person, "{}", row.operation);
    }
}
