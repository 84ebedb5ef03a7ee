//! What is put to somebody invented in a contact, and what becomes of it.

use domain::contact::{OfferForm, Response};

use super::chance::Chance;
use super::health::Profile;
use super::typed::typed;

/// What is put to everybody, by how often.
const EVERYBODY: &[(u32, &str)] = &[
    (16, "recovery_plan"),
    (14, "motivational"),
    (10, "cbt_relapse"),
    (9, "peer_support"),
    (8, "mutual_aid"),
    (8, "recovery_group"),
    (6, "housing"),
    (6, "employment"),
    (6, "benefits"),
    (5, "wellbeing"),
    (5, "sleep"),
    (4, "smoking"),
    (3, "family_support"),
];

const OPIATES: &[(u32, &str)] = &[
    (18, "naloxone_kit"),
    (16, "prescribe_review"),
    (14, "hep_c_test"),
    (12, "overdose_advice"),
    (10, "ost_methadone"),
    (8, "safer_use"),
    (8, "drug_test"),
    (7, "nsp_supply"),
    (7, "hep_b_vaccine"),
];

const ALCOHOL: &[(u32, &str)] =
    &[(30, "extended_brief"), (24, "thiamine"), (20, "breath_test"), (14, "detox_alcohol"), (12, "relapse_med")];

/// What was put to them: key work, and up to four things more.
pub fn put_to_them(profile: Profile, chance: &mut Chance) -> Vec<OfferForm> {
    let mut codes = Vec::new();
    if chance.happens(80) {
        codes.push("key_work");
    }
    for _ in 0..chance.rather_small(0..=4) {
        let own = match profile {
            Profile::Opiates => OPIATES,
            Profile::Alcohol | Profile::Both => ALCOHOL,
            Profile::Others => EVERYBODY,
        };
        let code = if chance.happens(55) { chance.weighted(own) } else { chance.weighted(EVERYBODY) };
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.into_iter().map(|code| offer(code, answer(code, chance))).collect()
}

/// One intervention with what became of it.
pub fn offer(code: &str, response: Response) -> OfferForm {
    OfferForm { intervention: typed(code), response: Some(response) }
}

fn answer(code: &str, chance: &mut Chance) -> Response {
    if code == "key_work" {
        return Response::Accepted;
    }
    match chance.between(0..=99) {
        0..=63 => Response::Accepted,
        64..=83 => Response::Declined,
        _ => Response::Offered,
    }
}
