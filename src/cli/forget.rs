//! `jobfill forget`: repeats deletions after a backup was restored, and prints the list needed for that.

use super::open::open;
use super::output::{self, Usage};
use super::{At, DONE, FAILED};
use crate::app::App;
use crate::config::{Config, Env};
use crate::models::deletion::{Deletion, Mark};
use crate::people::retention::{self, Gone};
use anyhow::Context;
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub(super) struct Options {
    /// Lines of `jobfill forget --list` to delete again; - is standard input.
    file: Option<PathBuf>,
    /// Print what was deleted, a line each, by numbers that lead to nobody.
    #[arg(long, conflicts_with = "file")]
    list: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    at: At,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    // Read first: a list with a malformed line deletes nothing.
    let marks = options.file.as_deref().map_or_else(|| Ok(Vec::new()), marks)?;
    let opened = open(config, options.at.clock(), env).await?;
    let outcome = match options.list {
        true => list(&opened.app, options.json).await,
        false => forget(&opened.app, &marks, options.json).await,
    };
    opened.close().await?;
    outcome
}

fn marks(file: &Path) -> anyhow::Result<Vec<Mark>> {
    let text = match file == Path::new("-") {
        true => std::io::read_to_string(std::io::stdin()).context("standard input cannot be read")?,
        false => std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?,
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| line.parse().map_err(|error| Usage(format!("{error}")).into())).collect()
}

async fn list(app: &App, is_json: bool) -> anyhow::Result<u8> {
    let deletions = Deletion::all(&mut *app.db.conn().await?).await?;
    if is_json {
        output::json(&deletions)?;
    } else {
        deletions.iter().try_for_each(|one| output::line(&one.mark))?;
    }
    Ok(DONE)
}

async fn forget(app: &App, marks: &[Mark], is_json: bool) -> anyhow::Result<u8> {
    let again = retention::again(app, marks).await?;
    let swept = match retention::sweep(app).await {
        Ok(swept) => swept,
        Err(error) => {
            eprintln!("jobfill: the list is done, what is kept for too long is not: {error}");
            return Ok(FAILED);
        }
    };
    let gone = Gone { accounts: again.accounts + swept.accounts, cvs: again.cvs, texts: swept.texts };
    if is_json {
        output::json(&gone)?;
    } else {
        let rows = [("accounts", gone.accounts), ("CVs", gone.cvs), ("texts of other CVs", gone.texts)];
        output::table(["DELETED", "COUNT"], &rows.map(|(what, count)| [what.to_owned(), count.to_string()]))?;
    }
    Ok(DONE)
}
