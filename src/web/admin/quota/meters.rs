//! One meter on the page: its bar, pace and forecast.

use crate::app::App;
use crate::quota::forecast::{self, Forecast, PACE_DAYS, Pace, Stand};
use crate::quota::meter::Meter;
use crate::quota::price::Tariff;
use crate::quota::usage::Usage;
use crate::sources::{Source, Unit};
use crate::text;
use crate::web::admin::words;
use crate::web::chart::Gauge;
use chrono::{DateTime, Days, NaiveDate, Utc};

/// A meter with its forecast.
pub(in crate::web::admin) struct MeterView {
    pub meter: Meter,
    pub source: Source,
    /// Counts the source's credits; other units are only watched.
    pub is_credits: bool,
    /// First local day of the period.
    pub first: NaiveDate,
    pub resets_on: NaiveDate,
    pace: Pace,
    forecast: Forecast,
    /// Days of the period, and those that have begun.
    days: (i64, i64),
    /// The last adjustment, which the form sends back for a second admin; 0: none.
    pub last_adjustment: i64,
}

/// Every current meter, the unit of credits first.
pub(in crate::web::admin) fn views(app: &App, meters: Vec<Meter>, usage: &[Usage]) -> Vec<MeterView> {
    meters.into_iter().map(|meter| MeterView::of(app, meter, usage)).collect()
}

/// Credits of a usual day, all sources together, by the pace of the last full days.
pub(in crate::web::admin) fn usual_day(meters: &[MeterView]) -> i64 {
    let of_credits = meters.iter().filter(|meter| meter.is_credits);
    of_credits.map(|meter| meter.pace.per_day).sum::<f64>().round() as i64
}

/// The first moment of usage to load: the pace reaches back into the period before, the cost of a run into all of it.
pub(in crate::web::admin) fn usage_begins(meters: &[Meter], now: DateTime<Utc>) -> DateTime<Utc> {
    let periods = meters.iter().map(|meter| meter.period_from - Days::new(1));
    periods.chain([now - Days::new(PACE_DAYS + 1)]).min().unwrap_or(now)
}

impl MeterView {
    fn of(app: &App, meter: Meter, usage: &[Usage]) -> Self {
        let source = meter.source;
        let (today, resets_on) = (app.today(), app.local_date(meter.resets_at));
        let first = app.local_date(meter.period_from).min(today);
        let pace = pace(usage, &meter, today);
        let own = usage.iter().filter(|one| one.meter_id == meter.id);
        let of_today = own.clone().filter(|one| one.day == today && one.purpose.is_some());
        // Reservations are today's, and no day's figures hold them.
        let used_today = of_today.map(|one| one.credits).sum::<i64>() + meter.reserved;
        let stand = Stand { used: used(&meter), used_today, limit: meter.limit(), today, resets_on };
        Self {
            is_credits: app.config.source(source).is_some_and(|one| Tariff::of(one).main_unit() == meter.unit),
            forecast: forecast::forecast(stand, pace.per_day),
            pace,
            source,
            days: ((resets_on - first).num_days().max(1), (today - first).num_days() + 1),
            first,
            resets_on,
            last_adjustment: own.filter_map(|one| one.last_adjustment).max().unwrap_or(0),
            meter,
        }
    }

    /// The meter's name: "JSearch requests"
    pub(in crate::web::admin) fn name(&self) -> String {
        name(&self.meter.source, &self.meter.unit)
    }

    /// Credits gone: spent, reserved and unknown.
    pub(in crate::web::admin) fn used(&self) -> i64 {
        used(&self.meter)
    }

    /// Credits a day at an even pace.
    pub(super) fn even_pace(&self) -> i64 {
        self.meter.plan() / self.days.0
    }

    /// What an even pace would have used by tonight.
    pub(in crate::web::admin) fn even_by_now(&self) -> i64 {
        let (length, begun) = self.days;
        self.meter.plan().saturating_mul(begun.min(length)) / length
    }

    /// The bar of the meter, with its forecast.
    pub(in crate::web::admin) fn gauge(&self) -> Gauge {
        Gauge {
            told: say!("admin-quota-gauge", meter = self.name(), used = self.used(), outlook = self.outlook()),
            used: self.meter.spent,
            held: self.meter.reserved + self.meter.unknown,
            elsewhere: self.meter.elsewhere(),
            expected: Some(self.forecast.at_reset),
            pace: Some(self.even_by_now()),
            limit: self.meter.plan(),
        }
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
    pub(in crate::web::admin) fn outlook(&self) -> String {
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

    /// Runs out before the reset.
    pub(in crate::web::admin) fn is_short(&self) -> bool {
        self.forecast.runs_out.is_some()
    }
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

/// A meter's name: "JSearch requests"
pub(in crate::web::admin) fn name(source: &Source, unit: &Unit) -> String {
    say!("admin-quota-meter", source = words::source(source), unit = words::unit(unit))
}
