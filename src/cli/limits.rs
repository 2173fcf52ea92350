//! `jobfill limits`: the limits that hold, and changing them without the page.

use super::open::open;
use super::output::{self, Usage};
use super::{DONE, FAILED};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Cap, Config, Env};
use crate::models::cap::ChangedCap;
use crate::quota::caps::{self, Change, Wish};
use clap::Args;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Serialize;

#[derive(Args)]
pub(super) struct Options {
    /// Limits to change: `daily_credits=3000`; with nothing behind the = the default holds again.
    #[arg(value_name = "NAME=VALUE", requires = "reason")]
    changes: Vec<String>,
    /// Reason for the change, for the audit.
    #[arg(long)]
    reason: Option<String>,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line {
    name: Cap,
    value: i64,
    /// Where the value comes from: `environment`, `page` or `default`.
    from: &'static str,
    setting: &'static str,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let wishes = options.changes.iter().map(|change| wish(change, &config)).collect::<Result<Vec<_>, _>>()?;
    let reason = options.reason.as_deref().unwrap_or_default().trim().to_owned();
    if !wishes.is_empty() && reason.is_empty() {
        return Err(Usage("a reason is kept in the audit: --reason TEXT".to_owned()).into());
    }
    let opened = open(config, Clock::System, env).await?;
    let outcome = change_and_show(&opened.app, &wishes, &reason, options.json).await;
    opened.close().await?;
    outcome
}

/// One `NAME=VALUE`.
fn wish(text: &str, config: &Config) -> Result<Wish, Usage> {
    let (name, value) =
        text.split_once('=').ok_or_else(|| Usage(format!("{text} is no change: NAME=VALUE is expected")))?;
    let cap: Cap = name.parse().map_err(|error: crate::closed::NotListed| Usage(error.to_string()))?;
    if config.caps.fixed(cap).is_some() {
        return Err(Usage(format!("the environment sets {cap} ({}); change it there", cap.setting())));
    }
    if value.trim().is_empty() {
        return Ok((cap, None));
    }
    let allowed = cap.allowed();
    let value: Option<i64> = value.trim().parse().ok().filter(|value| allowed.contains(value));
    let value =
        value.ok_or_else(|| Usage(format!("{cap} is a whole number from {} to {}", allowed.start(), allowed.end())))?;
    Ok((cap, Some(value)))
}

async fn change_and_show(app: &App, wishes: &[Wish], reason: &str, is_json: bool) -> anyhow::Result<u8> {
    let mut conn = app.db.conn().await?;
    if !wishes.is_empty() {
        let changing = conn.transaction(async |conn| -> QueryResult<Vec<Change>> {
            caps::change(conn, app, wishes, (None, reason)).await
        });
        for change in changing.await? {
            eprintln!("{}: {} → {}", change.cap, change.was, change.is);
        }
        caps::look(&mut conn, app).await?;
    }
    let changed = ChangedCap::values(&mut conn).await?;
    let lines: Vec<Line> = Cap::ALL.iter().map(|&cap| line(app, cap, &changed)).collect();
    if is_json {
        output::json(&lines)?;
    } else {
        let row = |line: &Line| {
            [line.name.to_string(), line.value.to_string(), line.from.to_owned(), line.setting.to_owned()]
        };
        output::table(["LIMIT", "VALUE", "FROM", "SETTING"], &lines.iter().map(row).collect::<Vec<_>>())?;
    }
    let is_held = wishes.iter().all(|(cap, value)| value.is_none_or(|value| app.caps().of(*cap) == value));
    Ok(if is_held { DONE } else { FAILED })
}

fn line(app: &App, cap: Cap, changed: &[(Cap, i64)]) -> Line {
    let from = match app.config.caps.fixed(cap) {
        Some(_) => "environment",
        None if changed.iter().any(|(one, _)| *one == cap) => "page",
        None => "default",
    };
    Line { name: cap, value: app.caps().of(cap), from, setting: cap.setting() }
}
