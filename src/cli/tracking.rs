//! `jobfill tracking`: every combination ever asked for, newest first.

use super::open::open;
use super::{DONE, output};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Env};
use crate::db::Connection;
use crate::filters::{EmploymentType, Industry, Seniority, WorkArrangement};
use crate::models::combination::{State, Tracked};
use crate::models::tracking::{self, last_refreshes};
use crate::status::Overview;
use chrono::{DateTime, Utc};
use clap::Args;
use diesel::QueryResult;
use serde::Serialize;

#[derive(Args)]
pub(super) struct Options {
    /// Print JSON.
    #[arg(long)]
    json: bool,
    /// At most this many rows.
    #[arg(long)]
    limit: Option<i64>,
}

/// A combination, as scripts read the list.
#[derive(Serialize)]
struct Row {
    title_keyword: String,
    location: String,
    ai_work_arrangement: Option<WorkArrangement>,
    ai_employment_type: Option<EmploymentType>,
    ai_seniority: Option<Seniority>,
    ai_industry: Option<Industry>,
    backfilled_date: Option<DateTime<Utc>>,
    jobs_found: i32,
    users: i32,
    state: State,
    /// Time at which the first deferred fetch goes on.
    waits_until: Option<DateTime<Utc>>,
    /// Reason for the combination's standing, without a full stop.
    why: String,
}

/// Combinations loaded at a time, with their standing.
const PORTION: usize = 1_000;

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let opened = open(config, Clock::System, env).await?;
    let outcome = show(&opened.app, &options).await;
    opened.close().await?;
    outcome
}

async fn show(app: &App, options: &Options) -> anyhow::Result<u8> {
    let mut conn = app.db.conn().await?;
    let tracked = tracking::newest(&mut conn, options.limit.unwrap_or(i64::MAX)).await?;
    if options.json {
        output::json(&rows(&mut conn, app, tracked).await?)?;
        return Ok(DONE);
    }
    let ids: Vec<i32> = tracked.iter().map(|one| one.id).collect();
    let refreshed = last_refreshes(&mut conn, &ids).await?;
    let overview = Overview::load(&mut conn, app, &ids).await?;
    let cells = |one: &Tracked| cells(one, &overview, refreshed.get(&one.id).copied());
    output::table(HEADERS, &tracked.iter().map(cells).collect::<Vec<_>>())?;
    Ok(DONE)
}

const HEADERS: [&str; 10] =
    ["TITLE", "PLACE", "FILTERS", "STATE", "BACKFILLED", "JOBS", "PEOPLE", "CREDITS", "LAST REFRESH", "NEXT REFRESH"];

fn cells(one: &Tracked, overview: &Overview, last: Option<DateTime<Utc>>) -> [String; 10] {
    let filters: Vec<_> = one.filters().names().into_iter().flatten().collect();
    let time =
        |at: Option<DateTime<Utc>>| at.map_or_else(|| "-".to_owned(), |at| at.format("%Y-%m-%d %H:%M UTC").to_string());
    [
        one.title_keyword.clone(),
        one.location.clone(),
        filters.join(", "),
        overview.state(one).to_string(),
        time(one.backfilled_date),
        one.jobs_found.to_string(),
        one.users.to_string(),
        one.credits.to_string(),
        time(last),
        time(overview.next(one)),
    ]
}

async fn rows(conn: &mut Connection, app: &App, tracked: Vec<Tracked>) -> QueryResult<Vec<Row>> {
    let mut rows = Vec::with_capacity(tracked.len());
    for portion in tracked.chunks(PORTION) {
        let overview = Overview::load_long(conn, app, portion).await?;
        rows.extend(portion.iter().map(|one| Row::of(one, &overview)));
    }
    Ok(rows)
}

impl Row {
    fn of(tracked: &Tracked, overview: &Overview) -> Self {
        Self {
            title_keyword: tracked.title_keyword.clone(),
            location: tracked.location.clone(),
            ai_work_arrangement: tracked.ai_work_arrangement,
            ai_employment_type: tracked.ai_employment_type,
            ai_seniority: tracked.ai_seniority,
            ai_industry: tracked.ai_industry,
            backfilled_date: tracked.backfilled_date,
            jobs_found: tracked.jobs_found,
            users: tracked.users,
            state: overview.state(tracked),
            waits_until: overview.waits_until(tracked),
            why: overview.why(tracked),
        }
    }
}
