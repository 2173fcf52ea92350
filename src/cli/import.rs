//! `jobfill import`: searches in bulk, from a CSV file.

use super::open::open;
use super::{DONE, FAILED, output};
use crate::app::App;
use crate::backfill::claims::Claims;
use crate::backfill::start::{self, Order};
use crate::clock::Clock;
use crate::config::{Config, Env};
use crate::db::Connection;
use crate::filters::Filters;
use crate::models::user::{Email, User};
use crate::searches::{self, List, Owner};
use anyhow::Context;
use clap::Args;
use diesel::QueryResult;
use diesel_async::AsyncConnection;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Args)]
pub struct Options {
    /// With the columns email, query_name, title_keyword, location, ai_work_arrangement, ai_employment_type,
    /// ai_seniority, ai_industry, priority. People that don't exist are added without a password.
    file: PathBuf,
}

/// One line of the file.
#[derive(Deserialize)]
struct Line {
    email: String,
    query_name: String,
    title_keyword: String,
    location: String,
    ai_work_arrangement: Option<String>,
    ai_employment_type: Option<String>,
    ai_seniority: Option<String>,
    ai_industry: Option<String>,
    priority: Option<i32>,
}

pub async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(&options.file);
    let reader = reader.with_context(|| format!("{} cannot be read", options.file.display()))?;
    let opened = open(config, Clock::System, env).await?;
    let outcome = import(&opened.app, reader).await;
    opened.close().await?;
    outcome
}

/// Good lines are taken, bad ones named: nothing is lost because of a neighbour.
async fn import(app: &App, mut reader: csv::Reader<std::fs::File>) -> anyhow::Result<u8> {
    let (mut taken, mut refused) = (0, 0);
    let mut people = BTreeSet::new();
    for (number, line) in (2..).zip(reader.deserialize()) {
        match take(app, line).await {
            Ok(user_id) => {
                people.insert(user_id);
                taken += 1;
            }
            Err(why) => {
                eprintln!("line {number}: {why}");
                refused += 1;
            }
        }
    }
    let fetches = start_all(app, &people).await?;
    output::line(&format!("{taken} searches of {} people taken, {refused} lines refused.", people.len()))?;
    output::line(&format!("{fetches} fetches queued; `jobfill serve` or `jobfill work` buys them."))?;
    Ok(if refused == 0 { DONE } else { FAILED })
}

/// Why a line was refused, in a plain sentence.
type Refusal = String;

async fn take(app: &App, line: Result<Line, csv::Error>) -> Result<i32, Refusal> {
    let line = line.map_err(|error| error.to_string())?;
    let email = Email::parse(&line.email).map_err(|error| error.to_string())?;
    let list = list(&line)?;
    let wishes = list.wishes(app.config.country).map_err(|errors| {
        [errors.name, errors.titles, errors.locations, errors.priority]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    })?;
    let mut conn = app.db.conn().await.map_err(|error| error.to_string())?;
    let saving = conn.transaction(async |conn| -> QueryResult<i32> {
        let user = find_or_add(conn, app, &email).await?;
        let claims = Claims::lock(conn).await?;
        for wish in &wishes {
            searches::add(conn, app, &claims, Owner::of(user), &list, wish).await?;
        }
        Ok(user)
    });
    saving.await.map_err(|error| format!("the database refused it: {error}"))
}

async fn find_or_add(conn: &mut Connection, app: &App, email: &Email) -> QueryResult<i32> {
    if let Some(user) = User::find_by_email(conn, email).await? {
        return Ok(user.id);
    }
    let added = User::create(conn, email, None, false, app.clock.now()).await?;
    added.map(|user| user.id).ok_or(diesel::result::Error::NotFound)
}

fn list(line: &Line) -> Result<List, Refusal> {
    Ok(List {
        name: line.query_name.clone(),
        titles: vec![line.title_keyword.clone()],
        locations: vec![line.location.clone()],
        filters: Filters {
            work_arrangement: filter(line.ai_work_arrangement.as_deref())?,
            employment_type: filter(line.ai_employment_type.as_deref())?,
            seniority: filter(line.ai_seniority.as_deref())?,
            industry: filter(line.ai_industry.as_deref())?,
        },
        priority: line.priority.unwrap_or(0),
    })
}

/// Empty means no filter.
fn filter<T: std::str::FromStr<Err: std::fmt::Display>>(text: Option<&str>) -> Result<Option<T>, Refusal> {
    text.filter(|text| !text.is_empty()).map(|text| text.parse().map_err(|error: T::Err| error.to_string())).transpose()
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
