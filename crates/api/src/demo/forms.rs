//! Everything typed about somebody invented, and how it becomes what is recorded: by the rules of the forms.

use chrono::{DateTime, Utc};
use domain::Flaws;
use domain::addresses::AddressesForm;
use domain::alert::{Alert, AlertForm, EndForm};
use domain::appointment::{Appointment, AppointmentForm};
use domain::contact::{Contact, ContactForm, Outcome};
use domain::convictions::ConvictionsForm;
use domain::draft::{Draft, DraftForm};
use domain::episode::{CloseForm, Episode, EpisodeForm};
use domain::health::HealthForm;
use domain::id::{PersonId, StaffId};
use domain::identity::IdentityForm;
use domain::partial_date::PartialDate;
use domain::reach::ReachForm;
use domain::take_on::TakeOnRequest;
use store::{Filled, Written};
use uuid::Uuid;

use super::scene::Scene;

/// Everything typed about somebody.
pub struct Forms {
    /// Who.
    pub person: PersonId,
    /// When they were registered.
    pub at: DateTime<Utc>,
    /// Who registered them.
    pub by: StaffId,
    /// When they were born, as the form of who they are says it.
    pub born: PartialDate,
    /// Who they are.
    pub identity: IdentityForm,
    /// Where they live.
    pub addresses: AddressesForm,
    /// How to reach them.
    pub reach: ReachForm,
    /// Their health.
    pub health: HealthForm,
    /// Offences and orders.
    pub convictions: ConvictionsForm,
    /// Episodes, with how each closed.
    pub episodes: Vec<Typed<(EpisodeForm, Option<CloseForm>)>>,
    /// Contacts.
    pub contacts: Vec<Typed<ContactForm>>,
    /// Appointments, with how each ended; it was typed when it was booked.
    pub appointments: Vec<Typed<(AppointmentForm, Option<Outcome>)>>,
    /// Alerts, with how each ended.
    pub alerts: Vec<Typed<(AlertForm, Option<EndForm>)>>,
    /// Requests of other services.
    pub requests: Vec<Typed<TakeOnRequest>>,
    /// Drafts.
    pub drafts: Vec<Typed<DraftForm>>,
}

/// A form that somebody typed then.
pub struct Typed<F> {
    /// The record's id.
    pub id: Uuid,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: StaffId,
    /// What was typed.
    pub form: F,
}

impl<F> Typed<F> {
    fn written<T>(&self, content: T) -> Written<T> {
        Written { id: self.id, at: self.at, by: self.by, content }
    }
}

impl Forms {
    /// What is recorded, or every flaw of the first form that has any.
    ///
    /// # Errors
    /// The flaws, which are the generator's fault.
    pub fn check(&self, scene: &Scene<'_>) -> Result<Filled, Flaws> {
        let against = scene.against();
        Ok(Filled {
            person: self.person,
            at: self.at,
            by: self.by,
            identity: self.identity.check(&against)?,
            addresses: self.addresses.check(&against)?,
            reach: self.reach.check(&against)?,
            health: self.health.check_against_birth(&against, self.born)?,
            convictions: self.convictions.check(&against)?,
            episodes: each(&self.episodes, |typed| episode(scene, &typed.form))?,
            contacts: each(&self.contacts, |typed| contact(scene, &typed.form))?,
            appointments: each(&self.appointments, |typed| appointment(scene, typed))?,
            alerts: each(&self.alerts, |typed| alert(scene, &typed.form))?,
            requests: each(&self.requests, |typed| Ok(typed.form.clone()))?,
            drafts: each(&self.drafts, |typed| draft(scene, typed))?,
        })
    }
}

fn each<F, T>(forms: &[Typed<F>], check: impl Fn(&Typed<F>) -> Result<T, Flaws>) -> Result<Vec<Written<T>>, Flaws> {
    forms.iter().map(|typed| check(typed).map(|content| typed.written(content))).collect()
}

fn episode(scene: &Scene<'_>, (opened, closed): &(EpisodeForm, Option<CloseForm>)) -> Result<Episode, Flaws> {
    let episode = opened.check(&scene.against())?;
    match closed {
        Some(closed) => closed.check(&episode, &scene.against()),
        None => Ok(episode),
    }
}

fn contact(scene: &Scene<'_>, form: &ContactForm) -> Result<Contact, Flaws> {
    form.check(&scene.against())
}

/// Checked as of when it was booked, for an appointment of the past is refused now.
fn appointment(scene: &Scene<'_>, typed: &Typed<(AppointmentForm, Option<Outcome>)>) -> Result<Appointment, Flaws> {
    let (form, outcome) = &typed.form;
    let booked = form.check(&scene.against_at(typed.at))?;
    Ok(outcome.map_or(booked.clone(), |outcome| booked.recorded_as(outcome)))
}

fn alert(scene: &Scene<'_>, (raised, ended): &(AlertForm, Option<EndForm>)) -> Result<Alert, Flaws> {
    let alert = raised.check(&scene.against())?;
    match ended {
        Some(ended) => ended.check(&alert, &scene.against()),
        None => Ok(alert),
    }
}

fn draft(scene: &Scene<'_>, typed: &Typed<DraftForm>) -> Result<Draft, Flaws> {
    typed.form.check(&scene.against_at(typed.at))
}
