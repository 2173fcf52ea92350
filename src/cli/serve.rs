//! `jobfill serve`, `work` and `migrate`.

use super::open::{Opened, open};
use super::{DONE, output};
use crate::app::{App, SharedApp};
use crate::backfill::waiting;
use crate::clock::Clock;
use crate::config::{Config, Env};
use crate::models::source_state::SourceState;
use crate::models::user::User;
use crate::web;
use crate::worker::Pool;
use anyhow::Context;
use clap::Args;
use std::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

#[derive(Args)]
pub(super) struct Options {
    /// Serve the pages only; other processes work the queue.
    #[arg(long)]
    no_workers: bool,
}

pub(super) async fn run(options: Options, config: Config, env: &Env) -> anyhow::Result<u8> {
    let listener = bind(&config)?;
    let opened = open(config, Clock::System, env).await?;
    greet(&opened.app).await?;
    until_stopped(opened, Some(listener), !options.no_workers, async { Ok(()) }).await
}

pub(super) async fn work(config: Config, env: &Env) -> anyhow::Result<u8> {
    let opened = open(config, Clock::System, env).await?;
    tracing::info!("working the queue");
    until_stopped(opened, None, true, async { Ok(()) }).await
}

pub(super) async fn migrate(config: Config, env: &Env) -> anyhow::Result<u8> {
    open(config, Clock::System, env).await?.close().await?;
    output::line("The database is up to date.")?;
    Ok(DONE)
}

/// Takes the address before anything else is started, so that a taken one is known at once.
pub(super) fn bind(config: &Config) -> anyhow::Result<TcpListener> {
    TcpListener::bind(config.bind)
        .with_context(|| format!("cannot listen on {}; set JOBFILL_BIND to another address", config.bind))
}

/// Where people find it; asked of the listener, since port 0 in the settings takes any that is free.
pub(super) fn address(listener: &TcpListener) -> std::io::Result<String> {
    Ok(format!("http://{}", listener.local_addr()?))
}

/// Says where it is, and how to make an admin while there is none.
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

/// Serves and works until a signal comes or `meanwhile` fails, then stops in order: pages, tasks, database.
pub(super) async fn until_stopped(
    opened: Opened,
    listener: Option<TcpListener>,
    has_workers: bool,
    meanwhile: impl Future<Output = anyhow::Result<()>>,
) -> anyhow::Result<u8> {
    let app = opened.app.clone();
    look_again(&app).await?;
    let pool = if has_workers { Pool::start(app.clone()) } else { Pool::only_listening(app.clone()) };
    let server = listener.map(|listener| {
        tracing::info!("listening on {}", address(&listener)?);
        web::serve(app.clone(), listener)
    });
    let server = server.transpose()?;
    let handle = server.as_ref().map(actix_web::dev::Server::handle);
    let serving = server.map(tokio::spawn);
    let outcome = tokio::select! {
        outcome = stop_signal() => outcome,
        Err(error) = meanwhile => Err(error),
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

/// A restart may have brought the right key, or a larger plan: what waits for either is looked at again.
async fn look_again(app: &App) -> anyhow::Result<()> {
    let mut conn = app.db.conn().await?;
    SourceState::forget_misconfigurations(&mut conn).await?;
    Ok(waiting::begin_anew(&mut conn, app).await?)
}

/// SIGTERM, or Ctrl-C.
pub(super) async fn stop_signal() -> anyhow::Result<()> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}
