//! Safeguarding in a few lines.

use serde::{Deserialize, Serialize};

use super::alerts::{self, AlertLine, RaisedAlert};

/// Safeguarding in a few lines.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SafeguardingHeadline {
    /// Safeguarding alerts that nobody has ended, danger first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertLine>,
}

impl SafeguardingHeadline {
    /// The headline of somebody's safeguarding.
    pub fn from_safeguarding<'a>(alerts: impl IntoIterator<Item = RaisedAlert<'a>>) -> Self {
        Self { alerts: alerts::lines(alerts) }
    }
}
