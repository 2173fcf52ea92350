//! `jobfill reread`: reads kept answers again, without buying.

use super::open::open;
use super::{DONE, output};
use crate::backfill::reread::{self, Reread};
use crate::clock::Clock;
use crate::config::{Config, Env};
use clap::Args;

#[derive(Args)]
pub(super) struct Options {
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let opened = open(config, Clock::System, env).await?;
    let outcome = reread::all(&opened.app).await;
    opened.close().await?;
    let reread = outcome?;
    if options.json {
        output::json(&reread)?;
    } else {
        print(&reread)?;
    }
    Ok(DONE)
}

fn print(reread: &Reread) -> anyhow::Result<()> {
    let rows = [
        ("answers read", reread.answers),
        ("read for the first time", reread.newly_read),
        ("cannot be read yet", reread.unreadable),
        ("new jobs", reread.new_jobs),
        ("rows left out", reread.left_out),
        ("fetches mended", reread.fetches_mended),
    ];
    output::table(["KEPT ANSWERS", "COUNT"], &rows.map(|(what, count)| [what.to_owned(), count.to_string()]))
}
