//! The whole app in this process: its own database, a fixed clock, stand-in providers that count what they charge.

use super::JOBFILL;
use super::browser::Visitor;
use super::database::TestDatabase;
use super::gate::Gate;
use super::program::{self, Output, Program, Settings};
use chrono::{DateTime, TimeDelta, Utc};
use diesel_async::RunQueryDsl;
use jobfill::app::{App, SharedApp};
use jobfill::backfill::claims::Claims;
use jobfill::backfill::start::Started;
use jobfill::clock::Clock;
use jobfill::config::{Config, Env};
use jobfill::db::{Database, Pooled, Terms};
use jobfill::filters::Filters;
use jobfill::models::capability::{Capability, CapabilityName, CapabilityState};
use jobfill::models::installation::Installation;
use jobfill::models::user::{Email, Role, User};
use jobfill::queue::Choice;
use jobfill::refresh::{OneRun, run};
use jobfill::searches::{self, List, Owner};
use jobfill::sources::sandbox::{self, Options, Plan, Running, SourceAccount};
use jobfill::sources::{Dialect, Source, sandbox::API_KEY};
use jobfill::status::Status;
use jobfill::{web, worker};
use std::net::TcpListener;
use std::ops::Deref;
use std::path::Path;
use std::sync::Arc;

/// More steps than any test's queue needs: a task that comes back for ever ends here.
pub const MOST_STEPS: usize = 2_000;

/// A Monday morning after the daily run.
pub fn monday() -> DateTime<Utc> {
    "2026-11-23T09:15:00Z".parse().unwrap()
}

pub struct TestApp {
    pub app: SharedApp,
    pub sandbox: Running,
    /// What every call to the sandbox passes.
    pub gate: Gate,
    pub url: String,
    server: actix_web::dev::ServerHandle,
    settings: Settings,
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
        Self::over(TestDatabase::create().await, Clock::fixed(monday()), settings).await
    }

    /// With another program than our own as the reader of files.
    pub async fn with_reader(reader: &Path) -> Self {
        let database = TestDatabase::create().await;
        Self::between(database, Clock::fixed(monday()), Plan::default(), reader, []).await
    }

    /// By the system's clock, as the other processes go that work for the same people.
    pub async fn on_system_clock<const N: usize>(settings: [(&str, &str); N]) -> Self {
        Self::over(TestDatabase::create().await, Clock::System, settings).await
    }

    /// From another moment on, with providers whose plans are so large.
    pub async fn beginning<const N: usize>(at: DateTime<Utc>, plan: Plan, settings: [(&str, &str); N]) -> Self {
        Self::between(TestDatabase::create().await, Clock::fixed(at), plan, JOBFILL.as_ref(), settings).await
    }

    /// Over a database that is there already.
    pub async fn over<const N: usize>(database: TestDatabase, clock: Clock, settings: [(&str, &str); N]) -> Self {
        Self::between(database, clock, Plan::default(), JOBFILL.as_ref(), settings).await
    }

    /// With Active Jobs DB at its own host, which counts, too.
    pub async fn at_own_host<const N: usize>(settings: [(&str, &str); N]) -> Self {
        let clock = Clock::fixed(monday());
        let now = clock.clone();
        let options = Options { dialect: Dialect::Direct, ..Options::new(Arc::new(move || now.now())) };
        let sandbox = sandbox::start(options).unwrap();
        Self::before(TestDatabase::create().await, clock, sandbox, JOBFILL.as_ref(), settings).await
    }

    /// Between a database and the providers.
    async fn between<const N: usize>(
        database: TestDatabase,
        clock: Clock,
        plan: Plan,
        reader: &Path,
        settings: [(&str, &str); N],
    ) -> Self {
        let sandbox = start_sandbox(clock.clone(), plan);
        Self::before(database, clock, sandbox, reader, settings).await
    }

    /// Before such providers.
    async fn before<const N: usize>(
        database: TestDatabase,
        clock: Clock,
        sandbox: Running,
        reader: &Path,
        settings: [(&str, &str); N],
    ) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let gate = Gate::before(sandbox.url().trim_start_matches("http://").parse().unwrap()).await;
        let mut all = sandbox_settings(&sandbox, &gate);
        all.extend(settings.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let config = Config::from_env(&env_of(&all)).unwrap();
        let db = Database::open(&database.url, terms(&config)).await.unwrap();
        Installation::claim_mode(&mut db.conn().await.unwrap(), true).await.unwrap();
        let app = App::new(config, db, clock, reader.to_owned()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let serving = web::serve(app.clone(), listener).unwrap();
        let server = serving.handle();
        tokio::spawn(serving);
        Self { app, sandbox, gate, url, server, settings: all, database }
    }

    /// From now on this is known of Active Jobs DB; None: it is unknown.
    pub async fn knows(&self, name: CapabilityName, state: Option<CapabilityState>) {
        let (capability, mut conn) = ((Source::ActiveJobs, name), self.conn().await);
        match state {
            Some(state) => Capability::note(&mut conn, capability, state, "a test", self.clock.now()).await,
            None => Capability::forget(&mut conn, capability).await,
        }
        .unwrap();
    }

    /// What is known of Active Jobs DB; None: it is unknown.
    pub async fn known(&self, name: CapabilityName) -> Option<CapabilityState> {
        let known = Capability::find(&mut *self.conn().await, Source::ActiveJobs, name).await.unwrap();
        known.map(|known| known.state)
    }

    /// What another process would have: the same settings and database, and a pool of its own.
    pub async fn another(&self) -> SharedApp {
        self.another_over(&self.database.url).await
    }

    /// The same, by way of another address of the database.
    pub async fn another_over(&self, url: &str) -> SharedApp {
        let config = Config::from_env(&env_of(&self.settings)).unwrap();
        let db = Database::open(url, terms(&config)).await.unwrap();
        App::new(config, db, self.clock.clone(), JOBFILL.into()).unwrap()
    }

    /// The settings of another process that works for the same people; later ones win.
    pub fn settings_with(&self, more: &[(&str, &str)]) -> Settings {
        let own = [("DATABASE_URL", self.database.url.as_str()), ("JOBFILL_MAX_CONNECTIONS", "6")];
        let pairs = own.iter().chain(more).map(|&(name, value)| (name.to_owned(), value.to_owned()));
        self.settings.iter().cloned().chain(pairs).collect()
    }

    /// Starts the real program as another process.
    pub fn program(&self, arguments: &[&str], more: &[(&str, &str)]) -> Program {
        Program::start(arguments, &self.settings_with(more))
    }

    /// Runs a command of the real program to its end.
    pub async fn command(&self, arguments: &[&str]) -> Output {
        program::run(arguments, &self.settings_with(&[])).await
    }

    pub async fn conn(&self) -> Pooled<'_> {
        self.app.db.conn().await.unwrap()
    }

    /// A browser that keeps its cookies and sends what browsers send.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.url)
    }

    /// The same, of somebody who reads German.
    pub fn german(&self) -> Visitor {
        Visitor::asking_for(&self.url, "de-DE,de;q=0.9,en;q=0.5")
    }

    /// Adds somebody without going through the pages.
    pub async fn person(&self, email: &str) -> User {
        let email = Email::parse(email).unwrap();
        User::create(&mut *self.conn().await, &email, None, Role::Person, self.clock.now()).await.unwrap().unwrap()
    }

    /// Saves a person's list and starts what is missing for it.
    pub async fn wants(&self, person: &User, list: &List) -> Started {
        use diesel_async::AsyncConnection;
        let wishes = list.wishes(self.config.country).unwrap();
        let mut conn = self.conn().await;
        let saving = conn.transaction(async |conn| {
            let claims = Claims::lock(conn).await?;
            searches::save(conn, &self.app, &claims, person.id, list, &wishes).await
        });
        saving.await.unwrap()
    }

    /// Takes a person's list away; nothing is started.
    pub async fn wants_no_longer(&self, person: &User, name: &str) {
        use diesel_async::AsyncConnection;
        let nothing = List { name: name.to_owned(), ..List::default() };
        let mut conn = self.conn().await;
        let replacing = conn.transaction(async |conn| {
            let claims = Claims::lock(conn).await?;
            searches::replace(conn, &self.app, &claims, Owner::of(person.id), &nothing, &[]).await?;
            searches::recount_left(conn, &claims).await
        });
        replacing.await.unwrap();
    }

    /// How many rows there are: `count("cvs WHERE user_id = 1")`.
    pub async fn count(&self, rows: &str) -> i64 {
        #[derive(diesel::QueryableByName)]
        struct Count {
            #[diesel(sql_type = diesel::sql_types::Int8)]
            count: i64,
        }
        let query = diesel::sql_query(format!("SELECT count(*) FROM {rows}"));
        query.get_result::<Count>(&mut *self.conn().await).await.unwrap().count
    }

    /// Changes what no page can change.
    pub async fn execute(&self, statement: &str) {
        diesel::sql_query(statement).execute(&mut *self.conn().await).await.unwrap();
    }

    /// How somebody's searches stand, as `status --json` prints it.
    pub async fn status(&self, email: &str) -> serde_json::Value {
        let mut conn = self.conn().await;
        let user = User::find_by_email(&mut conn, &Email::parse(email).unwrap()).await.unwrap().unwrap();
        serde_json::to_value(Status::load(&mut conn, &self.app, &user).await.unwrap()).unwrap()
    }

    /// Begins a run as its task does, and leaves that to begin it once more.
    pub async fn begin_run(&self) {
        let one = OneRun::begin(self).await.unwrap();
        let id = run::queue_now(&mut *self.conn().await, self).await.unwrap().unwrap();
        run::start(&one, self, id, None).await.unwrap();
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

    /// All leases run out at once, and what was lost with them is taken back.
    pub async fn rescue(&self) {
        self.leases_run_out().await;
        worker::rescue(&self.app).await.unwrap();
    }

    /// As if every worker had been silent for too long.
    pub async fn leases_run_out(&self) {
        self.execute("UPDATE tasks SET lease_until = now() - interval '1 second' WHERE state = 'running'").await;
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
pub fn start_sandbox(clock: Clock, plan: Plan) -> Running {
    sandbox::start(Options { plan, ..Options::new(Arc::new(move || clock.now())) }).unwrap()
}

/// A few connections are enough for a test, unless it is about them.
fn terms(config: &Config) -> Terms {
    Terms { max_connections: 4, ..App::terms(config) }
}

/// Settings that point at the gate of a sandbox.
fn sandbox_settings(sandbox: &Running, gate: &Gate) -> Settings {
    let fixed = [
        ("RAPIDAPI_KEY", API_KEY),
        ("JSEARCH_PER_SECOND", "1000"),
        ("ACTIVE_JOBS_PER_SECOND", "1000"),
        // Which are checked depends on the week.
        ("JOBFILL_CHECK_ONE_IN", "0"),
        // Never used, but a data directory is a setting like any other.
        ("JOBFILL_DATA_DIR", "/nonexistent"),
    ];
    let address = |source| sandbox.base_url(source).replace(&sandbox.url(), &gate.url());
    let addresses = Source::ALL.iter().map(|&source| (source.base_url_setting(), address(source)));
    let fixed = fixed.map(|(name, value)| (name, value.to_owned()));
    fixed.into_iter().chain(addresses).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn env_of(settings: &Settings) -> Env {
    let mut env = Env::default();
    for (name, value) in settings {
        env.set(name, value.as_str());
    }
    env
}
