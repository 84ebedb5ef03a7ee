//! An access decision allocates nothing, whoever asks for whatever.

use domain::access::{Classes, Relation, Restriction, Role, Standing, TABLE, Tie, decide};
use domain::id::ServiceId;
use uuid::Uuid;

#[test]
fn an_access_decision_allocates_nothing() {
    let services: Vec<ServiceId> = (0..20).map(|number| ServiceId(Uuid::from_u128(number))).collect();
    let standings: Vec<Standing> = Role::ALL
        .iter()
        .zip(&services)
        .map(|(role, service)| Standing { role: *role, service: Some(*service) })
        .collect();
    let tie = Tie { restriction: Restriction::Named, broken_glass: Classes::ALL, ..Tie::of(&services) };
    let mut allowed = 0_u32;
    let info = allocation_counter::measure(|| {
        for row in TABLE {
            for relation in [Relation::None, Relation::Own, Relation::Service(services[3]), Relation::Person(tie)] {
                allowed += u32::from(decide(row, &standings, relation).is_ok());
            }
        }
    });
    assert!(allowed > 0, "nothing was decided");
    assert_eq!(info.count_total, 0);
}

#[test]
fn an_allocation_would_be_counted() {
    let info = allocation_counter::measure(|| drop(std::hint::black_box(vec![0_u8; 64])));
    assert!(info.count_total > 0);
}
