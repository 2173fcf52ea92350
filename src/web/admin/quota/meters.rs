//! One meter on the page: days, pace and forecast.

use crate::app::App;
use crate::models::fetch::Purpose;
use crate::quota::forecast::{self, Forecast, PACE_DAYS, Pace, Stand};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::quota::usage::Usage;
use crate::sources::{Source, Unit};
use crate::text;
use crate::web::admin::words;
use crate::web::chart::{Column, Columns, Course, Daily, Part};
use chrono::{DateTime, Days, NaiveDate, Utc};

/// Days that the chart of daily purchases has at least, today included.
const CHART_DAYS: u64 = 30;

/// A meter with its days and forecast.
pub(super) struct MeterView {
    pub meter: Meter,
    pub source: Source,
    /// Counts the source's credits; other units are only watched.
    pub is_credits: bool,
    /// Days from the period's first to today.
    pub days: Vec<Day>,
    /// Days of the chart before the period's first, so that a young period does not stand alone.
    earlier: Vec<Day>,
    pace: Pace,
    pub forecast: Forecast,
    pub resets_on: NaiveDate,
    /// Days in the period.
    length: usize,
    /// The last adjustment, which the form sends back for a second admin; 0: none.
    pub last_adjustment: i64,
}

/// Credits of a meter on one local day.
pub(super) struct Day {
    pub day: NaiveDate,
    pub sign_up: i64,
    pub refresh: i64,
    pub by_hand: i64,
    /// Opening balance and adjustments.
    pub corrections: i64,
    /// The sum of the period so far.
    pub sum: i64,
    /// The sum of an even pace.
    pub even: i64,
}

impl Day {
    /// All purchases of the day.
    pub(super) fn credits(&self) -> i64 {
        self.sign_up + self.refresh + self.by_hand
    }

    /// Parts of the day's column, from the bottom up.
    fn parts(&self) -> Vec<Part> {
        let parts = [
            ("bar", say!("admin-quota-part-sign-up"), self.sign_up),
            ("bar run", say!("admin-quota-part-refresh"), self.refresh),
            ("bar hand", say!("admin-quota-part-by-hand"), self.by_hand),
        ];
        let parts = parts.into_iter().map(|(look, name, value)| Part { look, name, value });
        parts.filter(|part| part.value > 0).collect()
    }
}

/// Every current meter, the unit of credits first.
pub(super) fn views(app: &App, meters: Vec<Meter>, usage: &[Usage]) -> Vec<MeterView> {
    meters.into_iter().map(|meter| MeterView::of(app, meter, usage)).collect()
}

/// The first moment of usage to load: the pace reaches back into the period before, the cost of a run into all of it.
pub(super) fn usage_begins(meters: &[Meter], now: DateTime<Utc>) -> DateTime<Utc> {
    let periods = meters.iter().map(|meter| meter.period_from - Days::new(1));
    periods.chain([now - Days::new(CHART_DAYS.max(PACE_DAYS + 1))]).min().unwrap_or(now)
}

impl MeterView {
    fn of(app: &App, meter: Meter, usage: &[Usage]) -> Self {
        let source = meter.source;
        let (today, resets_on) = (app.today(), app.local_date(meter.resets_at));
        let first = app.local_date(meter.period_from).min(today);
        let length = usize::try_from((resets_on - first).num_days()).unwrap_or(0).max(1);
        let pace = pace(usage, &meter, today);
        let earlier = |one: &&Usage| one.source == source && one.unit == meter.unit && one.day < first;
        let earlier: Vec<&Usage> = usage.iter().filter(earlier).collect();
        let own: Vec<&Usage> = usage.iter().filter(|one| one.meter_id == meter.id).collect();
        Self {
            is_credits: app.config.source(source).is_some_and(|one| Tariff::of(one).main_unit() == meter.unit),
            days: days(&own, (first, today), (meter.plan(), length)),
            earlier: days_before(&earlier, first, today),
            forecast: forecast::forecast(
                Stand { used: used(&meter), limit: meter.limit(), today, resets_on },
                pace.per_day,
            ),
            pace,
            source,
            resets_on,
            length,
            last_adjustment: own.iter().filter_map(|one| one.last_adjustment).max().unwrap_or(0),
            meter,
        }
    }

    /// The meter's name: "JSearch requests"
    pub(super) fn name(&self) -> String {
        name(&self.meter.source, &self.meter.unit)
    }

    /// The provider's last word.
    pub(super) fn provider(&self) -> Option<String> {
        let (remaining, limit) = (self.meter.provider_remaining?, self.meter.provider_limit?);
        Some(match self.elsewhere() {
            None => say!("admin-quota-provider", left = remaining, limit = limit),
            Some(elsewhere) => {
                say!("admin-quota-provider-elsewhere", left = remaining, limit = limit, elsewhere = elsewhere)
            }
        })
    }

    /// Credits of the plan gone elsewhere, in words; None: zero.
    fn elsewhere(&self) -> Option<String> {
        let credits = self.meter.elsewhere();
        (credits > 0).then(|| say!("admin-quota-elsewhere", count = credits))
    }

    /// Outlook from the days so far, in a sentence or two.
    pub(super) fn outlook(&self) -> String {
        let (plan, reset, used) = (self.meter.plan(), text::date(self.resets_on), used(&self.meter));
        let outlook = match self.forecast.runs_out {
            Some(_) if used > plan => say!("admin-quota-over", plan = plan, used = used, reset = reset),
            Some(_) if self.meter.left() == 0 => say!("admin-quota-nothing-left", reset = reset),
            Some(day) => say!("admin-quota-runs-out", pace = self.pace_words(), day = text::date(day), reset = reset),
            None if used == 0 && self.pace.per_day == 0.0 => {
                let (source, unit) = (self.source.label(), words::unit(&self.meter.unit));
                say!("admin-quota-untouched", source = source, plan = plan, unit = unit, reset = reset)
            }
            None => {
                let (pace, spent) = (self.pace_words(), self.forecast.at_reset);
                say!("admin-quota-lasts", pace = pace, spent = spent, plan = plan, reset = reset)
            }
        };
        match self.elsewhere() {
            None => outlook,
            Some(elsewhere) => say!("admin-quota-outlook-elsewhere", outlook = outlook, elsewhere = elsewhere),
        }
    }

    /// "At 40 jobs a day, the average of the last 7 full days,"
    fn pace_words(&self) -> String {
        let (pace, unit) = (self.pace.per_day.round() as i64, words::unit(&self.meter.unit));
        say!("admin-quota-pace", pace = pace, unit = unit, days = self.pace.days)
    }

    /// False as long as the chart would be empty.
    pub(super) fn is_drawn(&self) -> bool {
        self.days.iter().any(|day| day.sum != 0)
    }

    /// Runs out before the reset.
    pub(super) fn is_short(&self) -> bool {
        self.forecast.runs_out.is_some()
    }

    /// The chart of each day's purchases by purpose, beside an even pace.
    pub(super) fn daily(&self) -> Daily {
        let days = || self.earlier.iter().chain(&self.days);
        let first = days().next().map(|day| day.day).unwrap_or_default();
        let column = |(index, date): (usize, NaiveDate)| Column {
            label: text::short_day(date),
            parts: days().nth(index).map_or_else(Vec::new, Day::parts),
        };
        let length = self.earlier.len() + self.length;
        let columns = Columns {
            id: match self.source {
                Source::JSearch => "daily-jsearch",
                Source::ActiveJobs => "daily-active-jobs",
            },
            title: say!("admin-quota-daily", meter = self.name()),
            summary: say!("admin-quota-daily-summary"),
            caption: say!("admin-quota-daily-caption"),
            columns: first.iter_days().take(length).enumerate().map(column).collect(),
        };
        Daily { columns, pace: self.meter.plan() / i64::try_from(self.length).unwrap_or(1) }
    }

    /// The chart of the sum to date, with the forecast.
    pub(super) fn course(&self) -> Course {
        let first = self.days.first().map(|day| day.day).unwrap_or_default();
        Course {
            id: format!("course-{}", self.source.as_str()),
            title: say!("admin-quota-course", meter = self.name()),
            summary: self.outlook(),
            sums: self.days.iter().map(|day| day.sum).collect(),
            days: self.length,
            limit: self.meter.plan(),
            elsewhere: self.meter.elsewhere(),
            expected: self.forecast.at_reset,
            first_label: text::date(first),
            last_label: text::date(self.resets_on),
        }
    }
}

/// Days of the chart before the period's first, from the first purchase on: before that, there were no people.
fn days_before(usage: &[&Usage], first: NaiveDate, today: NaiveDate) -> Vec<Day> {
    let (Some(begin), Some(last)) = (today.checked_sub_days(Days::new(CHART_DAYS - 1)), first.pred_opt()) else {
        return Vec::new();
    };
    let recent: Vec<&Usage> = usage.iter().copied().filter(|one| one.day >= begin).collect();
    let Some(begin) = recent.iter().map(|one| one.day).min() else { return Vec::new() };
    days(&recent, (begin, last), (0, 1))
}

/// Credits gone: spent, reserved and unknown.
fn used(meter: &Meter) -> i64 {
    meter.spent + meter.reserved + meter.unknown
}

/// The pace over all periods of the meter's unit; opening balances and adjustments are no pace.
fn pace(usage: &[Usage], meter: &Meter, today: NaiveDate) -> Pace {
    let bought: Vec<&Usage> = usage
        .iter()
        .filter(|one| one.source == meter.source && one.unit == meter.unit && one.purpose.is_some())
        .collect();
    let on = |day| bought.iter().filter(|one| one.day == day).map(|one| one.credits).sum();
    forecast::pace(on, bought.first().map_or(today, |one| one.day), today)
}

/// Every day of the period up to today, quiet ones too. The first local day includes entries before its begin.
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
            // Checks come with a run, and cost next to none.
            refresh: credits(&|one| one.is_for(Purpose::Refresh) || one.is_for(Purpose::Audit)),
            by_hand: credits(&|one| one.is_for(Purpose::ByHand)),
            corrections: credits(&|one| one.purpose.is_none()),
            sum,
            even: limit.saturating_mul(passed) / i64::try_from(length).unwrap_or(1),
        }
    };
    dates.enumerate().map(day).collect()
}

/// A meter's name: "JSearch requests"
pub(super) fn name(source: &Source, unit: &Unit) -> String {
    say!("admin-quota-meter", source = words::source(source), unit = words::unit(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn november(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn usage(day: u32, purpose: Option<Purpose>, credits: i64) -> Usage {
        Usage {
            meter_id: 1,
            source: Source::JSearch,
            unit: Unit::Requests,
            day: november(day),
            purpose,
            credits,
            last_adjustment: None,
        }
    }

    #[test]
    fn a_young_period_has_the_last_days_before_it_beside_it_from_the_first_purchase_on() {
        let usage = [usage(1, Some(Purpose::Refresh), 9), usage(4, Some(Purpose::Refresh), 4)];
        let usage: Vec<_> = usage.iter().collect();
        let credits = |today| {
            let days = days_before(&usage, november(6), today);
            days.iter().map(|day| (day.day, day.credits())).collect::<Vec<_>>()
        };
        let both = [(1, 9), (2, 0), (3, 0), (4, 4), (5, 0)].map(|(day, credits)| (november(day), credits));
        assert_eq!(credits(november(7)), both);
        let december = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert_eq!(credits(december), both[3..], "the first is longer ago than thirty days");
        assert_eq!(days_before(&[], november(6), november(7)).len(), 0);
    }

    #[test]
    fn days_add_up_quiet_ones_and_corrections_included() {
        let usage = [usage(1, None, 50), usage(3, Some(Purpose::SignUp), 10), usage(5, Some(Purpose::Refresh), 4)];
        let days = days(&usage.iter().collect::<Vec<_>>(), (november(3), november(5)), (300, 30));
        let rows: Vec<_> = days.iter().map(|day| (day.credits(), day.corrections, day.sum, day.even)).collect();
        assert_eq!(rows, [(10, 50, 60, 10), (0, 0, 60, 20), (4, 0, 64, 30)]);
    }
}
