//! `jobfill status`: how searches stand.

use super::open::open;
use super::output::{self, Usage};
use super::{At, DONE};
use crate::app::App;
use crate::config::{Config, Env};
use crate::models::listing::Count;
use crate::models::tracking;
use crate::models::user::{Email, User};
use crate::status::Status;
use crate::text;
use clap::Args;
use std::collections::BTreeMap;

#[derive(Args)]
pub(super) struct Options {
    /// Whose searches; without it, all combinations by state.
    #[arg(long)]
    user: Option<String>,
    #[command(flatten)]
    at: At,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let email = options.user.as_deref().map(Email::parse).transpose().map_err(|error| Usage(error.to_string()))?;
    let opened = open(config, options.at.clock(), env).await?;
    let outcome = match email {
        Some(email) => of_person(&opened.app, &email, options.json).await,
        None => of_all(&opened.app, options.json).await,
    };
    opened.close().await?;
    outcome
}

/// Count in words: "38", "600+".
fn told(jobs: Count) -> String {
    let more = if jobs.is_more() { "+" } else { "" };
    format!("{}{more}", text::number(jobs.least()))
}

async fn of_person(app: &App, email: &Email, is_json: bool) -> anyhow::Result<u8> {
    let mut conn = app.db.conn().await?;
    let user = User::find_by_email(&mut conn, email).await?;
    let user = user.ok_or_else(|| anyhow::anyhow!("nobody has the address {}", email.as_str()))?;
    let status = Status::load_at_one_moment(&mut conn, app, &user).await?;
    if is_json {
        output::json(&status)?;
        return Ok(DONE);
    }
    let rows: Vec<_> = status
        .combinations
        .iter()
        .map(|one| {
            [
                one.title_keyword.clone(),
                one.location.clone(),
                one.state.as_str().to_owned(),
                told(one.jobs_found),
                one.why.clone(),
            ]
        })
        .collect();
    output::table(["TITLE", "PLACE", "STATE", "JOBS", "WHY"], &rows)?;
    Ok(DONE)
}

async fn of_all(app: &App, is_json: bool) -> anyhow::Result<u8> {
    let mut conn = app.db.conn().await?;
    let counts = tracking::count_by_state(&mut conn).await?;
    let counts = counts.into_iter().map(|(state, count)| (state.as_str(), count));
    if is_json {
        output::json(&counts.collect::<BTreeMap<_, _>>())?;
        return Ok(DONE);
    }
    let rows: Vec<_> = counts.map(|(state, count)| [state.to_owned(), count.to_string()]).collect();
    output::table(["STATE", "COMBINATIONS"], &rows)?;
    Ok(DONE)
}
