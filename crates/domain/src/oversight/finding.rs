//! A finding: a pattern that was found in somebody's day, and what came of the look.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::{Pattern, Sign};
use crate::id::{EntryId, PersonId, StaffId};
use crate::text::Note;
use crate::{Check, Flaw, Flaws, Private, calendar, choice, form};

/// The most entries that a finding names; it counts the others.
pub const MAX_ENTRIES: usize = 50;
/// Within how many days a finding is to be reviewed, and a breach signed off: a complaint about it has a month.
pub const DAYS_TO_REVIEW: u32 = 14;

choice! {
    /// What a look at it found.
    pub enum Verdict {
        /// There was a good reason.
        Explained = "explained", "Explained";
        /// Somebody is to talk with them; it is reviewed again afterwards.
        NeedsTalk = "needs_talk", "Needs a talk";
        /// It was a breach; somebody else signs that off.
        Breach = "breach", "A breach";
    }
}

form! {
    /// What a reviewer typed about a finding.
    pub struct ReviewForm {
        /// What it turned out to be.
        #[schema(required, value_type = Verdict)]
        pub verdict: Verdict,
        /// Why, in words.
        #[schema(required, value_type = String, max_length = 20_000, example = "Covered for a colleague who was ill")]
        pub words: Private<String>,
    }
}

form! {
    /// What whoever signs off a breach typed.
    pub struct SignOffForm {
        /// What is done about it.
        #[schema(required, value_type = String, max_length = 20_000, example = "Told the person, and the regulator")]
        pub words: Private<String>,
    }
}

/// What somebody said about a finding.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Review {
    /// What it turned out to be.
    pub verdict: Verdict,
    /// Why, in words.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub words: Private<Note>,
    /// Who said so.
    pub by: StaffId,
    /// When.
    pub at: DateTime<Utc>,
}

/// That somebody else signed off a breach.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignOff {
    /// What is done about it.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub words: Private<Note>,
    /// Who signed.
    pub by: StaffId,
    /// When.
    pub at: DateTime<Utc>,
}

/// A pattern that was found in somebody's day.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The pattern.
    pub pattern: Pattern,
    /// Whose day.
    pub staff: StaffId,
    /// In whose record, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Which day in London.
    pub day: NaiveDate,
    /// The entries, oldest first, at most 50.
    pub entries: Vec<EntryId>,
    /// How many there are.
    pub count: u32,
    /// What the last look found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// Who signed it off, if it was a breach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_off: Option<SignOff>,
}

/// What a look through a day came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Looked {
    /// The day.
    pub day: NaiveDate,
    /// How many findings are new.
    pub new: u32,
}

impl Finding {
    /// What a sign of somebody's day says.
    pub fn of(sign: &Sign, staff: StaffId, day: NaiveDate) -> Self {
        Self {
            pattern: sign.pattern,
            staff,
            person: sign.person,
            day,
            entries: sign.entries.iter().take(MAX_ENTRIES).copied().collect(),
            count: u32::try_from(sign.entries.len()).unwrap_or(u32::MAX),
            review: None,
            sign_off: None,
        }
    }

    /// Whether somebody has something to do about it still.
    pub fn is_open(&self) -> bool {
        match self.review.as_ref().map(|review| review.verdict) {
            Some(Verdict::Explained) => false,
            Some(Verdict::Breach) => self.sign_off.is_none(),
            Some(Verdict::NeedsTalk) | None => true,
        }
    }

    /// The last day by which it is to be done with.
    pub fn due(&self) -> NaiveDate {
        calendar::days_after(self.day, DAYS_TO_REVIEW)
    }

    /// Whether it has been open for too long.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && today > self.due()
    }
}

impl ReviewForm {
    /// The finding as reviewed, or every flaw. Nobody reviews what they did themselves.
    ///
    /// # Errors
    /// The flaws of the form, or of who reviews what.
    pub fn check(&self, finding: &Finding, by: StaffId, now: DateTime<Utc>) -> Result<Finding, Flaws> {
        let mut check = Check::new();
        if !finding.is_open() {
            check.flaw("verdict", Flaw::Contradiction("This finding is done with already"));
        }
        if finding.staff == by {
            check.flaw("verdict", Flaw::Contradiction("Somebody else reviews what you did"));
        }
        let verdict = check.required("verdict", "what it turned out to be", self.verdict.as_ref(), |one| Ok(*one));
        let words = check.required("words", "why, in words", self.words.as_ref(), Note::parse);
        let review = verdict.zip(words).map(|(verdict, words)| Review { verdict, words, by, at: now });
        check.finish(review.map(|review| Finding { review: Some(review), ..finding.clone() }))
    }
}

impl SignOffForm {
    /// The breach as signed off, or every flaw. It takes somebody other than its reviewer, and than whose day it was.
    ///
    /// # Errors
    /// The flaws of the form, or of who signs what.
    pub fn check(&self, finding: &Finding, by: StaffId, now: DateTime<Utc>) -> Result<Finding, Flaws> {
        let mut check = Check::new();
        match &finding.review {
            Some(review) if review.verdict == Verdict::Breach && finding.is_open() => {
                if review.by == by || finding.staff == by {
                    check.flaw("words", Flaw::Contradiction("Somebody else signs off what you reviewed or did"));
                }
            }
            _ => check.flaw("words", Flaw::Contradiction("Only a breach is signed off, and only once")),
        }
        let words = check.required("words", "what is done about it", self.words.as_ref(), Note::parse);
        let signed = words.map(|words| SignOff { words, by, at: now });
        check.finish(signed.map(|signed| Finding { sign_off: Some(signed), ..finding.clone() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::specimen::{NOW, at, day, id};

    fn finding() -> Finding {
        let sign = Sign { pattern: Pattern::SameName, person: Some(id(7)), entries: vec![id(1_000)] };
        Finding::of(&sign, id(1), day("2026-11-10"))
    }

    fn reviewed(verdict: Verdict, by: u128) -> Result<Finding, Flaws> {
        let form = ReviewForm { verdict: Some(verdict), words: Some("An invented reason".into()) };
        form.check(&finding(), id(by), at(NOW))
    }

    fn signed(finding: &Finding, by: u128) -> Result<Finding, Flaws> {
        SignOffForm { words: Some("Told the person".into()) }.check(finding, id(by), at(NOW))
    }

    #[test]
    fn what_is_explained_is_done_with() {
        let explained = reviewed(Verdict::Explained, 2).ok().unwrap();
        assert!(!explained.is_open());
        let again = ReviewForm { verdict: Some(Verdict::Breach), words: Some("x".into()) };
        assert!(again.check(&explained, id(2), at(NOW)).is_err());
        assert!(reviewed(Verdict::NeedsTalk, 2).ok().unwrap().is_open());
    }

    #[test]
    fn nobody_reviews_themselves_or_without_words() {
        assert!(reviewed(Verdict::Explained, 1).err().unwrap().at("/verdict").is_some());
        let silent = ReviewForm { verdict: Some(Verdict::Explained), words: None };
        assert!(silent.check(&finding(), id(2), at(NOW)).err().unwrap().at("/words").is_some());
    }

    #[test]
    fn a_breach_takes_two() {
        let breach = reviewed(Verdict::Breach, 2).ok().unwrap();
        assert!(breach.is_open());
        assert!(signed(&breach, 2).is_err() && signed(&breach, 1).is_err());
        let done = signed(&breach, 3).ok().unwrap();
        assert!(!done.is_open() && signed(&done, 3).is_err());
        assert!(signed(&finding(), 3).is_err());
    }

    #[test]
    fn it_is_overdue_after_a_fortnight() {
        assert!(!finding().is_overdue(day("2026-11-24")) && finding().is_overdue(day("2026-11-25")));
        assert!(!reviewed(Verdict::Explained, 2).ok().unwrap().is_overdue(day("2027-01-01")));
    }
}
