//! Operations on the work: contacts and what surrounds them.

use domain::Recorded;
use domain::access::{
    ChangeAlert, ChangeAppointment, ChangeEpisode, CorrectContact, OpenEpisode, ReadAlerts, ReadAppointments,
    ReadContacts, ReadEpisodes, RecordContact, ReopenEpisode,
};
use domain::alert::{Alert, AlertForm, EndForm};
use domain::appointment::{Appointment, AppointmentForm, CancelForm};
use domain::contact::Contact;
use domain::episode::{CloseForm, Episode, EpisodeChangeForm, ReopenForm};
use domain::id::PersonId;
use uuid::Uuid;

use super::{Access, Arc, Engine, Error, Store, postgres, sqlite};
use crate::once::Once;
use crate::page::{Cursor, Page};
use crate::shown::Shown;

operations! {
    /// Record a contact with a service user.
    write record_contact(access: Access<RecordContact>, once: Once, contact: Contact; person: PersonId)
        -> Recorded<Contact> = contact::record;
    /// A page of contacts, newest first.
    read contacts(access: Access<ReadContacts>; person: PersonId, shown: Shown, cursor: Option<Cursor>)
        -> Page<Recorded<Contact>> = contact::list;
    /// One contact.
    read contact(access: Access<ReadContacts>; person: PersonId, id: Uuid) -> Recorded<Contact> = contact::read;
    /// Correct a contact; the version before is kept.
    write correct_contact(access: Access<CorrectContact>, contact: Contact; person: PersonId, id: Uuid, version: u32)
        -> Recorded<Contact> = contact::correct;
    /// Every version of a contact, newest first.
    read contact_history(access: Access<ReadContacts>; person: PersonId, id: Uuid) -> Vec<Recorded<Contact>> = contact::history;

    /// Every episode: open ones first, then the one that began last.
    read episodes(access: Access<ReadEpisodes>; person: PersonId) -> Vec<Recorded<Episode>> = episode::list;
    /// One episode.
    read episode(access: Access<ReadEpisodes>; person: PersonId, id: Uuid) -> Recorded<Episode> = episode::read;
    /// Open an episode, with a service of the caller's, for a person whom they may open already.
    write open_episode(access: Access<OpenEpisode>, once: Once, episode: Episode; person: PersonId)
        -> Recorded<Episode> = episode::open;
    /// Change who leads an open episode, and how they came.
    write change_episode(access: Access<ChangeEpisode>, form: EpisodeChangeForm; person: PersonId, id: Uuid, version: u32)
        -> Recorded<Episode> = episode::change;
    /// Close an episode.
    write close_episode(access: Access<ChangeEpisode>, once: Once, form: CloseForm; person: PersonId, id: Uuid, version: u32)
        -> Recorded<Episode> = episode::close;
    /// Open a closed episode again.
    write reopen_episode(access: Access<ReopenEpisode>, once: Once, form: ReopenForm; person: PersonId, id: Uuid, version: u32)
        -> Recorded<Episode> = episode::reopen;
    /// Every version of an episode, newest first.
    read episode_history(access: Access<ReadEpisodes>; person: PersonId, id: Uuid) -> Vec<Recorded<Episode>> = episode::history;

    /// Every alert: those that nobody has ended first, danger first.
    read alerts(access: Access<ReadAlerts>; person: PersonId) -> Vec<Recorded<Alert>> = alert::list;
    /// Raise an alert.
    write raise_alert(access: Access<ChangeAlert>, once: Once, alert: Alert; person: PersonId)
        -> Recorded<Alert> = alert::raise;
    /// Change an alert; a change never moves it to another class.
    write change_alert(access: Access<ChangeAlert>, form: AlertForm; person: PersonId, id: Uuid, version: u32)
        -> Recorded<Alert> = alert::change;
    /// End an alert.
    write end_alert(access: Access<ChangeAlert>, once: Once, form: EndForm; person: PersonId, id: Uuid, version: u32)
        -> Recorded<Alert> = alert::end;
    /// Every version of an alert, newest first.
    read alert_history(access: Access<ReadAlerts>; person: PersonId, id: Uuid) -> Vec<Recorded<Alert>> = alert::history;

    /// A page of appointments, the one furthest ahead first.
    read appointments(access: Access<ReadAppointments>; person: PersonId, cursor: Option<Cursor>)
        -> Page<Recorded<Appointment>> = appointment::list;
    /// One appointment.
    read appointment(access: Access<ReadAppointments>; person: PersonId, id: Uuid)
        -> Recorded<Appointment> = appointment::read;
    /// Make an appointment.
    write make_appointment(access: Access<ChangeAppointment>, once: Once, appointment: Appointment; person: PersonId)
        -> Recorded<Appointment> = appointment::make;
    /// Move a booked appointment, or change what is known of it.
    write change_appointment(access: Access<ChangeAppointment>, form: AppointmentForm; person: PersonId, id: Uuid, version: u32)
        -> Recorded<Appointment> = appointment::change;
    /// Cancel a booked appointment.
    write cancel_appointment(access: Access<ChangeAppointment>, once: Once, form: CancelForm; person: PersonId, id: Uuid, version: u32)
        -> Recorded<Appointment> = appointment::cancel;
    /// Every version of an appointment, newest first.
    read appointment_history(access: Access<ReadAppointments>; person: PersonId, id: Uuid)
        -> Vec<Recorded<Appointment>> = appointment::history;
}

#[cfg(test)]
mod tests;
