//! How well the names of one person fit the typed words.

use super::entry::NameKind;
use super::expand::Expansion;
use super::people::NameWord;
use super::query::MOST_WORDS;

/// Words of one person beyond this are not compared.
const MOST_NAME_WORDS: usize = 24;
/// Taken off for each word of the name that nobody typed, so that the plainer name comes first.
const LEFT_OVER: f32 = 0.002;
/// Taken off for a name that is not the present one.
const NOT_CURRENT: f32 = 0.001;

/// The name that fits best, and how well.
#[derive(Clone, Copy)]
pub(super) struct Fit {
    /// 0 to 1.
    pub(super) score: f32,
    pub(super) kind: NameKind,
    /// Which of the person's names, in the order in which they were given.
    pub(super) index: u16,
}

/// Fits typed words to a person's names: to one name if it can, or else across them.
///
/// Each typed word takes another word of the person; at most `may_miss` of them find none.
pub(super) fn best_name(typed: &[Expansion], names: &[NameWord], may_miss: usize) -> Option<Fit> {
    let names = names.get(..MOST_NAME_WORDS).unwrap_or(names);
    let table = Table::new(typed, names, may_miss)?;
    let mut best: Option<(usize, Fit)> = None;
    let mut most_telling: Option<Fit> = None;
    for (index, (from, name)) in each_name(names).enumerate() {
        let Some(first) = name.first() else { continue };
        let (sum, missed) = table.assign(from, name.len());
        let left_over = (name.len() + missed).saturating_sub(typed.len());
        let fit = Fit {
            score: mean(sum, typed.len()) - deduction(first.kind(), left_over),
            kind: first.kind(),
            index: u16::try_from(index).unwrap_or(u16::MAX),
        };
        if missed <= may_miss && best.is_none_or(|(_, best)| fit.score > best.score) {
            best = Some((missed, fit));
        }
        // Of equals, the name that the screen does not head the record with is the one worth saying.
        if sum > 0.0 && most_telling.is_none_or(|most| fit.score > most.score - 2.0 * NOT_CURRENT) {
            most_telling = Some(fit);
        }
    }
    match best {
        Some((0, fit)) => Some(fit),
        _ => across_names(&table, names.len(), best.map_or(may_miss, |(missed, _)| missed - 1))
            .zip(most_telling)
            .map(|(score, most)| Fit { score: score - deduction(most.kind, 1), ..most })
            .or(best.map(|(_, fit)| fit)),
    }
}

/// The score of typed words that several names answer for together.
fn across_names(table: &Table, length: usize, may_miss: usize) -> Option<f32> {
    let (sum, missed) = table.assign(0, length);
    (missed <= may_miss).then(|| mean(sum, table.typed))
}

/// How alike a full name is to the most similar of a person's names, 0 to 1, words without a counterpart counted.
pub(super) fn likeness(typed: &[Expansion], names: &[NameWord]) -> f32 {
    let names = names.get(..MOST_NAME_WORDS).unwrap_or(names);
    let Some(table) = Table::new(typed, names, typed.len()) else {
        return 0.0;
    };
    each_name(names)
        .map(|(from, name)| mean(table.assign(from, name.len()).0, typed.len().max(name.len())))
        .fold(0.0, f32::max)
}

/// Each name's place and words.
fn each_name(names: &[NameWord]) -> impl Iterator<Item = (usize, &[NameWord])> {
    let mut from = 0;
    names.chunk_by(|_, next| !next.starts()).map(move |name| {
        let start = from;
        from += name.len();
        (start, name)
    })
}

/// What each typed word thinks of each of a person's words.
struct Table {
    rows: [[f32; MOST_NAME_WORDS]; MOST_WORDS],
    typed: usize,
}

impl Table {
    /// None where more typed words than may be missed fit nothing: most people met in a search end here.
    fn new(typed: &[Expansion], names: &[NameWord], may_miss: usize) -> Option<Self> {
        let mut rows = [[0.0; MOST_NAME_WORDS]; MOST_WORDS];
        let mut missed = 0;
        for (row, expansion) in rows.iter_mut().zip(typed) {
            let mut found = false;
            for (place, name_word) in row.iter_mut().zip(names) {
                *place = expansion.score(name_word.word());
                found |= *place > 0.0;
            }
            missed += usize::from(!found);
            if missed > may_miss {
                return None;
            }
        }
        Some(Self { rows, typed: typed.len().min(MOST_WORDS) })
    }

    /// Gives typed words to the words of one stretch, as many as it can and then as well as it can: the sum, and
    /// how many found none. `sums` holds the best so far for each set of typed words that have been given one.
    fn assign(&self, from: usize, length: usize) -> (f32, usize) {
        let mut sums = [None; 1 << MOST_WORDS];
        sums[0] = Some(0.0);
        let sets = 1_usize << self.typed;
        for word in from..from + length {
            // From the fullest set down, so that no word is given twice.
            for set in (1..sets).rev() {
                for (typed, row) in self.rows.iter().take(self.typed).enumerate() {
                    let score = row.get(word).copied().unwrap_or(0.0);
                    let before =
                        if set >> typed & 1 == 1 { sums.get(set ^ 1 << typed).copied().flatten() } else { None };
                    let (Some(before), Some(sum)) = (before, sums.get_mut(set)) else {
                        continue;
                    };
                    if score > 0.0 && sum.is_none_or(|sum| before + score > sum) {
                        *sum = Some(before + score);
                    }
                }
            }
        }
        let given = sums.iter().zip(0_u32..).filter_map(|(sum, set)| Some((set.count_ones() as usize, (*sum)?)));
        let best =
            given.max_by(|(left, left_sum), (right, right_sum)| left.cmp(right).then(left_sum.total_cmp(right_sum)));
        best.map_or((0.0, self.typed), |(count, sum)| (sum, self.typed - count))
    }
}

fn deduction(kind: NameKind, left_over: usize) -> f32 {
    let past = if kind == NameKind::Current { 0.0 } else { NOT_CURRENT };
    past + LEFT_OVER * count(left_over.min(3))
}

fn mean(sum: f32, of: usize) -> f32 {
    if of == 0 { 0.0 } else { sum / count(of) }
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}
