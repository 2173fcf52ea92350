//! `/admin/refreshes`: every run over all live combinations, against the days before, and an extra run on demand.

mod file;
mod now;
mod show;

pub(crate) use self::file::index as csv;
pub(crate) use self::now::{create, new};
pub(crate) use self::show::show;

use super::{PAGE_SIZE, next_run, words};
use crate::app::App;
use crate::models::fetch::Purpose;
use crate::models::refresh::Refresh;
use crate::sources::Source;
use crate::text;
use crate::web::AppResult;
use crate::web::chart::{Column, Columns, Part};
use crate::web::filters;
use crate::web::page::{self, Chrome};
use crate::web::query::Fields;
use crate::web::session::Viewer;
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// Earlier daily runs to compare with.
const COMPARED: usize = 7;

/// Runs in the chart; the table has all runs.
const CHART_RUNS: usize = 30;

#[derive(Template)]
#[template(path = "admin/refreshes/index.html")]
struct RefreshIndex {
    chrome: Chrome,
    complaints: Vec<String>,
    runs: Vec<Compared>,
    /// The chart of runs; None: there are too few days to be drawn.
    chart: Option<Columns>,
    before: Option<i64>,
    /// Beginning of older runs; None: there are none.
    older: Option<i64>,
    next_run: DateTime<Utc>,
    timezone: Tz,
    now: DateTime<Utc>,
}

/// A run beside the daily runs before it.
struct Compared {
    run: Refresh,
    /// Difference from the average before; None: no earlier run, or the run is under way.
    new_jobs: Option<i64>,
    credits: Option<i64>,
}

/// The page of runs.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let mut fields = Fields::parse(request.query_string());
    let before: Option<i64> = fields.choice("before", |text| text.parse().ok());
    let mut conn = app.db.conn().await?;
    let limit = PAGE_SIZE + CHART_RUNS;
    let loaded = Refresh::page(&mut conn, before.unwrap_or(i64::MAX), limit as i64).await?;
    drop(conn);
    let older = loaded.get(PAGE_SIZE - 1).filter(|_| loaded.len() > PAGE_SIZE).map(|run| run.id);
    let index = RefreshIndex {
        chrome: viewer.chrome,
        complaints: fields.complaints,
        chart: chart(&loaded),
        runs: compare(&loaded),
        before,
        older,
        next_run: next_run(&app.config, &app.clock),
        timezone: app.config.timezone,
        now: app.clock.now(),
    };
    page::page(&index.chrome, &index)
}

/// The runs of a page, newest first, each beside the daily runs before, even where those stand on the next page.
fn compare(loaded: &[Refresh]) -> Vec<Compared> {
    let compared = |(index, run): (usize, &Refresh)| {
        let before: Vec<_> = loaded[index + 1..].iter().filter(|run| is_a_day(run)).take(COMPARED).collect();
        let against = |of: fn(&Refresh) -> i64| {
            let sum: i64 = before.iter().map(|run| of(run)).sum();
            let count = i64::try_from(before.len()).ok().filter(|count| *count > 0 && !run.is_under_way())?;
            Some(of(run) - sum / count)
        };
        Compared { new_jobs: against(|run| run.new_jobs), credits: against(|run| run.credits), run: run.clone() }
    };
    loaded.iter().enumerate().take(PAGE_SIZE).map(compared).collect()
}

/// Whether a run is a day to compare with: daily, with requests to ask. A run that caught up on a fresh installation
/// has no requests.
fn is_a_day(run: &Refresh) -> bool {
    run.is_daily && (run.requests > 0 || run.left_out > 0)
}

/// The jobs of daily runs, the oldest first.
fn chart(loaded: &[Refresh]) -> Option<Columns> {
    let daily: Vec<_> = loaded.iter().filter(|run| run.is_daily).take(CHART_RUNS).collect();
    let jobs: i64 = daily.iter().map(|run| run.new_jobs).sum();
    (daily.len() > 1).then(|| Columns {
        title: say!("admin-refreshes-chart"),
        summary: say!("admin-refreshes-chart-summary", runs = daily.len(), jobs = jobs),
        caption: String::new(),
        columns: daily.into_iter().rev().map(column).collect(),
        pace: None,
    })
}

fn column(run: &Refresh) -> Column {
    let new = Part { look: "bar", name: say!("admin-refreshes-part-new"), value: run.new_jobs };
    let known = (run.jobs - run.new_jobs).max(0);
    let known = Part { look: "bar again", name: say!("admin-refreshes-part-known"), value: known };
    let link = Some(format!("/admin/refreshes/{}", run.id));
    Column { label: text::short_day(run.local_date), parts: vec![new, known], link }
}

impl RefreshIndex {
    fn is_under_way(&self) -> bool {
        self.runs.iter().any(|one| one.run.is_under_way())
    }

    fn difference(&self, by: &Option<i64>) -> String {
        difference(*by)
    }

    fn took(&self, run: &Refresh) -> Option<String> {
        run.took().map(took)
    }

    /// A run's begin by local time.
    fn began(&self, run: &Refresh) -> String {
        run.started_at.with_timezone(&self.timezone).format("%H:%M").to_string()
    }
}

/// "+12" or "−3": against the average of the days before.
fn difference(by: Option<i64>) -> String {
    match by {
        None => String::new(),
        Some(by @ 1..) => format!("+{}", text::number(by)),
        Some(by) => text::number(by),
    }
}

/// A run's length: "4 s", "12 min", "1 h 5 min".
fn took(time: TimeDelta) -> String {
    match (time.num_hours(), time.num_minutes() % 60, time.num_seconds()) {
        (0, 0, seconds) => say!("admin-refreshes-seconds", seconds = seconds),
        (0, minutes, _) => say!("admin-refreshes-minutes", minutes = minutes),
        (hours, minutes, _) => say!("admin-refreshes-hours", hours = hours, minutes = minutes),
    }
}

/// Reason why the limits left requests out: sources without any request, else the least value.
fn left_out_words(unasked: &[Source]) -> String {
    let labels = unasked.iter().map(|source| source.label().to_owned());
    let sources = labels.reduce(|sources, source| say!("admin-refreshes-and", sources = sources, source = source));
    match sources {
        None => say!("admin-refreshes-least-value"),
        Some(sources) => say!("admin-refreshes-unasked", sources = sources),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_differences_are_short() {
        let took = |seconds| took(TimeDelta::seconds(seconds));
        assert_eq!([took(0), took(59), took(61), took(3_900)], ["0 s", "59 s", "1 min", "1 h 5 min"]);
        assert_eq!([Some(12), Some(0), Some(-3), None].map(difference), ["+12", "0", "−3", ""]);
    }
}
