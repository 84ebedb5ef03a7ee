//! Convictions and orders in a few lines.

use serde::{Deserialize, Serialize};

use super::alerts::{self, AlertLine, RaisedAlert};

/// Convictions and orders in a few lines.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConvictionsHeadline {
    /// Alerts about convictions and orders that nobody has ended, danger first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertLine>,
}

impl ConvictionsHeadline {
    /// The headline of somebody's convictions and orders.
    pub fn from_convictions<'a>(alerts: impl IntoIterator<Item = RaisedAlert<'a>>) -> Self {
        Self { alerts: alerts::lines(alerts) }
    }
}
