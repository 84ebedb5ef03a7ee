//! The parts of every form. Each ties label, hint, error and input together once, in the markup of
//! nhsuk-frontend, and reads and writes its field of the form that it stands in.

mod area;
mod choice;
mod code_picker;
mod entries;
mod field;
mod group;
mod lines;
mod people;
mod select;
mod summary;
mod tick;
mod ticks;
mod typed;
mod when;
mod which_hour;

use domain::FieldFlaw;
use domain::form::Typed as Readable;
use serde_json::Value;
use yew::prelude::*;

pub(crate) use area::Area;
pub(crate) use choice::{Choice, YesNo, segment};
pub(crate) use code_picker::{CodePicker, Combobox, label_of};
pub(crate) use entries::Entries;
pub(crate) use field::{DateField, Field, NumberField, SecretField};
pub(crate) use group::Group;
pub(crate) use lines::LinesField;
pub(crate) use people::{PickService, PickSeveralStaff, PickStaff};
pub(crate) use select::{CodeSelect, Select};
pub(crate) use summary::ErrorSummary;
pub(crate) use tick::Tick;
pub(crate) use ticks::{Boxes, ChoiceTicks, CodeTicks};
pub(crate) use typed::{Change, Typed};
pub(crate) use when::{WhenField, rfc3339};
pub(crate) use which_hour::WhichHour;

/// A choice's words and labels, in the order in which screens show them.
pub(crate) type Options = Vec<(&'static str, &'static str)>;

/// The words and labels of a `choice!`.
macro_rules! options {
    ($Choice:path) => {
        <$Choice>::ALL.iter().map(|choice| (choice.word(), choice.label())).collect::<$crate::form::Options>()
    };
}
pub(crate) use options;

/// A form on the page: what is typed, and a name that keeps its fields' ids apart from another form's.
#[derive(Clone, PartialEq)]
pub(crate) struct Form {
    name: &'static str,
    typed: UseReducerHandle<Typed>,
}

/// A form that starts with this content.
#[hook]
pub(crate) fn use_form(name: &'static str, start: impl FnOnce() -> Value) -> Form {
    let typed = use_reducer(|| Typed::new(start()));
    Form { name, typed }
}

/// The form that a field stands in.
#[hook]
pub(crate) fn use_this_form() -> Form {
    #[expect(
        clippy::expect_used,
        reason = "a field outside a FormScope is a mistake in this crate, seen at its first look"
    )]
    use_context::<Form>().expect("a field stands in a FormScope")
}

impl Form {
    /// What is typed.
    pub(crate) fn typed(&self) -> &Typed {
        &self.typed
    }

    /// Change it.
    pub(crate) fn change(&self, change: Change) {
        self.typed.dispatch(change);
    }

    /// Type a field.
    pub(crate) fn set(&self, at: &str, value: impl Into<Value>) {
        self.change(Change::Set(at.to_owned(), value.into()));
    }

    /// The id of the field at a pointer.
    pub(crate) fn id(&self, at: &str) -> String {
        format!("{}{}", self.name, at.replace(['/', '~'], "-"))
    }

    /// Read and check what is typed. What is wrong is shown, and the summary takes the focus.
    pub(crate) fn checked<F, N>(&self, check: impl FnOnce(&F) -> Result<N, domain::Flaws>) -> Option<(F, N)>
    where
        F: Readable + Default,
    {
        let read = self.typed.read::<F>();
        let checked = read.and_then(|form| match check(&form) {
            Ok(noun) => Ok((form, noun)),
            Err(flaws) => Err(flaws.to_fields()),
        });
        match checked {
            Ok(both) => {
                self.change(Change::Refuse(Vec::new()));
                Some(both)
            }
            Err(flaws) => {
                self.change(Change::Refuse(when::reworded(flaws, self.typed.content())));
                None
            }
        }
    }

    /// Show the flaws that the server found; whether it found any in fields.
    pub(crate) fn refuse(&self, refused: &crate::client::Refused) -> bool {
        let crate::client::Refused::Problem(problem) = refused else {
            return false;
        };
        if problem.errors.is_empty() {
            return false;
        }
        self.change(Change::Refuse(problem.errors.clone()));
        true
    }

    /// The same where nothing else is to be said about it: what is not about fields stays a refusal.
    pub(crate) fn take_in(&self, refused: crate::client::Refused) -> Result<(), crate::client::Refused> {
        if self.refuse(&refused) { Ok(()) } else { Err(refused) }
    }

    /// Show one flaw that only this page can find.
    pub(crate) fn refuse_one(&self, at: &str, message: &str) {
        let flaw = FieldFlaw { pointer: at.to_owned(), code: "missing".to_owned(), message: message.to_owned() };
        self.change(Change::Refuse(vec![flaw]));
    }
}

/// Properties of [`FormScope`].
#[derive(Properties, PartialEq)]
pub(crate) struct FormScopeProps {
    /// The form.
    pub(crate) form: Form,
    /// When it is sent: the button, Enter in a line, Ctrl+Enter anywhere in it.
    pub(crate) send: Callback<()>,
    /// More classes.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// What it is, for those who do not see it, where no heading says so.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    /// Its fields.
    pub(crate) children: Children,
}

/// A form element; the fields in it find the form through it.
#[component]
pub(crate) fn FormScope(props: &FormScopeProps) -> Html {
    let onsubmit = props.send.reform(|event: SubmitEvent| event.prevent_default());
    let send = props.send.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            send.emit(());
        }
    });
    html! {
        <form class={props.class.clone()} aria-label={props.label.clone()} novalidate=true autocomplete="off"
            {onsubmit} {onkeydown}>
            <ContextProvider<Form> context={props.form.clone()}>
                { for props.children.iter() }
            </ContextProvider<Form>>
        </form>
    }
}
