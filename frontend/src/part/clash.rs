//! What a save meets: the same record as somebody else left it, beside what is typed here.
//!
//! Pure but for the asking, so that what is taken over by itself and what is left to choose is tested without a
//! browser. The server has theirs, the form and its draft have mine; neither goes until one is saved.

use std::future::Future;
use std::rc::Rc;

use chrono::{DateTime, Utc};
use domain::Recorded;
use domain::id::StaffId;
use serde_json::Value;
use uuid::Uuid;

use super::spec::Spec;
use crate::client::{Answer, Refused};
use crate::form::Form;

/// How the two texts came about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Story {
    /// Somebody else saved theirs while mine was typed.
    Stale,
    /// Somebody else saved theirs after mine was kept as a draft, which the form goes on with.
    Newer,
    /// The same form was sent before with other words, and they are recorded.
    SentBefore,
}

/// A record as it is kept now, beside what is typed here.
#[derive(Clone)]
pub(crate) struct Clash {
    /// How it came about.
    pub(crate) story: Story,
    /// The record that is kept.
    pub(crate) record: Uuid,
    /// Its version, which the next save replaces.
    pub(crate) version: u32,
    /// Who recorded that version.
    pub(crate) by: StaffId,
    /// When.
    pub(crate) at: DateTime<Utc>,
    /// Its content.
    pub(crate) theirs: Rc<Value>,
    /// The questions that the two answer differently, in the form's order.
    pub(crate) differences: Rc<[Difference]>,
}

impl PartialEq for Clash {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.differences, &other.differences)
    }
}

/// One question that is answered in two ways. An answer that is not there is null.
pub(crate) struct Difference {
    /// The question.
    pub(crate) spec: &'static Spec,
    /// Its pointer.
    pub(crate) at: String,
    /// What it was before either.
    pub(crate) was: Value,
    /// As it is kept.
    pub(crate) theirs: Value,
    /// As it was typed here.
    pub(crate) mine: Value,
}

impl Clash {
    /// What was refused as stale: what it was when the form opened, what is kept now, what was sent.
    pub(crate) fn stale(
        specs: impl Iterator<Item = &'static Spec>,
        was: &Value,
        present: Recorded<Value>,
        mine: &Value,
    ) -> Self {
        Self::of(Story::Stale, specs, was, present, mine)
    }

    /// A draft, older than what is kept now: what it was when it was begun is not known.
    pub(crate) fn newer(specs: impl Iterator<Item = &'static Spec>, present: Recorded<Value>, mine: &Value) -> Self {
        let was = present.content.clone();
        Self::of(Story::Newer, specs, &was, present, mine)
    }

    /// What was refused because its key came before with other words.
    pub(crate) fn sent_before(
        specs: impl Iterator<Item = &'static Spec>,
        present: Recorded<Value>,
        mine: &Value,
    ) -> Self {
        let was = present.content.clone();
        Self::of(Story::SentBefore, specs, &was, present, mine)
    }

    fn of(
        story: Story,
        specs: impl Iterator<Item = &'static Spec>,
        was: &Value,
        present: Recorded<Value>,
        mine: &Value,
    ) -> Self {
        let theirs = present.content;
        let each = specs.map(|spec| {
            let at = format!("/{}", spec.at);
            let [was, theirs, mine] = [was, &theirs, mine].map(|content| answer(content, &at));
            Difference { spec, at, was, theirs, mine }
        });
        Self {
            story,
            differences: each.filter(|each| each.theirs != each.mine).collect(),
            record: present.id,
            version: present.version,
            by: present.recorded_by,
            at: present.recorded_at,
            theirs: Rc::new(theirs),
        }
    }

    /// Take over what only they changed; what both did stays as it is typed here until one chooses.
    pub(crate) fn settle(&self, form: &Form) {
        for difference in self.differences.iter().filter(|each| each.is_only_theirs()) {
            form.set(&difference.at, difference.theirs.clone());
        }
    }
}

impl Difference {
    /// Whether nothing was typed here that would be lost by taking theirs.
    pub(crate) fn is_only_theirs(&self) -> bool {
        self.mine == self.was
    }
}

/// What a stale save met: the present record is read, what only they changed is taken over. Any other refusal, and
/// one in reading, stays a refusal.
pub(crate) async fn meet(
    why: Refused,
    form: &Form,
    specs: impl Iterator<Item = &'static Spec>,
    was: &Value,
    present: impl Future<Output = Answer<Recorded<Value>>>,
) -> Answer<Clash> {
    if why.status() != Some(412) {
        return Err(why);
    }
    let clash = Clash::stale(specs, was, present.await?, form.typed().content());
    clash.settle(form);
    Ok(clash)
}

/// The answer at a pointer; an empty one is none, as a form leaves out what is not typed.
fn answer(content: &Value, at: &str) -> Value {
    let found = content.pointer(at).cloned().unwrap_or_default();
    let is_empty = match &found {
        Value::String(text) => text.is_empty(),
        Value::Array(entries) => entries.is_empty(),
        Value::Bool(is_ticked) => !is_ticked,
        _ => false,
    };
    if is_empty { Value::Null } else { found }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::part::spec::{Kind, ask};

    const SPECS: &[Spec] = &[
        ask("name", "Name", Kind::Line),
        ask("hiv/status", "HIV", Kind::Line),
        ask("tick", "Tick", Kind::Tick),
        ask("codes", "Codes", Kind::Lines),
    ];

    fn kept(content: Value) -> Recorded<Value> {
        let at = domain::instant::parse("2026-11-24T14:05:00Z").unwrap();
        let by = StaffId(Uuid::from_u128(3));
        Recorded { id: Uuid::from_u128(1), version: 4, recorded_at: at, recorded_by: by, withheld: vec![], content }
    }

    fn differing(was: &Value, theirs: Value, mine: &Value) -> Vec<(&'static str, bool)> {
        let clash = Clash::stale(SPECS.iter(), was, kept(theirs), mine);
        clash.differences.iter().map(|each| (each.spec.at, each.is_only_theirs())).collect()
    }

    #[test]
    fn what_only_they_changed_is_told_from_what_both_did() {
        let was = json!({ "name": "Ro", "hiv": { "status": "a" } });
        let theirs = json!({ "name": "Rowan", "hiv": { "status": "b" } });
        let mine = json!({ "name": "Ronnie", "hiv": { "status": "a" } });
        assert_eq!(differing(&was, theirs, &mine), [("name", false), ("hiv/status", true)]);
    }

    #[test]
    fn what_only_i_changed_differs_and_stays_mine() {
        let was = json!({ "name": "Ro" });
        assert_eq!(differing(&was, was.clone(), &json!({ "name": "Ronnie" })), [("name", false)]);
        assert_eq!(differing(&was, was.clone(), &json!({})), [("name", false)], "emptied");
    }

    #[test]
    fn nothing_typed_and_an_empty_answer_are_the_same() {
        let theirs = json!({ "name": null, "tick": false, "codes": [] });
        assert!(differing(&Value::Null, theirs, &json!({ "name": "" })).is_empty());
    }

    #[test]
    fn what_was_sent_before_takes_nothing_over_by_itself() {
        let clash = Clash::sent_before(SPECS.iter(), kept(json!({ "name": "Ro" })), &json!({ "name": "Rowan" }));
        assert!(clash.version == 4 && clash.story == Story::SentBefore);
        let newer = Clash::newer(SPECS.iter(), kept(json!({ "name": "Ro" })), &json!({ "name": "Rowan" }));
        assert!([clash, newer].iter().flat_map(|clash| &*clash.differences).all(|each| !each.is_only_theirs()));
    }
}
