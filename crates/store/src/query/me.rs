//! Who one is signed in as.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use domain::Private;
use domain::access::WhoAmI;
use domain::id::{ServiceId, SessionId};
use domain::service::Service;
use domain::sign_in::{Me, NamedStanding};
use domain::staff::StaffMember;
use vault::HashPurpose;

use super::{Unit, organisation, session, setting};
use crate::access::{Access, Caller};
use crate::error::Error;
use crate::noun::OrganisationNoun;
use crate::settings::DEMO;

/// Who one is, with the key for the browser's drafts: for the answers that sign in.
pub fn signed_in(unit: &mut Unit<'_>, id: SessionId) -> Result<Me, Error> {
    let caller = session::caller(unit.conn, &unit.world.keys, id, unit.now)?;
    let key = unit.world.keys.keyed_hash(HashPurpose::BrowserDraft, &[caller.staff.0.as_bytes()]);
    let me = of(unit, &caller)?;
    Ok(Me { draft_key: Some(Private::new(BASE64_STANDARD.encode(key))), ..me })
}

/// Who one is.
pub fn me(unit: &mut Unit<'_>, access: &Access<WhoAmI>) -> Result<Me, Error> {
    unit.enter(access, access.role(), Vec::new());
    of(unit, access.caller())
}

fn of(unit: &mut Unit<'_>, caller: &Caller) -> Result<Me, Error> {
    let row = organisation::find(unit, OrganisationNoun::Staff, caller.staff.0)?;
    let member: StaffMember = organisation::open(unit, &row)?;
    let mut service_names = BTreeMap::new();
    for row in organisation::list(unit, OrganisationNoun::Service)? {
        let service: Service = organisation::open(unit, &row)?;
        service_names.insert(ServiceId(row.id.0), service.name);
    }
    let named = |held: &domain::access::Standing| NamedStanding {
        role: held.role,
        service: held.service,
        service_name: held.service.and_then(|service| service_names.get(&service).cloned()),
    };
    Ok(Me {
        id: caller.staff,
        name: member.name,
        standings: caller.standings.iter().map(named).collect(),
        server_time: unit.now,
        draft_key: None,
        demo: setting::get(unit.conn, DEMO)?.is_some(),
    })
}
