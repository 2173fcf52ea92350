//! The whole app in this process: its own database, a fixed clock, stand-in providers that count what they charge.

use super::JOBFILL;
use super::browser::Visitor;
use super::database::TestDatabase;
use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::RunQueryDsl;
use jobfill::app::{App, SharedApp};
use jobfill::backfill::start::Started;
use jobfill::clock::Clock;
use jobfill::config::{Config, Env};
use jobfill::db::{Database, Pooled};
use jobfill::filters::Filters;
use jobfill::models::installation::Installation;
use jobfill::models::user::{Email, User};
use jobfill::queue::Choice;
use jobfill::searches::{self, List};
use jobfill::sources::sandbox::{self, Running, SourceAccount};
use jobfill::sources::{Source, sandbox::API_KEY};
use jobfill::{web, worker};
use std::net::TcpListener;
use std::ops::Deref;
use std::sync::Arc;

/// More steps than any test's queue needs: a task that comes back for ever ends here.
const MOST_STEPS: usize = 2_000;

/// A Monday morning after the daily run.
pub fn monday() -> DateTime<Utc> {
    "2026-11-23T09:15:00Z".parse().unwrap()
}

pub struct TestApp {
    pub app: SharedApp,
    pub sandbox: Running,
    pub url: String,
    server: actix_web::dev::ServerHandle,
    // Last: the database goes when nothing uses it any more.
    pub database: TestDatabase,
}

impl Deref for TestApp {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        drop(self.server.stop(false));
    }
}

/// The people's searches: titles × places, without filters.
pub fn list(titles: &[&str], locations: &[&str]) -> List {
    let lines = |lines: &[&str]| lines.iter().map(|&line| line.to_owned()).collect();
    List {
        name: "Primary Search".to_owned(),
        titles: lines(titles),
        locations: lines(locations),
        filters: Filters::default(),
        priority: 0,
    }
}

impl TestApp {
    /// With all settings at their defaults.
    pub async fn start() -> Self {
        Self::with([]).await
    }

    /// With some settings changed. An empty value takes a setting out.
    pub async fn with<const N: usize>(settings: [(&str, &str); N]) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let clock = Clock::fixed(monday());
        let sandbox = start_sandbox(clock.clone());
        let mut env = sandbox_env(&sandbox);
        for (name, value) in settings {
            env.set(name, value);
        }
        let config = Config::from_env(&env).unwrap();
        let database = TestDatabase::create().await;
        let db = Database::open(&database.url, 4).await.unwrap();
        Installation::claim_mode(&mut db.conn().await.unwrap(), true).await.unwrap();
        let app = App::new(config, db, clock, JOBFILL.into()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let serving = web::serve(app.clone(), listener).unwrap();
        let server = serving.handle();
        tokio::spawn(serving);
        Self { app, sandbox, url, server, database }
    }

    pub async fn conn(&self) -> Pooled<'_> {
        self.app.db.conn().await.unwrap()
    }

    /// A browser that keeps its cookies and sends what browsers send.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.url)
    }

    /// Adds somebody without going through the pages.
    pub async fn person(&self, email: &str) -> User {
        let email = Email::parse(email).unwrap();
        User::create(&mut *self.conn().await, &email, None, false, self.clock.now()).await.unwrap().unwrap()
    }

    /// Saves a person's list and starts what is missing for it.
    pub async fn wants(&self, person: &User, list: &List) -> Started {
        use diesel_async::AsyncConnection;
        let wishes = list.wishes(self.config.country).unwrap();
        let mut conn = self.conn().await;
        let saving = conn.transaction(async |conn| searches::save(conn, &self.app, person.id, list, &wishes).await);
        saving.await.unwrap()
    }

    /// Runs the tasks that are due, until none is.
    pub async fn drain(&self) {
        for _ in 0..MOST_STEPS {
            self.hurry().await;
            if worker::step(&self.app, &Choice::default()).await.unwrap().is_none() {
                return;
            }
        }
        panic!("the queue does not come to an end");
    }

    /// Nobody waits for backoffs: what failed is due again at once.
    pub async fn hurry(&self) {
        let statements =
            ["UPDATE tasks SET retry_at = now() WHERE state = 'queued'", "UPDATE sources SET next_call_at = now()"];
        for statement in statements {
            diesel::sql_query(statement).execute(&mut *self.conn().await).await.unwrap();
        }
    }

    /// Lets time pass for everybody.
    pub fn pass(&self, time: TimeDelta) {
        self.clock.advance(time);
    }

    /// What a provider charged.
    pub fn account(&self, source: Source) -> SourceAccount {
        self.sandbox.account(source)
    }

    /// Credits that both providers charged.
    pub fn charged(&self) -> u64 {
        self.account(Source::JSearch).requests + self.account(Source::ActiveJobs).jobs
    }
}

/// Providers on this machine whose clock is the given one.
pub fn start_sandbox(clock: Clock) -> Running {
    sandbox::start(sandbox::Options::new(Arc::new(move || clock.now()))).unwrap()
}

/// Settings that point at a sandbox.
pub fn sandbox_env(sandbox: &Running) -> Env {
    let mut env =
        Env::of([("RAPIDAPI_KEY", API_KEY), ("JSEARCH_PER_SECOND", "1000"), ("ACTIVE_JOBS_PER_SECOND", "1000")]);
    for &source in Source::ALL {
        env.set(source.base_url_setting(), sandbox.base_url(source));
    }
    // Never used, but a data directory is a setting like any other.
    env.set("JOBFILL_DATA_DIR", "/nonexistent");
    env
}
