//! The backfill analysis: purchases planned, and their outcome.

use crate::app::App;
use crate::backfill::start::{Preview, Started};
use crate::cli::lists::Named;
use crate::cli::output;
use crate::models::combination::State;
use crate::models::fetch::Fetch;
use crate::models::fetch::FetchState;
use crate::models::request::RequestRow;
use crate::models::saving;
use crate::models::user::User;
use crate::sources::Source;
use crate::sources::SpanName;
use crate::status::{CombinationStatus, Status};
use crate::text::number;
use serde::Serialize;
use std::collections::BTreeSet;
use std::time::Duration;

/// A fetch, as scripts read the report.
#[derive(Clone, Debug, Serialize)]
pub(super) struct FetchReport {
    source: Source,
    request: String,
    window: SpanName,
    pub(super) state: FetchState,
    pages: i32,
    jobs: i32,
    new_jobs: i32,
    credits: i64,
    #[serde(skip)]
    error: Option<String>,
}

/// Label such as "data scientist in Berlin, Germany", or "data scientist in Berlin, Germany, and 3 more".
fn named(first: RequestRow, cells: i32) -> String {
    let label = first.parsed().map_or(first.key, |request| request.label());
    if cells > 1 { format!("{label}, and {} more", cells - 1) } else { label }
}

/// Outcome of a backfill, as scripts read the report.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Report {
    pub(super) wanted: usize,
    pub(super) held: usize,
    pub(super) loading: usize,
    /// Combinations deferred before this run, with no fetch in flight.
    pub(super) waits: usize,
    pub(super) new: usize,
    pub(super) fetches: Vec<FetchReport>,
    pub(super) credits: i64,
    /// Credits that came to count as saved in this run.
    pub(super) saved_credits: i64,
    /// Present standing of every combination.
    pub(super) combinations: Vec<CombinationStatus>,
    /// True where no more jobs can come today.
    pub(super) done: bool,
    /// Fetches that a dry run would make.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) planned: Vec<Named>,
}

impl Default for Report {
    fn default() -> Self {
        Self {
            wanted: 0,
            held: 0,
            loading: 0,
            waits: 0,
            new: 0,
            fetches: Vec::new(),
            credits: 0,
            saved_credits: 0,
            combinations: Vec::new(),
            done: true,
            planned: Vec::new(),
        }
    }
}

impl Report {
    pub(super) fn add(&mut self, other: Self) {
        self.wanted += other.wanted;
        self.held += other.held;
        self.loading += other.loading;
        self.waits += other.waits;
        self.new += other.new;
        self.fetches.extend(other.fetches);
        self.credits += other.credits;
        self.saved_credits += other.saved_credits;
        self.combinations.extend(other.combinations);
        self.done &= other.done;
        self.planned.extend(other.planned);
    }

    /// Outcome of the started fetches.
    pub(super) async fn load(app: &App, user: &User, started: &Started, saved_before: i64) -> anyhow::Result<Self> {
        let mut conn = app.db.conn().await?;
        let mut reports = Vec::new();
        for fetch in &started.fetches {
            let fetch = Fetch::find(&mut conn, fetch.id).await?;
            let row = RequestRow::find(&mut conn, fetch.request_id).await?;
            reports.push(FetchReport {
                source: row.source,
                request: named(row, fetch.cells),
                window: fetch.span,
                state: fetch.state,
                pages: fetch.pages,
                jobs: fetch.jobs,
                new_jobs: fetch.new_jobs,
                credits: fetch.credits,
                error: fetch.error,
            });
        }
        let status = Status::load(&mut conn, app, user).await?;
        let counts = started.preview.counts;
        Ok(Self {
            wanted: counts.wanted,
            held: counts.held,
            loading: counts.loading,
            waits: counts.waits,
            new: counts.new,
            credits: reports.iter().map(|fetch| fetch.credits).sum(),
            saved_credits: saving::credits_of(&mut conn, user.subject).await? - saved_before,
            combinations: status.combinations,
            done: status.done,
            planned: Vec::new(),
            fetches: reports,
        })
    }

    /// Prints the report for people.
    pub(super) fn print(&self, took: Duration) -> anyhow::Result<()> {
        if self.fetches.is_empty() {
            let waits = self.combinations.iter().filter(|one| one.state == State::Waiting && !one.is_coming);
            return waits.map(|one| one.why.as_str()).collect::<BTreeSet<_>>().into_iter().try_for_each(failed);
        }
        let jobs: i32 = self.fetches.iter().map(|fetch| fetch.jobs).sum();
        let new: i32 = self.fetches.iter().map(|fetch| fetch.new_jobs).sum();
        output::line(&format!(
            "  done in {:.1} s: {} jobs, {} new; {} credits, about {} saved",
            took.as_secs_f64(),
            number(jobs),
            number(new),
            number(self.credits),
            number(self.saved_credits)
        ))?;
        let unbought = |fetch: &&FetchReport| matches!(fetch.state, FetchState::Failed | FetchState::PutOff);
        let causes = self.fetches.iter().filter(unbought).map(|fetch| fetch.error.as_deref().unwrap_or_default());
        causes.collect::<BTreeSet<_>>().into_iter().try_for_each(failed)
    }
}

/// Reports a purchase stopped by a limit or a provider, in the order's words.
fn failed(why: &str) -> anyhow::Result<()> {
    output::line(&format!("Backfill failed: {why}. The app goes on; these jobs come with the next daily update."))
}

/// Announces the purchases of a backfill.
pub(super) fn announce(app: &App, user: &User, preview: &Preview, started: &Started) -> anyhow::Result<()> {
    let counts = preview.counts;
    if counts.wanted > 0 && counts.held == counts.wanted {
        return output::line(&format!("All combinations of {} are already here; nothing was bought.", user.email));
    }
    output::line(&format!("Backfill analysis for {}", user.email))?;
    output::line(&format!(
        "  {} combinations wanted: {} already here, {} being loaded, {}{} new",
        counts.wanted,
        counts.held,
        counts.loading,
        if counts.waits > 0 { format!("{} put off, ", counts.waits) } else { String::new() },
        counts.new
    ))?;
    let fetches = if started.fetches.is_empty() { preview.fetches() } else { started.fetches.len() };
    if fetches == 0 {
        return Ok(());
    }
    let caps = app.caps();
    output::line(&format!(
        "  {fetches} fetches: {}; about {} credits, never more than today's {}",
        by_source(app, preview),
        number(preview.expected_credits()),
        number(user.own_credits.unwrap_or(caps.person_credits).min(caps.installation_credits)),
    ))
}

/// Lists by source: "3 JSearch (month), 3 Active Jobs DB (7 days)".
fn by_source(app: &App, preview: &Preview) -> String {
    let part = |source: Source| {
        let lists = preview.lists.iter().filter(|list| list.source() == Some(source));
        let spans: Vec<_> = lists.map(|list| window_words(list.ask.span.name(source))).collect();
        let [first, ..] = spans.as_slice() else { return None };
        let words = if spans.iter().all(|span| span == first) { first } else { "several windows" };
        Some(format!("{} {} ({words})", spans.len(), source.label()))
    };
    app.config.sources.iter().filter_map(|config| part(config.source)).collect::<Vec<_>>().join(", ")
}

fn window_words(span: SpanName) -> &'static str {
    match span {
        SpanName::Days7 => "7 days",
        SpanName::Hours24 => "24 hours",
        SpanName::ThreeDays => "3 days",
        SpanName::Months6 => "30 days",
        SpanName::Today | SpanName::Week | SpanName::Month => span.as_str(),
    }
}
