//! `jobfill serve`, `work` and `migrate`.

use super::open::{Opened, open, open_when_ready};
use super::{DONE, output};
use crate::app::{App, SharedApp};
use crate::backfill::waiting;
use crate::clock::Clock;
use crate::config::{Config, Env};
use crate::descriptors;
use crate::models::source_state::SourceState;
use crate::models::user::User;
use crate::web;
use crate::worker::Pool;
use anyhow::Context;
use clap::Args;
use std::net::TcpListener;
use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Tries at a start's duties that are done once, and the pause between two tries.
const START_TRIES: usize = 60;
const START_PAUSE: Duration = Duration::from_secs(1);

#[derive(Args)]
pub(super) struct Options {
    /// Serve the pages only; other processes work the queue.
    #[arg(long)]
    no_workers: bool,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    // A taken address is known at once. Then let go: no visitor is let in before the App can answer.
    drop(bind(&config)?);
    let mut stop = Stop::listen()?;
    let Some(opened) = stop.unless_asked(open_when_ready(config, env)).await? else { return Ok(DONE) };
    let listener = bind(&opened.app.config)?;
    greet(&opened.app).await?;
    until_stopped(opened, Some(listener), !options.no_workers, &mut stop, async { Ok(()) }).await
}

pub(super) async fn work(config: Config, env: &Env) -> anyhow::Result<u8> {
    let mut stop = Stop::listen()?;
    let Some(opened) = stop.unless_asked(open_when_ready(config, env)).await? else { return Ok(DONE) };
    tracing::info!("working the queue");
    until_stopped(opened, None, true, &mut stop, async { Ok(()) }).await
}

pub(super) async fn migrate(config: Config, env: &Env) -> anyhow::Result<u8> {
    open(config, Clock::System, env).await?.close().await?;
    output::line("The database is up to date.")?;
    Ok(DONE)
}

/// Binds the address before other parts start, so that a taken address is known at once.
pub(super) fn bind(config: &Config) -> anyhow::Result<TcpListener> {
    TcpListener::bind(config.bind)
        .with_context(|| format!("cannot listen on {}; set JOBFILL_BIND to another address", config.bind))
}

/// Address for people. Read from the listener, since port 0 in the settings takes any free port.
pub(super) fn address(listener: &TcpListener) -> std::io::Result<String> {
    Ok(format!("http://{}", listener.local_addr()?))
}

/// Prints the pages' address, and how to make an admin while there is none.
async fn greet(app: &SharedApp) -> anyhow::Result<()> {
    let mut conn = app.db.conn().await?;
    if User::has_no_admin(&mut conn).await? {
        tracing::info!("there is no admin yet; make one with: jobfill user add EMAIL --admin");
    }
    for config in &app.config.sources {
        tracing::info!(source = config.source.as_str(), "buys from {}", config.source.label());
    }
    if app.config.sources.is_empty() {
        tracing::warn!("no job API has a key, so nothing can be bought; set RAPIDAPI_KEY");
    }
    if app.claude.is_none() {
        tracing::info!("ANTHROPIC_API_KEY is not set; the offline reader reads CVs");
    }
    Ok(())
}

/// Serves and works until a signal comes, `meanwhile` fails or a part of the pool is lost, then stops in order: pages,
/// tasks, database.
pub(super) async fn until_stopped(
    opened: Opened,
    listener: Option<TcpListener>,
    has_workers: bool,
    stop: &mut Stop,
    meanwhile: impl Future<Output = anyhow::Result<()>>,
) -> anyhow::Result<u8> {
    descriptors::raise();
    let app = opened.app.clone();
    if stop.unless_asked(look_again(&app)).await?.is_none() {
        drop(app);
        opened.close().await?;
        return Ok(DONE);
    }
    let pool = if has_workers { Pool::start(app.clone()) } else { Pool::only_listening(app.clone()) };
    let server = listener.map(|listener| {
        tracing::info!("listening on {}", address(&listener)?);
        web::serve(app.clone(), listener)
    });
    let server = server.transpose()?;
    let handle = server.as_ref().map(actix_web::dev::Server::handle);
    let serving = server.map(tokio::spawn);
    let outcome = tokio::select! {
        () = stop.asked() => Ok(()),
        Err(error) = meanwhile => Err(error),
        error = pool.lost() => Err(error),
    };
    tracing::info!("stopping");
    app.live.close();
    if let Some(handle) = handle {
        handle.stop(true).await;
    }
    if let Some(serving) = serving {
        serving.await??;
    }
    pool.stop(&app).await;
    drop(app);
    opened.close().await?;
    outcome.map(|()| DONE)
}

/// Looks again at waiting work: a restart may have brought the right key, or a larger plan. Tries for a while, since a
/// database hanging up just now is no reason to end.
async fn look_again(app: &App) -> anyhow::Result<()> {
    for _ in 1..START_TRIES {
        match look_again_once(app).await {
            Ok(()) => return Ok(()),
            Err(error) => tracing::warn!(error = format!("{error:#}"), "the start is tried again"),
        }
        tokio::time::sleep(START_PAUSE).await;
    }
    look_again_once(app).await
}

async fn look_again_once(app: &App) -> anyhow::Result<()> {
    let mut conn = app.db.conn().await?;
    SourceState::forget_misconfigurations(&mut conn).await?;
    Ok(waiting::begin_anew(&mut conn, app).await?)
}

/// SIGTERM or Ctrl-C; signals that come before `asked` count too.
pub(super) struct Stop {
    terminate: Signal,
    interrupt: Signal,
}

impl Stop {
    /// Listens from now on: no signal ends the process by itself.
    pub(super) fn listen() -> anyhow::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Ends when a signal has come.
    pub(super) async fn asked(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    /// Outcome of a long action; None: a signal came first.
    async fn unless_asked<T>(&mut self, doing: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<Option<T>> {
        tokio::select! {
            outcome = doing => outcome.map(Some),
            () = self.asked() => Ok(None),
        }
    }
}
