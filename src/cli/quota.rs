//! `jobfill quota`: credits spent and credits left.

use super::open::open;
use super::{At, DONE, FAILED, output};
use crate::app::App;
use crate::config::{Config, Env};
use crate::models::source_state::SourceState;
use crate::quota::ledger;
use crate::quota::meter::Meter;
use crate::quota::totals;
use crate::sources::Source;
use crate::sources::Unit;
use chrono::{DateTime, Utc};
use clap::Args;
use diesel_async::AsyncConnection;
use serde::Serialize;

#[derive(Args)]
pub(super) struct Options {
    /// Compare every meter with the ledger, and every total with what it sums up; exit with 1 if they differ.
    #[arg(long)]
    check: bool,
    /// Make the totals anew from what they sum up; purchases wait for some seconds.
    #[arg(long)]
    remake_totals: bool,
    #[command(flatten)]
    at: At,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct MeterReport {
    source: Source,
    unit: Unit,
    limit: i64,
    spent: i64,
    reserved: i64,
    unknown: i64,
    /// Credits spent elsewhere, by the provider's last word.
    elsewhere: i64,
    left: i64,
    resets_at: DateTime<Utc>,
}

#[derive(Serialize)]
struct Report {
    meters: Vec<MeterReport>,
    drift: Vec<String>,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let opened = open(config, options.at.clock(), env).await?;
    let outcome = show(&opened.app, &options).await;
    opened.close().await?;
    outcome
}

async fn show(app: &App, options: &Options) -> anyhow::Result<u8> {
    if options.remake_totals {
        app.db.conn().await?.transaction(async |conn| totals::remake(conn).await).await?;
    }
    let report = load(app).await?;
    if options.json {
        output::json(&report)?;
    } else {
        print(&report)?;
    }
    if !options.check {
        return Ok(DONE);
    }
    check(app).await
}

async fn check(app: &App) -> anyhow::Result<u8> {
    let mut conn = app.db.conn().await?;
    let imbalances = ledger::imbalances(&mut conn).await?;
    for one in &imbalances {
        eprintln!("{} {}: {}", one.source, one.unit, one.what);
    }
    let differences = totals::differences(&mut conn).await?;
    for one in &differences {
        eprintln!("{one}");
    }
    if !differences.is_empty() {
        eprintln!("`jobfill quota --remake-totals` makes the totals anew.");
    }
    if imbalances.is_empty() {
        eprintln!("The meters and the ledger agree.");
    }
    Ok(if imbalances.is_empty() && differences.is_empty() { DONE } else { FAILED })
}

async fn load(app: &App) -> anyhow::Result<Report> {
    let mut conn = app.db.conn().await?;
    let meters = Meter::all_shown(&mut conn, &app.config.sources, app.clock.now()).await?;
    let meters = meters.into_iter().map(|meter| MeterReport {
        limit: meter.plan(),
        elsewhere: meter.elsewhere(),
        left: meter.left(),
        source: meter.source,
        unit: meter.unit,
        spent: meter.spent,
        reserved: meter.reserved,
        unknown: meter.unknown,
        resets_at: meter.resets_at,
    });
    let drift = SourceState::all(&mut conn).await?.into_iter();
    let drift = drift.filter(SourceState::is_drifted);
    Ok(Report {
        meters: meters.collect(),
        drift: drift.map(|state| format!("{}: {}", state.source, state.stopped_why.unwrap_or_default())).collect(),
    })
}

fn print(report: &Report) -> anyhow::Result<()> {
    let rows: Vec<_> = report.meters.iter().map(row).collect();
    output::table(["SOURCE", "UNIT", "LIMIT", "SPENT", "RESERVED", "UNKNOWN", "ELSEWHERE", "LEFT", "RESETS"], &rows)?;
    report.drift.iter().try_for_each(|drift| output::line(&format!("stopped: {drift}")))
}

fn row(meter: &MeterReport) -> [String; 9] {
    [
        meter.source.to_string(),
        meter.unit.to_string(),
        meter.limit.to_string(),
        meter.spent.to_string(),
        meter.reserved.to_string(),
        meter.unknown.to_string(),
        meter.elsewhere.to_string(),
        meter.left.to_string(),
        meter.resets_at.format("%Y-%m-%d %H:%M UTC").to_string(),
    ]
}
