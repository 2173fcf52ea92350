//! `jobfill refresh`: the daily run, now.

use super::open::open;
use super::{At, DONE, FAILED, output};
use crate::app::App;
use crate::config::{Config, Env};
use crate::queue::Choice;
use crate::refresh::{self, OneRun, Report};
use crate::schema::fetches;
use crate::worker;
use clap::Args;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::time::Duration;

/// How often the fetches are looked at while others work on them.
const LOOK: Duration = Duration::from_millis(100);

#[derive(Args)]
pub struct Options {
    /// Buy nothing; print what it would cost.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    at: At,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let opened = open(config, options.at.clock(), env).await?;
    let outcome =
        if options.dry_run { dry_run(&opened.app, &options).await } else { refresh_now(&opened.app, &options).await };
    opened.close().await?;
    outcome
}

async fn dry_run(app: &App, options: &Options) -> anyhow::Result<u8> {
    let preview = refresh::plan_all(app).await?;
    if options.json {
        output::json(&serde_json::json!({
            "date": app.today(),
            "combinations": preview.combinations,
            "requests": preview.requests.len(),
            "expected_credits": preview.expected,
        }))?;
        return Ok(DONE);
    }
    output::line(&format!(
        "{} combinations, {} requests to ask, about {} credits; nothing was bought: this was a dry run",
        preview.combinations,
        preview.requests.len(),
        preview.expected
    ))?;
    Ok(DONE)
}

async fn refresh_now(app: &App, options: &Options) -> anyhow::Result<u8> {
    let one = OneRun::begin(app).await?;
    let run = refresh::start(&one, app, app.today(), false).await?;
    work(app, &run.fetch_ids, run.task_ids).await?;
    let report = refresh::report(&mut *app.db.conn().await?, app.today()).await?;
    if options.json {
        output::json(&report)?
    } else {
        print(&report)?
    }
    Ok(if report.failed.is_empty() { DONE } else { FAILED })
}

/// Works the queue for the run's own fetches until they have ended or wait for something.
async fn work(app: &App, fetch_ids: &[i64], task_ids: Vec<i64>) -> anyhow::Result<()> {
    let choice = Choice { only: Some(task_ids) };
    loop {
        if worker::step(app, &choice).await?.is_some() {
            continue;
        }
        let under_way: i64 = fetches::table
            .filter(fetches::id.eq_any(fetch_ids).and(fetches::state.eq_any(["queued", "running"])))
            .count()
            .get_result(&mut *app.db.conn().await?)
            .await?;
        if under_way == 0 {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
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
