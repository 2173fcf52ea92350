//! Beginning of most commands: the database, brought up to date, and the App around it.

use crate::app::{App, SharedApp};
use crate::clock::{self, Clock};
use crate::config::{Config, Env};
use crate::db::cluster::{Cluster, Durability};
use crate::db::{self, Database};
use crate::models::installation::Installation;
use crate::quota::caps;
use crate::worker;
use anyhow::{Context, bail};
use chrono::TimeDelta;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Database name in a private cluster.
pub(super) const DATABASE: &str = "jobfill";

/// Time limit for making the database.
const MAKING: Duration = Duration::from_secs(60);

/// The App, and the private cluster below it, if any. Close it, so that the server stops with its last user.
pub(super) struct Opened {
    pub(super) app: SharedApp,
    pub(super) cluster: Option<Cluster>,
}

impl Opened {
    /// Ends the use of the private cluster; the last user stops its server.
    pub(super) async fn close(self) -> anyhow::Result<()> {
        drop(self.app);
        close_cluster(self.cluster).await
    }
}

/// Stops the server on a blocking thread, since stopping takes a moment.
pub(super) async fn close_cluster(cluster: Option<Cluster>) -> anyhow::Result<()> {
    if let Some(cluster) = cluster {
        tokio::task::spawn_blocking(move || cluster.stop()).await??;
    }
    Ok(())
}

/// Opens the database, brings it up to date, and puts the App together.
pub(super) async fn open(config: Config, clock: Clock, env: &Env) -> anyhow::Result<Opened> {
    let (url, cluster) = locate(&config, env).await?;
    if cluster.is_none() {
        db::refuse_pooler(&url).await?;
    }
    let database = Database::open(&url, App::terms(&config)).await?;
    for step in db::migrate(&database).await? {
        tracing::info!(step, "migrated");
    }
    claim_mode(&config, &database).await?;
    clock::pretend(TimeDelta::seconds(config.clock_ahead));
    let app = App::new(config, database, clock, program()?)?;
    worker::compare_clocks(&app).await?;
    caps::look(&mut *app.db.conn().await?, &app).await?;
    Ok(Opened { app, cluster })
}

/// Opens like [`open`], for processes that may start before PostgreSQL: waits until the database is ready.
pub(super) async fn open_when_ready(config: Config, env: &Env) -> anyhow::Result<Opened> {
    if let Some(url) = &config.database_url {
        db::until_ready(url).await?;
    }
    open(config, Clock::System, env).await
}

/// Path of this executable, which reads uploaded files as its own child.
fn program() -> anyhow::Result<PathBuf> {
    std::env::current_exe().context("this program's own file cannot be found")
}

/// Database address: as set, else a private cluster's.
pub(super) async fn locate(config: &Config, env: &Env) -> anyhow::Result<(String, Option<Cluster>)> {
    if let Some(url) = &config.database_url {
        return Ok((url.clone(), None));
    }
    let cluster = start_cluster(&config.data_dir, env).await?;
    ensure_database(&cluster).await?;
    Ok((cluster.url(DATABASE), Some(cluster)))
}

async fn start_cluster(data_dir: &Path, env: &Env) -> anyhow::Result<Cluster> {
    let root = data_dir.join("postgresql");
    std::fs::create_dir_all(data_dir).with_context(|| format!("{} cannot be made", data_dir.display()))?;
    let env = env.clone();
    tokio::task::spawn_blocking(move || Cluster::start(&root, Durability::Durable, &|name| env.os(name))).await?
}

async fn ensure_database(cluster: &Cluster) -> anyhow::Result<()> {
    let making = tokio::time::timeout(MAKING, make_database(cluster)).await;
    making.context("the private PostgreSQL does not answer")?
}

async fn make_database(cluster: &Cluster) -> anyhow::Result<()> {
    let (client, connection) = db::connect_raw(&cluster.url("postgres")).await?;
    let driving = tokio::spawn(connection);
    let known = client.query_opt("SELECT 1 FROM pg_database WHERE datname = $1", &[&DATABASE]).await?;
    if known.is_none() {
        // Two first starts at once: the second hears that the database exists, and goes on.
        let made = client.batch_execute(&format!("CREATE DATABASE {DATABASE}")).await;
        if let Err(error) = made
            && error.code() != Some(&tokio_postgres::error::SqlState::DUPLICATE_DATABASE)
            && error.code() != Some(&tokio_postgres::error::SqlState::UNIQUE_VIOLATION)
        {
            return Err(error).context("the database cannot be made");
        }
    }
    drop(client);
    driving.await??;
    Ok(())
}

/// Claims the database for the sandbox or for the real providers, never for both.
async fn claim_mode(config: &Config, database: &Database) -> anyhow::Result<()> {
    let Some(is_sandbox) = config.is_sandbox() else { return Ok(()) };
    let mut conn = database.conn().await?;
    if Installation::claim_mode(&mut conn, is_sandbox).await? {
        return Ok(());
    }
    let (this, other) = if is_sandbox { ("the sandbox", "real") } else { ("the real job APIs", "sandbox") };
    bail!(
        "this database holds {other} data and cannot be used with {this}; \
         set DATABASE_URL or JOBFILL_DATA_DIR to another place"
    );
}
