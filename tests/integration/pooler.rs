//! A pooler in transaction mode is refused with a sentence; in session mode it is as good as PostgreSQL.
//!
//! Where `PgBouncer` is installed it is asked too; elsewhere those tests say that they looked at nothing.

use crate::support::app::TestApp;
use crate::support::dealer;
use crate::support::program::{self, Settings};
use crate::support::wait;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio_postgres::Config;
use tokio_postgres::config::Host;

const PGBOUNCER: &str = "/usr/sbin/pgbouncer";

/// A `PgBouncer` of its own in front of a test's database.
struct Pooler {
    _process: Child,
    port: u16,
    _directory: TempDir,
}

impl Pooler {
    /// None: there is no `PgBouncer` here.
    async fn start(url: &str, mode: &str, more: &str) -> Option<Self> {
        if !Path::new(PGBOUNCER).exists() {
            println!("skipped: {PGBOUNCER} is not installed");
            return None;
        }
        let directory = tempfile::Builder::new().permissions(Permissions::from_mode(0o777)).tempdir().unwrap();
        let port = free_port();
        let file = directory.path().join("pgbouncer.ini");
        fs::write(&file, settings(url, port, mode, more)).unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o644)).unwrap();
        let mut command = Command::new(PGBOUNCER);
        // It refuses to run as root, and only the server's own user gets into the directory of its socket.
        if rustix::process::geteuid().is_root() {
            command.args(["-u", "postgres"]);
        }
        let process =
            command.arg("-q").arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).kill_on_drop(true).spawn().unwrap();
        let pooler = Self { _process: process, port, _directory: directory };
        wait::until(
            "a PgBouncer",
            async || TcpStream::connect(("127.0.0.1", port)).await.is_ok(),
            |is_there| *is_there,
        )
        .await;
        Some(pooler)
    }

    /// The settings of a process that comes in through the pooler.
    fn before(&self, app: &TestApp) -> Settings {
        let config: Config = app.database.url.parse().unwrap();
        let (user, name) = (config.get_user().unwrap(), config.get_dbname().unwrap());
        app.settings_with(&[(
            "DATABASE_URL",
            &format!("postgresql://{user}@127.0.0.1:{}/{name}?sslmode=disable", self.port),
        )])
    }
}

fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn settings(url: &str, port: u16, mode: &str, more: &str) -> String {
    let config: Config = url.parse().unwrap();
    let host = match &config.get_hosts()[0] {
        Host::Tcp(host) => host.clone(),
        Host::Unix(directory) => directory.display().to_string(),
    };
    let server_port = config.get_ports().first().copied().unwrap_or(5432);
    let user = config.get_user().unwrap();
    let password = config.get_password().map(|password| format!(" password={}", String::from_utf8_lossy(password)));
    format!(
        "[databases]\n* = host={host} port={server_port} user={user}{}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n\
         listen_port = {port}\nunix_socket_dir =\nauth_type = any\npool_mode = {mode}\n{more}\n",
        password.unwrap_or_default()
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn one_connection_for_all_is_noticed() {
    let app = TestApp::start().await;
    let dealt = dealer::before(&app.database.url).await;
    let settings = app.settings_with(&[("DATABASE_URL", &dealt)]);
    for command in ["work", "status"] {
        let output = program::run(&[command], &settings).await.ended_with(1);
        assert!(output.stderr.contains("set pool_mode=session"), "{}", output.stderr);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pooler_that_deals_out_connections_anew_is_refused_whatever_its_habits() {
    let app = TestApp::start().await;
    for (mode, habit) in [
        ("transaction", ""),
        ("transaction", "default_pool_size = 1"),
        ("transaction", "server_round_robin = 1"),
        ("transaction", "min_pool_size = 5\nserver_round_robin = 1"),
        ("statement", ""),
    ] {
        let Some(pooler) = Pooler::start(&app.database.url, mode, habit).await else { return };
        for command in ["work", "status"] {
            let output = program::run(&[command], &pooler.before(&app)).await.ended_with(1);
            assert!(output.stderr.contains("set pool_mode=session"), "{mode} {habit}: {}", output.stderr);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pooler_in_session_mode_serves() {
    let app = TestApp::start().await;
    let Some(pooler) = Pooler::start(&app.database.url, "session", "").await else { return };
    program::run(&["status"], &pooler.before(&app)).await.ended_with(0);
}
