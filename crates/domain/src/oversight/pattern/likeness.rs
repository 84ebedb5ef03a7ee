//! The reader and the person are alike: the same family name, the same postcode, the same person.

use super::{Doings, Pattern, Sign, sign};
use crate::Private;
use crate::oversight::{Doer, Known};
use crate::text::Name;

/// Records of people whose family name is the last word of the reader's name, whatever the capitals.
///
/// What is not covered: relatives of another name, a name of two words of which staff use one.
pub(super) fn same_name(doings: &Doings<'_>) -> Vec<Sign> {
    alike(doings, Pattern::SameName, |doer, known| {
        let own = doer.name.as_ref().and_then(|name| words(name).pop());
        own.is_some() && own == known.family.as_ref().and_then(|family| words(family).pop())
    })
}

/// Records of people one of whose addresses has the reader's postcode, where the reader gave theirs. Nobody has to:
/// of those who have not, nothing is found.
pub(super) fn same_postcode(doings: &Doings<'_>) -> Vec<Sign> {
    alike(doings, Pattern::SamePostcode, |doer, known| {
        doer.postcode.as_ref().is_some_and(|own| known.postcodes.contains(own))
    })
}

/// Records whose first given name and family name are the reader's, and whose birth date is, where both are known.
/// Of a reader who did not give their birth date, the name alone is enough to be worth a look.
pub(super) fn own_record(doings: &Doings<'_>) -> Vec<Sign> {
    alike(doings, Pattern::OwnRecord, |doer, known| {
        let Some(own) = doer.name.as_ref().map(words) else { return false };
        let given = known.given.as_ref().and_then(|given| words(given).into_iter().next());
        let family = known.family.as_ref().and_then(|family| words(family).pop());
        let same_name = own.len() > 1 && own.first() == given.as_ref() && own.last() == family.as_ref();
        let same_birth = match (&doer.born, &known.born) {
            (Some(own), Some(theirs)) => own == theirs,
            (None, _) | (_, None) => true,
        };
        same_name && same_birth
    })
}

/// One sign for each record opened whose owner is like the doer.
fn alike(doings: &Doings<'_>, pattern: Pattern, is_alike: impl Fn(&Doer, &Known) -> bool) -> Vec<Sign> {
    let opened = doings.by_person().into_iter();
    let alike =
        opened.filter(|(person, _)| doings.people.get(person).is_some_and(|known| is_alike(doings.doer, known)));
    alike.map(|(person, deeds)| sign(pattern, Some(person), deeds)).collect()
}

/// The words of a name in small letters.
fn words(name: &Private<Name>) -> Vec<String> {
    name.reveal().as_str().to_lowercase().split_whitespace().map(str::to_owned).collect()
}
