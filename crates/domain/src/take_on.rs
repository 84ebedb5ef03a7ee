//! A request to take somebody on: a service registered a person whom another service may already know.
//!
//! The asker is told neither way: every registration is answered *a check for earlier records has been
//! asked for*. The holding service's team leader answers: *share* opens an episode for the asking service
//! on the record that is held; *keep apart* takes a reason, which the data protection officer sees.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{PersonId, ServiceId, StaffId};
use crate::text::Line;
use crate::{Check, Flaw, Flaws, Private, choice, form};

mod question;
pub use question::TakeOnQuestion;

choice! {
    /// Where a request stands.
    pub enum TakeOnState {
        /// Nobody has answered.
        Waiting = "waiting", "Waiting";
        /// The asking service may open the record that is held.
        Shared = "shared", "Shared";
        /// The two records stay apart.
        KeptApart = "kept_apart", "Kept apart";
    }
}

choice! {
    /// What a team leader answers.
    pub enum TakeOnAnswer {
        /// It is the same person, and both services will work with them.
        Share = "share", "Share";
        /// Another person, or a reason not to share.
        KeepApart = "keep_apart", "Keep apart";
    }
}

form! {
    /// A team leader's answer to a request.
    pub struct AnswerForm {
        /// Share the record, or keep the two apart.
        #[schema(required, value_type = TakeOnAnswer)]
        pub answer: TakeOnAnswer,
        /// Why; required to keep apart, and read by the data protection officer.
        #[schema(value_type = String, max_length = 250)]
        pub reason: Private<String>,
    }
}

/// A request to take somebody on.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TakeOnRequest {
    /// The service that registered them.
    pub asking: ServiceId,
    /// Who registered them.
    pub asked_by: StaffId,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// The person as registered by the asking service.
    pub registered: PersonId,
    /// The person as held by the answering service.
    pub held: PersonId,
    /// The service whose team leader answers.
    pub holding: ServiceId,
    /// Where it stands.
    pub state: TakeOnState,
    /// Who answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<StaffId>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    /// Why the two are kept apart, or a word about sharing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub reason: Option<Private<Line>>,
}

impl AnswerForm {
    /// The request answered, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; a request is answered once, and keeping apart takes a reason.
    pub fn check(&self, request: &TakeOnRequest, by: StaffId, now: DateTime<Utc>) -> Result<TakeOnRequest, Flaws> {
        let mut check = Check::new();
        if request.state != TakeOnState::Waiting {
            check.flaw("answer", Flaw::Contradiction("This request has been answered already"));
        }
        let answer =
            check.required("answer", "whether to share or keep apart", self.answer.as_ref(), |answer| Ok(*answer));
        let reason = if answer == Some(TakeOnAnswer::KeepApart) {
            check.required("reason", "why they are kept apart", self.reason.as_ref(), Line::parse)
        } else {
            check.optional("reason", self.reason.as_ref(), Line::parse)
        };
        check.finish(answer.map(|answer| TakeOnRequest {
            state: answer.state(),
            answered_by: Some(by),
            answered_at: Some(now),
            reason,
            ..request.clone()
        }))
    }
}

impl TakeOnAnswer {
    /// Where a request stands after this answer.
    pub const fn state(self) -> TakeOnState {
        match self {
            Self::Share => TakeOnState::Shared,
            Self::KeepApart => TakeOnState::KeptApart,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::instant;

    fn waiting() -> TakeOnRequest {
        let id = Uuid::from_u128;
        TakeOnRequest {
            asking: id(1).into(),
            asked_by: id(2).into(),
            asked_at: instant::parse("2026-11-24T10:00:00Z").unwrap(),
            registered: id(3).into(),
            held: id(4).into(),
            holding: id(5).into(),
            state: TakeOnState::Waiting,
            answered_by: None,
            answered_at: None,
            reason: None,
        }
    }

    fn answer(form: &AnswerForm, request: &TakeOnRequest) -> Result<TakeOnRequest, Flaws> {
        form.check(request, Uuid::from_u128(9).into(), instant::parse("2026-11-24T12:00:00Z").unwrap())
    }

    #[test]
    fn sharing_takes_no_reason() {
        let form = AnswerForm { answer: Some(TakeOnAnswer::Share), reason: None };
        let answered = answer(&form, &waiting()).ok().unwrap();
        assert!(answered.state == TakeOnState::Shared && answered.answered_by.is_some());
    }

    #[test]
    fn keeping_apart_takes_its_reason() {
        let form = AnswerForm { answer: Some(TakeOnAnswer::KeepApart), reason: Some("  ".into()) };
        let flaws = answer(&form, &waiting()).err().unwrap();
        assert_eq!(flaws.at("/reason"), Some(&Flaw::Missing("why they are kept apart")));
        let form = AnswerForm { reason: Some("Another person, a cousin".into()), ..form };
        assert!(answer(&form, &waiting()).ok().unwrap().state == TakeOnState::KeptApart);
    }

    #[test]
    fn a_request_is_answered_once() {
        let form = AnswerForm { answer: Some(TakeOnAnswer::Share), reason: None };
        let answered = answer(&form, &waiting()).ok().unwrap();
        assert!(answer(&form, &answered).err().unwrap().at("/answer").is_some());
    }
}
