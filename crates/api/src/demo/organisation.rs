//! The invented charity: contracts, services and who works there.

use chrono::{DateTime, Utc};
use domain::access::{Role, Standing};
use domain::code::CodeLists;
use domain::contract::{ContractForm, DataHeld, LawfulBasis};
use domain::id::{ContractId, ServiceId, StaffId};
use domain::instant::london_day;
use domain::service::{Service, ServiceForm};
use domain::sign_in::Password;
use domain::staff::StaffForm;
use domain::{Against, Flaws, calendar};
use store::{FilledOrganisation, FilledStaff};

use super::chance::{Chance, Stream};
use super::scene::Team;
use super::typed::{day, typed};
use super::{Contacts, Error, Options, SignIn, names};

/// The password of everybody who works in a demonstration.
pub const PASSWORD: &str = "every person here is invented";

/// Who may sign in and is told of, in this order the first who are made up.
pub const SIGN_IN: &[SignIn] = &[
    as_what("efua.testworker", "recovery worker, Northtown Recovery Service"),
    as_what("pat.exemplar", "team leader, Northtown Recovery Service"),
    as_what("sam.placeholder", "recovery worker, Northtown Recovery Service"),
    as_what("nia.mockworker", "recovery worker, Southbridge Recovery Service"),
    as_what("lee.modelleader", "team leader, Southbridge Recovery Service"),
    as_what("dana.administrator-example", "administrator"),
    as_what("dee.protection-example", "data protection officer"),
    as_what("noor.testclinician", "clinician, Northtown Recovery Service"),
    as_what("jude.testjustice", "criminal-justice worker, Northtown Recovery Service"),
    as_what("robin.testdesk", "receptionist, Northtown Recovery Service"),
    as_what("val.testvolunteer", "volunteer, Northtown Recovery Service"),
    as_what("ana.testfigures", "analyst"),
    as_what("otto.testauditor", "auditor from outside"),
];

const fn as_what(name: &'static str, role: &'static str) -> SignIn {
    SignIn { name, password: PASSWORD, role }
}

/// The invented charity.
pub struct Organisation {
    /// Contracts and services.
    pub filled: FilledOrganisation,
    /// Who works there.
    pub staff: Vec<FilledStaff>,
    /// The password of all of them.
    pub password: Password,
    /// The service of the pictured people, and the others; none under the contract whose data is elsewhere.
    pub teams: (Team, Vec<Team>),
}

impl Organisation {
    /// Make the charity up: the more people, the more services and the more who work there.
    ///
    /// # Errors
    /// The flaws of a form, which are the generator's fault.
    pub fn invent(lists: &CodeLists, now: DateTime<Utc>, options: Options) -> Result<Self, Error> {
        let mut making = Making {
            against: Against { lists, now },
            chance: Chance::of(options.seed, Stream::Organisation, 0),
            staff: Vec::new(),
        };
        let (here, elsewhere) = (making.contract_id(), making.contract_id());
        let contracts = vec![
            (here, contract("Northtown and Southbridge adult recovery", DataHeld::Here, now).check()?),
            (elsewhere, contract("Westvale community recovery", DataHeld::Elsewhere, now).check()?),
        ];
        let mut services = Vec::new();
        let mut at = |making: &mut Making<'_>, name: &str, town: &str, contract| -> Result<ServiceId, Flaws> {
            let id = ServiceId(making.chance.record_id(now));
            services.push((id, making.service(name, town, contract)?));
            Ok(id)
        };
        let northtown = at(&mut making, "Northtown Recovery Service", "Northtown", here)?;
        let southbridge = at(&mut making, "Southbridge Recovery Service", "Southbridge", here)?;
        at(&mut making, "Westvale Recovery Service", "Westvale", elsewhere)?;
        let more = (1..=options.more_services())
            .map(|number| at(&mut making, &format!("Eastmere Recovery Service {number}"), "Eastmere", here));
        let more = more.collect::<Result<Vec<_>, _>>()?;

        let home = Team {
            service: northtown,
            town: "Northtown",
            workers: vec![making.told(0, northtown)?, making.told(2, northtown)?],
            leader: making.told(1, northtown)?,
        };
        let south = Team {
            service: southbridge,
            town: "Southbridge",
            workers: vec![making.told(3, southbridge)?],
            leader: making.told(4, southbridge)?,
        };
        making.of_the_whole(5, Role::Administrator)?;
        making.of_the_whole(6, Role::DataProtectionOfficer)?;
        for (told, role) in SIGN_IN.iter().skip(7).zip(OTHER_ROLES) {
            let service = role.is_of_a_service().then_some(northtown);
            making.join(told.name, role.label(), Standing { role: *role, service })?;
        }
        let mut teams = vec![home, south];
        for service in more {
            let leader = making.colleague("Team leader", Role::TeamLeader, service)?;
            teams.push(Team { service, town: "Eastmere", leader, workers: Vec::new() });
        }
        let each = options.workers_each(teams.len());
        for team in &mut teams {
            for _ in 0..each {
                let worker = making.colleague("Recovery worker", Role::RecoveryWorker, team.service)?;
                team.workers.push(worker);
            }
        }
        let home = teams.remove(0);
        let password = Password::parse(&PASSWORD.into(), &[]).map_err(|flaw| Error::Invalid(flaw.to_string()))?;
        let filled = FilledOrganisation { contracts, services };
        Ok(Self { filled, staff: making.staff, password, teams: (home, teams) })
    }
}

impl Options {
    /// Services beyond the named ones: one for five thousand people, at most two hundred.
    fn more_services(self) -> u64 {
        (self.people / 5_000).min(200)
    }

    /// Workers of each team beyond the named ones: a caseload is some fifty people.
    fn workers_each(self, teams: usize) -> u64 {
        let caseload = if self.contacts == Contacts::None { 400 } else { 50 };
        (self.people / caseload / teams.max(1) as u64).clamp(1, 40)
    }
}

/// The roles of those who are told of from the eighth on, at the first service where the role is of a service.
const OTHER_ROLES: &[Role] =
    &[Role::Clinician, Role::CriminalJusticeWorker, Role::Receptionist, Role::Volunteer, Role::Analyst, Role::Auditor];

/// The charity while it is made up.
struct Making<'a> {
    against: Against<'a>,
    chance: Chance,
    staff: Vec<FilledStaff>,
}

impl Making<'_> {
    fn contract_id(&mut self) -> ContractId {
        ContractId(self.chance.record_id(self.against.now))
    }

    fn service(&mut self, name: &str, town: &str, contract: ContractId) -> Result<Service, Flaws> {
        let form = ServiceForm {
            name: typed(name),
            contract: Some(contract),
            kind: typed("community"),
            place: typed(format!("1 Sample Street, {town}")),
            phone: typed(super::numbers::landline(&mut self.chance)),
            days_without_contact: Some(21),
        };
        form.check(&self.against)
    }

    /// One of those who are told of, in a service.
    fn told(&mut self, place: usize, service: ServiceId) -> Result<StaffId, Flaws> {
        let told = SIGN_IN.get(place).copied().unwrap_or(as_what("nobody.told", "recovery worker"));
        let role = if told.role.starts_with("team leader") { Role::TeamLeader } else { Role::RecoveryWorker };
        self.join(
            told.name,
            told.role.split(',').next().unwrap_or(told.role),
            Standing { role, service: Some(service) },
        )
    }

    /// One of those who are told of, in the whole organisation.
    fn of_the_whole(&mut self, place: usize, role: Role) -> Result<StaffId, Flaws> {
        let told = SIGN_IN.get(place).copied().unwrap_or(as_what("nobody.told", "administrator"));
        self.join(told.name, told.role, Standing { role, service: None })
    }

    /// Somebody who is not told of, with a number to their name.
    fn colleague(&mut self, title: &str, role: Role, service: ServiceId) -> Result<StaffId, Flaws> {
        let name = format!("{}.colleague{}", names::given(&mut self.chance), self.staff.len()).to_lowercase();
        self.join(&name, title, Standing { role, service: Some(service) })
    }

    fn join(&mut self, sign_in_name: &str, title: &str, standing: Standing) -> Result<StaffId, Flaws> {
        let started = calendar::day_start(london_day(self.against.now)) - chrono::TimeDelta::days(1_500);
        let form = StaffForm {
            name: typed(spoken(sign_in_name)),
            job_title: typed(first_upper(title)),
            work_email: typed(format!("{sign_in_name}@example.org")),
            work_phone: typed(super::numbers::landline(&mut self.chance)),
            sign_in_name: typed(sign_in_name),
            started_on: day(london_day(started)),
            left_on: None,
            birth_date: None,
            home_postcode: None,
        };
        let member = form.check()?;
        let id = StaffId(self.chance.record_id(self.against.now));
        self.staff.push(FilledStaff { id, member, roles: vec![standing] });
        Ok(id)
    }
}

fn contract(name: &str, held: DataHeld, now: DateTime<Utc>) -> ContractForm {
    let today = london_day(now);
    let began = calendar::day_start(today) - chrono::TimeDelta::days(1_600);
    ContractForm {
        name: typed(name),
        commissioner: typed("Sample County Council"),
        area: typed("Sample County"),
        starts_on: day(london_day(began)),
        ends_on: day(calendar::years_after(today, 3)),
        data_held: Some(held),
        held_by: (held == DataHeld::Elsewhere).then(|| "Another Recovery Trust".into()),
        lawful_basis: Some(LawfulBasis::LegitimateInterests),
    }
}

/// `efua.testworker` as people say it: *Efua Testworker*.
fn spoken(sign_in_name: &str) -> String {
    let words = sign_in_name.split('.').map(|word| word.split('-').map(first_upper).collect::<Vec<_>>().join("-"));
    words.collect::<Vec<_>>().join(" ")
}

fn first_upper(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
