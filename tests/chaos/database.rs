//! A PostgreSQL of a world's own, and a way in that no nemesis stands in.

use super::wire::Wire;
use anyhow::{Context, ensure};
use jobfill::db::cluster::{Cluster, Durability};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::timeout;
use tokio_postgres::{NoTls, SimpleQueryMessage};

/// The name of the database in it.
const NAME: &str = "jobfill";

/// The only role of a private cluster.
const ROLE: &str = "app";

/// The file of its socket.
const SOCKET: &str = ".s.PGSQL.5432";

/// A statement of the harness that takes longer is given up.
const PATIENCE: Duration = Duration::from_secs(20);

/// Commits are durable when the server dies, and not when the machine does: nothing here ends the machine. Errors are
/// logged, so that deadlocks can be found.
const SETTINGS: [&str; 4] = [
    "ALTER SYSTEM SET fsync = off",
    "SELECT pg_reload_conf()",
    "CREATE DATABASE jobfill",
    "ALTER DATABASE jobfill SET log_min_messages = error",
];

pub struct Database {
    /// Users of the cluster: one for every time that it was started.
    users: Mutex<Vec<Cluster>>,
    root: PathBuf,
    url: String,
    wire: Wire,
    /// Last: the servers in it end first.
    _place: TempDir,
}

impl Database {
    /// Makes a cluster, in a directory that the server's user may enter.
    pub async fn start() -> anyhow::Result<Arc<Self>> {
        let place = tempfile::Builder::new().prefix("chaos-").permissions(Permissions::from_mode(0o711)).tempdir()?;
        let root = place.path().join("cluster");
        let cluster = start_cluster(&root).await?;
        for statement in SETTINGS {
            rows_of(&cluster.url("postgres"), statement).await?;
        }
        let (url, wire) = (cluster.url(NAME), Wire::before(&cluster.socket_dir().join(SOCKET)).await?);
        Ok(Arc::new(Self { users: Mutex::new(vec![cluster]), root, url, wire, _place: place }))
    }

    /// The way of the program, through the wire.
    pub fn url(&self) -> String {
        format!("postgresql://{ROLE}@{}/{NAME}?sslmode=disable", self.wire.address())
    }

    pub fn wire(&self) -> &Wire {
        &self.wire
    }

    /// Ends the server at once, as a crash does. It has to recover when it is started again.
    pub fn crash(&self) {
        let pid = fs::read_to_string(self.root.join("data/postmaster.pid")).ok();
        let pid = pid.and_then(|file| Pid::from_raw(file.lines().next()?.parse().ok()?));
        // One that is down already stays down.
        if let Some(pid) = pid {
            let _ = kill_process(pid, Signal::QUIT);
        }
    }

    /// Starts the server again, where it is down.
    pub async fn recover(&self) -> anyhow::Result<()> {
        let cluster = start_cluster(&self.root).await?;
        self.users.lock().unwrap().push(cluster);
        Ok(())
    }

    /// The rows of the last statement, as text.
    pub async fn rows(&self, sql: &str) -> anyhow::Result<Vec<Vec<String>>> {
        rows_of(&self.url, sql).await
    }

    /// The one number that a statement selects.
    pub async fn number(&self, sql: &str) -> anyhow::Result<i64> {
        let rows = self.rows(sql).await?;
        Ok(rows.first().and_then(|row| row.first()).with_context(|| format!("no row: {sql}"))?.parse()?)
    }

    /// The server's log, with what was put aside.
    pub fn log(&self) -> String {
        let read = |name: &str| fs::read_to_string(self.root.join("data").join(name)).unwrap_or_default();
        read("postgres.log.1") + &read("postgres.log")
    }
}

async fn start_cluster(root: &Path) -> anyhow::Result<Cluster> {
    let root = root.to_owned();
    tokio::task::spawn_blocking(move || Cluster::start(&root, Durability::Durable, &crate::env)).await?
}

async fn rows_of(url: &str, sql: &str) -> anyhow::Result<Vec<Vec<String>>> {
    let asking = async {
        let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
        let connection = tokio::spawn(connection);
        let answer = client.simple_query(sql).await;
        connection.abort();
        anyhow::Ok(answer?)
    };
    let messages = timeout(PATIENCE, asking).await.with_context(|| format!("no end of {sql}"))??;
    let rows = messages.into_iter().filter_map(|message| match message {
        SimpleQueryMessage::Row(row) => {
            Some((0..row.len()).map(|at| row.get(at).unwrap_or_default().to_owned()).collect())
        }
        _ => None,
    });
    Ok(rows.collect())
}

/// Fails when a statement that finds what must not be finds anything.
pub async fn finds_nothing(database: &Database, what: &str, sql: &str) -> anyhow::Result<()> {
    let rows = database.rows(sql).await?;
    let rows: Vec<_> = rows.iter().map(|row| row.join(" ")).collect();
    ensure!(rows.is_empty(), "{what}:\n  {}", rows.join("\n  "));
    Ok(())
}
