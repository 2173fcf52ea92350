//! `jobfill doctor`: open needs, with advice, and the share of jobs that are copies of each other.

use super::open::open;
use super::{At, DONE, FAILED, output};
use crate::app::App;
use crate::config::{Config, Env};
use crate::models::job::CopyShare;
use crate::needs::{self, Cause, Need};
use chrono::{DateTime, Utc};
use clap::Args;
use serde::Serialize;

/// Jobs looked at for copies, the newest first.
const LOOKED_AT: i64 = 20_000;

/// Groups of copies shown, the largest first.
const SHOWN: i64 = 5;

#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    at: At,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// A cause, as scripts read the report.
#[derive(Serialize)]
struct Finding {
    cause: Cause,
    /// Beginning of the need. None: not recorded.
    since: Option<DateTime<Utc>>,
    count: i64,
    /// The need in a sentence, and the advice.
    what_to_do: String,
    link: String,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let opened = open(config, options.at.clock(), env).await?;
    let outcome = examine(&opened.app, &options).await;
    opened.close().await?;
    outcome
}

async fn examine(app: &App, options: &Options) -> anyhow::Result<u8> {
    let mut conn = app.db.conn().await?;
    needs::note(&mut conn, app).await?;
    let needs = needs::load(&mut conn, app).await?;
    if options.json {
        output::json(&needs.iter().map(|need| finding(app, need)).collect::<Vec<_>>())?;
    } else {
        print(app, &needs)?;
        show(&CopyShare::among_newest(&mut conn, LOOKED_AT, SHOWN).await?)?;
    }
    Ok(if needs.iter().any(|need| need.is_urgent) { FAILED } else { DONE })
}

fn finding(app: &App, need: &Need) -> Finding {
    Finding {
        cause: need.cause,
        since: need.since,
        count: need.count,
        what_to_do: format!("{}. {}", need.what, need.what_to_do),
        link: link(app, need),
    }
}

/// Link to the need: a whole address where the address of the pages is set.
fn link(app: &App, need: &Need) -> String {
    let base = app.config.public_url.as_ref().map_or("", |url| url.as_str().trim_end_matches('/'));
    format!("{base}{}", need.link)
}

/// Prints a paragraph for each need: urgent needs first, then needs that are good to know.
fn print(app: &App, needs: &[Need]) -> anyhow::Result<()> {
    if !needs.iter().any(|need| need.is_urgent) {
        output::line("Nothing needs anybody.")?;
    }
    for need in needs {
        let mark = if need.is_urgent { "!" } else { "-" };
        let since = need.since.map(|at| format!(" (since {})", at.format("%Y-%m-%d %H:%M UTC")));
        output::line(&format!("{mark} {}{}", need.what, since.unwrap_or_default()))?;
        output::line(&format!("  {} {}", need.what_to_do, link(app, need)))?;
    }
    Ok(())
}

/// Shows how many jobs are copies of others, and the largest groups: a group of very many is hardly a single job.
fn show(copies: &CopyShare) -> anyhow::Result<()> {
    if copies.jobs == 0 {
        return Ok(());
    }
    let percent = copies.copies as f64 * 100.0 / copies.jobs as f64;
    output::line(&format!(
        "Of the newest {} jobs {} are copies of others ({percent:.1} %), in {} groups.",
        copies.jobs, copies.copies, copies.groups
    ))?;
    for group in &copies.largest.0 {
        output::line(&format!("  {} times: {}", group.size, group.label()))?;
    }
    Ok(())
}
