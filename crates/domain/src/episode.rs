//! An episode: a person's time with a service, from opening to discharge. It ties a key worker to a
//! record and, while open and for [`DAYS_AFTER_CLOSING`] days after, lets the service open the person.
//!
//! Terms after NDTMS (episode, referral source, discharge reason); the codes are lists, reissued by OHID.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::id::{ServiceId, StaffId};
use crate::text::Line;
use crate::{Against, Check, Flaw, Flaws, Private, calendar, choice, form, lists};

mod may_open;
pub use may_open::{DAYS_AFTER_CLOSING, Spell, may_open};

lists! {
    /// Who referred them.
    ReferralSource = "referral_source";
    /// Why they left.
    DischargeReason = "discharge_reason";
}

choice! {
    /// Whether an episode goes on.
    pub enum EpisodeState {
        /// The service works with them.
        Open = "open", "Open";
        /// They left, or were discharged.
        Closed = "closed", "Closed";
    }
}

form! {
    /// What somebody typed to open an episode.
    pub struct EpisodeForm {
        /// The service that takes them on, one of the caller's own.
        #[schema(required, value_type = ServiceId)]
        pub service: ServiceId,
        /// The day on which it began; not in the future.
        #[schema(required, value_type = NaiveDate, example = "2026-11-13")]
        pub opened_on: Private<String>,
        /// Who leads the work with them.
        #[schema(required, value_type = StaffId)]
        pub key_worker: StaffId,
        /// Code of the list `referral_source`.
        #[schema(value_type = String, max_length = 16, example = "self")]
        pub referral_source: Private<String>,
        /// The day of the referral; not after the opening.
        #[schema(value_type = NaiveDate, example = "2026-11-09")]
        pub referred_on: Private<String>,
    }
}

form! {
    /// What may change about an episode while it is open; what is left out is emptied.
    pub struct EpisodeChangeForm {
        /// Who leads the work with them.
        #[schema(required, value_type = StaffId)]
        pub key_worker: StaffId,
        /// Code of the list `referral_source`.
        #[schema(value_type = String, max_length = 16, example = "self")]
        pub referral_source: Private<String>,
        /// The day of the referral; not after the opening.
        #[schema(value_type = NaiveDate, example = "2026-11-09")]
        pub referred_on: Private<String>,
    }
}

form! {
    /// What somebody typed to close an episode.
    pub struct CloseForm {
        /// The last day; not before the opening, not in the future.
        #[schema(required, value_type = NaiveDate, example = "2026-11-24")]
        pub closed_on: Private<String>,
        /// Code of the list `discharge_reason`.
        #[schema(required, value_type = String, max_length = 16, example = "80")]
        pub reason: Private<String>,
        /// Why, in words.
        #[schema(value_type = String, max_length = 250)]
        pub words: Private<String>,
    }
}

form! {
    /// What somebody typed to open a closed episode again.
    pub struct ReopenForm {
        /// Why.
        #[schema(required, value_type = String, max_length = 250)]
        pub reason: Private<String>,
    }
}

/// An episode, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Episode {
    /// The service that works with them.
    pub service: ServiceId,
    /// Whether it goes on.
    pub state: EpisodeState,
    /// The day on which it began.
    pub opened_on: NaiveDate,
    /// Who leads the work with them.
    pub key_worker: StaffId,
    /// Code of the list `referral_source`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub referral_source: Option<Code<ReferralSource>>,
    /// The day of the referral.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referred_on: Option<NaiveDate>,
    /// The last day, of a closed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<NaiveDate>,
    /// Code of the list `discharge_reason`, of a closed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub reason: Option<Code<DischargeReason>>,
    /// Why it was closed, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub words: Option<Private<Line>>,
    /// Why it was last opened again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub reopened_because: Option<Private<Line>>,
}

impl EpisodeForm {
    /// The episode to open, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Episode, Flaws> {
        let mut check = Check::new();
        let episode = self.episode(&mut check, against);
        check.finish(episode)
    }

    fn episode(&self, check: &mut Check, against: &Against<'_>) -> Option<Episode> {
        let today = against.today();
        let service = check.required("service", "the service", self.service.as_ref(), |id| Ok(*id));
        let opened_on = check.required("opened_on", "the day on which it began", self.opened_on.as_ref(), |typed| {
            calendar::parse_past_day(typed, today)
        });
        let key_worker = check.required("key_worker", "the key worker", self.key_worker.as_ref(), |id| Ok(*id));
        let referral =
            Referral::check(check, self.referral_source.as_ref(), self.referred_on.as_ref(), opened_on, against);
        Some(Episode {
            service: service?,
            state: EpisodeState::Open,
            opened_on: opened_on?,
            key_worker: key_worker?,
            referral_source: referral.source,
            referred_on: referral.on,
            closed_on: None,
            reason: None,
            words: None,
            reopened_because: None,
        })
    }
}

impl EpisodeChangeForm {
    /// The episode with its changes, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; a closed episode does not change until it is opened again.
    pub fn check(&self, before: &Episode, against: &Against<'_>) -> Result<Episode, Flaws> {
        let mut check = Check::new();
        if before.state == EpisodeState::Closed {
            check.flaw("key_worker", Flaw::Contradiction("This episode is closed. Open it again before changing it"));
        }
        let key_worker = check.required("key_worker", "the key worker", self.key_worker.as_ref(), |id| Ok(*id));
        let opened_on = Some(before.opened_on);
        let referral =
            Referral::check(&mut check, self.referral_source.as_ref(), self.referred_on.as_ref(), opened_on, against);
        check.finish(key_worker.map(|key_worker| Episode {
            key_worker,
            referral_source: referral.source,
            referred_on: referral.on,
            ..before.clone()
        }))
    }
}

impl CloseForm {
    /// The episode closed, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; the last day lies between the opening and today.
    pub fn check(&self, before: &Episode, against: &Against<'_>) -> Result<Episode, Flaws> {
        let mut check = Check::new();
        if before.state == EpisodeState::Closed {
            check.flaw("closed_on", Flaw::Contradiction("This episode is closed already"));
        }
        let closed_on = check.required("closed_on", "the last day", self.closed_on.as_ref(), |typed| {
            let closed_on = calendar::parse_past_day(typed, against.today())?;
            if closed_on < before.opened_on { Err(Flaw::EndBeforeStart) } else { Ok(closed_on) }
        });
        let on = closed_on.unwrap_or_else(|| against.today());
        let reason =
            check.required("reason", "why they left", self.reason.as_ref(), |code| against.lists.parse(code, on));
        let words = check.optional("words", self.words.as_ref(), Line::parse);
        check.finish(closed_on.zip(reason).map(|(closed_on, reason)| Episode {
            state: EpisodeState::Closed,
            closed_on: Some(closed_on),
            reason: Some(reason),
            words,
            ..before.clone()
        }))
    }
}

impl ReopenForm {
    /// The episode open again, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; only a closed episode opens again.
    pub fn check(&self, before: &Episode) -> Result<Episode, Flaws> {
        let mut check = Check::new();
        if before.state == EpisodeState::Open {
            check.flaw("reason", Flaw::Contradiction("This episode is open already"));
        }
        let reason = check.required("reason", "why it is opened again", self.reason.as_ref(), Line::parse);
        check.finish(reason.map(|reason| Episode {
            state: EpisodeState::Open,
            closed_on: None,
            reason: None,
            words: None,
            reopened_because: Some(reason),
            ..before.clone()
        }))
    }
}

/// How they came, which opening and changing check alike.
struct Referral {
    source: Option<Code<ReferralSource>>,
    on: Option<NaiveDate>,
}

impl Referral {
    fn check(
        check: &mut Check,
        source: Option<&Private<String>>,
        on: Option<&Private<String>>,
        opened_on: Option<NaiveDate>,
        against: &Against<'_>,
    ) -> Self {
        let on = check.optional("referred_on", on, |typed| {
            let on = calendar::parse_past_day(typed, against.today())?;
            match opened_on {
                Some(opened_on) if on > opened_on => {
                    Err(Flaw::Contradiction("Enter a day of referral that is not after the opening"))
                }
                _ => Ok(on),
            }
        });
        let holds_on = on.or(opened_on).unwrap_or_else(|| against.today());
        let source = check.optional("referral_source", source, |code| against.lists.parse(code, holds_on));
        Self { source, on }
    }
}

#[cfg(test)]
mod tests;
