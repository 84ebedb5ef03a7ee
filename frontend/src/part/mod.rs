//! Parts of a record: shown as they are, changed in the same place.

mod clash;
mod differences;
mod editor;
mod fields;
mod reading;
mod small;
pub(crate) mod spec;
mod withheld;

use domain::{Against, Flaws};
use serde_json::Value;

pub(crate) use clash::{Clash, meet};
pub(crate) use differences::Differences;
pub(crate) use editor::PartPage;
pub(crate) use fields::fields;
pub(crate) use reading::{sections as read_sections, value_words};
pub(crate) use small::{Rules, Send, SmallForm, SpecList};

use self::spec::Section;

/// The rules of a form: the flaws of what is typed.
pub(crate) type Check = fn(&Value, &Against<'_>) -> Result<(), Flaws>;

/// A part of a record that is one document.
#[derive(Clone, Copy)]
pub(crate) struct Document {
    /// Its name in the API's addresses.
    pub(crate) name: &'static str,
    /// What people read.
    pub(crate) title: &'static str,
    /// Which form its draft is of.
    pub(crate) draft: domain::draft::DraftOf,
    /// What it asks.
    pub(crate) sections: &'static [Section],
    /// Its rules: the flaws of what is typed.
    pub(crate) check: Check,
}

impl PartialEq for Document {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// What is typed as its form, for sending; a wrong type, which its rules have named already, is left out.
pub(crate) fn read<F: domain::form::Typed + Default>(typed: &Value) -> F {
    let mut flaws = Flaws::none();
    F::read(typed, &domain::Pointer::root(), &mut flaws).unwrap_or_default()
}

/// The rules of a form as a [`Document`] has them.
macro_rules! rules {
    ($Form:path) => {{
        let rules: $crate::part::Check =
            |typed, against| domain::form::read::<$Form>(typed).and_then(|form| form.check(against).map(drop));
        rules
    }};
}
pub(crate) use rules;

#[cfg(test)]
mod tests {
    use domain::code_lists;
    use serde_json::{Value, json};

    use super::spec::{Kind, Spec};
    use super::*;
    use crate::form::{Change, Typed};
    use crate::{convictions, health, identity, reach};
    use std::rc::Rc;
    use yew::Reducible;

    const DOCUMENTS: [Document; 5] =
        [identity::DOCUMENT, reach::REACH, reach::ADDRESSES, health::DOCUMENT, convictions::DOCUMENT];

    /// A value of the right type at every pointer of a description, entries within entries too.
    fn fill(typed: Rc<Typed>, below: &str, specs: &[Spec]) -> Rc<Typed> {
        specs.iter().fold(typed, |typed, spec| {
            let at = format!("{below}/{}", spec.at);
            let value = match spec.kind {
                Kind::Entries(_, _, specs) | Kind::Ways(specs) => {
                    return fill(typed.reduce(Change::Add(at.clone(), json!({}))), &format!("{at}/0"), specs);
                }
                Kind::Number => json!(3),
                Kind::Tick | Kind::YesNo => json!(true),
                Kind::Codes(_) | Kind::Lines => json!(["1"]),
                Kind::Choice(options) => json!(options()[0].0),
                _ => json!("1"),
            };
            typed.reduce(Change::Set(at, value))
        })
    }

    #[test]
    fn every_question_is_a_field_of_its_form() {
        let lists = code_lists::built_in();
        let against = Against { lists: &lists, now: "2026-11-24T14:00:00Z".parse().unwrap() };
        for document in DOCUMENTS {
            let typed = document
                .sections
                .iter()
                .fold(Rc::new(Typed::new(Value::Null)), |typed, section| fill(typed, "", section.fields));
            let flaws =
                (document.check)(typed.content(), &against).err().map(|flaws| flaws.to_fields()).unwrap_or_default();
            let misfits: Vec<_> =
                flaws.iter().filter(|flaw| ["unknown_field", "wrong_type"].contains(&flaw.code.as_str())).collect();
            assert!(misfits.is_empty(), "{}: {misfits:?}", document.name);
        }
    }

    #[test]
    fn every_list_that_is_asked_of_exists() {
        fn each(specs: &[Spec], lists: &domain::code::CodeLists) {
            for spec in specs {
                match spec.kind {
                    Kind::Code(list) | Kind::Pick(list) | Kind::Codes(list) => {
                        assert!(!lists.items(list).is_empty(), "{list}");
                    }
                    Kind::Entries(_, _, specs) | Kind::Ways(specs) => each(specs, lists),
                    _ => {}
                }
            }
        }
        let lists = code_lists::built_in();
        for document in DOCUMENTS {
            document.sections.iter().for_each(|section| each(section.fields, &lists));
        }
    }
}
