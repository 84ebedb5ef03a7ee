//! What registering somebody answers, and who may be meant already.

use serde::{Deserialize, Serialize};

use crate::flat::{self, Fields, flat};
use crate::id::{EpisodeId, PersonId};
use crate::likely_match::{Reason, Strength};
use crate::search::SearchHit;

/// What registering answers, match elsewhere or not: *a check for earlier records has been asked for*.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Registered {
    /// Who they are from now on.
    pub person: PersonId,
    /// Their episode with the service that registered them.
    pub episode: EpisodeId,
}

/// People of the caller's own services who may be the one being registered, the likeliest first.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LikelyMatches {
    /// At most 50.
    pub matches: Vec<MatchHit>,
}

/// Somebody who may be meant.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchHit {
    /// Who.
    #[serde(flatten)]
    pub hit: SearchHit,
    /// How likely it is.
    pub strength: Strength,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

flat!(MatchHit);

impl MatchHit {
    fn from_fields(mut fields: Fields) -> serde_json::Result<Self> {
        Ok(Self {
            strength: flat::take(&mut fields, "strength")?,
            reasons: flat::take(&mut fields, "reasons")?,
            hit: flat::rest(fields)?,
        })
    }
}
