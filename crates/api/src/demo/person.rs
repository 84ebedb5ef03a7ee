//! Somebody invented, whole.

use domain::Flaws;
use domain::addresses::AddressesForm;
use domain::convictions::ConvictionsForm;
use domain::health::HealthForm;
use store::Filled;

use super::chance::{Chance, Stream};
use super::forms::Forms;
use super::health::Profile;
use super::scene::{Scene, Team};
use super::spells::{self, Spell, earlier};
use super::typed::instant;
use super::{Contacts, addresses, alerts, appointments, contacts, convictions, health, identity, pictured, reach};

/// How many come after the pictured ones whom the worker with the fullest day looks after.
const OWN: u64 = 24;

/// The person of a number: the first are the pictured ones, whose screens look like the design's.
///
/// # Errors
/// The flaws of a form, which are the generator's fault.
pub fn invent(scene: &Scene<'_>, number: u64) -> Result<Filled, Flaws> {
    let mut chance = Chance::of(scene.seed, Stream::Person, number);
    let forms = match scene.contacts {
        Contacts::None => in_brief(scene, number, &mut chance),
        Contacts::Realistic => {
            pictured::invent(scene, number, &mut chance).unwrap_or_else(|| in_full(scene, number, &mut chance))
        }
    };
    forms.check(scene)
}

/// Somebody with a whole record.
fn in_full(scene: &Scene<'_>, number: u64, chance: &mut Chance) -> Forms {
    let own = number < pictured::PEOPLE + OWN;
    let drawn = scene.team_of(chance);
    let team = if own { &scene.home } else { drawn };
    let worker = team.worker(chance);
    let worker = if own { team.first_worker() } else { worker };
    let spells = spells::invent(scene, team, worker, chance);
    let profile = Profile::of(chance);
    with_spells(scene, number, team, &spells, profile, chance)
}

/// Somebody with a whole record that tells of these times with a service.
pub fn with_spells(
    scene: &Scene<'_>,
    number: u64,
    team: &Team,
    spells: &[Spell],
    profile: Profile,
    chance: &mut Chance,
) -> Forms {
    let mut forms = registered(scene, number, team, spells, profile, chance);
    forms.addresses = addresses::invent(scene, team.town, chance);
    forms.reach = reach::invent(chance);
    forms.health = health::invent(scene, profile, chance);
    forms.convictions = convictions::invent(scene, chance);
    forms.contacts = contacts::invent(scene, team, spells, profile, chance);
    forms.appointments = appointments::invent(scene, team, spells, chance);
    forms.alerts = alerts::invent(scene, spells, profile, chance);
    forms
}

/// Who they are, how to reach them, one open episode.
fn in_brief(scene: &Scene<'_>, number: u64, chance: &mut Chance) -> Forms {
    let team = scene.team_of(chance);
    let worker = team.worker(chance);
    let opened = chance.between(1..=900);
    let spells = [Spell::open(scene, worker, opened, chance)];
    registered(scene, number, team, &spells, Profile::default(), chance)
}

/// Somebody as they are registered, with their episodes.
fn registered(
    scene: &Scene<'_>,
    number: u64,
    team: &Team,
    spells: &[Spell],
    profile: Profile,
    chance: &mut Chance,
) -> Forms {
    let (identity, likeness) = identity::invent(scene, number);
    let first = spells.first().map_or(0, |spell| spell.opened);
    Forms {
        person: scene.person(number),
        at: earlier(scene, instant(scene.days_ago(first), 10, 0)),
        by: spells.first().map_or(team.leader, |spell| spell.worker),
        born: likeness.born,
        identity,
        addresses: AddressesForm::default(),
        reach: reach::in_brief(chance),
        health: HealthForm::default(),
        convictions: ConvictionsForm::default(),
        episodes: spells.iter().map(|spell| spells::episode(scene, team, spell, profile, chance)).collect(),
        contacts: Vec::new(),
        appointments: Vec::new(),
        alerts: Vec::new(),
        requests: Vec::new(),
        drafts: Vec::new(),
    }
}
