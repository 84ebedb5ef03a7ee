//! What the files of the key folder are called.

/// A key with a file of its own. The order is by kind and then by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum KeyFile {
    /// An epoch key.
    Epoch(u32),
    /// A version of the organisation key.
    Organisation(u32),
    /// What keyed hashes are derived from.
    Hash,
    /// The seed of the key that signs access tokens.
    Token,
    /// The seed of the key that signs the ledger's checkpoints.
    Checkpoint,
}

impl KeyFile {
    /// The file's name. The seal is bound to it, so that one key's file cannot pass for another's.
    pub(crate) fn file_name(self) -> String {
        match self {
            Self::Epoch(number) => format!("epoch-{number:010}.key"),
            Self::Organisation(version) => format!("organisation-{version:010}.key"),
            Self::Hash => "hash.key".into(),
            Self::Token => "token.key".into(),
            Self::Checkpoint => "checkpoint.key".into(),
        }
    }

    /// The key whose file has this very name.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".key")?;
        let key = match stem.split_once('-') {
            Some(("epoch", number)) => Self::Epoch(number.parse().ok()?),
            Some(("organisation", version)) => Self::Organisation(version.parse().ok()?),
            None if stem == "hash" => Self::Hash,
            None if stem == "token" => Self::Token,
            None if stem == "checkpoint" => Self::Checkpoint,
            _ => return None,
        };
        (key.file_name() == name).then_some(key)
    }

    /// The key's number, 1 where there is only one of its kind.
    pub(crate) fn number(self) -> u32 {
        match self {
            Self::Epoch(number) | Self::Organisation(number) => number,
            Self::Hash | Self::Token | Self::Checkpoint => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::KeyFile;

    proptest! {
        #[test]
        fn no_name_panics_and_one_that_is_ours_is_read_back(name in ".*|(epoch|organisation|hash)-?[0-9+-]{0,12}\\.key") {
            if let Some(key) = KeyFile::parse(&name) {
                prop_assert_eq!(key.file_name(), name);
            }
        }
    }

    #[test]
    fn every_name_is_read_back() {
        let numbered = [KeyFile::Epoch(1), KeyFile::Epoch(u32::MAX), KeyFile::Organisation(7)];
        for key in numbered.into_iter().chain([KeyFile::Hash, KeyFile::Token, KeyFile::Checkpoint]) {
            assert_eq!(KeyFile::parse(&key.file_name()), Some(key));
        }
    }

    #[test]
    fn other_files_are_no_keys() {
        for name in [
            "manifest",
            "lock",
            "epoch-1.key",
            "epoch-+000000001.key",
            "epoch-0000000001.key.new",
            "epoch-0000000001.key.destroyed",
            "hash-0000000001.key",
        ] {
            assert_eq!(KeyFile::parse(name), None, "{name}");
        }
    }
}
