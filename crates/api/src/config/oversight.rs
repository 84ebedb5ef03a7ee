//! From how many on a pattern in the ledger is worth a look; the reasons of the defaults stand at [`Thresholds`].

use chrono::NaiveTime;
use clap::Args;
use domain::oversight::Thresholds;

use super::layers::Layers;

/// These settings as flags.
#[derive(Args, Default)]
#[expect(clippy::struct_field_names, reason = "a flag is named whole")]
pub struct OversightFlags {
    /// Deeds in a day with the record of somebody whom the reader does not work with [default: 3].
    #[arg(long, global = true, value_name = "NUMBER")]
    watch_unlinked: Option<String>,
    /// Different people's records within an hour [default: 40].
    #[arg(long, global = true, value_name = "NUMBER")]
    watch_records_an_hour: Option<String>,
    /// Deeds with records in a day outside the hours of work [default: 5].
    #[arg(long, global = true, value_name = "NUMBER")]
    watch_out_of_hours: Option<String>,
    /// The hours of work on weekdays, by the clock in London [default: 07:00-20:00].
    #[arg(long, global = true, value_name = "FROM-TO")]
    watch_hours: Option<String>,
    /// Refusals in a day [default: 10].
    #[arg(long, global = true, value_name = "NUMBER")]
    watch_refusals: Option<String>,
    /// Searches in a day after which nobody was opened [default: 15].
    #[arg(long, global = true, value_name = "NUMBER")]
    watch_searches: Option<String>,
}

/// What holds, of these settings and the defaults.
pub(super) fn gather(layers: &mut Layers) -> Thresholds {
    let default = Thresholds::default();
    let mut number = |name, default| {
        let at_least_one = |text: &str| text.parse().ok().filter(|number: &usize| *number > 0);
        layers.parsed(name, "a whole number of 1 or more", at_least_one).unwrap_or(default)
    };
    let unlinked_deeds = number("watch_unlinked", default.unlinked_deeds);
    let records_an_hour = number("watch_records_an_hour", default.records_an_hour);
    let deeds_out_of_hours = number("watch_out_of_hours", default.deeds_out_of_hours);
    let refusals = number("watch_refusals", default.refusals);
    let searches = number("watch_searches", default.searches);
    let hours = layers.parsed("watch_hours", "two times of a day, like 07:00-20:00", hours);
    let (opens, closes) = hours.unwrap_or((default.opens, default.closes));
    Thresholds { unlinked_deeds, records_an_hour, deeds_out_of_hours, opens, closes, refusals, searches }
}

fn hours(text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (opens, closes) = text.split_once('-')?;
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").ok();
    let (opens, closes) = (time(opens)?, time(closes)?);
    (opens < closes).then_some((opens, closes))
}

impl OversightFlags {
    pub(super) fn given(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let all = [
            ("watch_unlinked", &self.watch_unlinked),
            ("watch_records_an_hour", &self.watch_records_an_hour),
            ("watch_out_of_hours", &self.watch_out_of_hours),
            ("watch_hours", &self.watch_hours),
            ("watch_refusals", &self.watch_refusals),
            ("watch_searches", &self.watch_searches),
        ];
        all.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_begin_before_they_end() {
        let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        assert_eq!(hours("08:00 - 21:00"), Some((time(8), time(21))));
        for wrong in ["21:00-08:00", "8-21", "08:00", "25:00-26:00"] {
            assert_eq!(hours(wrong), None, "{wrong}");
        }
    }
}
