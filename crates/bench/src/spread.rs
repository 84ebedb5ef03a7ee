//! How long things took: the middle, the slow ones, the worst.

/// Times in milliseconds, in order.
#[derive(Clone, Default)]
pub struct Spread(Vec<f64>);

impl Spread {
    /// Of times in any order.
    pub fn of(mut milliseconds: Vec<f64>) -> Self {
        milliseconds.sort_by(f64::total_cmp);
        Self(milliseconds)
    }

    /// How many.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time that this share of all were no slower than; nothing took no time.
    pub fn at(&self, share: f64) -> f64 {
        let place = (self.0.len() as f64 * share) as usize;
        self.0.get(place.min(self.0.len().saturating_sub(1))).copied().unwrap_or_default()
    }

    /// Half were no slower.
    pub fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// All but one in a hundred were no slower.
    pub fn p99(&self) -> f64 {
        self.at(0.99)
    }

    /// None was slower.
    pub fn worst(&self) -> f64 {
        self.0.last().copied().unwrap_or_default()
    }
}

/// The middle one of some figures.
pub fn median(figures: &[f64]) -> f64 {
    Spread::of(figures.to_vec()).median()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_the_quick_end() {
        let spread = Spread::of((1..=100).rev().map(f64::from).collect());
        assert_eq!((spread.median(), spread.p99(), spread.worst()), (51.0, 100.0, 100.0));
        assert!(Spread::default().p99().abs() < f64::EPSILON);
    }
}
