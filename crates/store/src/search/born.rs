//! Birth dates in four bytes each, and how far two of them agree.

use super::entry::BornEntry;

/// A birth date as somebody types it: any of its three parts.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TypedBorn {
    pub(super) year: Option<u16>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<u8>,
}

/// How far two birth dates agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BornLikeness {
    /// Every part that both have is the same, and the record lacks none that was asked for.
    Same,
    /// What both have is the same, and one of them knows less; or a guess is within two years.
    Compatible,
    /// Two of the three parts are the same, or day and month have changed places.
    Near,
    /// One of them is not known.
    Unknown,
    /// They contradict each other.
    Different,
}

impl BornLikeness {
    /// How much it counts beside a name; nothing for a contradiction, which rules a person out.
    pub(super) fn weight(self) -> Option<f32> {
        match self {
            Self::Same => Some(1.0),
            Self::Compatible => Some(0.8),
            Self::Near => Some(0.5),
            Self::Unknown => Some(0.3),
            Self::Different => None,
        }
    }
}

const YEAR_BITS: u32 = 0xFFF << 10;
const MONTH_BITS: u32 = 0b1111 << 6;
const DAY_BITS: u32 = 0b1_1111 << 1;

/// A birth date, packed: year, month, day, estimated. Nought is not known.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Born(u32);

impl Born {
    pub(super) fn pack(entry: Option<BornEntry>) -> Self {
        let Some(entry) = entry.filter(|entry| (1..4096).contains(&entry.year)) else {
            return Self::default();
        };
        let month = entry.month.filter(|month| (1..=12).contains(month));
        let day = entry.day.filter(|day| month.is_some() && (1..=31).contains(day));
        Self(
            u32::from(entry.year) << 10
                | u32::from(month.unwrap_or(0)) << 6
                | u32::from(day.unwrap_or(0)) << 1
                | u32::from(entry.estimated),
        )
    }

    /// The parts that are known, as somebody would type them.
    pub(super) fn typed(self) -> TypedBorn {
        TypedBorn { year: self.year(), month: self.month(), day: self.day() }
    }

    /// Whether the birth date is worth comparing with one that was typed: a quick look that passes every one
    /// that is the same or compatible, and few others.
    pub(super) fn may_agree(self, typed: TypedBorn) -> bool {
        let incomplete = self.0 & DAY_BITS == 0 || self.is_estimated();
        let wanted = typed.year.map_or(0, u32::from) << 10
            | typed.month.map_or(0, u32::from) << 6
            | typed.day.map_or(0, u32::from) << 1;
        let asked = if typed.year.is_some() { YEAR_BITS } else { 0 }
            | if typed.month.is_some() { MONTH_BITS } else { 0 }
            | if typed.day.is_some() { DAY_BITS } else { 0 };
        incomplete || self.0 & asked == wanted
    }

    /// How far this birth date agrees with one that was typed.
    pub(super) fn likeness(self, typed: TypedBorn) -> BornLikeness {
        let Some(year) = self.year() else {
            return BornLikeness::Unknown;
        };
        let parts =
            [compare(Some(year), typed.year), compare(self.month(), typed.month), compare(self.day(), typed.day)];
        if !parts.contains(&Part::Different) {
            let complete = !parts.contains(&Part::Missing);
            return if complete { BornLikeness::Same } else { BornLikeness::Compatible };
        }
        if self.is_estimated() && typed.year.is_some_and(|typed| typed.abs_diff(year) <= 2) {
            return BornLikeness::Compatible;
        }
        let same = parts.iter().filter(|part| **part == Part::Same).count();
        let swapped = same == 1
            && typed.year == Some(year)
            && self.month().is_some()
            && self.month() == typed.day
            && self.day() == typed.month;
        if same == 2 || swapped { BornLikeness::Near } else { BornLikeness::Different }
    }

    fn year(self) -> Option<u16> {
        u16::try_from(self.0 >> 10).ok().filter(|year| *year > 0)
    }

    fn month(self) -> Option<u8> {
        u8::try_from(self.0 >> 6 & 0b1111).ok().filter(|month| *month > 0)
    }

    fn day(self) -> Option<u8> {
        u8::try_from(self.0 >> 1 & 0b1_1111).ok().filter(|day| *day > 0)
    }

    fn is_estimated(self) -> bool {
        self.0 & 1 == 1
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Same,
    Different,
    /// It was typed, and the record lacks it.
    Missing,
    NotTyped,
}

fn compare<T: PartialEq>(recorded: Option<T>, typed: Option<T>) -> Part {
    match (recorded, typed) {
        (_, None) => Part::NotTyped,
        (None, Some(_)) => Part::Missing,
        (Some(recorded), Some(typed)) if recorded == typed => Part::Same,
        _ => Part::Different,
    }
}

#[cfg(test)]
mod tests {
    use super::{Born, BornLikeness, TypedBorn};
    use crate::search::BornEntry;

    fn born(year: u16, month: Option<u8>, day: Option<u8>, estimated: bool) -> Born {
        Born::pack(Some(BornEntry { year, month, day, estimated }))
    }

    fn typed(year: u16, month: u8, day: u8) -> TypedBorn {
        TypedBorn { year: Some(year), month: Some(month), day: Some(day) }
    }

    #[test]
    fn packing_keeps_every_part() {
        let packed = born(1985, Some(12), Some(31), true);
        assert!(packed.typed() == typed(1985, 12, 31) && packed.is_estimated());
        assert!(born(1985, None, Some(3), false).typed() == TypedBorn { year: Some(1985), ..TypedBorn::default() });
        assert!(born(0, Some(1), Some(1), false) == Born::default());
    }

    #[test]
    fn likeness_is_by_what_both_know() {
        let person = born(1985, Some(7), Some(14), false);
        assert_eq!(person.likeness(typed(1985, 7, 14)), BornLikeness::Same);
        assert_eq!(person.likeness(TypedBorn { month: Some(7), day: Some(14), year: None }), BornLikeness::Same);
        assert_eq!(person.likeness(typed(1986, 7, 14)), BornLikeness::Near);
        assert_eq!(person.likeness(typed(1985, 8, 15)), BornLikeness::Different);
        assert_eq!(born(1985, Some(7), Some(3), false).likeness(typed(1985, 3, 7)), BornLikeness::Near);
        assert_eq!(born(1985, None, None, false).likeness(typed(1985, 3, 7)), BornLikeness::Compatible);
        assert_eq!(born(1985, None, None, true).likeness(typed(1987, 3, 7)), BornLikeness::Compatible);
        assert_eq!(born(1985, None, None, true).likeness(typed(1988, 3, 7)), BornLikeness::Different);
        assert_eq!(Born::default().likeness(typed(1985, 3, 7)), BornLikeness::Unknown);
    }
}
