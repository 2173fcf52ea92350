//! `jobfill demo`: everything on sandbox data, a month after ten people with overlapping wishes came.

pub mod allowance;
pub mod cast;
pub mod month;

use super::open::{Opened, open};
use super::serve::{self, Stop};
use super::{DONE, output};
use crate::app::{App, SharedApp};
use crate::clock::Clock;
use crate::config::{self, Config, Env};
use crate::db::{Database, Terms};
use crate::sources::{Source, sandbox};
use anyhow::Context;
use cast::{ADMIN, CAST, PASSWORD};
use clap::Args;
use month::Event;
use std::io::IsTerminal;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tracing::instrument::WithSubscriber;

/// Marker file: stands in the data directory until the demo's past has been lived.
const UNFINISHED: &str = "unfinished";

/// Days between lines of progress, without a terminal on which a line can be rewritten.
const DAYS_A_LINE: u32 = 10;

/// Share of JSearch's postings that are listed twice.
const COPIES: f64 = 0.15;

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Keep the data of the last demo instead of starting afresh.
    #[arg(long)]
    keep: bool,
    /// Mornings since the ten people came, for tests that cannot wait for a whole month.
    #[arg(long, hide = true, default_value_t = month::DAYS, value_parser = clap::value_parser!(u32).range(..=366))]
    days: u32,
}

/// Directory of the demo's data, and the days of its past still to be lived.
struct Stage {
    data_dir: PathBuf,
    /// Mornings still to be lived; None: the last demo's data are kept.
    days: Option<u32>,
}

/// Runs the demo until it is stopped. Returns the exit code.
///
/// # Errors
///
/// Fails with a sentence for people when the address is taken, or the data directory cannot be made.
pub async fn run(options: Options, env: Env) -> anyhow::Result<u8> {
    let mut env = env;
    let data_dir = config::demo_data_dir(&env.data_dir()?);
    // The address first: a demo already running holds the address, and keeps its data.
    let listener = serve::bind(&Config::from_env(&env)?)?;
    let stage = Stage::prepare(data_dir, &options)?;
    let clock = Clock::movable();
    let sandbox = start_sandbox(&stage.data_dir, clock.clone())?;
    set_up(&mut env, &stage.data_dir, &sandbox);
    let config = Config::from_env(&env)?;
    let opened = open(config, Clock::System, &env).await?;
    let account = format!("{}/account", sandbox.url());
    let outcome = play(opened, listener, &stage, clock, &account).await;
    sandbox.stop().await;
    outcome
}

impl Stage {
    /// Prepares the data directory. A fresh demo clears the last demo's data; a demo stopped in the middle of its past
    /// begins afresh, too.
    fn prepare(data_dir: PathBuf, options: &Options) -> anyhow::Result<Self> {
        let unfinished = data_dir.join(UNFINISHED);
        let is_kept = options.keep && data_dir.exists() && !unfinished.exists();
        if is_kept {
            return Ok(Self { data_dir, days: None });
        }
        if options.keep && data_dir.exists() {
            output::line("The last demo was stopped before it was ready; this one starts afresh.")?;
        }
        clear(&data_dir)?;
        let made = std::fs::create_dir_all(&data_dir).and_then(|()| std::fs::write(unfinished, ""));
        made.with_context(|| format!("{} cannot be made", data_dir.display()))?;
        Ok(Self { data_dir, days: Some(options.days) })
    }

    fn is_ready(&self) -> std::io::Result<()> {
        std::fs::remove_file(self.data_dir.join(UNFINISHED))
    }
}

async fn play(opened: Opened, listener: TcpListener, stage: &Stage, clock: Clock, account: &str) -> anyhow::Result<u8> {
    let mut stop = Stop::listen()?;
    let address = serve::address(&listener)?;
    if let Some(days) = stage.days {
        let is_lived = tokio::select! {
            lived = live(&opened.app, clock, days, &address) => lived.map(|()| true),
            () = stop.asked() => Ok(false),
        };
        if !matches!(is_lived, Ok(true)) {
            opened.close().await?;
            return is_lived.map(|_| DONE);
        }
        stage.is_ready()?;
    }
    serve::until_stopped(opened, Some(listener), true, &mut stop, async move { invite(&address, account) }).await
}

/// Lives through the demo's past, with a pool and settings of its own.
async fn live(app: &SharedApp, clock: Clock, days: u32, address: &str) -> anyhow::Result<()> {
    output::line(&format!("Jobfill is starting on {address}. {days} days ago, ten people sign up:"))?;
    let database = Database::open(app.db.url(), Terms { is_hurried: true, ..App::terms(&app.config) }).await?;
    let past = App::new(month::hurried(&app.config), database, clock, app.extractor.program().to_owned())?;
    month::live(&past, app.clock.now(), days, tell).with_subscriber(warnings()).await
}

/// Log at warnings only: thirty runs a minute are not worth a line each between the passing days.
fn warnings() -> impl tracing::Subscriber + Send + Sync {
    let is_coloured = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(std::io::stderr);
    log.with_ansi(is_coloured).with_target(false).finish()
}

fn tell(event: Event) -> anyhow::Result<()> {
    match event {
        Event::Came { email, wanted, bought } => output::line(&format!(
            "  {email:<20} {wanted} wanted, {} already here or on the way, {bought} bought",
            wanted - bought
        )),
        Event::Morning { day, of } => {
            let is_told = day % DAYS_A_LINE == 0 || day == of;
            output::progress(&format!("Day {day} of {of} …"), is_told, day == of)
        }
    }
}

/// Removes the last demo's data.
fn clear(data_dir: &Path) -> anyhow::Result<()> {
    match std::fs::remove_dir_all(data_dir) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} cannot be cleared", data_dir.display()))
        }
        _ => Ok(()),
    }
}

fn start_sandbox(data_dir: &Path, clock: Clock) -> anyhow::Result<sandbox::Running> {
    let mut options = sandbox::Options::new(Arc::new(move || clock.now()));
    options.account_file = Some(data_dir.join("sandbox-account.jsonl"));
    options.plan = allowance::PLAN;
    options.manners.copies = COPIES;
    sandbox::start(options)
}

/// Gives the demo its own database and providers, whatever the environment says.
fn set_up(env: &mut Env, data_dir: &Path, sandbox: &sandbox::Running) {
    for name in ["DATABASE_URL", "JSEARCH_API_KEY", "ACTIVE_JOBS_API_KEY", "ANTHROPIC_API_KEY", "JSEARCH_PATH"] {
        env.remove(name);
    }
    env.remove("ACTIVE_JOBS_PATH");
    env.set("JOBFILL_DATA_DIR", data_dir.to_string_lossy());
    env.set("RAPIDAPI_KEY", sandbox::API_KEY);
    allowance::raise(env);
    for &source in Source::ALL {
        env.set(source.base_url_setting(), sandbox.base_url(source));
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
