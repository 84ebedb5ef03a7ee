//! Who may open a record beyond those whose service works with the person.

use domain::Recorded;
use domain::id::{PersonId, TieId};
use domain::restriction::{LiftForm, RecordRestriction, RestrictedRecord, RestrictionForm};
use domain::tie::{DeclarationForm, Declared, GiveForm, GivenPerson, Tied};
use gloo_net::http::Method;
use uuid::Uuid;

use super::{Answer, Ask, act, change, create, get, request};

/// The restriction of a record, if it is restricted.
pub(crate) async fn present(person: PersonId) -> Answer<Option<Recorded<RecordRestriction>>> {
    match get(format!("/service-users/{person}/restriction")).await {
        Ok(restriction) => Ok(Some(restriction)),
        Err(refused) if refused.status() == Some(404) => Ok(None),
        Err(refused) => Err(refused),
    }
}

/// Restrict a record.
pub(crate) async fn restrict(
    person: PersonId,
    key: Uuid,
    form: &RestrictionForm,
) -> Answer<Recorded<RecordRestriction>> {
    create(format!("/service-users/{person}/restriction"), key, form).await
}

/// Change its restriction.
pub(crate) async fn revise(
    person: PersonId,
    version: u32,
    form: &RestrictionForm,
) -> Answer<Recorded<RecordRestriction>> {
    change(format!("/service-users/{person}/restriction"), version, form).await
}

/// Lift its restriction.
pub(crate) async fn lift(
    person: PersonId,
    version: u32,
    key: Uuid,
    form: &LiftForm,
) -> Answer<Recorded<RecordRestriction>> {
    act(format!("/service-users/{person}/restriction/lift"), version, key, form).await
}

/// Every restricted record.
pub(crate) async fn all() -> Answer<Vec<RestrictedRecord>> {
    get("/restrictions").await
}

/// To whom a record is given or named.
pub(crate) async fn ties(person: PersonId) -> Answer<Vec<Tied>> {
    get(format!("/service-users/{person}/ties")).await
}

/// Give a person to a volunteer.
pub(crate) async fn give(person: PersonId, key: Uuid, form: &GiveForm) -> Answer<Tied> {
    create(format!("/service-users/{person}/assignments"), key, form).await
}

/// Name a record to an auditor.
pub(crate) async fn name_for_audit(person: PersonId, key: Uuid, form: &GiveForm) -> Answer<Tied> {
    create(format!("/service-users/{person}/audits"), key, form).await
}

/// End what was given, named or declared.
pub(crate) async fn end(person: PersonId, tie: TieId) -> Answer<()> {
    request(Ask::new(Method::DELETE, format!("/service-users/{person}/ties/{tie}"))).await.map(drop)
}

/// Declare that a record is one's own or a relative's.
pub(crate) async fn declare(person: PersonId, key: Uuid, form: &DeclarationForm) -> Answer<()> {
    let ask = Ask::new(Method::POST, format!("/service-users/{person}/declarations")).body(form)?;
    request(Ask { key: Some(key), ..ask }).await.map(drop)
}

/// What was declared.
pub(crate) async fn declared() -> Answer<Vec<Declared>> {
    get("/declarations").await
}

/// Whom one was given.
pub(crate) async fn given() -> Answer<Vec<GivenPerson>> {
    get("/given-people").await
}
