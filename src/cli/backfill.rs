//! `jobfill backfill`: plans, buys, works the queue itself until its own fetches end, and prints the analysis.

use super::open::open;
use super::output::{self, Usage};
use super::{At, DONE, FAILED, working};
use crate::app::App;
use crate::backfill::start::{self, Averages, Order, Preview, Started};
use crate::backfill::takeover::{self, Joined};
use crate::config::{Config, Env};
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::{Fetch, Purpose};
use crate::models::request::RequestRow;
use crate::models::search::Search;
use crate::models::user::{Email, User};
use crate::schema::{fetches, savings, user_search_queries, users};
use crate::sources::Source;
use clap::Args;
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde::Serialize;
use std::time::{Duration, Instant};

#[derive(Args)]
pub struct Options {
    /// Whose searches.
    #[arg(long, required_unless_present = "all")]
    user: Option<String>,
    /// Everybody's searches.
    #[arg(long, conflicts_with = "user")]
    all: bool,
    /// Buy nothing; print what it would cost.
    #[arg(long)]
    dry_run: bool,
    /// One pass: no retries, nothing is left in the queue.
    #[arg(long)]
    run_once: bool,
    /// At most this many fetches.
    #[arg(long)]
    limit: Option<usize>,
    #[command(flatten)]
    at: At,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// One fetch, as scripts read it.
#[derive(Clone, Debug, Serialize)]
struct FetchReport {
    source: String,
    request: String,
    window: String,
    state: String,
    pages: i32,
    jobs: i32,
    new_jobs: i32,
    credits: i64,
    #[serde(skip)]
    error: Option<String>,
}

/// What a backfill did, as scripts read it.
#[derive(Clone, Debug, Default, Serialize)]
struct Report {
    wanted: usize,
    held: usize,
    loading: usize,
    new: usize,
    fetches: Vec<FetchReport>,
    credits: i64,
    saved_credits: i64,
}

impl Report {
    fn add(&mut self, other: Self) {
        self.wanted += other.wanted;
        self.held += other.held;
        self.loading += other.loading;
        self.new += other.new;
        self.fetches.extend(other.fetches);
        self.credits += other.credits;
        self.saved_credits += other.saved_credits;
    }
}

pub async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let email = options.user.as_deref().map(Email::parse).transpose().map_err(|error| Usage(error.to_string()))?;
    let opened = open(config, options.at.clock(), env).await?;
    let outcome = for_everybody(&opened.app, &options, email.as_ref()).await;
    opened.close().await?;
    outcome
}

async fn for_everybody(app: &App, options: &Options, email: Option<&Email>) -> anyhow::Result<u8> {
    let people = people(app, email).await?;
    let mut report = Report::default();
    let mut left = options.limit;
    for user in &people {
        let one = for_one(app, options, user, left).await?;
        left = left.map(|left| left.saturating_sub(one.fetches.len()));
        report.add(one);
    }
    if options.json {
        output::json(&report)?;
    }
    let has_failed = report.fetches.iter().any(|fetch| fetch.state == "failed");
    Ok(if has_failed { FAILED } else { DONE })
}

async fn people(app: &App, email: Option<&Email>) -> anyhow::Result<Vec<User>> {
    let mut conn = app.db.conn().await?;
    let Some(email) = email else {
        let has_searches = user_search_queries::table
            .filter(user_search_queries::user_id.eq(users::id).and(user_search_queries::is_active));
        let people = users::table
            .filter(users::disabled_at.is_null().and(diesel::dsl::exists(has_searches)))
            .order(users::id)
            .select(User::as_select());
        return Ok(people.load(&mut conn).await?);
    };
    let user = User::find_by_email(&mut conn, email).await?;
    user.map(|user| vec![user]).ok_or_else(|| anyhow::anyhow!("nobody has the address {}", email.as_str()))
}

async fn for_one(app: &App, options: &Options, user: &User, limit: Option<usize>) -> anyhow::Result<Report> {
    let begun = Instant::now();
    if options.dry_run {
        return dry_run(app, options, user).await;
    }
    let order = Order { purpose: Purpose::ByHand, is_one_pass: options.run_once, limit, ..Order::sign_up() };
    let mut conn = app.db.conn().await?;
    let (started, joined) = conn.transaction(async |conn| begin(conn, app, user, order).await).await?;
    drop(conn);
    if !options.json {
        announce(app, user, &started.preview, &started)?;
    }
    work(app, &started, &joined, options.run_once).await?;
    let report = report(app, user, &started).await?;
    if !options.json {
        summarise(&report, begun.elapsed())?;
    }
    Ok(report)
}

/// Starts what is missing, and takes over what waits in the queue. Returns that, and what others are at work on.
async fn begin(conn: &mut Connection, app: &App, user: &User, order: Order) -> QueryResult<(Started, Vec<Joined>)> {
    start::lock_claims(conn).await?;
    let combinations = Search::active_combinations(conn, user.id).await?;
    let mut joined = takeover::alive(conn, &combinations).await?;
    let mut started = start::for_person(conn, app, user.id, order).await?;
    let room = order.limit.map_or(usize::MAX, |limit| limit.saturating_sub(started.fetches.len()));
    joined.truncate(room);
    takeover::take(conn, &joined, order, app.clock.now()).await?;
    let averages = Averages::load(conn).await?;
    started.preview = takeover::as_new(app, &averages, started.preview, &joined);
    let (untouched, under_way): (Vec<_>, Vec<_>) = joined.into_iter().partition(|one| one.is_untouched);
    for one in untouched {
        started.fetches.push(one.fetch);
        started.task_ids.push(one.task_id);
    }
    Ok((started, under_way))
}

async fn dry_run(app: &App, options: &Options, user: &User) -> anyhow::Result<Report> {
    let mut conn = app.db.conn().await?;
    let combinations = Search::active_combinations(&mut conn, user.id).await?;
    let joined = takeover::alive(&mut conn, &combinations).await?;
    let averages = Averages::load(&mut conn).await?;
    let preview = start::preview(&mut conn, app, &combinations).await?;
    let preview = takeover::as_new(app, &averages, preview, &joined);
    if !options.json {
        announce(app, user, &preview, &Started::default())?;
        output::line("  nothing was bought: this was a dry run")?;
    }
    let counts = preview.counts;
    Ok(Report {
        wanted: counts.wanted,
        held: counts.held,
        loading: counts.loading,
        new: counts.new,
        credits: 0,
        ..Report::default()
    })
}

fn announce(app: &App, user: &User, preview: &Preview, started: &Started) -> anyhow::Result<()> {
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

fn window_words(span: &str) -> &str {
    match span {
        "7d" => "7 days",
        "24h" => "24 hours",
        "3days" => "3 days",
        "6m" => "30 days",
        other => other,
    }
}

/// Works the queue for its own fetches, and for those that it joined, until they have ended or wait for something.
/// Another process may be faster. One pass leaves alone what others are at work on.
async fn work(app: &App, started: &Started, joined: &[Joined], is_one_pass: bool) -> anyhow::Result<()> {
    let own: Vec<i64> = started.fetches.iter().map(|fetch| fetch.id).collect();
    let (mut ids, mut task_ids) = (own.clone(), started.task_ids.clone());
    if !is_one_pass {
        ids.extend(joined.iter().map(|one| one.fetch.id));
        task_ids.extend(joined.iter().map(|one| one.task_id));
    }
    working::see_through(app, &ids, task_ids).await?;
    if is_one_pass { end_what_is_left(app, &own).await } else { Ok(()) }
}

/// One pass leaves nothing in the queue.
async fn end_what_is_left(app: &App, ids: &[i64]) -> anyhow::Result<()> {
    let mut conn = app.db.conn().await?;
    let left: Vec<(i64, i64, Option<String>)> = fetches::table
        .filter(fetches::id.eq_any(ids).and(fetches::ended_at.is_null()))
        .select((fetches::id, fetches::request_id, fetches::error))
        .load(&mut conn)
        .await?;
    for (id, request_id, why) in left {
        conn.transaction(async |conn| -> QueryResult<()> {
            let why = why.as_deref().unwrap_or("one pass is over");
            Fetch::end(conn, id, "failed", ("one_pass", why), app.clock.now()).await?;
            Fetch::end_task(conn, id, why).await?;
            Tracked::judge_sharers(conn, request_id, &start::reaches(&app.config), app.clock.now()).await
        })
        .await?;
    }
    Ok(())
}

async fn report(app: &App, user: &User, started: &Started) -> anyhow::Result<Report> {
    let mut conn = app.db.conn().await?;
    let mut reports = Vec::new();
    for fetch in &started.fetches {
        let fetch = Fetch::find(&mut conn, fetch.id).await?;
        let row = RequestRow::find(&mut conn, fetch.request_id).await?;
        reports.push(FetchReport {
            source: row.source.clone(),
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
    let saved: Vec<i64> = savings::table
        .filter(savings::subject.eq(user.subject).and(savings::at.ge(app.clock.now() - chrono::TimeDelta::hours(1))))
        .select(savings::credits)
        .load(&mut conn)
        .await?;
    let counts = started.preview.counts;
    Ok(Report {
        wanted: counts.wanted,
        held: counts.held,
        loading: counts.loading,
        new: counts.new,
        credits: reports.iter().map(|fetch| fetch.credits).sum(),
        saved_credits: saved.iter().sum(),
        fetches: reports,
    })
}

fn summarise(report: &Report, took: Duration) -> anyhow::Result<()> {
    if report.fetches.is_empty() {
        return Ok(());
    }
    let jobs: i32 = report.fetches.iter().map(|fetch| fetch.jobs).sum();
    let new: i32 = report.fetches.iter().map(|fetch| fetch.new_jobs).sum();
    output::line(&format!(
        "  done in {:.1} s: {jobs} jobs, {new} new; {} credits, about {} saved",
        took.as_secs_f64(),
        report.credits,
        report.saved_credits
    ))?;
    let mut told = std::collections::BTreeSet::new();
    for fetch in report.fetches.iter().filter(|fetch| matches!(fetch.state.as_str(), "failed" | "put_off")) {
        let why = fetch.error.clone().unwrap_or_default();
        if told.insert(why.clone()) {
            output::line(&format!(
                "Backfill failed: {why}. The app goes on; these jobs come with the next daily update."
            ))?;
        }
    }
    Ok(())
}
