//! The backfill analysis: what is about to be bought, and what became of it.

use crate::app::App;
use crate::backfill::start::{Preview, Started};
use crate::cli::output;
use crate::models::fetch::Fetch;
use crate::models::fetch::FetchState;
use crate::models::request::RequestRow;
use crate::models::saving;
use crate::models::user::User;
use crate::sources::Source;
use crate::sources::SpanName;
use chrono::TimeDelta;
use serde::Serialize;
use std::time::Duration;

/// Savings that are not older than this count as this backfill's.
const RECENT: TimeDelta = TimeDelta::hours(1);

/// One fetch, as scripts read it.
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

/// What a backfill did, as scripts read it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Report {
    pub(super) wanted: usize,
    pub(super) held: usize,
    pub(super) loading: usize,
    pub(super) new: usize,
    pub(super) fetches: Vec<FetchReport>,
    pub(super) credits: i64,
    pub(super) saved_credits: i64,
}

impl Report {
    pub(super) fn add(&mut self, other: Self) {
        self.wanted += other.wanted;
        self.held += other.held;
        self.loading += other.loading;
        self.new += other.new;
        self.fetches.extend(other.fetches);
        self.credits += other.credits;
        self.saved_credits += other.saved_credits;
    }

    /// What became of what was started.
    pub(super) async fn load(app: &App, user: &User, started: &Started) -> anyhow::Result<Self> {
        let mut conn = app.db.conn().await?;
        let mut reports = Vec::new();
        for fetch in &started.fetches {
            let fetch = Fetch::find(&mut conn, fetch.id).await?;
            let row = RequestRow::find(&mut conn, fetch.request_id).await?;
            reports.push(FetchReport {
                source: row.source,
                request: row.parsed().map_or(row.key, |request| request.label()),
                window: fetch.span,
                state: fetch.state,
                pages: fetch.pages,
                jobs: fetch.jobs,
                new_jobs: fetch.new_jobs,
                credits: fetch.credits,
                error: fetch.error,
            });
        }
        let saved_credits = saving::credits_since(&mut conn, user.subject, app.clock.now() - RECENT).await?;
        let counts = started.preview.counts;
        Ok(Self {
            wanted: counts.wanted,
            held: counts.held,
            loading: counts.loading,
            new: counts.new,
            credits: reports.iter().map(|fetch| fetch.credits).sum(),
            saved_credits,
            fetches: reports,
        })
    }

    /// For people.
    pub(super) fn print(&self, took: Duration) -> anyhow::Result<()> {
        if self.fetches.is_empty() {
            return Ok(());
        }
        let jobs: i32 = self.fetches.iter().map(|fetch| fetch.jobs).sum();
        let new: i32 = self.fetches.iter().map(|fetch| fetch.new_jobs).sum();
        output::line(&format!(
            "  done in {:.1} s: {jobs} jobs, {new} new; {} credits, about {} saved",
            took.as_secs_f64(),
            self.credits,
            self.saved_credits
        ))?;
        let mut told = std::collections::BTreeSet::new();
        for fetch in self.fetches.iter().filter(|fetch| matches!(fetch.state, FetchState::Failed | FetchState::PutOff))
        {
            let why = fetch.error.clone().unwrap_or_default();
            if told.insert(why.clone()) {
                output::line(&format!(
                    "Backfill failed: {why}. The app goes on; these jobs come with the next daily update."
                ))?;
            }
        }
        Ok(())
    }
}

/// What a backfill is about to do.
pub(super) fn announce(app: &App, user: &User, preview: &Preview, started: &Started) -> anyhow::Result<()> {
    let counts = preview.counts;
    if counts.wanted > 0 && counts.held == counts.wanted {
        return output::line(&format!("All combinations of {} are already here; nothing was bought.", user.email));
    }
    output::line(&format!("Backfill analysis for {}", user.email))?;
    output::line(&format!(
        "  {} combinations wanted: {} already here, {} being loaded, {} new",
        counts.wanted, counts.held, counts.loading, counts.new
    ))?;
    let fetches = if started.fetches.is_empty() { preview.fetches() } else { started.fetches.len() };
    if fetches == 0 {
        return Ok(());
    }
    output::line(&format!(
        "  {fetches} fetches: {}; about {} credits, never more than today's {}",
        by_source(app, preview),
        preview.expected_credits(),
        app.config.caps.person_credits.min(app.config.caps.installation_credits),
    ))
}

/// "3 JSearch (month), 3 Active Jobs DB (7 days)".
fn by_source(app: &App, preview: &Preview) -> String {
    let part = |source: Source| {
        let spans: Vec<_> = preview
            .planned
            .iter()
            .filter(|one| one.source == source)
            .filter_map(|one| one.why.ask())
            .map(|ask| window_words(ask.span.name(source)))
            .collect();
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
