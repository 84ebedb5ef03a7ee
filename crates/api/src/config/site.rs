//! Where the data is: a place in the United Kingdom.

/// What the setting takes, in words.
pub const EXPECTED: &str =
    "the place in the UK where the data is held, its country last, like `Leeds, England`; CRiiS does not run elsewhere";

/// The countries of the United Kingdom, and what the whole is called.
const COUNTRIES: &[&str] = &["england", "scotland", "wales", "northern ireland", "united kingdom", "uk"];

/// A place in the United Kingdom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site(String);

impl Site {
    /// A place whose last part is one of the UK's countries.
    pub fn parse(text: &str) -> Option<Self> {
        let (place, country) = text.rsplit_once(',')?;
        let is_uk = COUNTRIES.contains(&country.trim().to_lowercase().as_str());
        (is_uk && !place.trim().is_empty()).then(|| Self(text.trim().to_owned()))
    }
}

impl std::fmt::Display for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_uk_is_accepted_and_no_other() {
        for place in ["Leeds, England", "Hall 2, Cardiff, wales", "Belfast, Northern Ireland", "London, UK"] {
            assert!(Site::parse(place).is_some(), "{place}");
        }
        for place in ["Dublin, Ireland", "eu-west-1", "England", ", England", "New London, USA"] {
            assert!(Site::parse(place).is_none(), "{place}");
        }
    }
}
