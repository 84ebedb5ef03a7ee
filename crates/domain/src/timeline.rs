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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::List;
    use crate::contact::{ContactKind, Medium};
    use crate::specimen::{contact, contact_with, id, lists};

    fn shown(contact: &Contact) -> Vec<&'static str> {
        let shows = |filter: &&TimelineFilter| filter.shows(contact, Some(id(1)));
        TimelineFilter::ALL.iter().filter(shows).map(|filter| filter.word()).collect()
    }

    #[test]
    fn every_contact_is_a_session_a_call_or_a_group() {
        let at = "2026-11-20T10:00:00Z";
        assert_eq!(shown(&contact(at, Outcome::Attended)), ["all", "sessions"]);
        assert_eq!(shown(&contact_with(at, Outcome::Attended, "group", &[])), ["all", "groups"]);
        for item in lists().items(Medium::NAME) {
            let json = serde_json::json!(item.code);
            let medium = serde_json::from_value(json).unwrap();
            let contact = Contact { medium, ..contact(at, Outcome::Attended) };
            assert_eq!(shown(&contact).len(), 2, "{}", item.code);
        }
    }

    #[test]
    fn the_codes_named_here_are_in_their_lists() {
        let has = |list: &str, code: &str| lists().items(list).iter().any(|item| item.code == code);
        assert!(has(ContactKind::NAME, GROUP));
        assert!(MEETING.iter().all(|code| has(Medium::NAME, code)));
    }

    #[test]
    fn missed_is_neither_seen_nor_cancelled() {
        let missed = |outcome| shown(&contact("2026-11-20T10:00:00Z", outcome)).contains(&"missed");
        assert!(missed(Outcome::DidNotAttend) && missed(Outcome::TooLate));
        assert!(!missed(Outcome::AttendedLate) && !missed(Outcome::CancelledByThem));
    }

    #[test]
    fn this_episode_shows_what_belongs_to_it() {
        let with = |episode| Contact { episode, ..contact("2026-11-20T10:00:00Z", Outcome::Attended) };
        let shows = |contact: &Contact, episode| TimelineFilter::ThisEpisode.shows(contact, episode);
        assert!(shows(&with(Some(id(1))), Some(id(1))));
        assert!(!shows(&with(Some(id(2))), Some(id(1))));
        assert!(!shows(&with(None), None));
    }
}
