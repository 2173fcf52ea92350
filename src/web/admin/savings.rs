//! `/admin/savings`: what sharing saved, by month and reason, and row by row. People stand here by number, never by name.

use super::csv::{self, Portion};
use super::{PAGE_SIZE, PORTION, words};
use crate::app::App;
use crate::db::Connection;
use crate::models::saving::{Purchases, Spared};
use crate::quota::price::Tariff;
use crate::quota::report::{Figures, Report};
use crate::sources::Source;
use crate::web::AppResult;
use crate::web::chart::{Column, Columns};
use crate::web::page::{self, Chrome};
use crate::web::session::Admin;
use crate::web::text;
use actix_web::web::{Data, Query};
use askama::Template;
use chrono::{DateTime, SecondsFormat, Utc};
use diesel::QueryResult;
use serde::Deserialize;

/// Months in the chart; the table beside it has them all.
const CHART_MONTHS: usize = 24;

/// Above every number: the first page.
const NEWEST: i64 = i64::MAX;

#[derive(Deserialize)]
pub struct Position {
    before: Option<String>,
}

impl Position {
    /// None: it is no number.
    fn number(&self) -> Option<i64> {
        self.before.as_ref().map_or(Some(NEWEST), |before| before.parse().ok())
    }
}

#[derive(Template)]
#[template(path = "admin/savings.html")]
struct SavingIndex {
    chrome: Chrome,
    report: Report,
    chart: Columns,
    purchases: Vec<Purchases>,
    rows: Vec<Spared>,
    /// Where older rows begin; None: there are none.
    older: Option<i64>,
    is_first_page: bool,
    is_position_wrong: bool,
    units: Vec<(Source, &'static str)>,
    now: DateTime<Utc>,
}

pub async fn index(app: Data<App>, admin: Admin, Query(position): Query<Position>) -> AppResult {
    let mut conn = app.db.conn().await?;
    let index = SavingIndex::load(&mut conn, &app, admin.chrome, position.number()).await?;
    page::page(&index.chrome, &index)
}

/// Every row, newest first.
pub async fn csv(app: Data<App>, _: Admin) -> AppResult {
    let headers = [
        "at",
        "title_keyword",
        "location",
        "ai_work_arrangement",
        "ai_employment_type",
        "ai_seniority",
        "ai_industry",
        "person",
        "source",
        "reason",
        "credits",
        "method",
    ];
    csv::download("savings", &headers, NEWEST, move |before| {
        let app = app.clone();
        async move {
            let found = Spared::page(&mut *app.db.conn().await?, before, PORTION).await?;
            let next = found.last().filter(|_| found.len() == PORTION).map(|row| row.id);
            Ok(Portion { rows: found.iter().map(cells).collect(), next })
        }
    })
}

fn cells(row: &Spared) -> Vec<String> {
    let name = &row.combination;
    let mut cells = vec![row.at.to_rfc3339_opts(SecondsFormat::Secs, true)];
    cells.extend([name.title_keyword.clone(), name.location.clone()]);
    cells.extend(name.filters().map(|filter| filter.unwrap_or_default().to_owned()));
    cells.push(row.person.map(|id| id.to_string()).unwrap_or_default());
    cells.extend([row.source.clone(), row.reason.clone(), row.credits.to_string(), row.method.clone()]);
    cells
}

impl SavingIndex {
    async fn load(conn: &mut Connection, app: &App, chrome: Chrome, before: Option<i64>) -> QueryResult<Self> {
        let report = Report::load(conn, app.config.timezone).await?;
        let mut rows = Spared::page(conn, before.unwrap_or(NEWEST), PAGE_SIZE + 1).await?;
        let has_more = rows.len() > PAGE_SIZE;
        rows.truncate(PAGE_SIZE);
        Ok(Self {
            chrome,
            chart: chart(&report),
            report,
            purchases: Purchases::by_source(conn).await?,
            older: rows.last().filter(|_| has_more).map(|row| row.id),
            rows,
            is_first_page: before.is_none_or(|before| before == NEWEST),
            is_position_wrong: before.is_none(),
            units: units(app),
            now: app.clock.now(),
        })
    }

    fn filters(&self, row: &Spared) -> Vec<String> {
        text::filters(row.combination.filters())
    }

    /// What a credit is at a source.
    fn unit(&self, name: &str) -> &'static str {
        self.units.iter().find(|(source, _)| source.as_str() == name).map_or("credits", |(_, unit)| unit)
    }

    fn reason(&self, reason: &str) -> &'static str {
        match reason {
            "same_combination" => "same search",
            "same_request" => "same request",
            "being_bought" => "being bought",
            _ => "held",
        }
    }

    fn method(&self, method: &str) -> &'static str {
        match method {
            "real" => "what that purchase cost",
            "average" => "average of like fetches",
            _ => "first estimate",
        }
    }

    fn is_empty(&self) -> bool {
        self.report.total.wanted == 0
    }
}

/// What a credit is at each source that has a key.
fn units(app: &App) -> Vec<(Source, &'static str)> {
    app.config.sources.iter().map(|config| (config.source, Tariff::of(config).main_unit().as_str())).collect()
}

fn chart(report: &Report) -> Columns {
    let Figures { wanted, bought, .. } = report.total;
    let recent = report.months.iter().skip(report.months.len().saturating_sub(CHART_MONTHS));
    let column = |(month, figures): &(chrono::NaiveDate, Figures)| Column {
        label: month.format("%b %Y").to_string(),
        parts: vec![("bar", "bought", figures.bought), ("bar saved", "not bought", figures.avoided())],
    };
    Columns {
        id: "months",
        title: "Wanted searches by month".to_owned(),
        summary: format!("Of {wanted} wanted searches {bought} were bought and {} were not.", report.total.avoided()),
        caption: "Wanted searches by month: bought below, not bought above.".to_owned(),
        columns: recent.map(column).collect(),
    }
}
