//! Making an index of many people at once, from the beginning or from another index.

use std::collections::HashMap;

use super::Index;
use super::born::Born;
use super::entry::Entry;
use super::fold;
use super::people::{NameWord, People, Row, Slot};
use super::postings::Postings;
use super::services::ServiceSets;
use super::spelling::Spelling;
use super::vocabulary::{Vocabulary, WordId};

/// Takes people one by one, with words numbered as they come, and sorts the words at the end.
pub(super) struct Builder {
    words: HashMap<Box<str>, WordId>,
    people: People,
    services: ServiceSets,
}

impl Builder {
    pub(super) fn new() -> Self {
        let words = HashMap::from([("".into(), WordId::EMPTY)]);
        Self { words, people: People::default(), services: ServiceSets::default() }
    }

    pub(super) fn add(&mut self, entry: Entry) {
        let names = name_words(&entry, |text| self.word(text));
        self.people.push(&row(entry, names, &mut self.services));
    }

    /// Takes a person over from another index.
    pub(super) fn copy(&mut self, from: &Index, slot: Slot) {
        let names = from.people.names(slot).iter();
        let names = names.map(|part| part.with_word(self.word(from.vocabulary.text(part.word())))).collect();
        let services = self.services.intern(from.services.services(from.people.services(slot)).to_vec());
        let (born, nhs_number) = (from.people.born(slot), from.people.nhs_number(slot));
        self.people.push(&Row { person: from.people.id(slot), names, born, nhs_number, services });
    }

    pub(super) fn finish(mut self) -> Index {
        let mut words: Vec<(Box<str>, WordId)> = self.words.into_iter().collect();
        words.sort_unstable();
        let mut sorted = vec![WordId::EMPTY; words.len()];
        for (at, (_, met)) in words.iter().enumerate() {
            if let Some(place) = sorted.get_mut(met.index()) {
                *place = WordId::new(at);
            }
        }
        for part in &mut self.people.name_words {
            *part = part.with_word(sorted.get(part.word().index()).copied().unwrap_or(WordId::EMPTY));
        }
        let vocabulary = Vocabulary::from_sorted(words.iter().map(|(text, _)| &**text));
        drop(words);
        self.people.seal();
        let people = self.people;
        let spelling = Spelling::new(&vocabulary);
        let postings = Postings::new(vocabulary.len(), || {
            people.slots().flat_map(|slot| each_once(people.names(slot)).map(move |word| (word, slot)))
        });
        Index { vocabulary, spelling, postings, people, services: self.services, changes: 0 }
    }

    fn word(&mut self, text: &str) -> WordId {
        if let Some(word) = self.words.get(text) {
            return *word;
        }
        let word = WordId::new(self.words.len());
        self.words.insert(text.into(), word);
        word
    }
}

/// The words of all the names of a person; a name without words is the empty word, so that names keep their places.
pub(super) fn name_words(entry: &Entry, mut word: impl FnMut(&str) -> WordId) -> Vec<NameWord> {
    let mut parts = Vec::new();
    for name in &entry.names {
        let first = parts.len();
        fold::each_word(&name.words, |text| {
            parts.push(NameWord::new(word(text), name.kind, parts.len() == first));
        });
        if parts.len() == first {
            parts.push(NameWord::new(WordId::EMPTY, name.kind, true));
        }
    }
    parts
}

/// A person's row, with their services numbered.
pub(super) fn row(entry: Entry, names: Vec<NameWord>, services: &mut ServiceSets) -> Row {
    Row {
        person: entry.person,
        names,
        born: Born::pack(entry.born),
        nhs_number: entry.nhs_number.unwrap_or_default(),
        services: services.intern(entry.services),
    }
}

/// Each different word of a person's names.
pub(super) fn each_once(names: &[NameWord]) -> impl Iterator<Item = WordId> {
    names.iter().enumerate().filter_map(|(at, part)| {
        let earlier = names.iter().take(at).any(|other| other.word() == part.word());
        (!earlier && part.word() != WordId::EMPTY).then_some(part.word())
    })
}
