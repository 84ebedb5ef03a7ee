//! The problems that an operation can answer, as the documentation lists them.

use std::collections::BTreeMap;

use domain::problem::Problem;
use utoipa::IntoResponses;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

use super::Kind;

macro_rules! documented {
    ($($(#[doc = $doc:expr])* $Set:ident: $($Kind:ident),*;)*) => {
        $(
            $(#[doc = $doc])*
            pub struct $Set;

            impl IntoResponses for $Set {
                fn responses() -> BTreeMap<String, RefOr<Response>> {
                    responses(&[$(Kind::$Kind),*])
                }
            }
        )*
    };
}

documented! {
    /// Of reading one thing.
    ReadProblems: NotSignedIn, Forbidden, ScopeNeeded, StepUpNeeded, NotFound, Method, Internal, Unavailable;
    /// Of reading a list, or anything with parameters.
    ListProblems: BadQuery, NotSignedIn, Forbidden, ScopeNeeded, StepUpNeeded, NotFound, Method, Internal, Unavailable;
    /// Of making a record.
    CreateProblems: Malformed, TooDeep, BadHeader, NotSignedIn, Forbidden, ScopeNeeded, StepUpNeeded, NotFound, Method, LikelyDuplicates, Conflict,
        TooSlow, TooLarge, NotJson, Encoded, FlawedForm, KeyReused, Internal, Unavailable;
    /// Of changing a record of a version.
    ChangeProblems: Malformed, TooDeep, BadHeader, NotSignedIn, Forbidden, ScopeNeeded, StepUpNeeded, NotFound, Method, Conflict, Stale, TooSlow,
        TooLarge, NotJson, Encoded, FlawedForm, KeyReused, NoVersion, Internal, Unavailable;
    /// Of doing something with a body and no version.
    ActProblems: Malformed, TooDeep, NotSignedIn, Forbidden, ScopeNeeded, StepUpNeeded, NotFound, Method, Conflict, TooSlow, TooLarge, NotJson, Encoded, FlawedForm,
        Internal, Unavailable;
    /// Of an emergency.
    EmergencyProblems: Malformed, TooDeep, BadHeader, NotSignedIn, Forbidden, ScopeNeeded, StepUpNeeded, NotFound, Method, Conflict,
        TooSlow, TooLarge, NotJson, Encoded, FlawedForm, KeyReused, Throttled, Internal, Unavailable;
    /// Of a contract's figures.
    ActivityProblems: BadQuery, NotSignedIn, Forbidden, ScopeNeeded, StepUpNeeded, NotFound, Method, FlawedForm, Internal, Unavailable;
    /// Of going on with a sign-in.
    RefreshProblems: NotSignedIn, ForeignPage, Method, Internal, Unavailable;
    /// Of asking for a client's token, beside OAuth's own refusals.
    TokenServerProblems: Method, TooSlow, TooLarge, Encoded, Internal, Unavailable;
    /// Of asking whether the server is well.
    ProbeProblems: Method, Unavailable;
    /// Of the second factor, of enrolling one, of following a link.
    SecondFactorProblems: Malformed, TooDeep, CodeRefused, CeremonyOver, Method, Conflict, TooSlow, TooLarge, NotJson, Encoded,
        FlawedForm, Throttled, Internal, Unavailable;
    /// Of signing in by passkey.
    PasskeyProblems: Malformed, TooDeep, PasskeyRefused, CeremonyOver, Method, Conflict, TooSlow, TooLarge, NotJson, Encoded,
        FlawedForm, Throttled, Internal, Unavailable;
    /// Of asking which ways to sign in there are.
    WaysProblems: Method, Unavailable;
    /// Of signing in at an identity provider.
    ProviderProblems: ForeignPage, Method, Conflict, Internal, Unavailable;
    /// Of one's own passkeys.
    OwnPasskeyProblems: Malformed, TooDeep, NotSignedIn, PasskeyRefused, CeremonyOver, Forbidden, StepUpNeeded, NotFound, Method,
        Conflict, TooSlow, TooLarge, NotJson, Encoded, FlawedForm, Throttled, Internal, Unavailable;
    /// Of one's own password and factors.
    OwnProblems: Malformed, TooDeep, NotSignedIn, CodeRefused, CeremonyOver, Forbidden, StepUpNeeded, Method, Conflict, TooSlow,
        TooLarge, NotJson, Encoded, FlawedForm, Throttled, Internal, Unavailable;
    /// Of signing in.
    SignInProblems: Malformed, TooDeep, SignInRefused, Method, Conflict, TooSlow, TooLarge, NotJson, Encoded, FlawedForm, Throttled, Internal,
        Unavailable;
}

/// What every operation can answer.
const ALWAYS: &[Kind] = &[Kind::TooMany, Kind::Overloaded];

/// One response a status, with an example of each kind that has it.
fn responses(kinds: &[Kind]) -> BTreeMap<String, RefOr<Response>> {
    let mut statuses: BTreeMap<String, Vec<Kind>> = BTreeMap::new();
    for kind in kinds.iter().chain(ALWAYS) {
        statuses.entry(kind.status().as_str().to_owned()).or_default().push(*kind);
    }
    statuses.into_iter().map(|(status, kinds)| (status, response(&kinds).into())).collect()
}

fn response(kinds: &[Kind]) -> Response {
    // One example is enough for its shape; the titles name the others.
    let example = kinds.first().map(|kind| example(*kind));
    let content =
        ContentBuilder::new().schema(Some(RefOr::Ref(Ref::from_schema_name(Problem::name())))).example(example).build();
    let titles: Vec<&str> = kinds.iter().map(|kind| kind.title()).collect();
    ResponseBuilder::new().description(titles.join("; ")).content("application/problem+json", content).build()
}

fn example(kind: Kind) -> serde_json::Value {
    serde_json::json!({"type": kind.address(), "title": kind.title(), "status": kind.status().as_u16()})
}

/// The schemas that every response here refers to, registered once.
pub fn schemas() -> Vec<(String, RefOr<utoipa::openapi::Schema>)> {
    let mut schemas = vec![(Problem::name().into_owned(), Problem::schema())];
    Problem::schemas(&mut schemas);
    schemas
}
