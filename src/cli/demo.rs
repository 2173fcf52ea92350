//! `jobfill demo`: everything at once, on sandbox data, with ten people whose wishes overlap.

pub mod cast;

use super::open::{Opened, open};
use super::{output, serve};
use crate::app::SharedApp;
use crate::backfill::claims::Claims;
use crate::backfill::start::{self, Order};
use crate::clock::Clock;
use crate::config::{Config, Env};
use crate::db::cluster;
use crate::models::user::Email;
use crate::people;
use crate::searches::{self, Owner};
use crate::sources::{Source, sandbox};
use anyhow::Context;
use cast::{ADMIN, CAST, PASSWORD, Person};
use clap::Args;
use diesel_async::AsyncConnection;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How often the demo looks whether a person's jobs have come.
const LOOK: Duration = Duration::from_millis(50);

#[derive(Args)]
pub struct Options {
    /// Keep the data of the last demo instead of starting afresh.
    #[arg(long)]
    keep: bool,
}

pub async fn run(options: Options, env: Env) -> anyhow::Result<u8> {
    let mut env = env;
    let data_dir = cluster::demo_data_dir(&env.data_dir()?);
    // The address first: a demo that runs already has it, and keeps its data.
    let listener = serve::bind(&Config::from_env(&env)?)?;
    if !options.keep {
        clear(&data_dir)?;
    }
    std::fs::create_dir_all(&data_dir).with_context(|| format!("{} cannot be made", data_dir.display()))?;
    let sandbox = start_sandbox(&data_dir)?;
    set_up(&mut env, &data_dir, &sandbox);
    let config = Config::from_env(&env)?;
    let opened = open(config, Clock::System, &env).await?;
    let app = opened.app.clone();
    let account = format!("{}/account", sandbox.url());
    let outcome = play(opened, listener, app, &account).await;
    sandbox.stop().await;
    outcome
}

async fn play(opened: Opened, listener: std::net::TcpListener, app: SharedApp, account: &str) -> anyhow::Result<u8> {
    let address = serve::address(&listener)?;
    serve::until_stopped(opened, Some(listener), true, async move {
        output::line(&format!("Jobfill is starting on {address}; ten people are signing up."))?;
        for person in &CAST {
            sign_up(&app, person).await?;
        }
        add(&app, ADMIN, true).await?;
        invite(&address, account)
    })
    .await
}

/// A fresh demo leaves nothing of the last one.
fn clear(data_dir: &Path) -> anyhow::Result<()> {
    match std::fs::remove_dir_all(data_dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be cleared", data_dir.display()))
        }
        _ => Ok(()),
    }
}

fn start_sandbox(data_dir: &Path) -> anyhow::Result<sandbox::Running> {
    let mut options = sandbox::Options::new(Arc::new(|| Clock::System.now()));
    options.account_file = Some(data_dir.join("sandbox-account.jsonl"));
    sandbox::start(options)
}

/// The demo has a database and providers of its own, whatever the environment says.
fn set_up(env: &mut Env, data_dir: &Path, sandbox: &sandbox::Running) {
    for name in ["DATABASE_URL", "JSEARCH_API_KEY", "ACTIVE_JOBS_API_KEY", "ANTHROPIC_API_KEY", "JSEARCH_PATH"] {
        env.remove(name);
    }
    env.remove("ACTIVE_JOBS_PATH");
    env.set("JOBFILL_DATA_DIR", data_dir.to_string_lossy());
    env.set("RAPIDAPI_KEY", sandbox::API_KEY);
    for &source in Source::ALL {
        env.set(source.base_url_setting(), sandbox.base_url(source));
    }
}

/// One after the other, so that the terminal tells how each person finds more and more already here.
async fn sign_up(app: &SharedApp, person: &Person) -> anyhow::Result<()> {
    let Some(user_id) = add(app, person.email, false).await? else { return Ok(()) };
    let mut conn = app.db.conn().await?;
    let started = conn
        .transaction(async |conn| -> diesel::QueryResult<_> {
            let claims = Claims::lock(conn).await?;
            for list in person.lists() {
                let wishes = list.wishes(app.config.country).unwrap_or_default();
                searches::replace(conn, app, &claims, Owner::of(user_id), &list, &wishes).await?;
            }
            start::for_person(conn, app, &claims, user_id, Order::sign_up()).await
        })
        .await?;
    drop(conn);
    let counts = started.preview.counts;
    let bought = counts.new;
    output::line(&format!(
        "  {:<20} {} wanted, {} already here or on the way, {bought} bought",
        person.email,
        counts.wanted,
        counts.wanted - bought
    ))?;
    wait_for(app, user_id).await
}

async fn add(app: &SharedApp, email: &str, is_admin: bool) -> anyhow::Result<Option<i32>> {
    let mut conn = app.db.conn().await?;
    let email = Email::parse(email)?;
    let added = people::add(&mut conn, &email, Some(PASSWORD), is_admin, app.clock.now()).await?;
    Ok(added.map(|user| user.id))
}

async fn wait_for(app: &SharedApp, user_id: i32) -> anyhow::Result<()> {
    use crate::schema::{backfill_tracking, user_search_queries};
    use diesel::prelude::*;
    use diesel_async::RunQueryDsl;
    loop {
        let mut conn = app.db.conn().await?;
        let under_way: i64 = backfill_tracking::table
            .inner_join(user_search_queries::table.on(user_search_queries::combination_id.eq(backfill_tracking::id)))
            .filter(user_search_queries::user_id.eq(user_id))
            .filter(backfill_tracking::state.eq_any(["waiting", "loading"]))
            .count()
            .get_result(&mut conn)
            .await?;
        if under_way == 0 {
            return Ok(());
        }
        drop(conn);
        tokio::time::sleep(LOOK).await;
    }
}

fn invite(address: &str, account: &str) -> anyhow::Result<()> {
    output::line("")?;
    output::line(&format!("Open {address}"))?;
    output::line(&format!("  as a person: {} · {PASSWORD}", CAST[0].email))?;
    output::line(&format!("  as an admin: {ADMIN} · {PASSWORD}"))?;
    output::line("  or sign up yourself and upload a CV; a second upload of the same CV costs nothing.")?;
    output::line(&format!("What the sandbox providers charged: {account}"))?;
    output::line("Ctrl-C stops everything.")
}
