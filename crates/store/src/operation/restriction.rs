//! Operations on who may open a record: restrictions, what is given and named, declarations.

use domain::Recorded;
use domain::access::{
    ChangeRestriction, DeclareOwn, EndTie, GivePerson, LiftRestriction, NameForAudit, ReadDeclarations, ReadGiven,
    ReadRestriction, ReadRestrictions, ReadTies, Restrict,
};
use domain::id::{PersonId, TieId};
use domain::restriction::{LiftForm, RecordRestriction, RestrictedRecord};
use domain::tie::{Declaration, Declared, Gift, GivenPerson, Tied};

use super::{Access, Arc, Engine, Error, Store, postgres, sqlite};
use crate::once::Once;

operations! {
    /// The restriction of a record that holds.
    read restriction(access: Access<ReadRestriction>; person: PersonId) -> Recorded<RecordRestriction> = restriction::read;
    /// Restrict a record to those named.
    write restrict(access: Access<Restrict>, once: Once, restriction: RecordRestriction; person: PersonId)
        -> Recorded<RecordRestriction> = restriction::restrict;
    /// Change why a record is restricted, or to whom.
    write change_restriction(access: Access<ChangeRestriction>, restriction: RecordRestriction; person: PersonId, version: u32)
        -> Recorded<RecordRestriction> = restriction::change;
    /// Lift a restriction.
    write lift_restriction(access: Access<LiftRestriction>, once: Once, form: LiftForm; person: PersonId, version: u32)
        -> Recorded<RecordRestriction> = restriction::lift;
    /// The records that are restricted.
    read restrictions(access: Access<ReadRestrictions>) -> Vec<RestrictedRecord> = restriction::list;

    /// Give a person to a volunteer.
    write give_person(access: Access<GivePerson>, once: Once; gift: Gift, person: PersonId) -> Tied = given::give;
    /// Name a record to an auditor from outside.
    write name_for_audit(access: Access<NameForAudit>, once: Once; gift: Gift, person: PersonId)
        -> Tied = given::name_for_audit;
    /// Whom a record is given or named to.
    read ties(access: Access<ReadTies>; person: PersonId) -> Vec<Tied> = given::ties;
    /// End what was given or named.
    write end_tie(access: Access<EndTie>; person: PersonId, id: TieId) -> () = given::end;
    /// Declare that a record is one's own or a relative's.
    write declare_own(access: Access<DeclareOwn>, once: Once, declaration: Declaration; person: PersonId) -> () = given::declare;
    /// What staff declared.
    read declarations(access: Access<ReadDeclarations>) -> Vec<Declared> = given::declarations;
    /// Whom the caller was given.
    read given_to_me(access: Access<ReadGiven>) -> Vec<GivenPerson> = given::to_me;
}
