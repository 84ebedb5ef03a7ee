//! What an answer withholds from the reader's role, by the pointers that it names.

/// What is said in the place of a field that is withheld: never *none*, for there may be something.
pub(crate) fn held(at: &str) -> &'static str {
    if ["/next_of_kin", "/gp"].iter().any(|of_reach| at.starts_with(of_reach)) {
        "Held for those who lead the work with them"
    } else {
        "Held for clinicians"
    }
}

/// Whether the question at a pointer is withheld, in whichever entry it stands.
pub(crate) fn is_withheld(withheld: &[String], at: &str) -> bool {
    let any_entry = |part: &str| if part.parse::<u32>().is_ok() { "*" } else { part }.to_owned();
    let pattern = at.split('/').map(any_entry).collect::<Vec<_>>().join("/");
    withheld.contains(&pattern)
}

/// What is said below a list of which some entries may be left out.
pub(crate) const OTHERS_HELD: &str = "What is past is held for criminal-justice workers";

/// The pointers withheld below one place, as they continue from there.
pub(crate) struct Below<'a>(Vec<&'a str>);

impl<'a> Below<'a> {
    /// All that an answer names.
    pub(crate) fn all(withheld: &'a [String]) -> Self {
        Self(withheld.iter().map(String::as_str).collect())
    }

    /// Whether the field at a pointer is withheld.
    pub(crate) fn has(&self, at: &str) -> bool {
        self.0.contains(&at)
    }

    /// What is withheld of each entry of a list.
    pub(crate) fn entries_of(&self, at: &str) -> Self {
        let rest = |pointer: &&'a str| pointer.strip_prefix(at)?.strip_prefix("/*");
        Self(self.0.iter().filter_map(rest).collect())
    }

    /// Whether entries themselves may be left out.
    pub(crate) fn some_are_left_out(&self) -> bool {
        self.0.contains(&"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_withheld_in_every_entry() {
        let withheld = ["/conditions/*/note".to_owned()];
        assert!(is_withheld(&withheld, "/conditions/12/note") && !is_withheld(&withheld, "/conditions/12/name"));
    }

    #[test]
    fn a_field_an_entry_and_a_list_are_told_apart() {
        let withheld = ["/blood_borne/hiv", "/conditions/*/note", "/convictions/*"].map(str::to_owned);
        let all = Below::all(&withheld);
        assert!(all.has("/blood_borne/hiv") && !all.has("/blood_borne"));
        assert!(all.entries_of("/conditions").has("/note") && !all.entries_of("/conditions").some_are_left_out());
        assert!(all.entries_of("/convictions").some_are_left_out());
        assert!(!all.entries_of("/substances").some_are_left_out());
    }
}
