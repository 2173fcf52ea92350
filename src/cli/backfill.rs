//! `jobfill backfill`: plans, buys, works the queue until its own fetches end, and prints the analysis.

mod report;

use self::report::{Report, announce};
use super::lists::Named;
use super::open::open;
use super::output::{self, Usage};
use super::{At, DONE, FAILED, working};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::start::{self, Order, Started};
use crate::backfill::takeover;
use crate::config::{Config, Env};
use crate::db::Connection;
use crate::models::combination::Tracked;
use crate::models::fetch::Cause;
use crate::models::fetch::ErrorCode;
use crate::models::fetch::FetchState;
use crate::models::fetch::{Fetch, Joined, Purpose};
use crate::models::saving;
use crate::models::search::Search;
use crate::models::user::{Email, User};
use crate::status::Status;
use clap::Args;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use std::time::Instant;

#[derive(Args)]
pub(super) struct Options {
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

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
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
    let has_failed = report.fetches.iter().any(|fetch| fetch.state == FetchState::Failed);
    Ok(if has_failed { FAILED } else { DONE })
}

async fn people(app: &App, email: Option<&Email>) -> anyhow::Result<Vec<User>> {
    let mut conn = app.db.conn().await?;
    let Some(email) = email else {
        return Ok(User::all_with_searches(&mut conn).await?);
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
    let (started, joined, saved_before) = conn.transaction(async |conn| begin(conn, app, user, order).await).await?;
    drop(conn);
    if !options.json {
        announce(app, user, &started.preview, &started)?;
    }
    work(app, &started, &joined, options.run_once).await?;
    let report = Report::load(app, user, &started, saved_before).await?;
    if !options.json {
        report.print(begun.elapsed())?;
    }
    Ok(report)
}

/// Starts missing fetches, and takes over fetches waiting in the queue. Returns both, the fetches worked on by other
/// processes, and the person's earlier saved credits.
async fn begin(
    conn: &mut Connection,
    app: &App,
    user: &User,
    order: Order,
) -> QueryResult<(Started, Vec<Joined>, i64)> {
    let claims = Claims::lock(conn).await?;
    let saved_before = saving::credits_of(conn, user.subject).await?;
    let combinations = Search::active_combinations(conn, user.id).await?;
    let mut joined = Joined::alive(conn, &combinations).await?;
    let mut started = start::for_person(conn, app, &claims, user.id, order).await?;
    let room = order.limit.map_or(usize::MAX, |limit| limit.saturating_sub(started.fetches.len()));
    joined.truncate(room);
    Joined::take(conn, &joined, order.is_one_pass, app.clock.now()).await?;
    started.preview = takeover::as_new(conn, app, started.preview, &joined).await?;
    let (untouched, under_way): (Vec<_>, Vec<_>) = joined.into_iter().partition(|one| one.is_untouched);
    for one in untouched {
        started.fetches.push(one.fetch);
        started.task_ids.push(one.task_id);
    }
    Ok((started, under_way, saved_before))
}

async fn dry_run(app: &App, options: &Options, user: &User) -> anyhow::Result<Report> {
    let mut conn = app.db.conn().await?;
    let combinations = Search::active_combinations(&mut conn, user.id).await?;
    let joined = Joined::alive(&mut conn, &combinations).await?;
    let preview = start::preview(&mut conn, app, &combinations).await?;
    let preview = takeover::as_new(&mut conn, app, preview, &joined).await?;
    if !options.json {
        announce(app, user, &preview, &Started::default())?;
        for list in Named::all(&mut conn, &preview.lists).await? {
            list.print()?;
        }
        output::line("  nothing was bought: this was a dry run")?;
    }
    let counts = preview.counts;
    let status = Status::load(&mut conn, app, user).await?;
    Ok(Report {
        wanted: counts.wanted,
        held: counts.held,
        loading: counts.loading,
        waits: counts.waits,
        new: counts.new,
        combinations: status.combinations,
        done: status.done,
        planned: Named::all(&mut conn, &preview.lists).await?,
        ..Report::default()
    })
}

/// Works the queue until own and joined fetches have ended or wait. Another process may be faster. A single pass leaves
/// alone the fetches of other processes.
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

/// Ends the fetches of a single pass that are still in the queue.
async fn end_what_is_left(app: &App, ids: &[i64]) -> anyhow::Result<()> {
    let mut conn = app.db.conn().await?;
    for (id, why) in Fetch::not_ended(&mut conn, ids).await? {
        conn.transaction(async |conn| -> QueryResult<()> {
            let why = why.as_deref().unwrap_or("one pass is over");
            Fetch::lock_with_task(conn, id).await?;
            Fetch::end(conn, id, FetchState::Failed, Cause { code: ErrorCode::OnePass, why }, app.clock.now()).await?;
            Fetch::end_task(conn, id, why).await?;
            Tracked::judge_sharers(conn, id, &app.reaches(), app.clock.now()).await
        })
        .await?;
    }
    Ok(())
}
