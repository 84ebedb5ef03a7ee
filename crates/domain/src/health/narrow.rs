//! Health in summary: what it takes to work safely with somebody, without clinical detail.
//!
//! Substances, how they are taken, naloxone, medicines, allergies, pregnancy, which conditions there are and whether
//! there is a mental health need stay. Results of virus tests and what is noted of conditions and of mental health
//! are held for clinicians.

use chrono::NaiveDate;

use super::{BloodBorne, Condition, Health, MentalHealth};
use crate::access::Narrow;
use crate::{Flaw, Flaws, Pointer};

const HELD: Flaw = Flaw::Contradiction("Leave this out: clinicians keep it");

impl Narrow for Health {
    const WITHHELD: &'static [&'static str] = &[
        "/conditions/*/note",
        "/mental_health/note",
        "/blood_borne/hep_b",
        "/blood_borne/hep_c_antibody",
        "/blood_borne/hep_c_rna",
        "/blood_borne/hep_c_referred",
        "/blood_borne/hiv",
    ];

    fn narrow(&mut self, _: NaiveDate) {
        for condition in &mut self.conditions {
            condition.note = None;
        }
        // A part that had nothing else would tell by being there, empty.
        self.mental_health = self.mental_health.take().map(MentalHealth::summary).filter(|part| !part.is_empty());
        self.blood_borne = self.blood_borne.take().map(BloodBorne::summary).filter(|part| !part.is_empty());
    }

    fn keep_withheld(&mut self, present: &Self, _: NaiveDate) {
        self.conditions = conditions(std::mem::take(&mut self.conditions), &present.conditions);
        let note = present.mental_health.as_ref().and_then(|part| part.note.clone());
        let mental = self.mental_health.take().unwrap_or_default();
        self.mental_health = Some(MentalHealth { note, ..mental }).filter(|part| !part.is_empty());
        let results = present.blood_borne.clone().unwrap_or_default();
        let written = self.blood_borne.take().unwrap_or_default().summary();
        let blood_borne = BloodBorne {
            hep_b: results.hep_b,
            hep_c_antibody: results.hep_c_antibody,
            hep_c_rna: results.hep_c_rna,
            hep_c_referred: results.hep_c_referred,
            hiv: results.hiv,
            ..written
        };
        self.blood_borne = Some(blood_borne).filter(|part| !part.is_empty());
    }

    fn beyond_summary(&self) -> Flaws {
        let mut flaws = Flaws::none();
        let mut held = |pointer: Pointer, is_there: bool| {
            if is_there {
                flaws.add(pointer, HELD);
            }
        };
        let list = Pointer::root().field("conditions");
        for (index, condition) in self.conditions.iter().enumerate() {
            held(list.entry(index).field("note"), condition.note.is_some());
        }
        if let Some(part) = &self.mental_health {
            held(Pointer::root().field("mental_health").field("note"), part.note.is_some());
        }
        if let Some(part) = &self.blood_borne {
            let at = |field| Pointer::root().field("blood_borne").field(field);
            held(at("hep_b"), part.hep_b.is_some());
            held(at("hep_c_antibody"), part.hep_c_antibody.is_some());
            held(at("hep_c_rna"), part.hep_c_rna.is_some());
            held(at("hep_c_referred"), part.hep_c_referred.is_some());
            held(at("hiv"), part.hiv.is_some());
        }
        flaws
    }
}

/// Conditions as written, each with what was noted under its name; one of which something is noted stays, for
/// whoever does not see that cannot know what they take away.
fn conditions(written: Vec<Condition>, present: &[Condition]) -> Vec<Condition> {
    let mut kept: Vec<&Condition> = present.iter().collect();
    let mut conditions: Vec<Condition> = Vec::with_capacity(written.len());
    for condition in written {
        match kept.iter().position(|kept| kept.name == condition.name) {
            Some(place) => conditions.push(Condition { note: kept.remove(place).note.clone(), ..condition }),
            None => conditions.push(condition),
        }
    }
    conditions.extend(kept.into_iter().filter(|kept| kept.note.is_some()).cloned());
    conditions
}

impl MentalHealth {
    fn summary(self) -> Self {
        Self { note: None, ..self }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl BloodBorne {
    fn summary(self) -> Self {
        Self { hep_b: None, hep_c_antibody: None, hep_c_rna: None, hep_c_referred: None, hiv: None, ..self }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests;
