//! `jobfill savings`: savings by sharing.

use super::open::open;
use super::{DONE, output};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, Env};
use crate::models::saving::Purchases;
use crate::quota::report::{ByReason, Figures, Report};
use crate::sources::Source;
use clap::Args;
use serde::Serialize;

#[derive(Args)]
pub(super) struct Options {
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Savings figures, as scripts read them.
#[derive(Serialize)]
struct Savings {
    wanted: i64,
    bought: i64,
    avoided: i64,
    /// Demands neither bought nor avoided so far: no page has come yet.
    pending: i64,
    saved_percent: i64,
    saved_credits: i64,
    by_reason: ByReason,
    by_source: Vec<Bought>,
}

/// Purchases at one source, daily runs included.
#[derive(Serialize)]
struct Bought {
    source: Source,
    fetches: i64,
    pages: i64,
    credits: i64,
}

impl Savings {
    fn of(figures: Figures, by_source: Vec<Bought>) -> Self {
        Self {
            wanted: figures.wanted,
            bought: figures.bought,
            avoided: figures.avoided(),
            pending: figures.pending,
            saved_percent: figures.saved_percent(),
            saved_credits: figures.saved_credits,
            by_reason: figures.by_reason,
            by_source,
        }
    }
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let opened = open(config, Clock::System, env).await?;
    let outcome = show(&opened.app, &options).await;
    opened.close().await?;
    outcome
}

async fn show(app: &App, options: &Options) -> anyhow::Result<u8> {
    let mut conn = app.db.conn().await?;
    let report = Report::load(&mut conn).await?;
    let bought = Purchases::by_source(&mut conn).await?.into_iter().map(Bought::from).collect();
    if options.json {
        output::json(&Savings::of(report.total, bought))?;
    } else {
        print(&report, &bought)?;
    }
    Ok(DONE)
}

impl From<Purchases> for Bought {
    fn from(one: Purchases) -> Self {
        Self { source: one.source, fetches: one.fetches, pages: one.pages, credits: one.credits }
    }
}

fn print(report: &Report, bought: &[Bought]) -> anyhow::Result<()> {
    let months = report.months.iter().map(|(month, figures)| row(month.format("%Y-%m").to_string(), figures));
    let rows: Vec<_> = months.chain([row("all".to_owned(), &report.total)]).collect();
    output::table(["MONTH", "WANTED", "BOUGHT", "AVOIDED", "PENDING", "PERCENT", "CREDITS"], &rows)?;
    let ByReason { same_combination, same_request, being_bought, held, contained, in_list } = report.total.by_reason;
    output::line(&format!(
        "Not bought, by search and source: {same_combination} same combination, {same_request} same request, \
         {being_bought} being bought, {held} held, {contained} contained, {in_list} in a list."
    ))?;
    if report.total.pending > 0 {
        output::line(&format!(
            "Pending: nothing has come yet; about {} credits count as saved once it has.",
            report.total.pending_credits
        ))?;
    }
    let rows = bought.iter().map(|one| {
        let source = one.source.label().to_owned();
        [source, one.fetches.to_string(), one.pages.to_string(), one.credits.to_string()]
    });
    output::table(["SOURCE", "FETCHES", "PAGES", "CREDITS"], &rows.collect::<Vec<_>>())
}

fn row(month: String, figures: &Figures) -> [String; 7] {
    [
        month,
        figures.wanted.to_string(),
        figures.bought.to_string(),
        figures.avoided().to_string(),
        figures.pending.to_string(),
        figures.saved_percent().to_string(),
        figures.saved_credits.to_string(),
    ]
}
