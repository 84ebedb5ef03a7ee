//! What of a timeline is shown: the chips above it.

use crate::choice;
use crate::contact::{Contact, Outcome};
use crate::id::EpisodeId;

choice! {
    /// A chip above the timeline.
    pub enum TimelineFilter {
        /// Everything.
        All = "all", "All";
        /// Meetings in person or on video, but for groups.
        Sessions = "sessions", "Sessions";
        /// Calls, texts, messages and e-mails.
        CallsAndTexts = "calls_and_texts", "Calls and texts";
        /// They were expected and did not come, or too late.
        Missed = "missed", "Missed";
        /// Groups.
        Groups = "groups", "Groups";
        /// What belongs to the episode that goes on.
        ThisEpisode = "this_episode", "This episode";
    }
}

/// The code of the list `contact_kind` for a group attended.
const GROUP: &str = "group";
/// The codes of the list `contact_medium` for meeting in person and on video (NHS *consultation mechanism*).
const MEETING: &[&str] = &["01", "11"];

impl TimelineFilter {
    /// Whether a contact is shown. `episode` is the one that goes on, if there is one.
    pub fn shows(self, contact: &Contact, episode: Option<EpisodeId>) -> bool {
        let is_group = contact.kind.as_str() == GROUP;
        let is_meeting = MEETING.contains(&contact.medium.as_str());
        match self {
            Self::All => true,
            Self::Sessions => !is_group && is_meeting,
            Self::CallsAndTexts => !is_group && !is_meeting,
            Self::Missed => matches!(contact.outcome, Outcome::DidNotAttend | Outcome::TooLate),
            Self::Groups => is_group,
            Self::ThisEpisode => contact.episode.is_some() && contact.episode == episode,
        }
    }
}
