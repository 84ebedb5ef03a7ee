//! Figures as comma-separated values (RFC 4180), for a spreadsheet.

use std::fmt::Write;

use super::Activity;
use crate::calendar;

/// What stands in the place of a figure that is withheld.
const WITHHELD: &str = "withheld";

impl Activity {
    /// The figures as comma-separated values: a line that says of what and when, a head, a line a figure.
    pub fn to_csv(&self) -> String {
        let mut csv = String::new();
        let about = format!(
            "Activity from {} to {}, computed {}. {}",
            calendar::day_text(self.period.from),
            calendar::day_text(self.period.to),
            calendar::instant_text(self.as_of),
            self.precision.label(),
        );
        line(&mut csv, &[&about]);
        line(&mut csv, &["figure", "code", "label", "value", "unit", "definition"]);
        for row in &self.rows {
            let value = match row.value {
                Some(value) => value.to_string(),
                None if row.withheld => WITHHELD.to_owned(),
                None => String::new(),
            };
            let code = row.code.as_deref().unwrap_or_default();
            line(&mut csv, &[row.kind.word(), code, &row.label, &value, row.unit.word(), &row.definition]);
        }
        csv
    }
}

fn line(csv: &mut String, fields: &[&str]) {
    let fields: Vec<String> = fields.iter().map(|text| field(text)).collect();
    // Writing to a string does not fail.
    let _ = write!(csv, "{}\r\n", fields.join(","));
}

/// A field, quoted where it must be. A spreadsheet would work out what begins like a formula, so an
/// apostrophe goes before it.
fn field(text: &str) -> String {
    let guarded = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n', '\r']) { format!("\"{}\"", guarded.replace('"', "\"\"")) } else { guarded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_quoted_and_guarded_where_they_must_be() {
        for (text, expected) in [
            ("plain", "plain"),
            ("one, two", "\"one, two\""),
            ("say \"yes\"", "\"say \"\"yes\"\"\""),
            ("=1+1", "'=1+1"),
            ("@x,y", "\"'@x,y\""),
        ] {
            assert_eq!(field(text), expected);
        }
    }
}
