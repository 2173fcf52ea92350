//! `jobfill refresh`: a run over all live combinations, now.

use super::lists::Named;
use super::open::open;
use super::{At, DONE, FAILED, output, working};
use crate::app::App;
use crate::config::{Config, Env};
use crate::models::refresh::Refresh;
use crate::refresh::{self, OneRun, Report};
use chrono::TimeDelta;
use clap::{Args, ValueEnum};

#[derive(Args)]
pub(super) struct Options {
    /// Ask for nothing older than this, however long the gap is; what is left of it stays a hole until a later run.
    #[arg(long, value_name = "SPAN")]
    window: Option<Window>,
    /// Buy nothing; print what it would cost.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    at: At,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Names of spans, as sources call them.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Window {
    #[value(name = "24h", alias = "today")]
    Day,
    #[value(name = "3days", alias = "3d")]
    ThreeDays,
    #[value(name = "7d", alias = "week")]
    Week,
}

impl Window {
    fn length(self) -> TimeDelta {
        TimeDelta::days(match self {
            Self::Day => 1,
            Self::ThreeDays => 3,
            Self::Week => 7,
        })
    }
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let opened = open(config, options.at.clock(), env).await?;
    let outcome =
        if options.dry_run { dry_run(&opened.app, &options).await } else { refresh_now(&opened.app, &options).await };
    opened.close().await?;
    outcome
}

async fn dry_run(app: &App, options: &Options) -> anyhow::Result<u8> {
    let preview = refresh::plan_all(app, options.window.map(Window::length)).await?;
    let named = Named::all(&mut *app.db.conn().await?, &preview.lists).await?;
    if options.json {
        output::json(&serde_json::json!({
            "date": app.today(),
            "combinations": preview.combinations,
            "requests": preview.requests.len(),
            "expected_credits": preview.expected,
            "left_out": preview.left_out,
            "fetches": preview.lists.len(),
            "planned": named,
        }))?;
        return Ok(DONE);
    }
    if app.config.sources.is_empty() {
        output::line(
            "no job API has a key, so nothing can be asked; set RAPIDAPI_KEY. Nothing was bought: this was a dry run",
        )?;
        return Ok(DONE);
    }
    output::line(&format!(
        "{} combinations, {} requests to ask in {} fetches, about {} credits; nothing was bought: this was a dry run",
        preview.combinations,
        preview.requests.len(),
        preview.lists.len(),
        preview.expected
    ))?;
    named.iter().try_for_each(Named::print)?;
    left_out(preview.left_out)?;
    Ok(DONE)
}

async fn refresh_now(app: &App, options: &Options) -> anyhow::Result<u8> {
    let one = OneRun::begin(app).await?;
    let id = Refresh::insert_by_hand(&mut *app.db.conn().await?, app.today(), app.clock.now()).await?;
    let run = refresh::start(&one, app, id, options.window.map(Window::length)).await?;
    let left_behind = Refresh::left_behind(&mut *app.db.conn().await?, id).await?;
    let (fetch_ids, task_ids): (Vec<i64>, Vec<i64>) = left_behind.into_iter().unzip();
    // Fetches left in the queue by earlier runs are seen to as well.
    working::see_through(app, &[run.fetch_ids, fetch_ids].concat(), [run.task_ids, task_ids].concat()).await?;
    let mut conn = app.db.conn().await?;
    let report = refresh::report(&mut conn, id).await?;
    if options.json {
        output::json(&report)?;
    } else {
        print(&report)?;
        left_out(Refresh::find(&mut conn, id).await?.left_out.try_into()?)?;
    }
    Ok(if report.failed.is_empty() { DONE } else { FAILED })
}

fn left_out(requests: usize) -> anyhow::Result<()> {
    match requests {
        0 => Ok(()),
        _ => output::line(&format!("  {requests} requests were left out: the limits have no room for them")),
    }
}

fn print(report: &Report) -> anyhow::Result<()> {
    output::line(&format!(
        "{}: {} combinations, {} requests, {} pages, {} jobs, {} new; {} credits",
        report.date, report.combinations, report.requests, report.pages, report.jobs, report.new_jobs, report.credits
    ))?;
    report
        .failed
        .iter()
        .try_for_each(|one| output::line(&format!("  failed: {} ({}): {}", one.request, one.source, one.why)))
}
