//! What the rows of each noun hold.

use domain::addresses::Addresses;
use domain::alert::Alert;
use domain::appointment::Appointment;
use domain::break_glass::EmergencyAccess;
use domain::contact::Contact;
use domain::convictions::Convictions;
use domain::draft::Draft;
use domain::episode::Episode;
use domain::headline::{
    CaseworkHeadline, ConvictionsHeadline, HealthHeadline, IdentityHeadline, ReachHeadline, SafeguardingHeadline,
};
use domain::health::Health;
use domain::identity::Identity;
use domain::oversight::{Finding, SeenBy};
use domain::reach::Reach;
use domain::restriction::RecordRestriction;
use domain::take_on::TakeOnRequest;
use domain::tie::Declaration;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::error::Error;
use crate::noun::Noun;
use crate::person::Person;
use crate::row::RecordRow;

/// Open a row as what its noun says it is; its content as JSON.
pub fn content(person: &Person, row: &RecordRow) -> Result<Value, Error> {
    match row.noun()? {
        Noun::Identity => read::<Identity>(person, row),
        Noun::Addresses => read::<Addresses>(person, row),
        Noun::Reach => read::<Reach>(person, row),
        Noun::Health => read::<Health>(person, row),
        Noun::Convictions => read::<Convictions>(person, row),
        Noun::Contact => read::<Contact>(person, row),
        Noun::Episode => read::<Episode>(person, row),
        Noun::Alert | Noun::HealthAlert | Noun::SafeguardingAlert | Noun::ConvictionsAlert => {
            read::<Alert>(person, row)
        }
        Noun::Appointment => read::<Appointment>(person, row),
        Noun::TakeOn => read::<TakeOnRequest>(person, row),
        Noun::Draft => read::<Draft>(person, row),
        Noun::Restriction => read::<RecordRestriction>(person, row),
        Noun::Declaration => read::<Declaration>(person, row),
        Noun::Emergency => read::<EmergencyAccess>(person, row),
        Noun::Finding => read::<Finding>(person, row),
        Noun::SeenBy => read::<SeenBy>(person, row),
        Noun::IdentityHeadline => read::<IdentityHeadline>(person, row),
        Noun::ReachHeadline => read::<ReachHeadline>(person, row),
        Noun::HealthHeadline => read::<HealthHeadline>(person, row),
        Noun::ConvictionsHeadline => read::<ConvictionsHeadline>(person, row),
        Noun::CaseworkHeadline => read::<CaseworkHeadline>(person, row),
        Noun::SafeguardingHeadline => read::<SafeguardingHeadline>(person, row),
    }
}

fn read<T: DeserializeOwned + Serialize>(person: &Person, row: &RecordRow) -> Result<Value, Error> {
    let content: T = person.open(row)?;
    serde_json::to_value(&content).map_err(|_| Error::Keys("a payload did not serialise".to_owned()))
}
