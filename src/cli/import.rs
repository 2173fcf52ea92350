//! `jobfill import`: searches in bulk, from a CSV file.

mod bytes;
mod column;
mod entry;
mod portion;
mod scanner;
mod table;

use self::bytes::Text;
use self::entry::Entry;
use self::portion::{Added, Line, PORTION, add};
use self::table::{Refused, Table};
use super::open::open;
use super::{At, DONE, FAILED, output};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::start::{self, Order};
use crate::config::{Config, Env};
use crate::db;
use crate::searches;
use anyhow::{anyhow, bail};
use clap::Args;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Largest file read, in megabytes: a million rows.
const MAX_MEGABYTES: u64 = 100;

/// Pauses in seconds before a portion is tried again, when the database could not take it.
const PAUSES: [u64; 4] = [1, 4, 15, 60];

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

/// Outcome of an import.
#[derive(Default, Serialize)]
struct Report {
    /// Searches new to a person's list.
    taken: usize,
    /// Searches already on the list, or higher up in the file.
    already_there: usize,
    people: usize,
    /// Queued fetches.
    fetches: usize,
    refused: Vec<Refused>,
    /// Encoding assumed for the file.
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

/// The table in a file and its text; else the reason why the whole file is refused.
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

/// Imports a table. Good lines are taken and bad lines named: no line is lost because of a neighbour.
async fn import(app: &App, table: Table, is_meant: bool) -> anyhow::Result<Report> {
    let mut report = Report::default();
    let mut people = BTreeSet::new();
    let mut rows = table.rows.into_iter();
    loop {
        let portion: Vec<_> = rows.by_ref().take(PORTION).collect();
        if portion.is_empty() {
            break;
        }
        let mut good = Vec::with_capacity(portion.len());
        for row in portion {
            match check(app, row, is_meant) {
                Ok(line) => good.push(line),
                Err(refused) => report.refuse(refused),
            }
        }
        report.take(app, &good, &mut people).await?;
    }
    report.refused.sort_by_key(|refused| refused.line);
    report.people = people.len();
    report.fetches = start_all(app, &people).await?;
    Ok(report)
}

/// The checked line of a row; else the reason why the line is refused.
fn check(app: &App, row: Result<table::Row, Refused>, is_meant: bool) -> Result<Line, Refused> {
    let row = row?;
    let refused = |why| Refused { line: row.line, why };
    let entry = Entry::read(&row, app.config.country).map_err(refused)?;
    match searches::surprises(&entry.wishes).filter(|_| !is_meant) {
        Some(what) => Err(refused(say!("import-surprise", what = what))),
        None => Ok(Line { number: row.line, entry }),
    }
}

impl Report {
    fn refuse(&mut self, refused: Refused) {
        eprintln!("{}", say!("import-refused", line = refused.line, why = refused.why.as_str()));
        self.refused.push(refused);
    }

    /// Takes a portion of good lines. Where the database refuses the portion, each line is tried alone, lest a bad line
    /// take its neighbours along.
    async fn take(&mut self, app: &App, lines: &[Line], people: &mut BTreeSet<i32>) -> anyhow::Result<()> {
        match self.patiently(app, lines).await? {
            Ok(added) => self.count(&added, people),
            Err(_) if lines.len() > 1 => {
                for line in lines.chunks(1) {
                    Box::pin(self.take(app, line, people)).await?;
                }
            }
            Err(why) => {
                let why = say!("import-database", why = format!("{why:#}"));
                lines.iter().for_each(|line| self.refuse(Refused { line: line.number, why: why.clone() }));
            }
        }
        Ok(())
    }

    /// The database's verdict on the lines. Tries again while an answer says nothing about the lines: the database is
    /// busy, or away for a moment.
    async fn patiently(&self, app: &App, lines: &[Line]) -> anyhow::Result<anyhow::Result<Vec<Added>>> {
        let mut pauses = PAUSES.iter();
        loop {
            let why = match add(app, lines).await {
                Err(error) if db::is_about_database(&error) => format!("{error:#}"),
                said => return Ok(said),
            };
            let Some(&seconds) = pauses.next() else {
                let first = lines.first().map_or(0, |line| line.number);
                bail!(say!("import-broken-off", line = first, why = why, taken = self.taken));
            };
            eprintln!("{}", say!("import-again", why = why, seconds = seconds));
            tokio::time::sleep(Duration::from_secs(seconds)).await;
        }
    }

    fn count(&mut self, added: &[Added], people: &mut BTreeSet<i32>) {
        people.extend(added.iter().map(|one| one.user_id));
        self.taken += added.iter().filter(|one| one.is_new).count();
        self.already_there += added.iter().filter(|one| !one.is_new).count();
    }
}

/// Starts the purchases for imported searches, without waiting for them.
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
