//! The rules of making, changing and cancelling an appointment.

use chrono::NaiveDate;

use super::{Appointment, AppointmentForm, AppointmentState, CancelForm, CancelledBy, CivilTime, MAX_MINUTES};
use crate::text::Line;
use crate::{Against, Check, Flaw, Flaws, Private, calendar};

/// The shortest appointment, in minutes.
const MIN_MINUTES: u32 = 5;

impl AppointmentForm {
    /// The appointment to book, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form.
    pub fn check(&self, against: &Against<'_>) -> Result<Appointment, Flaws> {
        let mut check = Check::new();
        let appointment = self.appointment(&mut check, against, None);
        check.finish(appointment)
    }

    /// The changed appointment, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; only a booked one changes. Its day may lie in the past if it did before.
    pub fn check_change(&self, before: &Appointment, against: &Against<'_>) -> Result<Appointment, Flaws> {
        let mut check = Check::new();
        if before.state != AppointmentState::Booked {
            check.flaw("day", Flaw::Contradiction("This appointment is over. Book another"));
        }
        let appointment = self.appointment(&mut check, against, Some(before.day));
        check.finish(appointment)
    }

    fn appointment(
        &self,
        check: &mut Check,
        against: &Against<'_>,
        day_before: Option<NaiveDate>,
    ) -> Option<Appointment> {
        let service = check.required("service", "the service", self.service.as_ref(), |id| Ok(*id));
        let day = check.required("day", "the day", self.day.as_ref(), |typed| {
            let day = calendar::parse_day(typed)?;
            if day < against.today() && day_before != Some(day) { Err(Flaw::InPast) } else { Ok(day) }
        });
        let time = check.required("time", "the time", self.time.as_ref(), CivilTime::parse);
        let starts_at = day.zip(time).and_then(|(day, time)| {
            calendar::instant(day, time.naive(), self.occurrence).map_err(|flaw| check.flaw("time", flaw)).ok()
        });
        let minutes = check.required("minutes", "how many minutes it takes", self.minutes.as_ref(), parse_minutes);
        let on = day.unwrap_or_else(|| against.today());
        let kind = check.required("kind", "what kind of appointment it is", self.kind.as_ref(), |code| {
            against.lists.parse(code, on)
        });
        let medium =
            check.required("medium", "how it takes place", self.medium.as_ref(), |code| against.lists.parse(code, on));
        let place = check.optional("place", self.place.as_ref(), |code| against.lists.parse(code, on));
        let staff = check.required("staff", "with whom", self.staff.as_ref(), |id| Ok(*id));
        let note = check.optional("note", self.note.as_ref(), Line::parse);
        Some(Appointment {
            service: service?,
            episode: self.episode,
            day: day?,
            time: time?,
            starts_at: starts_at?,
            minutes: minutes?,
            kind: kind?,
            medium: medium?,
            place,
            staff: staff?,
            two_staff: self.two_staff.unwrap_or_default().into(),
            note,
            state: AppointmentState::Booked,
            why: None,
            moved_to: None,
        })
    }
}

impl CancelForm {
    /// The appointment cancelled, or every flaw.
    ///
    /// # Errors
    /// The flaws of the form; only a booked one is cancelled, and the service says why it cancels.
    pub fn check(&self, before: &Appointment) -> Result<Appointment, Flaws> {
        let mut check = Check::new();
        if before.state != AppointmentState::Booked {
            check.flaw("by", Flaw::Contradiction("This appointment is over. Only a booked one can be cancelled"));
        }
        let by = check.required("by", "who cancelled", self.by.as_ref(), |by| Ok(*by));
        let why = if by == Some(CancelledBy::Us) {
            check.required("reason", "why it is cancelled", self.reason.as_ref(), Line::parse)
        } else {
            check.optional("reason", self.reason.as_ref(), Line::parse)
        };
        check.finish(by.map(|by| Appointment { state: by.state(), why, ..before.clone() }))
    }
}

impl CancelledBy {
    const fn state(self) -> AppointmentState {
        match self {
            Self::Them => AppointmentState::CancelledByThem,
            Self::Us => AppointmentState::CancelledByUs,
        }
    }
}

fn parse_minutes(typed: &Private<u32>) -> Result<Private<u32>, Flaw> {
    if !(MIN_MINUTES..=MAX_MINUTES).contains(typed.reveal()) {
        return Err(Flaw::OutOfRange(MIN_MINUTES.into(), MAX_MINUTES.into()));
    }
    Ok(typed.clone())
}
