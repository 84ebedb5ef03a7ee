//! Operations of a day's work over people: drafts, requests, Today, caseload, figures, trail, doctor.

use domain::Recorded;
use domain::access::{
    AnswerRequest, Doctor, KeepDraft, PruneDrafts, ReadActivity, ReadCaseload, ReadRequests, ReadRoundedActivity,
    ReadToday, ReadTrail,
};
use domain::activity::{Activity, ActivityQuery};
use domain::caseload::{Caseload, CaseloadOrder};
use domain::draft::Draft;
use domain::id::{DraftId, EntryId, PersonId, RequestId, ServiceId, StaffId};
use domain::take_on::{AnswerForm, TakeOnQuestion, TakeOnRequest};
use domain::today::Today;
use domain::trail::TrailEntry;

use super::{Access, Arc, Engine, Error, Store, postgres, sqlite};
use crate::examination::Examination;
use crate::once::Once;
use crate::page::Page;

#[cfg(test)]
mod tests;

operations! {
    /// Save a draft of the caller's, new or not. The first of a registration makes the person's id and key.
    write keep_draft(access: Access<KeepDraft>, draft: Draft; id: DraftId) -> Recorded<Draft> = draft::keep;
    /// The caller's drafts about people whom they may still open, newest first.
    read drafts(access: Access<KeepDraft>) -> Vec<Recorded<Draft>> = draft::list;
    /// One draft of the caller's.
    read draft(access: Access<KeepDraft>; id: DraftId) -> Recorded<Draft> = draft::read;
    /// Throw a draft away, with the person whom nothing but it made.
    write discard_draft(access: Access<KeepDraft>; id: DraftId) -> () = draft::discard;
    /// Forget at most 500 drafts that nobody has changed for 14 days; returns how many. Repeat until none.
    write prune_drafts(access: Access<PruneDrafts>) -> usize = draft::prune;

    /// Requests to take somebody on that wait for a service that the caller leads, oldest first.
    read take_on_requests(access: Access<ReadRequests>) -> Vec<Recorded<TakeOnQuestion>> = take_on::list;
    /// Answer a request: share the record that is held, or keep the two apart.
    write answer_take_on(access: Access<AnswerRequest>, once: Once, form: AnswerForm; id: RequestId, version: u32)
        -> Recorded<TakeOnRequest> = take_on::answer;

    /// The caller's day.
    read today(access: Access<ReadToday>) -> Today = today::read;
    /// The caseload of a service of the caller's (none: where they have held a role the longest), or of one
    /// key worker in it.
    read caseload(access: Access<ReadCaseload>; service: Option<ServiceId>, worker: Option<StaffId>, order: CaseloadOrder)
        -> Caseload = caseload::read;

    /// A contract's figures: as counted for whoever leads all of its services, rounded for whoever leads some.
    report activity(access: Access<ReadActivity>; query: ActivityQuery) -> Activity = activity::exact;
    /// A contract's figures rounded, and withheld where small.
    report rounded_activity(access: Access<ReadRoundedActivity>; query: ActivityQuery) -> Activity = activity::rounded;

    /// Who did what with a person's record, newest first, from before an entry.
    read trail(access: Access<ReadTrail>; person: PersonId, before: Option<EntryId>) -> Page<TrailEntry> = trail::read;

    /// Everybody's id, in order, after one; at most `limit`.
    read people_after(access: Access<Doctor>; after: Option<PersonId>, limit: i64) -> Vec<PersonId> = doctor::people_after;
    /// Open every row of these people, earlier versions included, and make their headlines again.
    report examine(access: Access<Doctor>, people: Vec<PersonId>) -> Examination = doctor::examine;
}
