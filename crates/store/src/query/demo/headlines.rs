//! The headlines of somebody invented, from what is in hand: [`super::super::headline`] would read back
//! what was sealed a moment ago. Both call the same functions of `domain`, and `criis doctor` compares.

use domain::access::Class;
use domain::alert::class_of;
use domain::headline::{
    CaseworkHeadline, ConvictionsHeadline, HealthHeadline, IdentityHeadline, RaisedAlert, ReachHeadline,
    SafeguardingHeadline,
};
use domain::id::{AlertId, AppointmentId, EpisodeId};

use super::Sealing;
use crate::error::Error;
use crate::filled::Filled;
use crate::noun::Noun;
use crate::row::Clear;

/// Seal every headline of somebody.
pub fn of(seal: &mut Sealing<'_, '_, '_>, filled: &Filled) -> Result<(), Error> {
    let lists = &seal.unit.world.lists;
    let alerts = |class: Class| -> Vec<RaisedAlert<'_>> {
        let of_class = filled.alerts.iter().filter(|written| class_of(&written.content.kind, lists) == class);
        of_class
            .map(|written| RaisedAlert { id: AlertId(written.id), by: written.by, alert: &written.content })
            .collect()
    };
    let casework = CaseworkHeadline::from_casework(
        filled.contacts.iter().map(|written| &written.content),
        filled.episodes.iter().map(|written| (EpisodeId(written.id), &written.content)),
        filled.appointments.iter().map(|written| (AppointmentId(written.id), &written.content)),
        alerts(Class::Casework),
    );
    let health = HealthHeadline::from_health(&filled.health, alerts(Class::Health));
    let safeguarding = SafeguardingHeadline::from_safeguarding(alerts(Class::Safeguarding));
    let convictions = ConvictionsHeadline::from_convictions(alerts(Class::Convictions));
    let clear = Clear::at(filled.at.into());
    seal.part(Noun::IdentityHeadline, clear, filled, &IdentityHeadline::from_identity(&filled.identity))?;
    seal.part(Noun::ReachHeadline, clear, filled, &ReachHeadline::from_reach(&filled.reach))?;
    seal.part(Noun::HealthHeadline, clear, filled, &health)?;
    seal.part(Noun::CaseworkHeadline, clear, filled, &casework)?;
    seal.part(Noun::SafeguardingHeadline, clear, filled, &safeguarding)?;
    seal.part(Noun::ConvictionsHeadline, clear, filled, &convictions)
}
