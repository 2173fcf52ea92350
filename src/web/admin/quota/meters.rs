//! One meter as the page shows it: its days, its pace, and where that leads.

use crate::app::App;
use crate::models::fetch::Purpose;
use crate::quota::forecast::{self, Forecast, PACE_DAYS, Stand};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::quota::usage::Usage;
use crate::sources::Source;
use crate::web::chart::Course;
use crate::web::text;
use chrono::{DateTime, Days, NaiveDate, Utc};

pub struct MeterView {
    pub meter: Meter,
    pub source: Source,
    /// Counts what credits are at this source; other units are only watched.
    pub is_credits: bool,
    /// From the first day of the period to today.
    pub days: Vec<Day>,
    /// Credits a day, measured.
    pub pace: f64,
    pub forecast: Forecast,
    pub resets_on: NaiveDate,
    /// Days in the period.
    length: usize,
    /// The last adjustment, so that a second admin is told of it; 0: none.
    pub last_adjustment: i64,
}

/// What a meter counted on one local day.
pub struct Day {
    pub day: NaiveDate,
    pub sign_up: i64,
    pub refresh: i64,
    pub by_hand: i64,
    /// Opening balance and adjustments.
    pub corrections: i64,
    /// Of the period so far.
    pub sum: i64,
    /// What an even pace would have come to.
    pub even: i64,
}

impl Day {
    pub fn credits(&self) -> i64 {
        self.sign_up + self.refresh + self.by_hand
    }
}

/// Every current meter, the unit of credits first.
pub fn views(app: &App, meters: Vec<Meter>, usage: &[Usage]) -> Vec<MeterView> {
    meters.into_iter().filter_map(|meter| MeterView::of(app, meter, usage)).collect()
}

/// From when on usage is needed: the pace reaches back into the period before.
pub fn pace_begins(now: DateTime<Utc>) -> DateTime<Utc> {
    now - Days::new(PACE_DAYS + 1)
}

impl MeterView {
    /// None: a source or unit that this version does not know.
    fn of(app: &App, meter: Meter, usage: &[Usage]) -> Option<Self> {
        let source = Source::from_name(&meter.source)?;
        let (today, resets_on) = (app.today(), app.local_date(meter.resets_at));
        let first = app.local_date(meter.period_from).min(today);
        let length = usize::try_from((resets_on - first).num_days()).unwrap_or(0).max(1);
        let pace = pace(usage, &meter, today);
        let own: Vec<&Usage> = usage.iter().filter(|one| one.meter_id == meter.id).collect();
        Some(Self {
            is_credits: app.config.source(source).is_some_and(|one| Tariff::of(one).main_unit().as_str() == meter.unit),
            days: days(&own, (first, today), (meter.limit(), length)),
            forecast: forecast::forecast(Stand { used: used(&meter), limit: meter.limit(), today, resets_on }, pace),
            pace,
            source,
            resets_on,
            length,
            last_adjustment: own.iter().filter_map(|one| one.last_adjustment).max().unwrap_or(0),
            meter,
        })
    }

    /// "JSearch requests"
    pub fn name(&self) -> String {
        format!("{} {}", self.source.label(), self.meter.unit)
    }

    /// What the provider said last.
    pub fn provider(&self) -> Option<String> {
        let (remaining, limit) = (self.meter.provider_remaining?, self.meter.provider_limit?);
        Some(format!("{} of {} left", text::number(remaining), text::number(limit)))
    }

    /// What the days lead to.
    pub fn outlook(&self) -> String {
        let per_day = text::number(self.pace.round() as i64);
        let begin = format!("At {per_day} {} a day", self.meter.unit);
        match self.forecast.runs_out {
            Some(_) if self.used() > self.meter.limit() => format!(
                "The limit of {} is below the {} that are spent: nothing more is bought here until {}.",
                text::number(self.meter.limit()),
                text::number(self.used()),
                date(self.resets_on)
            ),
            Some(_) if self.meter.left() == 0 => {
                format!("Nothing is left: nothing more is bought here until {}.", date(self.resets_on))
            }
            Some(day) => format!("{begin} it runs out on {}; it resets on {}.", date(day), date(self.resets_on)),
            None => format!(
                "{begin} it lasts: {} of {} will be spent when it resets on {}.",
                text::number(self.forecast.at_reset),
                text::number(self.meter.limit()),
                date(self.resets_on)
            ),
        }
    }

    fn used(&self) -> i64 {
        used(&self.meter)
    }

    pub fn is_short(&self) -> bool {
        self.forecast.runs_out.is_some()
    }

    pub fn course(&self) -> Course {
        let first = self.days.first().map(|day| day.day).unwrap_or_default();
        Course {
            id: format!("meter-{}", self.meter.id),
            title: self.name(),
            summary: self.outlook(),
            sums: self.days.iter().map(|day| day.sum).collect(),
            days: self.length,
            limit: self.meter.limit(),
            expected: self.forecast.at_reset,
            first_label: date(first),
            last_label: date(self.resets_on),
        }
    }
}

/// What counts as gone: spent, reserved and unknown.
fn used(meter: &Meter) -> i64 {
    meter.spent + meter.reserved + meter.unknown
}

/// Over all periods of the meter's unit; opening balances and adjustments are no pace.
fn pace(usage: &[Usage], meter: &Meter, today: NaiveDate) -> f64 {
    let bought: Vec<&Usage> = usage
        .iter()
        .filter(|one| one.source == meter.source && one.unit == meter.unit && one.purpose.is_some())
        .collect();
    let on = |day| bought.iter().filter(|one| one.day == day).map(|one| one.credits).sum();
    forecast::pace(on, bought.first().map_or(today, |one| one.day), today)
}

/// Every day of the period up to today, quiet ones too. What was entered before its first local day belongs to it.
fn days(usage: &[&Usage], (first, today): (NaiveDate, NaiveDate), (limit, length): (i64, usize)) -> Vec<Day> {
    let mut sum = 0;
    let dates = first.iter_days().take_while(|&day| day <= today);
    let day = |(index, day): (usize, NaiveDate)| {
        let of_day: Vec<_> = usage.iter().filter(|one| one.day.max(first) == day).collect();
        let credits = |is_meant: &dyn Fn(&Usage) -> bool| -> i64 {
            of_day.iter().filter(|one| is_meant(one)).map(|one| one.credits).sum()
        };
        sum += credits(&|_| true);
        let passed = i64::try_from(index + 1).unwrap_or(i64::MAX);
        Day {
            day,
            sign_up: credits(&|one| one.is_for(Purpose::SignUp)),
            refresh: credits(&|one| one.is_for(Purpose::Refresh)),
            by_hand: credits(&|one| one.is_for(Purpose::ByHand)),
            corrections: credits(&|one| one.purpose.is_none()),
            sum,
            even: limit.saturating_mul(passed) / i64::try_from(length).unwrap_or(1),
        }
    };
    dates.enumerate().map(day).collect()
}

/// "3 December"
pub fn date(day: NaiveDate) -> String {
    day.format("%-d %B").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn november(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn usage(day: u32, purpose: Option<&str>, credits: i64) -> Usage {
        Usage {
            meter_id: 1,
            source: "jsearch".to_owned(),
            unit: "requests".to_owned(),
            day: november(day),
            purpose: purpose.map(str::to_owned),
            credits,
            last_adjustment: None,
        }
    }

    #[test]
    fn days_add_up_quiet_ones_and_corrections_included() {
        let usage = [usage(1, None, 50), usage(3, Some("sign_up"), 10), usage(5, Some("refresh"), 4)];
        let days = days(&usage.iter().collect::<Vec<_>>(), (november(3), november(5)), (300, 30));
        let rows: Vec<_> = days.iter().map(|day| (day.credits(), day.corrections, day.sum, day.even)).collect();
        assert_eq!(rows, [(10, 50, 60, 10), (0, 0, 60, 20), (4, 0, 64, 30)]);
    }
}
