//! The table of ratios: what, against what, how it came out, and the goal.

use std::fmt;

/// What was wanted of a ratio or a figure.
#[derive(Clone, Copy)]
pub enum Goal {
    /// At least this.
    AtLeast(f64),
    /// At most this.
    AtMost(f64),
    /// Nothing: it is told beside the others.
    Told,
}

/// A line of the table.
struct Line {
    what: String,
    against: String,
    figure: f64,
    unit: &'static str,
    goal: Goal,
}

/// All lines of a run.
#[derive(Default)]
pub struct Verdicts(Vec<Line>);

impl Verdicts {
    /// Add a line, and print it at once, for a run takes long.
    pub fn add(&mut self, what: impl Into<String>, against: &str, figure: f64, unit: &'static str, goal: Goal) {
        let line = Line { what: what.into(), against: against.to_owned(), figure, unit, goal };
        println!("{line}");
        self.0.push(line);
    }
}

impl Goal {
    fn judged(self, figure: f64) -> String {
        match self {
            Self::AtLeast(goal) if figure >= goal => "met".to_owned(),
            Self::AtMost(goal) if figure <= goal => "met".to_owned(),
            Self::AtLeast(goal) => format!("missed: {:.0} % too little", 100.0 * (1.0 - figure / goal)),
            Self::AtMost(goal) => format!("missed: {:.0} % too much", 100.0 * (figure / goal - 1.0)),
            Self::Told => String::new(),
        }
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(goal) => write!(f, "≥ {}", shown(*goal)),
            Self::AtMost(goal) => write!(f, "≤ {}", shown(*goal)),
            Self::Told => Ok(()),
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figure = format!("{} {}", shown(self.figure), self.unit);
        let (goal, judged) = (self.goal.to_string(), self.goal.judged(self.figure));
        write!(f, "| {} | {} | {} | {goal} | {judged} |", self.what, self.against, figure.trim_end())
    }
}

impl fmt::Display for Verdicts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | against | came out | goal | |\n|---|---|---|---|---|")?;
        self.0.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

/// As many digits as mean anything.
fn shown(figure: f64) -> String {
    match figure.abs() {
        size if size >= 100.0 => format!("{figure:.0}"),
        size if size >= 10.0 => format!("{figure:.1}"),
        size if size >= 0.1 => format!("{figure:.2}"),
        _ => format!("{figure:.4}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_says_by_how_much_it_was_missed() {
        assert_eq!(Goal::AtLeast(8.0).judged(8.0), "met");
        assert_eq!(Goal::AtLeast(8.0).judged(6.0), "missed: 25 % too little");
        assert_eq!(Goal::AtMost(2.0).judged(3.0), "missed: 50 % too much");
        assert_eq!(Goal::Told.judged(3.0), "");
    }
}
