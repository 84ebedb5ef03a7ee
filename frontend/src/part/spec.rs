//! What a part of a record asks, as data: one description makes the form and the page that shows it.

use crate::form::Options;

/// A heading with its questions.
pub(crate) struct Section {
    /// The heading.
    pub(crate) title: &'static str,
    /// The questions.
    pub(crate) fields: &'static [Spec],
}

/// One question.
pub(crate) struct Spec {
    /// The field's name, or its pointer below the entry or form that it is in, without the first stroke.
    pub(crate) at: &'static str,
    /// What it asks for.
    pub(crate) label: &'static str,
    /// How it is answered.
    pub(crate) kind: Kind,
    /// What helps to answer.
    pub(crate) hint: Option<&'static str>,
}

/// How a question is answered.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    /// A line of text.
    Line,
    /// Several lines of text.
    Area,
    /// A date, of which only the month or year may be known.
    Date,
    /// An instant, by its day and time in London.
    When,
    /// Which of two hours, asked only in the night when the clocks go back.
    WhichHour,
    /// A whole number.
    Number,
    /// A box to tick.
    Tick,
    /// Yes, no, or not asked.
    YesNo,
    /// One of a few words.
    Choice(fn() -> Options),
    /// A code of a short list.
    Code(&'static str),
    /// A code of a long list, by typing a few letters.
    Pick(&'static str),
    /// Several codes of a list.
    Codes(&'static str),
    /// Several lines of text, each an entry of its own.
    Lines,
    /// A colleague; several are read, one is asked for.
    Staff,
    /// A service of one's own.
    Service,
    /// Any service.
    AnyService,
    /// Ways to reach somebody: asked as entries, read in a line each with what is safe beside the number.
    Ways(&'static [Spec]),
    /// A list of entries with questions of their own: one of them in words, the most, the questions.
    Entries(&'static str, usize, &'static [Spec]),
}

/// A question.
pub(crate) const fn ask(at: &'static str, label: &'static str, kind: Kind) -> Spec {
    Spec { at, label, kind, hint: None }
}

impl Spec {
    /// The same with something that helps to answer.
    pub(crate) const fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }
}
