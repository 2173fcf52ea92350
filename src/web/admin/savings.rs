//! `/admin/savings`: savings by month and reason, and row by row. No person is named: wishes of a person are on their
//! own page alone, whose visits are audited.

use super::csv::{self, Portion};
use super::{PAGE_SIZE, PORTION, words};
use crate::app::App;
use crate::db::Connection;
use crate::models::saving::Method;
use crate::models::saving::Reason;
use crate::models::saving::{Purchases, Spared};
use crate::quota::price::Tariff;
use crate::quota::report::{Figures, Report};
use crate::sources::Source;
use crate::sources::Unit;
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
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use diesel::QueryResult;

/// Months in the chart; the table has all months.
const CHART_MONTHS: usize = 24;

#[derive(Template)]
#[template(path = "admin/savings.html")]
struct SavingIndex {
    chrome: Chrome,
    report: Report,
    chart: Columns,
    purchases: Vec<Purchases>,
    rows: Vec<Spared>,
    /// Beginning of older rows; None: there are none.
    older: Option<i64>,
    /// The row above the page's first; None: the page is the first.
    before: Option<i64>,
    complaints: Vec<String>,
    units: Vec<(Source, Unit)>,
    now: DateTime<Utc>,
}

/// The page of savings.
pub(crate) async fn index(app: Data<App>, viewer: Viewer, request: HttpRequest) -> AppResult {
    let fields = Fields::parse(request.query_string());
    let mut conn = app.db.conn().await?;
    let index = SavingIndex::load(&mut conn, &app, viewer.chrome, fields).await?;
    page::page(&index.chrome, &index)
}

/// Every row, newest first.
pub(crate) async fn csv(app: Data<App>, _: Viewer) -> AppResult {
    let headers = [
        "at",
        "title_keyword",
        "location",
        "ai_work_arrangement",
        "ai_employment_type",
        "ai_seniority",
        "ai_industry",
        "source",
        "reason",
        "credits",
        "method",
    ];
    csv::download("savings", &headers, i64::MAX, move |before| {
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
    cells.extend(name.filters().names().map(|filter| filter.unwrap_or_default().to_owned()));
    cells.extend([row.source.to_string(), row.reason.to_string(), row.credits.to_string(), row.method.to_string()]);
    cells
}

impl SavingIndex {
    async fn load(conn: &mut Connection, app: &App, chrome: Chrome, mut fields: Fields) -> QueryResult<Self> {
        let before = fields.position("before", |text| text.parse().ok());
        let report = Report::load(conn).await?;
        let mut rows = Spared::page(conn, before.unwrap_or(i64::MAX), PAGE_SIZE + 1).await?;
        let has_more = rows.len() > PAGE_SIZE;
        rows.truncate(PAGE_SIZE);
        Ok(Self {
            chrome,
            chart: chart(&report),
            report,
            purchases: Purchases::by_source(conn).await?,
            older: rows.last().filter(|_| has_more).map(|row| row.id),
            rows,
            before,
            complaints: fields.complaints,
            units: units(app),
            now: app.clock.now(),
        })
    }

    /// "Of 12 wanted searches, 3 bought and 9 not: 75 % saved, about 900 credits. 2 wait …"
    fn receipt(&self) -> String {
        let Figures { wanted, bought, pending, saved_credits, pending_credits, .. } = self.report.total;
        let receipt = say!(
            "admin-savings-receipt",
            wanted = wanted,
            bought = bought,
            avoided = self.report.total.avoided(),
            percent = self.report.total.saved_percent(),
            credits = saved_credits,
        );
        match pending {
            0 => receipt,
            _ => format!("{receipt} {}", say!("admin-savings-pending", pending = pending, credits = pending_credits)),
        }
    }

    /// A credit's meaning at a source; None: the source has no key.
    fn unit(&self, of: Source) -> Option<Unit> {
        self.units.iter().find(|(source, _)| *source == of).map(|(_, unit)| *unit)
    }

    fn credit_is(&self, source: &Source) -> String {
        if self.unit(*source) == Some(Unit::Jobs) {
            say!("admin-savings-a-job")
        } else {
            say!("admin-savings-a-request")
        }
    }

    /// The cost of a saving: "240 jobs"
    fn cost(&self, row: &Spared) -> String {
        let unit = self.unit(row.source).as_ref().map_or_else(|| say!("admin-unit-credits"), words::unit);
        say!("admin-savings-cost", credits = row.credits, unit = unit)
    }

    fn reason(&self, reason: &Reason) -> String {
        match reason {
            Reason::SameCombination => say!("admin-savings-for-same-combination"),
            Reason::SameRequest => say!("admin-savings-for-same-request"),
            Reason::BeingBought => say!("admin-savings-for-being-bought"),
            Reason::Held => say!("admin-savings-for-held"),
            Reason::Contained => say!("admin-savings-for-contained"),
            Reason::InList => say!("admin-savings-for-in-list"),
        }
    }

    fn method(&self, method: &Method) -> String {
        match method {
            Method::Real => say!("admin-savings-method-real"),
            Method::Measured => say!("admin-savings-method-measured"),
            Method::Average => say!("admin-savings-method-average"),
            Method::Estimate => say!("admin-savings-method-guess"),
        }
    }

    fn is_empty(&self) -> bool {
        self.report.total.wanted == 0
    }
}

/// Meaning of a credit at each source with a key.
fn units(app: &App) -> Vec<(Source, Unit)> {
    app.config.sources.iter().map(|config| (config.source, Tariff::of(config).main_unit())).collect()
}

fn chart(report: &Report) -> Columns {
    let Figures { wanted, bought, pending, .. } = report.total;
    let avoided = report.total.avoided();
    let recent = report.months.iter().skip(report.months.len().saturating_sub(CHART_MONTHS));
    Columns {
        title: say!("admin-savings-chart"),
        summary: say!(
            "admin-savings-chart-summary",
            wanted = wanted,
            bought = bought,
            avoided = avoided,
            pending = pending,
        ),
        caption: String::new(),
        columns: recent.map(|(month, figures)| column(*month, figures)).collect(),
        pace: None,
    }
}

fn column(month: NaiveDate, figures: &Figures) -> Column {
    let bought = Part { look: "bar", name: say!("admin-savings-part-bought"), value: figures.bought };
    let avoided = Part { look: "bar saved", name: say!("admin-savings-part-avoided"), value: figures.avoided() };
    let pending = Part { look: "bar pending", name: say!("admin-savings-part-pending"), value: figures.pending };
    Column { label: text::short_month(month), parts: vec![bought, avoided, pending], link: None }
}
