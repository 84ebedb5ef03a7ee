//! Ties between members of staff and people: given to a volunteer, named for an audit, declared one's own.

use actix_web::web::Data;
use actix_web::{delete, get, post};
use domain::access::{DeclareOwn, EndTie, GivePerson, NameForAudit, ReadDeclarations, ReadGiven, ReadTies};
use domain::id::{PersonId, TieId};
use domain::tie::{DeclarationForm, Declared, GiveForm, GivenPerson, Tied};
use serde::Deserialize;
use store::Store;
use utoipa::IntoParams;

use crate::answer::{Answer, Created, Done, Entries};
use crate::extract::{Admitted, Checked, IdempotencyKeyHeader, Once, Path, Typed};
use crate::problem::{ActProblems, CreateProblems, ReadProblems, Refused};
use crate::service_user::PersonPath;

/// A tie of a service user.
#[derive(Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct TiePath {
    /// The service user.
    person: PersonId,
    /// The tie.
    tie: TieId,
}

/// Whom a record is given or named to; for the data protection officer also who declared it theirs.
#[utoipa::path(
    tag = "who may open a record", operation_id = "list_ties", params(PersonPath),
    responses((status = 200, body = Entries<Tied>, description = "The ties that hold"), ReadProblems)
)]
#[get("/service-users/{person}/ties")]
pub async fn list(
    Admitted(access): Admitted<ReadTies>,
    Path(path): Path<PersonPath>,
    store: Data<Store>,
) -> Answer<Entries<Tied>> {
    Ok(Entries(store.ties(access, path.person).await?))
}

/// Give a person to a volunteer of a service that works with them.
#[utoipa::path(
    tag = "who may open a record", operation_id = "give_person", params(PersonPath, IdempotencyKeyHeader),
    request_body = GiveForm,
    responses((status = 201, body = Tied, description = "The tie as made", headers(
        ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/service-users/{person}/assignments")]
pub async fn give(
    Admitted(access): Admitted<GivePerson>,
    once: Once,
    Path(path): Path<PersonPath>,
    Checked(gift): Checked<GiveForm>,
    store: Data<Store>,
) -> Answer<Created<Tied>> {
    Ok(Created(store.give_person(access, once.into(), gift, path.person).await?))
}

/// Name a record to an auditor from outside, until a date at most a year ahead.
#[utoipa::path(
    tag = "who may open a record", operation_id = "name_for_audit", params(PersonPath, IdempotencyKeyHeader),
    request_body = GiveForm,
    responses((status = 201, body = Tied, description = "The tie as made", headers(
        ("Location" = String, description = "Its address"))), CreateProblems)
)]
#[post("/service-users/{person}/audits")]
pub async fn name_for_audit(
    Admitted(access): Admitted<NameForAudit>,
    once: Once,
    Path(path): Path<PersonPath>,
    Checked(gift): Checked<GiveForm>,
    store: Data<Store>,
) -> Answer<Created<Tied>> {
    Ok(Created(store.name_for_audit(access, once.into(), gift, path.person).await?))
}

/// End what was given, named or declared; the last two by the data protection officer alone.
#[utoipa::path(
    tag = "who may open a record", operation_id = "end_tie", params(TiePath),
    responses((status = 204, description = "It has ended"), ActProblems)
)]
#[delete("/service-users/{person}/ties/{tie}")]
pub async fn end(Admitted(access): Admitted<EndTie>, Path(path): Path<TiePath>, store: Data<Store>) -> Answer<Done> {
    store.end_tie(access, path.person, path.tie).await?;
    Ok(Done)
}

/// Declare that a record is one's own or a relative's. It closes to oneself at once.
#[utoipa::path(
    tag = "who may open a record", operation_id = "declare_own", params(PersonPath, IdempotencyKeyHeader),
    request_body = DeclarationForm,
    responses((status = 204, description = "It is closed to whoever declared it"), CreateProblems)
)]
#[post("/service-users/{person}/declarations")]
pub async fn declare(
    Admitted(access): Admitted<DeclareOwn>,
    once: Once,
    Path(path): Path<PersonPath>,
    Typed(form): Typed<DeclarationForm>,
    store: Data<Store>,
) -> Answer<Done> {
    let declaration = form.check(access.staff()).map_err(Refused::flawed)?;
    store.declare_own(access, once.into(), declaration, path.person).await?;
    Ok(Done)
}

/// What staff declared their own or a relative's, oldest first.
#[utoipa::path(
    tag = "who may open a record", operation_id = "list_declarations",
    responses((status = 200, body = Entries<Declared>, description = "The declarations that hold"), ReadProblems)
)]
#[get("/declarations")]
pub async fn declarations(
    Admitted(access): Admitted<ReadDeclarations>,
    store: Data<Store>,
) -> Answer<Entries<Declared>> {
    Ok(Entries(store.declarations(access).await?))
}

/// The people whom the caller was given, or whose records are named to them for an audit.
#[utoipa::path(
    tag = "the day", operation_id = "list_given", params(),
    responses((status = 200, body = Entries<GivenPerson>, description = "The people"), ReadProblems)
)]
#[get("/given-people")]
pub async fn given_to_me(Admitted(access): Admitted<ReadGiven>, store: Data<Store>) -> Answer<Entries<GivenPerson>> {
    Ok(Entries(store.given_to_me(access).await?))
}
