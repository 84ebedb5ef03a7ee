//! The review of an emergency, by somebody other than the reader.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::EmergencyAccess;
use crate::id::StaffId;
use crate::text::Note;
use crate::{Check, Flaw, Flaws, Private, choice, form};

choice! {
    /// What a review of an emergency found.
    pub enum EmergencyVerdict {
        /// It was one, and no more was read than it took.
        Justified = "justified", "Justified";
        /// It was none, or more was read than it took.
        NotJustified = "not_justified", "Not justified";
    }
}

form! {
    /// What a reviewer typed about an emergency.
    pub struct EmergencyReviewForm {
        /// What they found.
        #[schema(required, value_type = EmergencyVerdict)]
        pub verdict: EmergencyVerdict,
        /// Why, in words.
        #[schema(required, value_type = String, max_length = 20_000, example = "The hospital confirms that it rang")]
        pub words: Private<String>,
    }
}

/// What a review of an emergency found.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmergencyReview {
    /// What it was.
    pub verdict: EmergencyVerdict,
    /// Why, in words.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub words: Private<Note>,
    /// Who reviewed it.
    pub by: StaffId,
    /// When.
    pub at: DateTime<Utc>,
}

impl EmergencyReviewForm {
    /// The emergency as reviewed, or every flaw. It is reviewed once, and never by whoever opened the record.
    ///
    /// # Errors
    /// The flaws of the form, or of who reviews what.
    pub fn check(&self, access: &EmergencyAccess, by: StaffId, at: DateTime<Utc>) -> Result<EmergencyAccess, Flaws> {
        let mut check = Check::new();
        if access.review.is_some() {
            check.flaw("verdict", Flaw::Contradiction("This has been reviewed already"));
        }
        if access.reader == by {
            check.flaw("verdict", Flaw::Contradiction("Somebody else reviews what you opened"));
        }
        let verdict = check.required("verdict", "whether it was justified", self.verdict.as_ref(), |one| Ok(*one));
        let words = check.required("words", "why, in words", self.words.as_ref(), Note::parse);
        let review = verdict.zip(words).map(|(verdict, words)| EmergencyReview { verdict, words, by, at });
        check.finish(review.map(|review| EmergencyAccess { review: Some(review), ..access.clone() }))
    }
}
