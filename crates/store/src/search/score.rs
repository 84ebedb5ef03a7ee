//! How well the names of one person fit the typed words.

use super::entry::NameKind;
use super::expand::Expansion;
use super::people::NameWord;
use super::query::MOST_WORDS;

/// Words of one person beyond this are not compared.
const MOST_NAME_WORDS: usize = 24;
/// Taken off for each word of the name that nobody typed, so that the plainer name comes first.
const LEFT_OVER: f32 = 0.01;
/// Taken off for a name that is not the present one.
const NOT_CURRENT: f32 = 0.005;

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
    let mut best: Option<Fit> = None;
    let mut most_of_it: Option<Fit> = None;
    for (index, (from, name)) in each_name(names).enumerate() {
        let Some(first) = name.first() else { continue };
        let (sum, missed) = table.assign(from, name.len());
        let left_over = (name.len() + missed).saturating_sub(typed.len());
        let fit = Fit {
            score: mean(sum, typed.len()) - deduction(first.kind(), left_over),
            kind: first.kind(),
            index: u16::try_from(index).unwrap_or(u16::MAX),
        };
        if missed <= may_miss && best.is_none_or(|best| fit.score > best.score) {
            best = Some(fit);
        }
        // Across names, what is worth saying is the name that the screen does not head the record with.
        if sum > 0.0 && most_of_it.is_none_or(|most| fit.score > most.score - 2.0 * NOT_CURRENT) {
            most_of_it = Some(fit);
        }
    }
    best.or_else(|| {
        let (sum, missed) = table.assign(0, names.len());
        let most = most_of_it.filter(|_| missed <= may_miss)?;
        let score = mean(sum, typed.len()) - deduction(most.kind, 1);
        Some(Fit { score, ..most })
    })
}

/// How alike a full name is to the most similar of a person's names, 0 to 1, words without a counterpart counted.
pub(super) fn likeness(typed: &[Expansion], names: &[NameWord]) -> f32 {
    let names = names.get(..MOST_NAME_WORDS).unwrap_or(names);
    let Some(table) = Table::new(typed, names, typed.len()) else {
        return 0.0;
    };
    each_name(names)
        .map(|(from, name)| {
            mean(
                table.assign(from, name.len()).0,
                typed.len().max(name.len()),
            )
        })
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
        Some(Self {
            rows,
            typed: typed.len().min(MOST_WORDS),
        })
    }

    /// Gives typed words to the words of one stretch, the best pair first: the sum, and how many found none.
    fn assign(&self, from: usize, length: usize) -> (f32, usize) {
        let (mut sum, mut found) = (0.0, 0);
        let (mut typed_done, mut word_done) = (0_u32, 0_u32);
        while found < self.typed.min(length) {
            let Some((score, typed, word)) = self.best_pair(from, length, typed_done, word_done)
            else {
                break;
            };
            sum += score;
            found += 1;
            typed_done |= 1 << typed;
            word_done |= 1 << word;
        }
        (sum, self.typed - found)
    }

    fn best_pair(
        &self,
        from: usize,
        length: usize,
        typed_done: u32,
        word_done: u32,
    ) -> Option<(f32, usize, usize)> {
        let mut best = None;
        for (typed, row) in self
            .rows
            .iter()
            .take(self.typed)
            .enumerate()
            .filter(|(at, _)| typed_done >> at & 1 == 0)
        {
            let open = row
                .iter()
                .skip(from)
                .take(length)
                .enumerate()
                .filter(|(at, _)| word_done >> at & 1 == 0);
            for (word, score) in open {
                if *score > best.map_or(0.0, |(score, _, _)| score) {
                    best = Some((*score, typed, word));
                }
            }
        }
        best
    }
}

fn deduction(kind: NameKind, left_over: usize) -> f32 {
    let past = if kind == NameKind::Current {
        0.0
    } else {
        NOT_CURRENT
    };
    past + LEFT_OVER * count(left_over.min(3))
}

fn mean(sum: f32, of: usize) -> f32 {
    if of == 0 { 0.0 } else { sum / count(of) }
}

fn count(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}
