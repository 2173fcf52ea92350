//! `jobfill import`: searches in bulk, from a CSV file.

mod bytes;
mod column;
mod entry;
mod scanner;
mod table;

use self::bytes::Text;
use self::entry::Entry;
use self::table::{Refused, Table};
use super::open::open;
use super::{At, DONE, FAILED, output};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::start::{self, Order};
use crate::config::{Config, Env};
use crate::db::Connection;
use crate::models::search::Search;
use crate::models::user::{Email, User};
use crate::searches::{self, Owner};
use anyhow::anyhow;
use clap::Args;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The largest file that is read, in megabytes: a million rows.
const MAX_MEGABYTES: u64 = 100;

#[derive(Args)]
pub(super) struct Options {
    #[expect(clippy::doc_markdown, reason = "the command's help shows it as it stands")]
    /// A table with a header: email, title_keyword and location, and as wanted query_name, ai_work_arrangement,
    /// ai_employment_type, ai_seniority, ai_industry, priority. Separated by commas, semicolons, tabs or bars, as
    /// spreadsheets save it. People that don't exist are added without a password.
    file: PathBuf,
    #[command(flatten)]
    at: At,
    /// Take rows whose place or title is understood in a surprising way, too: another country, a place that nobody
    /// knows. Without it such a row is refused, and says so.
    #[arg(long)]
    yes: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// What became of a file.
#[derive(Default, Serialize)]
struct Report {
    /// Searches that are new on somebody's list.
    taken: usize,
    /// Searches that stood on the list before, or higher up in the file.
    already_there: usize,
    people: usize,
    /// Fetches that were queued.
    fetches: usize,
    refused: Vec<Refused>,
    /// What the file was taken to be encoded in.
    encoding: &'static str,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let (table, text) = read(&options.file).map_err(|why| anyhow!("{}: {why}", options.file.display()))?;
    if let Some(word) = &text.guessed {
        eprintln!("{}", say!("import-guessed", word = word));
    }
    if !table.left_out.is_empty() {
        eprintln!("{}", say!("import-left-out", columns = table.left_out.join(", ")));
    }
    let opened = open(config, options.at.clock(), env).await?;
    let outcome = import(&opened.app, table, options.yes).await;
    opened.close().await?;
    let report = Report { encoding: text.encoding, ..outcome? };
    if options.json {
        output::json(&report)?;
    } else {
        print(&report)?;
    }
    Ok(if report.refused.is_empty() { DONE } else { FAILED })
}

/// The table in a file and its text; else why the file is refused whole.
fn read(path: &Path) -> Result<(Table, Text), String> {
    let bytes = contents(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => say!("import-no-file"),
        ErrorKind::IsADirectory => say!("import-is-directory"),
        ErrorKind::FileTooLarge => say!("import-too-large", most = MAX_MEGABYTES),
        _ => say!("import-no-permission", why = error.to_string()),
    })?;
    let text = bytes::text(&bytes).map_err(|error| error.to_string())?;
    Ok((Table::read(&text.text)?, text))
}

fn contents(path: &Path) -> io::Result<Vec<u8>> {
    let found = std::fs::metadata(path)?;
    if found.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if found.len() > MAX_MEGABYTES * 1_000_000 {
        return Err(ErrorKind::FileTooLarge.into());
    }
    std::fs::read(path)
}

/// Good lines are taken, bad ones named: nothing is lost because of a neighbour.
async fn import(app: &App, table: Table, is_meant: bool) -> anyhow::Result<Report> {
    let mut report = Report::default();
    let mut people = BTreeSet::new();
    for row in table.rows {
        match take(app, row, is_meant, &mut report).await {
            Ok(user_id) => {
                people.insert(user_id);
            }
            Err(refused) => {
                eprintln!("{}", say!("import-refused", line = refused.line, why = refused.why.as_str()));
                report.refused.push(refused);
            }
        }
    }
    report.people = people.len();
    report.fetches = start_all(app, &people).await?;
    Ok(report)
}

/// Adds what a row asks for, and counts it; else why the line is refused.
async fn take(
    app: &App,
    row: Result<table::Row, Refused>,
    is_meant: bool,
    report: &mut Report,
) -> Result<i32, Refused> {
    let row = row?;
    let refused = |why| Refused { line: row.line, why };
    let entry = Entry::read(&row, app.config.country).map_err(refused)?;
    if let Some(what) = searches::surprises(&entry.wishes).filter(|_| !is_meant) {
        return Err(refused(say!("import-surprise", what = what)));
    }
    let (user_id, added) = add(app, &entry).await.map_err(|why| refused(say!("import-database", why = why)))?;
    report.taken += added;
    report.already_there += entry.wishes.len() - added;
    Ok(user_id)
}

/// Whose searches they are, and how many of them are new.
async fn add(app: &App, entry: &Entry) -> Result<(i32, usize), String> {
    let mut conn = app.db.conn().await.map_err(|error| error.to_string())?;
    let adding = conn.transaction(async |conn| -> QueryResult<(i32, usize)> {
        let user_id = find_or_add(conn, app, &entry.email).await?;
        let claims = Claims::lock(conn).await?;
        let before = Search::of_list(conn, user_id, entry.list.name.trim()).await?;
        let mut there: BTreeSet<i32> = before.iter().map(|search| search.id).collect();
        let mut added = 0;
        for wish in &entry.wishes {
            let search = searches::add(conn, app, &claims, Owner::of(user_id), &entry.list, wish).await?;
            added += usize::from(there.insert(search.id));
        }
        Ok((user_id, added))
    });
    adding.await.map_err(|error| error.to_string())
}

async fn find_or_add(conn: &mut Connection, app: &App, email: &Email) -> QueryResult<i32> {
    if let Some(user) = User::find_by_email(conn, email).await? {
        return Ok(user.id);
    }
    let added = User::create(conn, email, None, false, app.clock.now()).await?;
    added.map(|user| user.id).ok_or(diesel::result::Error::NotFound)
}

/// Starts what the imported searches need; nobody waits for it.
async fn start_all(app: &App, people: &BTreeSet<i32>) -> anyhow::Result<usize> {
    let mut conn = app.db.conn().await?;
    let mut fetches = 0;
    for &user_id in people {
        let order = Order::unattended(app);
        let started = conn
            .transaction(async |conn| -> QueryResult<_> {
                let claims = Claims::lock(conn).await?;
                start::for_person(conn, app, &claims, user_id, order).await
            })
            .await?;
        fetches += started.fetches.len();
    }
    Ok(fetches)
}

fn print(report: &Report) -> anyhow::Result<()> {
    let Report { taken, already_there, people, fetches, refused, .. } = report;
    let (there, refused) = (*already_there, refused.len());
    output::line(&say!("import-taken", taken = *taken, people = *people, there = there, refused = refused))?;
    output::line(&say!("import-queued", fetches = *fetches))
}
