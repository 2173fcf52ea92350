//! `/admin/matrix`: combinations by days of posting time, each with what became of it.

mod row;

use self::row::{Days, Row, rows};
use super::cut;
use super::query::TrackingQuery;
use crate::app::App;
use crate::coverage::day::Outcome;
use crate::models::tracking::{Cursor, Part};
use crate::text;
use crate::web::AppResult;
use crate::web::admin::csv::{self, Portion};
use crate::web::admin::{PAGE_SIZE, choices};
use crate::web::filters;
use crate::web::form::Choice;
use crate::web::page::{self, Chrome};
use crate::web::query::Fields;
use crate::web::session::Viewer;
use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDate;

/// Days that can be looked at; the first ones unless others are asked for.
const RANGES: [u64; 3] = [14, 30, 60];

/// Combinations of the file per reading.
const PORTION: usize = 200;

#[derive(Template)]
#[template(path = "admin/matrix/index.html")]
struct MatrixIndex {
    chrome: Chrome,
    query: TrackingQuery,
    days: Days,
    rows: Vec<Row>,
    previous: Option<Part>,
    next: Option<Part>,
}

/// The page of combinations by days.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let (query, range) = read(&app, request.query_string());
    let days = Days::of(&app, range);
    let mut conn = app.db.conn().await?;
    let mut found = query.criteria.page(&mut conn, query.part, PAGE_SIZE as i64 + 1).await?;
    let (previous, next) = cut(&mut found, query.part, query.criteria.sort);
    let rows = rows(&mut conn, &app, &days, found, query.criteria.source).await?;
    let index = MatrixIndex { chrome: viewer.chrome, query, days, rows, previous, next };
    page::page(&index.chrome, &index)
}

/// The same as a file: a row for each combination and source, a column for each day.
pub(crate) async fn file(app: Data<App>, _: Viewer, request: HttpRequest) -> AppResult {
    let (mut query, range) = read(&app, request.query_string());
    // Words are looked up once, and not for each portion.
    query.criteria = query.criteria.narrowed(&mut *app.db.conn().await?).await?;
    let days = Days::of(&app, range);
    let names = ["id", "title_keyword", "location", "source"].map(str::to_owned);
    let header: Vec<String> = names.into_iter().chain(days.0.iter().map(NaiveDate::to_string)).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    csv::download("matrix", &header, Part::First, move |part: Part| {
        let (app, query, days) = (app.clone(), query.clone(), days.clone());
        async move {
            let mut conn = app.db.conn().await?;
            let found = query.criteria.page(&mut conn, part, PORTION as i64).await?;
            let last = found.last().filter(|_| found.len() == PORTION);
            let next = last.map(|row| Part::After(Cursor::of(row, query.criteria.sort)));
            let rows = rows(&mut conn, &app, &days, found, query.criteria.source).await?;
            Ok(Portion { next, rows: rows.iter().flat_map(Row::cells).collect() })
        }
    })
}

/// What the list of combinations is asked for, and the number of days.
fn read(app: &App, query: &str) -> (TrackingQuery, u64) {
    let days = Fields::parse(query).choice("days", |text| text.parse().ok());
    let days = days.filter(|days| RANGES.contains(days)).unwrap_or(RANGES[0]);
    (TrackingQuery::parse(query, &app.config), days)
}

/// The sign of an outcome, in a cell and in the legend.
fn mark(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Resting => "·",
        Outcome::Bought => "■",
        Outcome::InList => "≡",
        Outcome::Contained => "⊂",
        Outcome::Empty => "○",
        Outcome::Coming => "…",
        Outcome::Missing => "–",
        Outcome::Failed => "✕",
    }
}

/// The outcome in a word.
fn word(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Resting => say!("admin-matrix-resting"),
        Outcome::Bought => say!("admin-matrix-bought"),
        Outcome::InList => say!("admin-matrix-in-list"),
        Outcome::Contained => say!("admin-matrix-contained"),
        Outcome::Empty => say!("admin-matrix-empty"),
        Outcome::Coming => say!("admin-matrix-coming"),
        Outcome::Missing => say!("admin-matrix-missing"),
        Outcome::Failed => say!("admin-matrix-failed"),
    }
}

/// What the word means.
fn meaning(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Resting => say!("admin-matrix-resting-is"),
        Outcome::Bought => say!("admin-matrix-bought-is"),
        Outcome::InList => say!("admin-matrix-in-list-is"),
        Outcome::Contained => say!("admin-matrix-contained-is"),
        Outcome::Empty => say!("admin-matrix-empty-is"),
        Outcome::Coming => say!("admin-matrix-coming-is"),
        Outcome::Missing => say!("admin-matrix-missing-is"),
        Outcome::Failed => say!("admin-matrix-failed-is"),
    }
}

impl MatrixIndex {
    /// "3 of 700 days on this page need a look: 2 missing, 1 failed."
    fn heading(&self) -> String {
        let all = || self.rows.iter().flat_map(|row| &row.lines).flat_map(|line| &line.days);
        let count = |outcome| all().filter(|day| day.outcome == outcome).count();
        let (missing, failed) = (count(Outcome::Missing), count(Outcome::Failed));
        say!("admin-matrix-heading", all = all().count(), missing = missing, failed = failed)
    }

    /// Head of a day's column: the day, with its month where that begins.
    fn day_head(&self, index: &usize) -> String {
        use chrono::Datelike;
        let day = self.days.0[*index];
        if *index == 0 || day.day() == 1 { text::short_day(day) } else { day.day().to_string() }
    }

    fn ranges(&self) -> Vec<Choice> {
        let chosen = self.days.0.len().to_string();
        let one = |days: u64| choices::choice(&days.to_string(), say!("admin-matrix-days", days = days), Some(&chosen));
        RANGES.into_iter().map(one).collect()
    }

    fn beginning(&self) -> String {
        self.here(self.query.beginning())
    }

    fn part(&self, part: &Part) -> String {
        self.here(self.query.part_from(part))
    }

    fn csv(&self) -> String {
        self.here(self.query.csv())
    }

    /// An address of the list of combinations as one of this page.
    fn here(&self, address: String) -> String {
        let address = address.replacen("/admin/tracking", "/admin/matrix", 1);
        match self.days.0.len() as u64 {
            usual if usual == RANGES[0] => address,
            days if address.contains('?') => format!("{address}&days={days}"),
            days => format!("{address}?days={days}"),
        }
    }
}
