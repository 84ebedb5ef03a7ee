//! Reading what waits for somebody, as it was written.

use serde::de::Error;

use super::{Need, NeedKind};
use crate::flat::{self, Fields, flat};

flat!(Need);

impl Need {
    fn from_fields(mut fields: Fields) -> serde_json::Result<Self> {
        Ok(Self {
            person: flat::take_optional(&mut fields, "person")?,
            name: flat::take_optional(&mut fields, "name")?,
            since: flat::take(&mut fields, "since")?,
            kind: NeedKind::from_fields(fields)?,
        })
    }
}

impl NeedKind {
    fn from_fields(mut fields: Fields) -> serde_json::Result<Self> {
        let need: String = flat::take(&mut fields, "need")?;
        Ok(match need.as_str() {
            "no_contact" => Self::NoContact { days: flat::take(&mut fields, "days")? },
            "take_on" => Self::TakeOn {
                request: flat::take(&mut fields, "request")?,
                asking: flat::take(&mut fields, "asking")?,
            },
            "review_due" => Self::ReviewDue,
            "not_recorded" => Self::NotRecorded { appointment: flat::take(&mut fields, "appointment")? },
            "unfinished_note" => Self::UnfinishedNote {
                draft: flat::take(&mut fields, "draft")?,
                form: flat::take(&mut fields, "form")?,
                record: flat::take_optional(&mut fields, "record")?,
            },
            _ => return Err(serde_json::Error::custom("a need that this version does not know")),
        })
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use crate::Private;
    use crate::draft::DraftOf;
    use crate::id::{AppointmentId, DraftId, PersonId, RequestId, ServiceId};
    use crate::today::{Need, NeedKind};

    /// Every kind: the exhaustive `match` asks for a line here when one is added.
    fn every_kind() -> Vec<NeedKind> {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let kinds = vec![
            NeedKind::NoContact { days: Private::new(14) },
            NeedKind::TakeOn { request: RequestId(one), asking: ServiceId(other) },
            NeedKind::ReviewDue,
            NeedKind::NotRecorded { appointment: AppointmentId(one) },
            NeedKind::UnfinishedNote { draft: DraftId(one), form: DraftOf::Contact, record: None },
            NeedKind::UnfinishedNote { draft: DraftId(one), form: DraftOf::Correction, record: Some(other) },
        ];
        for kind in &kinds {
            match kind {
                NeedKind::NoContact { .. }
                | NeedKind::TakeOn { .. }
                | NeedKind::ReviewDue
                | NeedKind::NotRecorded { .. }
                | NeedKind::UnfinishedNote { .. } => {}
            }
        }
        kinds
    }

    #[test]
    fn what_was_written_is_read_alike() {
        for kind in every_kind() {
            let named = Need {
                person: Some(PersonId(Uuid::from_u128(3))),
                name: Some(Private::new("Rowan Sampleson".to_owned())),
                since: DateTime::UNIX_EPOCH,
                kind,
            };
            let nameless = Need { person: None, name: None, ..named.clone() };
            for need in [named, nameless] {
                let text = serde_json::to_string(&need).unwrap();
                assert!(serde_json::from_str::<Need>(&text).unwrap() == need, "{text}");
            }
        }
    }

    #[test]
    fn an_unknown_kind_is_refused() {
        let text = r#"{"since":"2026-11-24T00:00:00Z","need":"nothing_known"}"#;
        assert!(serde_json::from_str::<Need>(text).is_err());
    }
}
