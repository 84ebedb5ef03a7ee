//! The time of day on a London clock, to the minute.

use std::fmt;

use chrono::NaiveTime;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Flaw, Private, calendar};

/// A time of day to the minute, exchanged as `14:05`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CivilTime(NaiveTime);

impl CivilTime {
    /// Parse `14:05`, `14.05`, `9:30` or `1405`.
    ///
    /// # Errors
    /// [`Flaw::NotATime`].
    pub fn parse(typed: &Private<String>) -> Result<Self, Flaw> {
        calendar::parse_time(typed).map(Self)
    }

    /// The time without its clock.
    pub const fn naive(self) -> NaiveTime {
        self.0
    }
}

impl fmt::Display for CivilTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%H:%M"))
    }
}

impl Serialize for CivilTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CivilTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&Private::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for CivilTime {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("A time of day in London, to the minute."))
            .pattern(Some("^[0-2]?[0-9]:[0-5][0-9]$"))
            .examples(["14:05"])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for CivilTime {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_time_comes_back_as_it_went(hour in 0_u32..24, minute in 0_u32..60) {
            let text = format!("{hour:02}:{minute:02}");
            let time = CivilTime::parse(&text.as_str().into()).unwrap();
            prop_assert_eq!(serde_json::to_value(time).unwrap(), serde_json::Value::from(text));
        }
    }
}
