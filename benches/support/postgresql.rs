//! A real PostgreSQL for a benchmark: a cluster of its own that syncs to disk as in earnest, removed at the end.

use jobfill::app::{App, SharedApp};
use jobfill::clock::Clock;
use jobfill::config::{Config, Env};
use jobfill::db::cluster::{Cluster, Durability};
use jobfill::db::{self, Connection, Database, Terms};
use std::ffi::OsString;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::sync::{LazyLock, Mutex, PoisonError};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Where a benchmark keeps it: started by the first to ask, for all of one program.
pub type Shared = LazyLock<Mutex<Option<Bench>>>;

/// Ends it with the program, also when a benchmark fails: nothing else ends what is static.
pub struct Ends(pub &'static Shared);

impl Drop for Ends {
    fn drop(&mut self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// What a benchmark runs on. The fields end in this order: connections, server, directory.
pub struct Bench {
    pub app: SharedApp,
    pub runtime: Runtime,
    _cluster: Cluster,
    _directory: TempDir,
}

impl Bench {
    /// An empty database with all tables. The sources have keys, and nothing is asked of them.
    pub fn start() -> Self {
        let runtime = Runtime::new().expect("a runtime starts");
        // The server's user has to get in, who is another one where this is root.
        let open = Permissions::from_mode(0o711);
        let directory = tempfile::Builder::new().permissions(open).tempdir().expect("a directory");
        let cluster = Cluster::start(&directory.path().join("cluster"), Durability::Durable, &variable)
            .expect("there is a PostgreSQL");
        let url = cluster.url("postgres");
        let app = runtime.block_on(app(&url)).expect("a database with all tables");
        Self { app, runtime, _cluster: cluster, _directory: directory }
    }

    /// A connection outside the pool.
    pub fn connection(&self) -> Connection {
        self.runtime.block_on(self.app.db.own()).expect("a connection")
    }
}

async fn app(url: &str) -> anyhow::Result<SharedApp> {
    let database = Database::open(url, Terms::new(4)).await?;
    db::migrate(&database).await?;
    let env = Env::of([("JOBFILL_DATA_DIR", "/nonexistent"), ("RAPIDAPI_KEY", "none")]);
    App::new(Config::from_env(&env)?, database, Clock::System, "jobfill".into())
}

#[expect(clippy::disallowed_methods, reason = "this is where the environment enters the benchmarks")]
fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}
