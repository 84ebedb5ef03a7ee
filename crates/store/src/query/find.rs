//! The records behind search hits: only what tells people apart.

use std::collections::HashMap;

use domain::access::{RegisterServiceUser, SearchServiceUsers};
use domain::id::{PersonId, ServiceId};
use domain::identity::Identity;
use domain::likely_match::{Particulars, Sought, compare};
use domain::registered::{LikelyMatches, MatchHit};
use domain::search::{MAX_HITS, Matched, SearchHit, SearchHits};
use domain::{Private, banner};

use super::{Unit, person, record};
use crate::access::Access;
use crate::error::Error;
use crate::noun::Noun;
use crate::person::Person;
use crate::search::{self, Hit, NameKind};

/// The hits that the caller may still open, in the index's order, with a subject each in one entry.
pub fn found(
    unit: &mut Unit<'_>,
    access: &Access<SearchServiceUsers>,
    hits: &[Hit],
    query_hash: &[u8; 32],
) -> Result<SearchHits, Error> {
    let ids: Vec<PersonId> = hits.iter().take(MAX_HITS).map(|hit| PersonId(hit.person)).collect();
    let people = person::admit_each_role::<SearchServiceUsers>(unit, access, &ids)?;
    let identities = identities(unit, &people)?;
    let mine = access.services();
    let mut answer = Vec::with_capacity(people.len());
    for hit in hits {
        let Some((person, identity)) = identities.get(&PersonId(hit.person)) else { continue };
        answer.push(search_hit(person, identity, hit.matched, &mine));
    }
    let subjects = answer.iter().map(|hit| hit.person).collect();
    unit.enter(access, access.role(), subjects).row.digest = Some(query_hash.to_vec());
    Ok(SearchHits { hits: answer, more: hits.len() > MAX_HITS })
}

/// Those of the index's candidates who are a likely match by `domain`'s rule.
pub fn compare_candidates(
    unit: &mut Unit<'_>,
    access: &Access<RegisterServiceUser>,
    sought: &Sought,
    candidates: &[PersonId],
) -> Result<LikelyMatches, Error> {
    let people = person::admit_each_role::<RegisterServiceUser>(unit, access, candidates)?;
    let identities = identities(unit, &people)?;
    let mine = access.services();
    let one = sought.particulars();
    let mut matches: Vec<MatchHit> = Vec::new();
    for candidate in candidates {
        let Some((person, identity)) = identities.get(candidate) else { continue };
        let Some(likely) = compare(&one, &Particulars::of(identity)) else { continue };
        let name = search::Matched::Name { kind: NameKind::Current, index: 0 };
        let hit = search_hit(person, identity, name, &mine);
        matches.push(MatchHit { hit, strength: likely.strength, reasons: likely.reasons });
    }
    matches.sort_by_key(|found| std::cmp::Reverse(found.strength));
    let subjects = matches.iter().map(|found| found.hit.person).collect();
    unit.enter(access, access.role(), subjects);
    Ok(LikelyMatches { matches })
}

fn identities<'a>(
    unit: &mut Unit<'_>,
    people: &'a [Person],
) -> Result<HashMap<PersonId, (&'a Person, Identity)>, Error> {
    let ids: Vec<PersonId> = people.iter().map(|person| person.id).collect();
    let by_id: HashMap<PersonId, &Person> = people.iter().map(|person| (person.id, person)).collect();
    let mut found = HashMap::with_capacity(people.len());
    for row in record::of_people(unit, &ids, &[Noun::Identity])? {
        let Some(person) = by_id.get(&row.person_id.0) else { continue };
        found.insert(person.id, (*person, person.open(&row)?));
    }
    Ok(found)
}

fn search_hit(person: &Person, identity: &Identity, matched: search::Matched, mine: &[ServiceId]) -> SearchHit {
    let (matched, matched_words) = why(identity, matched);
    SearchHit {
        person: person.id,
        formal_name: banner::display_name(identity.given_names.as_ref(), identity.family_name.as_ref()),
        known_as: identity.preferred_name.clone(),
        born: identity.birth_date.clone(),
        nhs_number_ends: identity
            .nhs_number
            .as_ref()
            .map(|number| Private::new(number.reveal().as_str().chars().skip(6).collect())),
        services: person.bonds.services.iter().filter(|service| mine.contains(service)).copied().collect(),
        matched,
        matched_words,
    }
}

fn why(identity: &Identity, matched: search::Matched) -> (Matched, Option<Private<String>>) {
    match matched {
        search::Matched::Born => (Matched::Born, None),
        search::Matched::NhsNumber => (Matched::NhsNumber, None),
        search::Matched::Name { kind: NameKind::Current, .. } => (Matched::Name, None),
        search::Matched::Name { kind: NameKind::Preferred, .. } => (Matched::KnownAs, None),
        search::Matched::Name { kind: NameKind::Previous, index } => {
            let particulars = Particulars::of(identity);
            let name = particulars
                .names
                .get(usize::from(index))
                .map(|name| [name.given, name.family].join(" ").trim().to_owned());
            (Matched::Was, name.map(Private::new))
        }
    }
}
