//! One world: processes, a database, providers and people, what happens to them, and what must be true all the same.

mod rest;

use super::books;
use super::database::Database;
use super::mail::{MailServer, OPERATOR};
use super::people::{Act, Person};
use super::plan::{self, PEOPLE, PROCESSES, Step};
use super::process::{self, Process, Settings};
use super::provider::Providers;
use anyhow::Context;
use jobfill::sources::{Source, sandbox::API_KEY};
use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

/// Between two looks at the books.
const LOOK: Duration = Duration::from_millis(200);

/// One world in so many sends mail.
const MAIL_EVERY: u64 = 4;

/// An admin who cannot act within this time, since no page answers, is no step of a world.
const RESUMING: Duration = Duration::from_secs(4);

/// Ends some of the program's connections, wherever they are.
const HANG_UP: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE datname = 'jobfill' AND pid <> pg_backend_pid() AND random() < 0.5";

/// As if all workers had been silent for too long: the fence and the marks have to do what time did not.
const LEASES_END: &str = "UPDATE tasks SET lease_until = now() - interval '1 second' WHERE state = 'running'";

/// Where the pages are at the moment.
#[derive(Default)]
pub struct Pages {
    sites: Mutex<Vec<String>>,
    asked: AtomicUsize,
}

impl Pages {
    /// One of them, each in its turn; None: none is up.
    pub fn any(&self) -> Option<String> {
        let sites = self.sites.lock().unwrap();
        let turn = self.asked.fetch_add(1, Ordering::Relaxed);
        (!sites.is_empty()).then(|| sites[turn % sites.len()].clone())
    }
}

/// Somebody who acts in their own time.
struct Actor {
    acts: UnboundedSender<Act>,
    acting: JoinHandle<Person>,
}

/// What a world that held has seen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    pub looks: usize,
    pub deaths: usize,
    pub stillborn: usize,
    pub acknowledged: usize,
    pub sold: usize,
    pub lost: usize,
}

pub struct World {
    settings: Settings,
    processes: Vec<Process>,
    actors: Vec<Actor>,
    /// Lets sources go on.
    admin: Person,
    pages: Arc<Pages>,
    providers: Arc<Providers>,
    mails: Option<MailServer>,
    database: Arc<Database>,
    logs: PathBuf,
    looks: Arc<AtomicUsize>,
    /// What the watcher of the books has found.
    broken: Arc<Mutex<Option<String>>>,
    watcher: JoinHandle<()>,
    begun: Instant,
    /// What happened so far.
    steps: String,
}

impl Drop for World {
    fn drop(&mut self) {
        self.watcher.abort();
        self.actors.iter().for_each(|actor| actor.acting.abort());
    }
}

impl World {
    /// Makes everything, and starts all processes.
    pub async fn make(seed: u64, logs: PathBuf) -> anyhow::Result<Self> {
        fs::create_dir_all(&logs)?;
        let database = Database::start().await?;
        let providers = Arc::new(Providers::start(seed).await?);
        let mails = if seed.is_multiple_of(MAIL_EVERY) { Some(MailServer::start(seed).await?) } else { None };
        let settings = settings(&providers, mails.as_ref(), &database.url());
        process::run("migrate", &settings).await?;
        let pages = Arc::new(Pages::default());
        let actors = (0..PEOPLE).map(|who| actor(who, &pages, &database)).collect();
        let (looks, broken) = (Arc::default(), Arc::default());
        let watcher = tokio::spawn(watch(providers.clone(), database.clone(), Arc::clone(&looks), Arc::clone(&broken)));
        let processes = PROCESSES.iter().map(|name| Process::new(name, &logs)).collect();
        let (admin, begun, steps) = (Person::new(PEOPLE), Instant::now(), String::new());
        let mut world = Self {
            settings,
            processes,
            actors,
            admin,
            pages,
            providers,
            mails,
            database,
            logs,
            looks,
            broken,
            watcher,
            begun,
            steps,
        };
        world.mind()?;
        Ok(world)
    }

    /// Lets everything happen that the seed says, then lets it come to rest.
    pub async fn run(&mut self, seed: u64) -> anyhow::Result<Seen> {
        for (number, (pause, step)) in plan::of(seed).into_iter().enumerate() {
            sleep(pause).await;
            self.note(&format!("{:>2} {step}", number + 1));
            self.mind()?;
            self.happens(step).await?;
            self.look().await?;
        }
        self.note("   rest");
        self.rest().await
    }

    async fn happens(&mut self, step: Step) -> anyhow::Result<()> {
        match step {
            // A person who is gone hears of nothing.
            Step::Person(who, act) => drop(self.actors[who].acts.send(act)),
            Step::Kill(at) => self.processes[at].kill(None),
            Step::Doom(at, point) => self.processes[at].kill(Some(("JOBFILL_CRASH_AT", point))),
            Step::Skew(at, seconds) => self.processes[at].kill(Some(("JOBFILL_CLOCK_AHEAD", seconds))),
            Step::Stop(at) => self.processes[at].stop(),
            Step::Freeze(at) => self.processes[at].freeze(),
            Step::Thaw(at) => self.processes[at].thaw(),
            Step::Weather(weather) => self.providers.turn(weather),
            Step::Crash => self.database.crash(),
            Step::Recover => self.database.recover().await?,
            Step::Silence => self.database.wire().go_silent(),
            Step::Speak => self.database.wire().speak(),
            // While the database is away, there is nobody to ask and nothing to end.
            Step::HangUp => drop(self.database.rows(HANG_UP).await),
            Step::LeasesEnd => drop(self.database.rows(LEASES_END).await),
            Step::Resume => drop(timeout(RESUMING, self.sources_go_on()).await),
        }
        Ok(())
    }

    /// Looks after the processes: those that have ended are started again.
    fn mind(&mut self) -> anyhow::Result<()> {
        for process in &mut self.processes {
            process.mind()?;
            process.start(&self.settings)?;
        }
        *self.pages.sites.lock().unwrap() = self.processes.iter().filter_map(Process::address).collect();
        Ok(())
    }

    /// Looks at the books, and at what the watcher has found.
    async fn look(&self) -> anyhow::Result<()> {
        if let Some(broken) = self.broken.lock().unwrap().take() {
            anyhow::bail!(broken);
        }
        books::look(&self.providers, &self.database).await.map(drop)
    }

    fn note(&mut self, what: &str) {
        let line = format!("{:>7.3} s  {what}\n", self.begun.elapsed().as_secs_f64());
        self.steps += &line;
        // The steps of a world that is killed from outside are worth reading too.
        let _ = fs::write(self.logs.join("steps.txt"), &self.steps);
    }

    /// What happened so far, a line for each step.
    pub fn steps(&self) -> &str {
        &self.steps
    }

    /// Keeps what a failed world leaves behind: the logs of its processes and of its PostgreSQL.
    pub fn keep(&self) -> anyhow::Result<&PathBuf> {
        fs::write(self.logs.join("postgres.log"), self.database.log()).context("the log cannot be kept")?;
        Ok(&self.logs)
    }
}

fn actor(who: usize, pages: &Arc<Pages>, database: &Arc<Database>) -> Actor {
    let (acts, mut heard) = unbounded_channel();
    let (pages, database) = (Arc::clone(pages), Arc::clone(database));
    let acting = tokio::spawn(async move {
        let mut person = Person::new(who);
        while let Some(act) = heard.recv().await {
            person.act(&act, &pages, &database).await;
        }
        person
    });
    Actor { acts, acting }
}

/// Looks at the books again and again.
async fn watch(
    providers: Arc<Providers>,
    database: Arc<Database>,
    looks: Arc<AtomicUsize>,
    broken: Arc<Mutex<Option<String>>>,
) {
    loop {
        sleep(LOOK).await;
        match books::look(&providers, &database).await {
            Ok(true) => drop(looks.fetch_add(1, Ordering::Relaxed)),
            Ok(false) => {}
            Err(error) => {
                *broken.lock().unwrap() = Some(format!("{error:#}"));
                return;
            }
        }
    }
}

/// How long a process holds its tasks; a mail server is waited for longer than a job API here.
fn lease(has_mail: bool) -> Duration {
    Duration::from_secs(if has_mail { 85 } else { 22 })
}

/// Short deadlines, and caps that nobody reaches.
fn settings(providers: &Providers, mails: Option<&MailServer>, database: &str) -> Settings {
    let fixed = [
        ("DATABASE_URL", database),
        ("JOBFILL_DATA_DIR", "/nonexistent"),
        ("JOBFILL_BIND", "127.0.0.1:0"),
        ("JOBFILL_TRUSTED_PROXY", "on"),
        ("JOBFILL_MAX_CONNECTIONS", "6"),
        ("JOBFILL_WORKERS", "3"),
        ("JOBFILL_PERSON_CREDITS", "100000"),
        ("JOBFILL_PERSON_COMBINATIONS", "1000"),
        ("JOBFILL_DAILY_CREDITS", "100000"),
        ("JOBFILL_LOG", "jobfill=debug,warn"),
        ("RAPIDAPI_KEY", API_KEY),
        ("JSEARCH_DEADLINE_SECONDS", "2"),
        ("ACTIVE_JOBS_DEADLINE_SECONDS", "2"),
        ("JSEARCH_PER_SECOND", "20"),
        ("ACTIVE_JOBS_PER_SECOND", "20"),
    ];
    let addresses = Source::ALL.iter().map(|&source| (source.base_url_setting(), providers.base_url(source)));
    let mail = mails.map(|mails| {
        [
            ("JOBFILL_PUBLIC_URL", "http://jobs.example.org"),
            ("JOBFILL_SMTP_URL", mails.url()),
            ("JOBFILL_MAIL_FROM", "Jobfill <jobs@jobs.example.org>"),
            ("JOBFILL_ALERT_MAIL", OPERATOR),
        ]
    });
    let lease = ("JOBFILL_LEASE_SECONDS", lease(mails.is_some()).as_secs().to_string());
    let fixed = fixed.iter().chain(mail.iter().flatten()).map(|&(name, value)| (name, value.to_owned()));
    fixed.chain([lease]).chain(addresses).map(|(name, value)| (name.to_owned(), value)).collect()
}
