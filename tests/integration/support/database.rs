//! A database of its own for every test.
//!
//! All test processes of a checkout share one throwaway cluster, which a supervisor process holds
//! until the last of them has ended: a test process is not told when it ends, but its pipes close.
//! Each test's database is cloned from a template that is migrated once. With `DATABASE_URL` set,
//! the same happens beside the database that it names, which itself is left alone.

mod held_cluster;
mod migrations;

use std::{
    process::Child,
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
};

use anyhow::{Context, Result};
use tokio::{runtime::Runtime, sync::OnceCell};
use tokio_postgres::{Client, NoTls};

use super::wait::{self, PATIENCE};

/// Outlives the runtimes of the single tests, as the server's connection must.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime starts"));

static SERVER: OnceCell<TestServer> = OnceCell::const_new();

/// An empty database with all tables, dropped with this value.
#[derive(Debug)]
pub struct TestDatabase {
    pub url: String,
    /// None: it goes with its own cluster.
    name: Option<String>,
}

impl TestDatabase {
    /// One that was made elsewhere, for tests that kill its server.
    pub fn elsewhere(url: String) -> Self {
        Self { url, name: None }
    }

    pub async fn create() -> Self {
        Self::like(|server| &server.template).await
    }

    /// One without tables.
    pub async fn create_empty() -> Self {
        Self::like(|_| "template0").await
    }

    async fn like(template: fn(&TestServer) -> &str) -> Self {
        let created = RUNTIME.spawn(async move {
            let server = SERVER.get_or_try_init(TestServer::reach).await?;
            server.clone_of(template(server)).await
        });
        let created = wait::end_of("a new database", created).await;
        created.expect("creating does not panic").expect("there is a PostgreSQL for the tests")
    }

    /// Circles of waiting transactions that PostgreSQL had to end. Ends all connections: only then is everything
    /// counted.
    pub async fn deadlocks(&self) -> i64 {
        let name = self.name.clone().expect("one of the shared cluster");
        let counting = async move { SERVER.get().expect("it was created there").deadlocks(&name).await };
        RUNTIME.spawn(counting).await.unwrap().unwrap()
    }

    /// Every row of every table as text, in a fixed order.
    pub async fn rows(&self) -> Vec<String> {
        let (client, connection) = jobfill::db::connect_raw(&self.url).await.unwrap();
        tokio::spawn(connection);
        let tables = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace";
        let mut all = Vec::new();
        for table in client.query(tables, &[]).await.unwrap() {
            let table: &str = table.get(0);
            let rows = client.query(&format!("SELECT one::text FROM {table} one"), &[]).await.unwrap();
            all.extend(rows.iter().map(|row| format!("{table}: {}", row.get::<_, &str>(0))));
        }
        all.sort();
        all
    }
}

/// No test of the suite may leave a circle of waiting transactions behind that PostgreSQL had to end.
impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Some(name) = self.name.clone() else { return };
        let (done, wait) = mpsc::channel();
        RUNTIME.spawn(async move {
            let server = SERVER.get().expect("the database was created on it");
            let deadlocks = server.deadlocks(&name).await;
            // What could not be dropped now is swept by the next run.
            let _ = server.admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            let _ = done.send(deadlocks.ok());
        });
        // A server that says nothing must not keep a test from ending.
        let deadlocks = wait.recv_timeout(PATIENCE).ok().flatten().unwrap_or(0);
        assert!(deadlocks == 0 || std::thread::panicking(), "PostgreSQL ended {deadlocks} deadlocks of this test");
    }
}

struct TestServer {
    url: String,
    /// Lives as long as this process, so that its number in a database's name tells whether that is
    /// still in use.
    admin: Client,
    session: i32,
    template: String,
    next: AtomicU32,
    _supervisor: Option<Child>,
}

impl TestServer {
    async fn deadlocks(&self, name: &str) -> Result<i64> {
        let disconnect = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1";
        self.admin.query(disconnect, &[&name]).await?;
        let counted = "SELECT deadlocks FROM pg_stat_database WHERE datname = $1";
        Ok(self.admin.query_one(counted, &[&name]).await?.get(0))
    }

    async fn reach() -> Result<Self> {
        let (url, supervisor) = match super::env("DATABASE_URL") {
            Some(url) => (url.into_string().ok().context("DATABASE_URL is not Unicode")?, None),
            None => held_cluster::hold().map(|(url, supervisor)| (url, Some(supervisor)))?,
        };
        let (admin, connection) = tokio_postgres::connect(&url, NoTls).await?;
        tokio::spawn(connection);
        let session = admin.query_one("SELECT pg_backend_pid()", &[]).await?.get(0);
        let template = format!("jobfill_template_{}", migrations::hash()?);
        let server = Self { url, admin, session, template, next: AtomicU32::new(1), _supervisor: supervisor };
        server.admin.batch_execute("SELECT pg_advisory_lock(hashtext('jobfill tests'))").await?;
        server.sweep().await?;
        server.ensure_template().await?;
        server.admin.batch_execute("SELECT pg_advisory_unlock_all()").await?;
        Ok(server)
    }

    async fn clone_of(&self, template: &str) -> Result<TestDatabase> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let name = format!("jobfill_test_{}_{number}", self.session);
        self.admin.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}")).await?;
        Ok(TestDatabase { url: with_database(&self.url, &name), name: Some(name) })
    }

    /// Drops the databases of test processes that were killed: those whose session is gone, or has
    /// become ours.
    async fn sweep(&self) -> Result<()> {
        let left_over = "SELECT datname::text FROM pg_database
            WHERE datname ~ '^jobfill_test_[0-9]+_[0-9]+$' AND split_part(datname, '_', 3) NOT IN
                (SELECT pid::text FROM pg_stat_activity WHERE pid <> pg_backend_pid())";
        for row in self.admin.query(left_over, &[]).await? {
            let name: &str = row.get(0);
            self.admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
        }
        Ok(())
    }

    /// Migrates under another name and renames when it is done: what a killed process left
    /// half-done is never cloned.
    async fn ensure_template(&self) -> Result<()> {
        let template = &self.template;
        let known = "SELECT FROM pg_database WHERE datname = $1";
        if self.admin.query_opt(known, &[template]).await?.is_some() {
            return Ok(());
        }
        let unfinished = format!("{template}_unfinished");
        self.admin.batch_execute(&format!("DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)")).await?;
        self.admin.batch_execute(&format!("CREATE DATABASE {unfinished}")).await?;
        super::migrate(&with_database(&self.url, &unfinished)).await.context("the migrations failed")?;
        // PostgreSQL neither renames nor clones a database that somebody is connected to.
        let disconnect = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1";
        self.admin.query(disconnect, &[&unfinished]).await?;
        self.admin.batch_execute(&format!("ALTER DATABASE {unfinished} RENAME TO {template}")).await?;
        Ok(())
    }
}

/// The same server's address with another database in it.
fn with_database(url: &str, name: &str) -> String {
    let (address, parameters) = url.split_once('?').map_or((url, String::new()), |(a, p)| (a, format!("?{p}")));
    let authority = address.find("://").map_or(0, |start| start + 3);
    let end = address[authority..].find('/').map_or(address.len(), |slash| authority + slash);
    format!("{}/{name}{parameters}", &address[..end])
}

#[test]
fn a_databases_name_is_put_into_any_address() {
    for (url, expected) in [
        ("postgresql://app@/postgres?host=/tmp/s", "postgresql://app@/t?host=/tmp/s"),
        ("postgres://a:b@db.example:5433/jobfill", "postgres://a:b@db.example:5433/t"),
        ("postgres://db.example?sslmode=disable", "postgres://db.example/t?sslmode=disable"),
        ("postgres://db.example", "postgres://db.example/t"),
    ] {
        assert_eq!(with_database(url, "t"), expected);
    }
}
