//! The chart of credits a day, and the table behind it.

use super::choice::{self, Chosen, Split};
use super::meters::MeterView;
use crate::models::fetch::Purpose;
use crate::quota::forecast;
use crate::quota::usage::Usage;
use crate::sources::Source;
use crate::text;
use crate::web::chart::{Column, Columns, Part};
use crate::web::query::address;
use chrono::{Days, NaiveDate};

/// Credits a day, as chosen.
pub(super) struct Daily {
    chosen: Chosen,
    series: Vec<Series>,
    /// Days up to today, the oldest first.
    pub days: Vec<Day>,
    /// Days to come, with the credits of each if it goes on like this.
    ahead: Vec<(NaiveDate, i64)>,
    /// Credits a day at an even pace over the periods of the chosen plans.
    pace: i64,
}

/// One day's credits.
pub(super) struct Day {
    pub day: NaiveDate,
    /// For each of the series.
    pub values: Vec<i64>,
    /// Opening balances and adjustments, which are no purchases.
    pub corrections: i64,
}

/// What a part of each column stands for.
#[derive(Clone, Copy)]
enum Series {
    Purpose(Purpose),
    Source(Source),
}

impl Series {
    fn has(self, one: &Usage) -> bool {
        match self {
            Self::Purpose(purpose) => one.is_for(purpose),
            Self::Source(source) => one.source == source,
        }
    }

    fn look(self) -> &'static str {
        match self {
            Self::Purpose(Purpose::SignUp) | Self::Source(Source::JSearch) => "bar",
            Self::Purpose(Purpose::Refresh) | Self::Source(Source::ActiveJobs) => "bar run",
            Self::Purpose(Purpose::ByHand) => "bar hand",
            Self::Purpose(Purpose::Audit) => "bar check",
        }
    }

    fn name(self) -> String {
        match self {
            Self::Purpose(purpose) => choice::name(&purpose),
            Self::Source(source) => source.label().to_owned(),
        }
    }
}

impl Day {
    /// All credits of the day that the chart shows.
    pub(super) fn sum(&self) -> i64 {
        self.values.iter().sum()
    }
}

impl Daily {
    /// The chart of `usage`, with the plans of the chosen sources.
    pub(super) fn of(chosen: Chosen, meters: &[MeterView], usage: &[Usage], today: NaiveDate) -> Self {
        let plans: Vec<&MeterView> = meters.iter().filter(|one| is_meant(&chosen, one)).collect();
        let is_shown = |one: &&Usage| plans.iter().any(|plan| plan.source == one.source && plan.meter.unit == one.unit);
        let usage: Vec<&Usage> = usage.iter().filter(is_shown).collect();
        let series = series(&chosen);
        let (first, last) = ends(&chosen, &plans, today);
        let day = |day| Day::of(day, &usage, &series, &chosen);
        Self {
            days: first.iter_days().take_while(|day| *day <= today).map(day).collect(),
            ahead: ahead(&usage, &chosen, (today, last)),
            pace: plans.iter().map(|plan| plan.even_pace()).sum(),
            series,
            chosen,
        }
    }

    /// The names of the series, for the table.
    pub(super) fn names(&self) -> Vec<String> {
        self.series.iter().map(|one| one.name()).collect()
    }

    /// True when there is nothing to be seen in the chart.
    pub(super) fn is_empty(&self) -> bool {
        self.days.iter().all(|day| day.sum() == 0)
    }

    /// True where an opening balance or an adjustment stands among the days.
    pub(super) fn has_corrections(&self) -> bool {
        self.days.iter().any(|day| day.corrections != 0)
    }

    /// The ledger of one day.
    pub(super) fn ledger(&self, day: &NaiveDate) -> String {
        let source = match self.chosen.sources.as_slice() {
            [one] => one.as_str().to_owned(),
            _ => String::new(),
        };
        let purpose = match self.chosen.purposes.as_slice() {
            [one] => one.to_string(),
            _ => String::new(),
        };
        let day = day.to_string();
        address("/admin/ledger", &[("source", source), ("purpose", purpose), ("from", day.clone()), ("to", day)])
    }

    pub(super) fn chart(&self) -> Columns {
        let past = self.days.iter().map(|day| self.column(day));
        let ahead = self.ahead.iter().map(|(day, credits)| self.column_ahead(*day, *credits));
        let credits: i64 = self.days.iter().map(Day::sum).sum();
        Columns {
            title: say!("admin-quota-chart"),
            summary: say!("admin-quota-chart-summary", credits = credits, days = self.days.len()),
            caption: String::new(),
            columns: past.chain(ahead).collect(),
            pace: Some(self.pace),
        }
    }

    fn column(&self, day: &Day) -> Column {
        let part = |(series, value): (&Series, &i64)| Part { look: series.look(), name: series.name(), value: *value };
        Column {
            label: text::short_day(day.day),
            parts: self.series.iter().zip(&day.values).map(part).collect(),
            link: Some(self.ledger(&day.day)),
        }
    }

    fn column_ahead(&self, day: NaiveDate, credits: i64) -> Column {
        let part = Part { look: "bar ahead", name: say!("chart-legend-ahead"), value: credits };
        Column { label: text::short_day(day), parts: vec![part], link: None }
    }
}

impl Day {
    fn of(day: NaiveDate, usage: &[&Usage], series: &[Series], chosen: &Chosen) -> Self {
        let of_day: Vec<_> = usage.iter().filter(|one| one.day == day).collect();
        let bought = |one: &Usage| one.purpose.is_some_and(|purpose| chosen.purposes.contains(&purpose));
        let credits = |is_meant: &dyn Fn(&Usage) -> bool| -> i64 {
            of_day.iter().filter(|one| is_meant(one)).map(|one| one.credits).sum()
        };
        let value = |series: &Series| credits(&|one| bought(one) && series.has(one)).max(0);
        Self { day, values: series.iter().map(value).collect(), corrections: credits(&|one| one.purpose.is_none()) }
    }
}

fn is_meant(chosen: &Chosen, one: &MeterView) -> bool {
    one.is_credits && chosen.sources.contains(&one.source)
}

fn series(chosen: &Chosen) -> Vec<Series> {
    match chosen.split {
        Split::Purpose => chosen.purposes.iter().copied().map(Series::Purpose).collect(),
        Split::Source => chosen.sources.iter().copied().map(Series::Source).collect(),
    }
}

/// The first and the last day of the chart.
fn ends(chosen: &Chosen, plans: &[&MeterView], today: NaiveDate) -> (NaiveDate, NaiveDate) {
    match chosen.range.days() {
        Some(days) => (today - Days::new(days - 1), today),
        None => {
            let first = plans.iter().map(|plan| plan.first).min().unwrap_or(today);
            let last = plans.iter().filter_map(|plan| plan.resets_on.pred_opt()).max().unwrap_or(today);
            (first, last)
        }
    }
}

/// Days to come, at the pace of the last ones.
fn ahead(usage: &[&Usage], chosen: &Chosen, (today, last): (NaiveDate, NaiveDate)) -> Vec<(NaiveDate, i64)> {
    let bought = |one: &&&Usage| one.purpose.is_some_and(|purpose| chosen.purposes.contains(&purpose));
    let on = |day| usage.iter().filter(bought).filter(|one| one.day == day).map(|one| one.credits).sum();
    let first = usage.iter().find(|one| one.purpose.is_some()).map_or(today, |one| one.day);
    let credits = forecast::pace(on, first, today).per_day.round() as i64;
    today.iter_days().skip(1).take_while(|day| *day <= last).map(|day| (day, credits)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::Unit;

    fn november(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn usage(day: u32, source: Source, purpose: Option<Purpose>, credits: i64) -> Usage {
        let unit = Unit::Requests;
        Usage { meter_id: 1, source, unit, day: november(day), purpose, credits, last_adjustment: None }
    }

    fn all() -> [Usage; 5] {
        [
            usage(1, Source::JSearch, Some(Purpose::SignUp), 10),
            usage(1, Source::ActiveJobs, Some(Purpose::SignUp), 5),
            usage(1, Source::JSearch, Some(Purpose::Refresh), 4),
            usage(1, Source::JSearch, None, 50),
            usage(2, Source::JSearch, Some(Purpose::Refresh), 6),
        ]
    }

    fn day(query: &str) -> (Vec<i64>, i64) {
        let chosen = Chosen::parse(query, &[Source::JSearch, Source::ActiveJobs]);
        let all = all();
        let day = Day::of(november(1), &all.iter().collect::<Vec<_>>(), &series(&chosen), &chosen);
        (day.values, day.corrections)
    }

    #[test]
    fn a_day_is_split_by_purpose_or_by_source_and_corrections_are_no_purchase() {
        assert_eq!(day(""), (vec![15, 4, 0, 0], 50));
        assert_eq!(day("by=source"), (vec![14, 5], 50));
        assert_eq!(day("by=source&purpose=refresh"), (vec![4, 0], 50));
    }

    #[test]
    fn days_to_come_go_on_at_the_pace_of_the_last_ones() {
        let all = all();
        let usage: Vec<_> = all.iter().collect();
        let chosen = Chosen::parse("purpose=refresh", &[Source::JSearch]);
        let ahead = |last| ahead(&usage, &chosen, (november(3), november(last)));
        assert_eq!(ahead(5), [(november(4), 5), (november(5), 5)]);
        assert_eq!(ahead(3), []);
    }
}
