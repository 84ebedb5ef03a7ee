//! A contact: anything that happened between the charity and one person.
//!
//! Terms and outcome codes after the NHS Data Dictionary (*attended or did not attend*, *consultation
//! mechanism*); see `docs/decisions.md` for the sources of code lists.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::code::Code;
use crate::id::{AppointmentId, EpisodeId, ServiceId, StaffId};
use crate::text::{Line, Note};
use crate::{Against, Check, Flaw, Flaws, Private, choice, form, instant, lists};

/// The longest contact, in minutes: a day.
pub const MAX_MINUTES: u32 = 1_440;
/// The most interventions in one contact.
pub const MAX_INTERVENTIONS: usize = 20;
/// The most colleagues present at one contact.
pub const MAX_STAFF: usize = 20;

lists! {
    /// What kind of contact.
    ContactKind = "contact_kind";
    /// By what means: NHS *consultation mechanism*.
    Medium = "contact_medium";
    /// Where.
    Setting = "contact_place";
    /// What was offered.
    Intervention = "intervention";
}

choice! {
    /// How a planned or unplanned contact ended: NHS *attended or did not attend*.
    pub enum Outcome {
        /// They came, or answered (NHS 5).
        Attended = "attended", "Attended";
        /// They came late and were seen (NHS 6).
        AttendedLate = "attended_late", "Came late, seen";
        /// They came too late to be seen (NHS 7).
        TooLate = "too_late", "Came too late to be seen";
        /// They did not come, or did not answer, without warning (NHS 3).
        DidNotAttend = "did_not_attend", "Missed";
        /// They cancelled, or somebody did for them (NHS 2).
        CancelledByThem = "cancelled_by_them", "They cancelled";
        /// The service cancelled or postponed (NHS 4).
        CancelledByUs = "cancelled_by_us", "We cancelled";
    }
}

impl Outcome {
    /// Whether the person took part: what retention, *last seen* and attendance count.
    pub const fn took_part(self) -> bool {
        matches!(self, Self::Attended | Self::AttendedLate)
    }

    /// Whether attendance counts it at all: what the service cancelled is nobody's missed appointment.
    pub const fn counts_for_attendance(self) -> bool {
        !matches!(self, Self::CancelledByUs)
    }
}

choice! {
    /// What became of an intervention that was put to them.
    pub enum Response {
        /// Put to them, not answered yet.
        Offered = "offered", "Offered";
        /// Taken up.
        Accepted = "accepted", "Accepted";
        /// Refused.
        Declined = "declined", "Declined";
    }
}

form! {
    /// An intervention as it was put to somebody.
    pub struct OfferForm {
        /// Code of the list `intervention`.
        #[schema(required, value_type = String, max_length = 16, example = "key_work")]
        pub intervention: Private<String>,
        /// What became of it.
        #[schema(required, value_type = Response)]
        pub response: Response,
    }
}

form! {
    /// What somebody typed about a contact.
    pub struct ContactForm {
        /// The service that it belongs to, one of the caller's own.
        #[schema(required, value_type = ServiceId)]
        pub service: ServiceId,
        /// The episode that it belongs to, if any.
        #[schema(value_type = EpisodeId)]
        pub episode: EpisodeId,
        /// The appointment that it came of, if any.
        #[schema(value_type = AppointmentId)]
        pub appointment: AppointmentId,
        /// When it began.
        #[schema(required, value_type = DateTime<Utc>, example = "2026-11-24T14:05:00Z")]
        pub started_at: Private<String>,
        /// How long it took, in minutes.
        #[schema(required, value_type = u32, minimum = 0, maximum = 1440, example = 45)]
        pub minutes: Private<u32>,
        /// Code of the list `contact_kind`.
        #[schema(required, value_type = String, max_length = 16, example = "one_to_one")]
        pub kind: Private<String>,
        /// Code of the list `contact_medium`.
        #[schema(required, value_type = String, max_length = 16, example = "01")]
        pub medium: Private<String>,
        /// Code of the list `contact_place`.
        #[schema(value_type = String, max_length = 16, example = "clinic")]
        pub place: Private<String>,
        /// Colleagues present beside whoever records it, at most 20.
        #[schema(value_type = Vec<StaffId>, max_items = 20)]
        pub staff: Vec<StaffId>,
        /// How it ended.
        #[schema(required, value_type = Outcome)]
        pub outcome: Outcome,
        /// Why it was missed or cancelled, in a line; only where they did not take part.
        #[schema(value_type = String, max_length = 250)]
        pub why: Private<String>,
        /// What was put to them, at most 20; only where they took part.
        #[schema(value_type = Vec<OfferForm>, max_items = 20)]
        pub interventions: Vec<OfferForm>,
        /// What happened, in words.
        #[schema(value_type = String, max_length = 20_000)]
        pub note: Private<String>,
        /// Why an earlier version is corrected; required when correcting, refused when recording.
        #[schema(value_type = String, max_length = 250)]
        pub reason: Private<String>,
    }
}

/// An intervention put to somebody in a contact.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Offer {
    /// Code of the list `intervention`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub intervention: Code<Intervention>,
    /// What became of it.
    pub response: Response,
}

/// A contact, parsed and valid.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// The service that it belongs to.
    pub service: ServiceId,
    /// The episode that it belongs to, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub episode: Option<EpisodeId>,
    /// The appointment that it came of, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentId>,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// How long it took, in minutes, 0 to 1,440.
    #[cfg_attr(feature = "openapi", schema(value_type = u32))]
    pub minutes: Private<u32>,
    /// Code of the list `contact_kind`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub kind: Code<ContactKind>,
    /// Code of the list `contact_medium`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub medium: Code<Medium>,
    /// Code of the list `contact_place`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub place: Option<Code<Setting>>,
    /// Colleagues present beside whoever recorded it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub staff: Vec<StaffId>,
    /// How it ended.
    pub outcome: Outcome,
    /// Why it was missed or cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub why: Option<Private<Line>>,
    /// What was put to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interventions: Vec<Offer>,
    /// What happened, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub note: Option<Private<Note>>,
    /// Why the version before was corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub reason: Option<Private<Line>>,
}

impl ContactForm {
    /// The contact to record, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Contact, Flaws> {
        let mut check = Check::new();
        if self.reason.is_some() {
            check.flaw("reason", Flaw::Contradiction("Leave this out: there is no earlier version to correct"));
        }
        let contact = self.contact(&mut check, against);
        check.finish(contact)
    }

    /// The corrected contact, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; a correction needs its reason.
    pub fn check_correction(&self, against: &Against<'_>) -> Result<Contact, Flaws> {
        let mut check = Check::new();
        check.required("reason", "why it is corrected", self.reason.as_ref(), Line::parse);
        let contact = self.contact(&mut check, against);
        check.finish(contact)
    }

    fn contact(&self, check: &mut Check, against: &Against<'_>) -> Option<Contact> {
        let service = check.required("service", "the service", self.service.as_ref(), |id| Ok(*id));
        let started_at = check.required("started_at", "when it began", self.started_at.as_ref(), |typed| {
            instant::parse_past(typed, against.now)
        });
        let day = started_at.map_or_else(|| against.today(), instant::london_day);
        let minutes = check.required("minutes", "how many minutes it took", self.minutes.as_ref(), parse_minutes);
        let kind = check
            .required("kind", "what kind of contact it was", self.kind.as_ref(), |code| against.lists.parse(code, day));
        let medium =
            check.required("medium", "how it took place", self.medium.as_ref(), |code| against.lists.parse(code, day));
        let place = check.optional("place", self.place.as_ref(), |code| against.lists.parse(code, day));
        let staff = check.each("staff", MAX_STAFF, self.staff.as_ref(), |_, id| Some(*id));
        let outcome = check.required("outcome", "how it ended", self.outcome.as_ref(), |outcome| Ok(*outcome));
        let why = check.optional("why", self.why.as_ref(), Line::parse);
        let interventions =
            check.each("interventions", MAX_INTERVENTIONS, self.interventions.as_ref(), |check, offer| {
                let intervention =
                    check.required("intervention", "the intervention", offer.intervention.as_ref(), |code| {
                        against.lists.parse(code, day)
                    });
                let response =
                    check.required("response", "what became of it", offer.response.as_ref(), |response| Ok(*response));
                Some(Offer { intervention: intervention?, response: response? })
            });
        let note = check.optional("note", self.note.as_ref(), Note::parse);
        let reason = check.optional("reason", self.reason.as_ref(), Line::parse);
        if outcome.is_some_and(Outcome::took_part) && why.is_some() {
            check.flaw("why", Flaw::Contradiction("Leave this out: they took part"));
        }
        if outcome.is_some_and(|outcome| !outcome.took_part()) && !interventions.is_empty() {
            check.flaw("interventions", Flaw::Contradiction("Leave these out: they did not take part"));
        }
        Some(Contact {
            service: service?,
            episode: self.episode,
            appointment: self.appointment,
            started_at: started_at?,
            minutes: minutes?,
            kind: kind?,
            medium: medium?,
            place,
            staff,
            outcome: outcome?,
            why,
            interventions,
            note,
            reason,
        })
    }
}

fn parse_minutes(typed: &Private<u32>) -> Result<Private<u32>, Flaw> {
    if *typed.reveal() > MAX_MINUTES {
        return Err(Flaw::OutOfRange(0, i64::from(MAX_MINUTES)));
    }
    Ok(typed.clone())
}
